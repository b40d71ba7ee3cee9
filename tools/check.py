"""`make check`: every check that needs no build, each with its time; all of them run, and any failure fails.

clang-tidy is a command of its own (`make tidy`): over LLVM's headers it takes minutes, not seconds.
"""

import pathlib
import shutil
import subprocess
import sys
import time

from check_sizes import EXEMPT

ROOT = pathlib.Path(__file__).resolve().parent.parent
TOOLS = ROOT / "tools"


def cpp_files() -> list[str]:
    folders = ("src", "runtime", "tests", "bench")
    files = (f for folder in folders for f in (ROOT / folder).rglob("*") if f.suffix in (".h", ".cpp", ".c"))
    return sorted(str(f.relative_to(ROOT)) for f in files if not EXEMPT.match(f.read_text().partition("\n")[0]))


def clang_format(*options: str) -> list[str]:
    program = next((p for p in ("clang-format-19", "clang-format") if shutil.which(p)), "clang-format-19")
    return [program, *options, *cpp_files()]


def check_format() -> int:
    """One line a file that is not in format."""
    done = subprocess.run(clang_format("--dry-run", "-Werror", "--ferror-limit=1"), cwd=ROOT, capture_output=True, text=True)
    wrong = [line.split(": error:")[0] for line in done.stderr.splitlines() if ": error:" in line]
    print("\n".join(f"{where}: not in format (`make format`)" for where in wrong) or "format: as clang-format writes it")
    return done.returncode


def script(name: str):
    return lambda: subprocess.run([sys.executable, TOOLS / name], cwd=ROOT, stdin=subprocess.DEVNULL).returncode


CHECKS = {
    "format": check_format,
    "floors": script("check_floors.py"),
    "sizes": script("check_sizes.py"),
    "error pages": script("check_errors.py"),
    "types": script("check_types.py"),
    "compatibility": lambda: subprocess.run([sys.executable, TOOLS / "make_compatibility.py", "--check"], cwd=ROOT,
                                            stdin=subprocess.DEVNULL).returncode,
}


def main() -> int:
    if "--format" in sys.argv:
        return subprocess.run(clang_format("-i"), cwd=ROOT).returncode
    failed = []
    for name, check in CHECKS.items():
        print(f"== {name}", flush=True)
        start = time.monotonic()
        if check():
            failed.append(name)
        print(f"   {time.monotonic() - start:.1f} s", flush=True)
    print(f"check failed: {', '.join(failed)}" if failed else "check: all well")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
