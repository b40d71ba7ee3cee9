"""Where the executable `front_tool` is, and how to call it."""

import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]


def tool_path() -> pathlib.Path:
    """The one of COLUBER_BUILD, else of the newest build that has it."""
    if build := os.environ.get("COLUBER_BUILD"):
        return pathlib.Path(build) / "tests/front/front_tool"
    found = list(ROOT.glob("build/*/tests/front/front_tool"))
    assert found, "front_tool is not built"
    return max(found, key=lambda path: path.stat().st_mtime)


def run_tool(*arguments, stdin="", statuses=(0,)) -> str:
    done = subprocess.run([tool_path(), *map(str, arguments)], input=stdin.encode("utf-8", "surrogatepass"),
                          capture_output=True, timeout=600)
    output = done.stdout.decode("utf-8", "surrogateescape")
    assert done.returncode in statuses, f"front_tool {arguments[:1]}: status {done.returncode}\n{output[-3000:]}{done.stderr.decode()}"
    return output
