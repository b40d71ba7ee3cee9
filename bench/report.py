"""What the rows found, as JSON and as the issue's table in Markdown."""

import json
from dataclasses import asdict, dataclass, field

from bench.harness import RESULTS, Interval

UNITS = {"ns": 1e9, "µs": 1e6, "ms": 1e3, "s": 1.0}


@dataclass
class Line:
    """One measured thing: our value, the bar, and what the others reached.

    `value` is an Interval or a sentence that says why there is none; so are the values of `peers`. `met` is None where
    nothing could be judged or no bar is set.
    """

    case: str
    unit: str
    value: object
    bar: str = ""
    met: bool | None = None
    ratio: Interval | None = None
    ratio_to: str = ""
    peers: dict = field(default_factory=dict)


@dataclass
class Row:
    name: str
    what: str
    lines: list
    note: str = ""


def timed_line(samples, case, ours, peers, unit, to=None, at_most=None, bar="", speed_at_least=None):
    """A line from a comparison: our time and the others' in a unit, and the ratio to the one the bar speaks of."""

    def shown(contestant):
        there = samples.interval(case, contestant)
        return there.scaled(UNITS[unit]) if there else samples.missing.get((case, contestant), "not measured")

    line = Line(case, unit, shown(ours), bar, peers={peer: shown(peer) for peer in peers})
    if to and (at_most is not None or speed_at_least is not None):
        line.ratio_to = to
        line.ratio = samples.ratio(case, to, ours) if speed_at_least else samples.ratio(case, ours, to)
        if line.ratio:
            line.met = line.ratio.high >= speed_at_least if speed_at_least else line.ratio.low <= at_most
    return line


def absolute_line(case, unit, values, at_most, peers, missing=""):
    """A line whose bar is a number in the unit itself."""
    from bench.harness import interval

    value = interval(values) if values else missing
    line = Line(case, unit, value, f"≤ {at_most:g} {unit}" if at_most else "", peers=peers)
    if values and at_most:
        line.met = value.low <= at_most
    return line


def save(row, environment):
    RESULTS.mkdir(parents=True, exist_ok=True)
    content = {"environment": environment, "row": asdict(row)}
    (RESULTS / f"{row.name}.json").write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n")


def table():
    """The table of all rows measured so far, each with the machine and commit that it was measured on."""
    from bench.rows import ROWS

    lines = [
        "| what | case | bar | coluber | ratio | reached | peers |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    stamps = []
    for name in ROWS:
        file = RESULTS / f"{name}.json"
        if not file.exists():
            lines.append(f"| {name} | | | not measured | | | |")
            continue
        content = json.loads(file.read_text())
        lines += _rows(content["row"])
        stamps.append(_stamp(name, content["environment"]))
    return "\n".join(lines) + "\n\n" + "\n".join(stamps) + "\n"


def _rows(row):
    for at, line in enumerate(row["lines"]):
        peers = "; ".join(f"{name} {number(value, line['unit'])}" for name, value in line["peers"].items())
        shown_ratio = ""
        if line["ratio"]:
            one = line["ratio"]
            shown_ratio = f"{one['median']:.2f} ({one['low']:.2f}–{one['high']:.2f}) × {line['ratio_to']}"
        reached = {True: "yes", False: "no", None: "–"}[line["met"]]
        what = row["what"] if at == 0 else ""
        value = number(line["value"], line["unit"], wide=True)
        yield f"| {what} | {line['case']} | {line['bar']} | {value} | {shown_ratio} | {reached} | {peers} |"
    if row["note"]:
        yield f"| | {row['note']} | | | | | |"


def number(value, unit, wide=False):
    """An interval (as a dictionary) with its unit, or the sentence that stands in its place."""
    if isinstance(value, str):
        return f"({value})"
    shown = f"{digits(value['median'])} {unit}".strip()
    return f"{shown} ({digits(value['low'])}–{digits(value['high'])})" if wide else shown


def digits(value):
    """Three digits that count."""
    if value == 0:
        return "0"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def _stamp(name, where):
    dirty = " with changes" if where["dirty"] else ""
    own, peer = where["own"], where["peer"]
    theirs = (
        f"Numba {peer.get('numba')}, Cython {peer.get('Cython')}, NumPy {peer.get('numpy')}"
        if "python" in peer
        else peer["missing"]
    )
    return (
        f"* {name}: {where['date']}, commit {where['commit']}{dirty}, {where['processor']}, {where['cores']} cores, "
        f"load {where['load'][0]}, Python {own.get('python')}, NumPy {own.get('numpy')}, gcc {where['gcc']}, "
        f"clang {where['clang']}; peers: {theirs}"
    )


def plain(row):
    """The lines of a row for the terminal."""
    for line in json.loads(json.dumps(asdict(row)))["lines"]:
        reached = {True: "   reached", False: "   NOT REACHED", None: ""}[line["met"]]
        bar = f"   bar {line['bar']}" if line["bar"] else ""
        ratio = ""
        if line["ratio"]:
            one = line["ratio"]
            ratio = f"   {one['median']:.3f} ({one['low']:.3f} to {one['high']:.3f}) x {line['ratio_to']}"
        yield f"  {line['case']:<34} coluber {number(line['value'], line['unit'], wide=True)}{ratio}{bar}{reached}"
        for name, value in line["peers"].items():
            yield f"  {'':<34} {name}: {number(value, line['unit'], wide=True)}"
