"""Random functions, differentially against CPython and NumPy.

    python fuzz/functions.py --programs 500 --seed 1            # finds go to build/finds, one file each, reduced
    python fuzz/functions.py --run build/finds/find_1_17.py     # runs one file again, prints the differences

A program is a module: two or three functions, and `ARGS`, functions that make fresh arguments. It is loaded plainly (the oracle), with
`@coluber.jit` and with `@coluber.njit`; every call is compared by value, type, dtype, bits, exception (class and arguments), traceback lines,
what became of the arguments, standard output, the module's globals, and reference counts of the arguments. njit may refuse a function, and may raise
OverflowError or ValueError where an int leaves 64 bits. Programs run in worker processes, so a crash or a hang is a find as well.
Why by programs and not by single operations: the bugs are in how checks, versions of blocks, guards and exceptions meet.
"""
from __future__ import annotations

import argparse
import contextlib
import faulthandler
import importlib.util
import io
import os
import random
import re
import signal
import subprocess
import sys
import time
import traceback
import warnings
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "programs"))
from function_writer import Writer  # noqa: E402  (a sibling folder, so that `make fuzz` does not take it for a fuzzer)

# ───────────────────────────── runs ─────────────────────────────

class Slow(BaseException):
    pass


def load(path: Path, door, name: str):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    module.DOOR = door
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def show(value, seen=0):
    """A value as text that tells apart all that must be told apart: type, dtype, bits; nan is nan."""
    import numpy as np

    kind = type(value)
    if kind is float:
        return "float:nan" if value != value else f"float:{value!r}"
    if isinstance(value, np.generic):
        if value.dtype.kind == "f" and value != value:
            return f"{value.dtype}:nan"
        return f"np.{value.dtype}:{value.item()!r}" + ("-" if value.dtype.kind == "f" and np.signbit(value) else "")
    if isinstance(value, np.ndarray):
        return f"array{value.dtype}{value.shape}{value.flags.writeable}[{','.join(show(v) for v in value.flat)}]"
    if kind in (tuple, list):
        return kind.__name__ + "(" + ",".join(show(v) for v in value) + ")"
    if kind is dict:
        return "dict(" + ",".join(show(k) + ":" + show(v) for k, v in value.items()) + ")"
    return f"{kind.__name__}:{value!r}"


def outcome(module, make_args, path: Path, limit: float) -> dict[str, str]:
    import numpy as np

    module.G, module.H = 3, 0.5
    args = make_args()
    counted = [a for a in args if isinstance(a, (np.ndarray, list, dict))]
    before = [sys.getrefcount(a) for a in counted]
    out = io.StringIO()
    got: dict[str, str] = {}
    signal.setitimer(signal.ITIMER_REAL, limit)
    try:
        with contextlib.redirect_stdout(out):
            result = module.f(*args)
        signal.setitimer(signal.ITIMER_REAL, 0)
        got["value"] = show(result)
        got["same"] = str([i for i, a in enumerate(counted) if a is result])
        del result
    except Exception as error:
        signal.setitimer(signal.ITIMER_REAL, 0)
        got["exception"] = type(error).__name__
        got["message"] = str(error)
        got["lines"] = str([(f.name, f.lineno) for f in traceback.extract_tb(error.__traceback__) if f.filename == str(path)])
        got["context"] = type(error.__context__).__name__
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    got["counts"] = str([sys.getrefcount(a) - b for a, b in zip(counted, before)])
    got["args"] = show(args)
    got["stdout"] = re.sub(r"0x[0-9a-f]+", "0x", out.getvalue())
    got["globals"] = show((module.G, module.H))
    return got


LEAVES_INT64 = {"OverflowError", "ValueError"}


