"""The command line: ``python -m coluber build fib.py``."""

import argparse
import sys


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="coluber", description="A compiler for Python.")
    commands = parser.add_subparsers(dest="command", required=True)
    build = commands.add_parser("build", help="compile a file to an importable module")
    build.add_argument("file", help="a Python file; its annotated functions and those with eager signatures are compiled")
    build.add_argument("-o", "--output", help="the folder for the module (default: where the file is)")
    given = parser.parse_args(arguments)

    from .build import build_file
    from .errors import CompileError

    try:
        print(build_file(given.file, given.output))
    except (CompileError, OSError, TypeError) as error:
        sys.exit(f"coluber: {error}")


if __name__ == "__main__":
    main()
