"""`python -m bench [ROW ...] [--quick] [--table]`: measure rows (all, if none is named), write them to bench/results/."""

import argparse
import importlib
import sys

from bench import harness, report
from bench.rows import ROWS


def main():
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__, epilog="rows: " + ", ".join(ROWS))
    parser.add_argument("rows", metavar="ROW", nargs="*", choices=[*ROWS, []], help="which rows; default all")
    parser.add_argument("--quick", action="store_true", help="5 rounds in one process: a look, not a result; not saved")
    parser.add_argument("--table", action="store_true", help="only print the table of what is in bench/results/")
    options = parser.parse_args()
    options.rounds, options.processes = (5, 1) if options.quick else (harness.ROUNDS, harness.PROCESSES)
    if options.table:
        print(report.table())
        return
    where = harness.environment()
    for name in options.rows or ROWS:
        row = importlib.import_module(f"bench.rows.{name}").run(options)
        harness.say("")
        print(f"\n{row.what}")
        for line in report.plain(row):
            print(line, flush=True)
        if not options.quick:
            report.save(row, where)
    if not options.quick:
        (harness.RESULTS / "table.md").write_text(report.table())
        print(f"\nthe table is in {harness.RESULTS / 'table.md'}")


if __name__ == "__main__":
    sys.exit(main())