def differences(path: Path, doors=("jit", "njit")) -> list[str]:
    """Lines `door args what: python / coluber`."""
    import coluber

    def alarm(*_):
        raise Slow

    signal.signal(signal.SIGALRM, alarm)
    warnings.simplefilter("ignore")
    sys.set_int_max_str_digits(0)
    found = []
    plain = load(path, lambda f: f, "plain_" + path.stem)
    modules = {}
    for door in doors:
        try:
            modules[door] = load(path, getattr(coluber, door), f"{door}_{path.stem}")
        except Exception as error:
            found.append(f"{door} - decorating: {type(error).__name__} {str(error)[:300]!r}")
    for k, make_args in enumerate(plain.ARGS):
        try:
            expected = outcome(plain, make_args, path, 0.3)
        except (Slow, MemoryError):
            continue
        for door, module in modules.items():
            print("AT", path.name, door, k, flush=True, file=sys.__stdout__)
            for turn in range(2):
                try:
                    got = outcome(module, make_args, path, 0)
                except Slow:
                    continue
                if door == "njit" and "exception" in got and got["exception"] != expected.get("exception"):
                    if got["exception"] in ("TypingError", "NotSupported") or got["exception"] in LEAVES_INT64:
                        continue
                    # The refused or overflowing callee may have been handled by the program itself.
                if door == "njit" and "exception" not in got and got != expected and uses_overflow(path):
                    continue
                wrong = [key for key in sorted(expected.keys() | got.keys()) if expected.get(key) != got.get(key)]
                # CPython 3.11 and 3.12 join `STORE_FAST; LOAD_FAST` into one instruction, which has the line of the first.
                if wrong == ["lines"] and got.get("exception") == "UnboundLocalError":
                    continue
                if wrong == ["context"] or (door == "njit" and "exception" in got and uses_overflow(path)):
                    continue
                if wrong:
                    key = "value" if "value" in wrong and "exception" in wrong else wrong[0]
                    key = next((w for w in ("exception", "value", "args", "stdout", "globals", "message", "counts", "lines") if w in wrong), key)
                    text = lambda r: f"{r.get('exception', '')} {r.get(key, r.get('value', r.get('message')))}"[:400]
                    found.append(f"{door} args{k} {key}: {text(expected)!r} / {text(got)!r}" + (f" message {got.get('message')[:300]!r}" if "exception" in got else ""))
                    break
    return found


def uses_overflow(path: Path) -> bool:
    """njit's OverflowError may meet a handler of the program, and then anything may follow."""
    return "except" in path.read_text() or "finally" in path.read_text()


def work(paths: list[str]) -> None:
    for name in paths:
        path = Path(name)
        print("BEGIN", name, flush=True)
        faulthandler.enable()
        faulthandler.dump_traceback_later(60, exit=True)
        try:
            for line in differences(path):
                print("DIFF", line.replace("\n", "\\n"), flush=True)
        except Exception:
            print("SKIP", traceback.format_exc(limit=-1).replace("\n", " "), flush=True)  # the program itself is no good
        faulthandler.cancel_dump_traceback_later()
        print("END", name, flush=True)


def run_batch(paths: list[Path]) -> dict[Path, list[str]]:
    """What was found in each program; a program that ends its process is found to `crash` or `hang`."""
    found: dict[Path, list[str]] = {path: [] for path in paths}
    todo = list(paths)
    while todo:
        done = subprocess.run([sys.executable, "-W", "ignore", __file__, "--work", *map(str, todo)], capture_output=True, text=True, errors="replace", timeout=3600)
        current, at = None, ""
        ended = set()
        for line in done.stdout.splitlines():
            if line.startswith("BEGIN "):
                current = Path(line[6:])
            elif line.startswith("AT "):
                at = line
            elif line.startswith("END "):
                ended.add(Path(line[4:]))
            elif line.startswith("DIFF ") and current:
                found[current].append(line[5:])
        rest = [path for path in todo if path not in ended]
        if not rest:
            break
        what = "hang" if "Timeout" in done.stderr else f"crash {done.returncode}"
        found[rest[0]].append(f"{at.split()[2] if at else '?'} - {what}: {at} {done.stderr[:300]!r}")
        todo = rest[1:]
    return found


def label(line: str) -> str:
    """door and kind of a difference, and the class for exceptions: what a reduction must keep."""
    head, _, rest = line.partition(":")
    words = head.split()
    tail = ""
    if "InternalError" in rest:
        tail = re.sub(r"[0-9%]+", "", rest.partition("message")[2])[:60]
    elif " / " in rest and words[-1] == "exception":
        tail = rest.split()[0].strip("'\"") + "/" + rest.rpartition(" / ")[2].split()[0].strip("'\"")
    return f"{words[0]} {' '.join(words[2:])} {tail}"


