"""`make tidy`: clang-tidy over the C++ files changed since the last commit on origin, or over all (`--all`).

Why not in `make check`: a file that includes LLVM costs ten seconds and more; the whole tree costs minutes.
Uses build/release/compile_commands.json.
"""

import concurrent.futures
import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def changed() -> set[str]:
    listed = subprocess.run(["git", "diff", "--name-only", "HEAD~1"], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(listed.stdout.split())


def tidy(program: str, file: pathlib.Path) -> tuple[pathlib.Path, int, str]:
    done = subprocess.run([program, "-p", ROOT / "build/release", "--quiet", file], capture_output=True, text=True)
    return file, done.returncode, done.stdout


def main() -> int:
    program = next((p for p in ("clang-tidy-19", "clang-tidy") if shutil.which(p)), None)
    if program is None:
        sys.exit("clang-tidy-19 is not installed")
    files = sorted(f for folder in ("src", "runtime") for f in (ROOT / folder).rglob("*.cpp"))
    if "--all" not in sys.argv:
        wanted = changed()
        files = [f for f in files if str(f.relative_to(ROOT)) in wanted]
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for number, (file, status, text) in enumerate(pool.map(lambda f: tidy(program, f), files), 1):
            print(f"[{number}/{len(files)}] {file.relative_to(ROOT)}", flush=True)
            if text.strip():
                print(text)
            failed += status != 0
    print(f"tidy: {failed} of {len(files)} files with findings")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
