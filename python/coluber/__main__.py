"""The command line: ``python -m coluber build fib.py``."""

import argparse
import sys


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="coluber", description="A compiler for Python.")
    commands = parser.add_subparsers(dest="command", required=True)
    build = commands.add_parser("build", help="compile a file to an importable module")
    build.add_argument("file", help="a Python file; every function is compiled, for the types of its annotations or eager signatures, else for any objects")
    build.add_argument("-o", "--output", help="the folder for the module (default: where the file is)")
    build.set_defaults(run=run_build)
    cache = commands.add_parser("cache", help="the compiled code that is kept on disk")
    cache.add_argument("action", choices=("info", "clear", "warm"),
                       help="info: where and how much; clear: remove it; warm: run FILEs so that their code is in it")
    cache.add_argument("files", nargs="*", help="for warm: Python programs")
    cache.set_defaults(run=run_cache)
    given = parser.parse_args(arguments)
    given.run(given)


def run_build(given):
    from .build import build_file
    from .errors import CompileError

    try:
        print(build_file(given.file, given.output))
    except (CompileError, OSError, TypeError) as error:
        sys.exit(f"coluber: {error}")


def run_cache(given):
    from . import cache

    if bool(given.files) != (given.action == "warm"):
        sys.exit("coluber: `cache warm` takes the programs to run, `cache info` and `cache clear` take nothing")
    if given.action == "warm":
        cache.warm(given.files)
    if given.action == "clear" and (left := cache.clear()):
        sys.exit(f"coluber: {left} files could not be removed from {cache.info().path}")
    print(cache.info())


if __name__ == "__main__":
    main()