# ───────────────────────────── reduction ─────────────────────────────

def block_at(lines: list[str], i: int) -> int:
    indent = len(lines[i]) - len(lines[i].lstrip())
    j = i + 1
    while j < len(lines) and (not lines[j].strip() or len(lines[j]) - len(lines[j].lstrip()) > indent):
        j += 1
    return j


def smaller(lines: list[str]):
    """Programs with a statement less, or a block in place of its statement."""
    first = next((i for i, line in enumerate(lines) if line.startswith("@DOOR")), len(lines))
    for i in range(len(lines) - 1, first - 1, -1):
        if not lines[i].strip() or lines[i].startswith(("@DOOR", "ARGS")):
            continue
        end = block_at(lines, i)
        start = i - 1 if i and lines[i - 1].startswith("@DOOR") else i
        if lines[i].startswith("    ") and next(line for line in reversed(lines[:i]) if line.startswith("def")).startswith("def args"):
            continue
        if lines[i].startswith("def args"):
            name = lines[i][4:].partition("(")[0]
            yield [re.sub(rf"\b{name}\b,? ?", "", line) if line.startswith("ARGS") else line for line in lines[:i] + lines[end:]]
            continue
        yield lines[:start] + lines[end:]
        if end > i + 1 and lines[i].startswith(" "):
            yield lines[:i] + [line[4:] for line in lines[i + 1:end]] + lines[end:]


def reduce(path: Path, wanted: str, tries: int = 150) -> None:
    """Writes the file anew, shorter, as long as it has a difference of that label."""
    lines = path.read_text().splitlines()
    trial = path.with_name(path.stem + "_try.py")
    progress = True
    while progress and tries > 0:
        progress = False
        for candidate in smaller(lines):
            text = "\n".join(candidate) + "\n"
            try:
                warnings.simplefilter("ignore")
                compile(text, "x", "exec")
            except SyntaxError:
                continue
            trial.write_text(text)
            tries -= 1
            if any(label(line) == wanted for line in run_batch([trial])[trial]):
                lines, progress = candidate, True
                break
            if tries <= 0:
                break
    trial.unlink(missing_ok=True)
    path.write_text("\n".join(lines) + "\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--programs", type=int, default=200)
    parser.add_argument("--seconds", type=float, help="go on until the time is up, whatever --programs says")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--batch", type=int, default=20, help="programs a process")
    parser.add_argument("--out", type=Path, default=Path("build/finds"))
    parser.add_argument("--no-reduce", action="store_true")
    parser.add_argument("--run", type=Path, help="run this file again")
    parser.add_argument("--work", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        work(options.work)
        return 0
    if options.run:
        found = run_batch([options.run.resolve()])
        print("\n".join(line for lines in found.values() for line in lines) or "no difference")
        return any(found.values())
    out = options.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    print(f"seed {options.seed}", flush=True)
    seen: dict[str, int] = {}
    deadline = time.monotonic() + options.seconds if options.seconds else None
    done = 0
    while time.monotonic() < deadline if deadline else done < options.programs:
        start, done = done, done + options.batch if deadline else min(done + options.batch, options.programs)
        paths = []
        for k in range(start, done):
            path = out / f"find_{options.seed}_{k}.py"
            path.write_text(Writer(options.seed * 1000003 + k).program())
            paths.append(path)
        for path, lines in run_batch(paths).items():
            if not lines:
                path.unlink()
                continue
            wanted = label(lines[0])
            seen[wanted] = seen.get(wanted, 0) + 1
            for each in {label(line): line for line in reversed(lines)}.values():
                print(f"{path.name}: {each}", flush=True)
            if seen[wanted] <= 3 and not options.no_reduce:
                reduce(path, wanted)
                print("    reduced:\n" + "".join(f"    | {line}\n" for line in path.read_text().partition("@DOOR")[2].splitlines()), flush=True)
    print(f"{done} programs, {sum(seen.values())} finds of {len(seen)} kinds: {seen}")
    return bool(seen)


if __name__ == "__main__":
    sys.exit(main())
