"""The programs through the real Numba: which of them it runs, and where it differs from plain Python.

`.venv-bench/bin/python -m tests.programs.with_numba`; a look for people, no test, because Numba is not installed for tests.
"""

import pathlib

import numba

from tests.programs.running import run_main


def main():
    for path in sorted((pathlib.Path(__file__).parent / "numba_programs").glob("*.py")):
        try:
            run_main(path, numba)
            print(f"{path.stem:24} runs")
        except Exception as error:
            print(f"{path.stem:24} {type(error).__name__}: {' '.join(str(error).split())[:120]}")


if __name__ == "__main__":
    main()
