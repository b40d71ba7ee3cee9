"""Writes the random programs of fuzz/functions.py."""
from __future__ import annotations

import random

HEADER = """import math
import numpy as np
G = 3
H = 0.5
"""

INTS = ["0", "1", "2", "3", "-1", "-2", "5", "7", "10", "63", "100", "2**31", "2**53 + 1", "2**62", "2**63 - 1", "-2**63", "-2**62"]
FLOATS = ["0.0", "-0.0", "1.0", "0.5", "2.0", "-1.5", "3.7", "1e300", "float('inf')", "float('nan')", "1e-310", "2.0**63"]
SCALARS = ["np.float64(1.5)", "np.float64('nan')", "np.float32(0.1)", "np.float32(3e38)", "np.int64(7)", "np.int64(2**63 - 1)", "np.int64(0)",
           "np.int32(-3)", "np.int32(2**31 - 1)", "np.bool_(True)", "np.bool_(False)", "np.float64(-0.0)", "np.int64(-2**63)"]
VECTORS = ["np.arange(6.0)", "np.arange(6.0)[::-1]", "np.arange(12.0)[::2]", "np.arange(5)", "np.arange(5, dtype=np.int32)", "np.zeros(0)",
           "np.arange(4, dtype=np.float32)", "np.array([True, False, True])", "np.arange(1.0, 2.0)", "np.arange(12)[10:2:-2]",
           "frozen(np.arange(4.0))", "np.arange(12.0).reshape(3, 4)[1]", "np.arange(12.0).reshape(3, 4)[:, 2]", "np.ones(8)",
           "np.array([2**62, 2**63 - 1, -2**63])", "np.array([np.nan, np.inf, -0.0])", "np.full(20, 0.25)"]
MATRICES = ["np.arange(12.0).reshape(3, 4)", "np.arange(12.0).reshape(4, 3).T", "np.arange(25.0).reshape(5, 5)[::-1, ::2]", "np.zeros((0, 3))",
            "np.zeros((3, 0))", "np.arange(6).reshape(2, 3)", "np.ones((4, 4), dtype=np.float32)", "frozen(np.ones((3, 3)))",
            "np.arange(6, dtype=np.int32).reshape(3, 2)", "np.zeros((2, 2), dtype=bool)", "np.ones((6, 6))", "np.arange(36.0).reshape(6, 6)"]
OBJECTS = ["[1, 2, 3]", "[1.5, 2]", "[]", "None", "'ab'", "(1, 2.5)", "(1, 2, 3)", "(np.float64(2), 1)", "()", "2**70", "-2**64", "[[1, 2], [3]]",
           "{0: 1}", "1j"]
VALUES = {"i": INTS, "f": FLOATS, "b": ["True", "False"], "n": SCALARS, "A": VECTORS, "M": MATRICES, "x": OBJECTS}


class Writer:
    """Writes one program. Kinds of values are kept likely, not certain: i int, f float, b bool, n NumPy scalar, A vector, M matrix, x any."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.lines: list[str] = []
        self.kinds: dict[str, str] = {}
        self.callees: list[tuple[str, str]] = []  # name, kinds of parameters
        self.indent = 0
        self.loops = 0       # loops around this place
        self.budget = 0      # statements left
        self.counter = 0
        self.fixed: set[str] = set()  # loop variables and fuel: rarely assigned

    def chance(self, p: float) -> bool:
        return self.random.random() < p

    def pick(self, items):
        return self.random.choice(items)

    def put(self, text: str) -> None:
        self.lines.append("    " * self.indent + text)

    def fresh(self) -> str:
        self.counter += 1
        return f"v{self.counter}"

    def variable(self, kind: str) -> str | None:
        found = [name for name, k in self.kinds.items() if k == kind]
        return self.pick(found) if found else None

    def program(self) -> str:
        self.lines = [HEADER, "def frozen(a):", "    a.flags.writeable = False", "    return a", ""]
        if self.chance(0.6):
            self.function("h", self.pick(["i", "if", "ii", "f", "A", "Ai", "x", "ff"]), self.random.randint(1, 5))
        if self.chance(0.25):
            self.function("r", "i" + self.pick(["i", "f", "A", "n"]), self.random.randint(1, 3), recursive=True)
        kinds = "".join(self.pick("iiifffbnnAAAMMxx") for _ in range(self.random.randint(1, 4)))
        self.function("f", kinds, self.random.randint(3, 14))
        self.arguments(kinds)
        return "\n".join(self.lines) + "\n"

    def arguments(self, kinds: str) -> None:
        names = []
        for k in range(self.random.randint(3, 6)):
            values = [self.pick(VALUES[kind if self.chance(0.9) else self.pick("ifnx")]) for kind in kinds]
            self.lines += ["", f"def args{k}():"]
            shared = [i for i, kind in enumerate(kinds) if kind in "AM" and values[i] in VALUES[kind]]
            for i, value in enumerate(values):
                if shared and i in shared[1:] and self.chance(0.35):
                    value = f"a{shared[0]}" + self.pick(["", "[1:]", "[::-1]", "[:-1]", ".T"])
                self.lines.append(f"    a{i} = {value}")
            self.lines.append(f"    return ({', '.join(f'a{i}' for i in range(len(values)))},)")
            names.append(f"args{k}")
        self.lines += ["", f"ARGS = [{', '.join(names)}]"]

    def function(self, name: str, kinds: str, size: int, recursive: bool = False) -> None:
        self.kinds = {f"p{i}": kind for i, kind in enumerate(kinds)}
        self.fixed = set()
        self.budget, self.loops = size, 0
        self.lines += ["", "@DOOR", f"def {name}({', '.join(self.kinds)}):"]
        self.indent = 1
        if self.chance(0.15):
            self.put("global G")
            if self.chance(0.7):
                self.put(f"G = {self.expression(self.pick('if'), 1)}")
        if recursive:
            self.put("if p0 <= 0 or p0 > 30:")
            self.put(f"    return {self.expression(self.pick('ifn'), 1)}")
        self.block()
        while self.budget > 0:
            self.statement()
        if recursive:
            rest = ", ".join(["p0 - 1"] + [self.expression(kind, 1) for kind in kinds[1:]])
            self.put(f"return r({rest}) {self.pick(['+', '*', '-'])} {self.expression(self.pick('if'), 1)}")
        else:
            names = list(self.kinds)
            self.random.shuffle(names)
            shown = names[: self.random.randint(1, 4)]
            self.put(f"return {self.pick([', '.join(shown), shown[0], self.expression(self.pick('ifb'), 2)])}")
        self.indent = 0
        self.callees.append((name, kinds))

    # ── statements ──

    def block(self) -> None:
        for _ in range(self.random.randint(1, 3)):
            self.statement()

    def nested(self) -> None:
        self.indent += 1
        if self.budget > 0:
            self.block()
        else:
            self.simple()
        self.indent -= 1

    def statement(self) -> None:
        self.budget -= 1
        if self.budget <= 0 or self.indent > 5:
            return self.simple()
        choices = [(self.simple, 10), (self.condition, 4), (self.for_range, 5 if self.loops < 3 else 0), (self.while_loop, 1.5 if self.loops < 2 else 0),
                   (self.handled, 2.5), (self.for_items, 1.2 if self.loops < 2 else 0)]
        makers, weights = zip(*choices)
        self.random.choices(makers, weights)[0]()

    def simple(self) -> None:
        kinds = [(self.assign, 8), (self.augmented, 5), (self.store, 7), (self.swap, 1.5), (self.show, 1), (self.leave, 1.5), (self.rare, 1.5)]
        makers, weights = zip(*kinds)
        self.random.choices(makers, weights)[0]()

    def target(self, kind: str) -> str:
        names = [n for n in self.kinds if n not in self.fixed or self.chance(0.05)]
        if names and self.chance(0.65):
            same = [n for n in names if self.kinds[n] == kind]
            name = self.pick(same) if same and self.chance(0.8) else self.pick(names)
        else:
            name = self.fresh()
        return name

    def assign(self) -> None:
        kind = self.pick("iiiffffbnAMx")
        value = self.expression(kind, 3)
        name = self.target(kind)
        self.put(f"{name} = {value}")
        self.kinds[name] = kind

    def augmented(self) -> None:
        kind = self.pick("iiff")
        name = self.variable(kind)
        if not name or name in self.fixed:
            return self.assign()
        op = self.pick(["+", "+", "-", "*", "//", "%"] if kind == "i" else ["+", "+", "-", "*", "/", "//", "%"])
        self.put(f"{name} {op}= {self.expression(kind if self.chance(0.8) else self.pick('ifn'), 2)}")

    def store(self) -> None:
        matrix = self.variable("M") if self.chance(0.4) else None
        vector = self.variable("A")
        if not matrix and not vector:
            return self.assign()
        op = self.pick(["=", "=", "=", "+=", "-=", "*="])
        value = self.expression(self.pick("ifffn"), 2)
        if matrix:
            self.put(f"{matrix}[{self.index(matrix, 0)}, {self.index(matrix, 1)}] {op} {value}")
        else:
            self.put(f"{vector}[{self.index(vector, 0)}] {op} {value}")

    def swap(self) -> None:
        kind = self.pick("AMifx")
        one, two = self.variable(kind), self.variable(kind if self.chance(0.8) else self.pick("ifn"))
        if not one or not two or one in self.fixed or two in self.fixed:
            return self.assign()
        self.put(f"{one}, {two} = {two}, {one}")
        self.kinds[one], self.kinds[two] = self.kinds[two], self.kinds[one]

    def show(self) -> None:
        self.put(f"print({self.expression(self.pick('ifbn'), 2)})")

    def leave(self) -> None:
        if self.loops and self.chance(0.6):
            self.put(f"if {self.expression('b', 2)}:")
            self.put("    " + self.pick(["break", "continue"]))
        elif self.chance(0.5):
            self.put(f"if {self.expression('b', 2)}:")
            self.put(f"    return {self.expression(self.pick('ifnAb'), 2)}")
        else:
            error = self.pick(["ValueError('v')", "IndexError", "KeyError(3)", f"ZeroDivisionError({self.expression('i', 1)})"])
            self.put(f"if {self.expression('b', 2)}:")
            self.put(f"    raise {error}")

    def rare(self) -> None:
        name = self.pick([n for n in self.kinds if n not in self.fixed] or ["p0"])
        choice = self.random.randint(0, 5)
        if choice == 0:
            self.put(f"if {self.expression('b', 1)}:")
            self.put(f"    del {name}")
        elif choice == 1:
            self.put(f"assert {self.expression('b', 2)}, {self.expression('i', 1)}")
        elif choice == 2:
            self.put(f"{name} = None")
            self.kinds[name] = "x"
        elif choice == 3:
            one, two = self.fresh(), self.fresh()
            self.put(f"{one}, {two} = {self.expression('i', 1)}, {self.expression('f', 1)}")
            self.kinds[one], self.kinds[two] = "i", "f"
        elif choice == 4:
            self.put(f"{name} = ({self.expression('i', 1)}, {self.expression('f', 1)})")
            self.kinds[name] = "x"
        else:
            new = self.fresh()
            self.put(f"{new} = [{self.expression('i', 1)}]")
            self.put(f"{new}.append({self.expression('f', 1)})")
            self.kinds[new] = "x"

    def condition(self) -> None:
        before = dict(self.kinds)
        self.put(f"if {self.expression('b', 3)}:")
        self.nested()
        if self.chance(0.3):
            self.kinds = {n: k for n, k in self.kinds.items() if n in before or self.chance(0.3)}
            self.put(f"elif {self.expression('b', 2)}:")
            self.nested()
        if self.chance(0.5):
            self.kinds = {n: k for n, k in self.kinds.items() if n in before or self.chance(0.3)}
            self.put("else:")
            self.nested()
        self.kinds = {n: k for n, k in self.kinds.items() if n in before or self.chance(0.5)}

    def in_loop(self) -> None:
        self.loops += 1
        self.nested()
        self.loops -= 1
        if self.chance(0.15):
            self.put("else:")
            self.nested()

    def bounds(self) -> str:
        c = lambda: str(self.random.randint(-3, 8))
        array = self.variable("A") or self.variable("M")
        inner = self.pick([n for n in self.fixed] or ["3"])
        options = [c(), f"{c()}, {c()}", f"{c()}, {c()}, {self.pick([-3, -2, -1, 1, 2, 3, 0] if self.chance(0.2) else [-2, -1, 2, 3])}", f"{inner}, {c()}",
                   f"{inner}", f"min({self.expression('i', 1)}, 9)", f"max({self.expression('i', 1)}, -5), {c()}",
                   "2**63 - 3, 2**63 - 1", "-2**63, -2**63 + 3", "2**63 - 4, 2**63 - 1, 2", "-2**63 + 5, -2**63, -3"]
        weights = [2, 2, 3, 1, 1, 1, 1, 0.15, 0.15, 0.15, 0.15]
        if array:
            n = f"len({array})" if self.chance(0.5) else f"{array}.shape[{self.pick([0, 0, 1])}]"
            options += [n, f"1, {n} - 1", f"{n} - 1, -1, -1", f"0, {n}, 2", f"-1, {n} + 1", f"{n} // 2", f"-{n}, {n}", f"{n} - 2, 0, -2"]
            weights += [6, 4, 3, 2, 2, 2, 1, 2]
        return self.random.choices(options, weights)[0]

    def for_range(self) -> None:
        name = self.fresh() if self.chance(0.9) else self.target("i")
        self.put(f"for {name} in range({self.bounds()}):")
        self.kinds[name] = "i"
        self.fixed.add(name)
        self.in_loop()

    def for_items(self) -> None:
        source = self.variable("A") or self.variable("x") or self.variable("M")
        if not source:
            return self.for_range()
        name = self.fresh()
        self.put(f"for {name} in {source}:")
        self.kinds[name] = "f" if self.kinds[source] == "A" else "x"
        self.in_loop()

    def while_loop(self) -> None:
        fuel = self.fresh()
        start = self.random.randint(1, 8)
        self.put(f"{fuel} = {start}")
        self.kinds[fuel] = "i"
        self.fixed.add(fuel)
        self.put(f"while {fuel} > 0{' and ' + self.expression('b', 2) if self.chance(0.5) else ''}:")
        self.put(f"    {fuel} -= 1")
        self.in_loop()

    def handled(self) -> None:
        before = dict(self.kinds)
        self.put("try:")
        self.nested()
        kind = self.random.randint(0, 3)
        if kind != 0:
            error = self.pick(["IndexError", "ZeroDivisionError", "Exception", "(ValueError, IndexError)", "OverflowError", "TypeError",
                               "ArithmeticError", "UnboundLocalError", "Exception as e"])
            self.kinds = {n: k for n, k in self.kinds.items() if n in before or self.chance(0.5)}
            self.put(f"except {error}:")
            self.nested()
            if error.endswith("e") and self.chance(0.5):
                self.put("    print(type(e).__name__)")
            if self.chance(0.15):
                self.put("    raise")
        if kind == 2 and self.chance(0.5):
            self.put("else:")
            self.nested()
        if kind in (0, 3):
            self.put("finally:")
            self.nested()
        self.kinds = {n: k for n, k in self.kinds.items() if n in before or self.chance(0.6)}

    # ── expressions ──

    def index(self, array: str, axis: int) -> str:
        loop = self.pick(sorted(self.fixed) or ["1"])
        other = self.pick(sorted(self.fixed) or ["2"])
        n = f"{array}.shape[{axis}]"
        return self.random.choices(
            [loop, f"{loop} - 1", f"{loop} + 1", f"2 * {loop}", f"-{loop}", f"{n} - 1 - {loop}", f"{loop} + {other}", f"{loop} * {other}", "0", "-1",
             f"{loop} // 2", f"{loop} % {n}", f"({loop} + 1) % {n}", f"{loop} - {other}", self.expression("i", 1), f"{loop} - {n}", str(self.random.randint(-4, 5))],
            [8, 4, 4, 2, 1, 2, 1, 1, 2, 1, 1, 2, 1, 1, 1, 1, 1])[0]

    def expression(self, kind: str, depth: int) -> str:
        name = self.variable(kind)
        if self.chance(0.02):
            return self.pick(sorted(self.kinds) + [f"v{self.random.randint(1, self.counter + 1)}"])
        if depth <= 0 or self.chance(0.2):
            if name and self.chance(0.75):
                return name
            if kind in "if" and self.chance(0.06):
                return "G" if kind == "i" else "H"
            if kind == "i" and self.chance(0.7):
                return str(self.random.randint(-3, 9))
            values = [v for v in VALUES[kind] if "frozen" not in v]
            return f"({self.pick(values)})"
        return getattr(self, "make_" + {"i": "int", "f": "float", "b": "bool", "n": "scalar", "A": "vector", "M": "matrix", "x": "object"}[kind])(depth - 1)

    def called(self, depth: int) -> str | None:
        if not self.callees:
            return None
        name, kinds = self.pick(self.callees)
        if self.loops > 1 and name == "r":
            return None
        return f"{name}({', '.join(self.expression(k, min(depth, 1)) for k in kinds)})"

    def chosen(self, kind: str, depth: int) -> str:
        return f"({self.expression(kind, depth)} if {self.expression('b', depth)} else {self.expression(kind if self.chance(0.8) else self.pick('ifnx'), depth)})"

    def make_int(self, depth: int) -> str:
        e = lambda k="i": self.expression(k, depth)
        array = self.variable("A") or self.variable("M") or "(1, 2)"
        return self.pick([
            lambda: f"({e()} + {e()})", lambda: f"({e()} - {e()})", lambda: f"({e()} * {e()})", lambda: f"({e()} // {e()})", lambda: f"({e()} % {e()})",
            lambda: f"({e()} & {e()})", lambda: f"({e()} | {e()})", lambda: f"({e()} ^ {e()})", lambda: f"({e()} << ({e()} & 63))",
            lambda: f"({e()} >> ({e()} & 127))", lambda: f"(-{e()})", lambda: f"(~{e()})", lambda: f"abs({e()})", lambda: f"len({array})",
            lambda: f"min({e()}, {e()})", lambda: f"max({e()}, {e()})", lambda: f"int({e('f')})", lambda: self.chosen("i", depth),
            lambda: self.called(depth) or e(), lambda: f"({e()} ** {self.random.randint(0, 4)})", lambda: f"({e()} + {e()})", lambda: f"({e()} - {e()})",
            lambda: f"({e()} or {e()})", lambda: f"({e()} and {e()})", lambda: f"divmod({e()}, {e()})[{self.pick([0, 1])}]",
            lambda: f"({e('b')} + {e()})", lambda: f"round({e('f')})", lambda: f"({e()}, {e()})[{self.pick([0, 1, -1])}]"])()

    def make_float(self, depth: int) -> str:
        e = lambda k="f": self.expression(k, depth)
        vector, matrix = self.variable("A"), self.variable("M")
        items = []
        if vector:
            items += [lambda: f"{vector}[{self.index(vector, 0)}]"] * 5
        if matrix:
            items += [lambda: f"{matrix}[{self.index(matrix, 0)}, {self.index(matrix, 1)}]"] * 5
        return self.pick(items + [
            lambda: f"({e()} + {e()})", lambda: f"({e()} - {e()})", lambda: f"({e()} * {e()})", lambda: f"({e()} / {e()})", lambda: f"({e()} // {e()})",
            lambda: f"({e()} % {e()})", lambda: f"({e('i')} / {e('i')})", lambda: f"float({e('i')})", lambda: f"math.sqrt({e()})", lambda: f"np.sqrt({e()})",
            lambda: f"math.floor({e()})", lambda: f"abs({e()})", lambda: f"(-{e()})", lambda: f"({e()} * {e('i')})", lambda: f"({e()} + {e('n')})",
            lambda: self.chosen("f", depth), lambda: f"min({e()}, {e()})", lambda: f"max({e()}, {e('i')})", lambda: self.called(depth) or e(),
            lambda: f"({e()} or {e()})", lambda: f"np.minimum({e()}, {e('n')})", lambda: f"math.copysign({e()}, {e()})", lambda: f"np.floor({e()})",
            lambda: f"({e()} ** 2)", lambda: f"math.fmod({e()}, {e()})"])()

    def make_bool(self, depth: int) -> str:
        kinds = self.pick(["ii", "ii", "ff", "if", "fn", "in", "bb"])
        e = lambda k: self.expression(k, depth)
        op = lambda: self.pick(["<", "<=", "==", "!=", ">", ">="])
        return self.pick([
            lambda: f"{e(kinds[0])} {op()} {e(kinds[1])}", lambda: f"{e(kinds[0])} {op()} {e(kinds[1])}", lambda: f"{e('i')} {op()} {e(kinds[0])} {op()} {e(kinds[1])}",
            lambda: f"(not {e(self.pick('ifbn'))})", lambda: f"({e('b')} and {e('b')})", lambda: f"({e('b')} or {e('b')})",
            lambda: f"{e('x')} is None", lambda: f"{e('i')} in (1, 2, 3)", lambda: f"({e('b')} {self.pick(['&', '|', '^'])} {e('b')})",
            lambda: f"{e('i')} % {self.random.randint(1, 4)} == {self.random.randint(0, 2)}", lambda: f"bool({e(self.pick('ifn'))})",
            lambda: f"math.isnan({e('f')})"])()

    def make_scalar(self, depth: int) -> str:
        e = lambda k="n": self.expression(k, depth)
        return self.pick([
            lambda: f"({e()} {self.pick(['+', '-', '*', '/', '//', '%'])} {e(self.pick('nifb'))})", lambda: f"({e(self.pick('ifb'))} {self.pick('+-*/')} {e()})",
            lambda: f"(-{e()})", lambda: f"abs({e()})", lambda: f"np.float32({e('f')})", lambda: f"np.float64({e('i')})", lambda: f"np.int64({e('i')})",
            lambda: f"np.int32({self.random.randint(-9, 9)})", lambda: f"({e()} {self.pick(['&', '|', '^'])} {e()})", lambda: f"np.maximum({e()}, {e(self.pick('nif'))})",
            lambda: self.chosen("n", depth), lambda: f"({e()} ** {self.pick([0, 1, 2, -1])})", lambda: f"np.absolute({e()})", lambda: f"np.sqrt({e()})",
            lambda: f"({e()} {self.pick(['<<', '>>'])} {self.random.randint(0, 40)})"])()

    def make_vector(self, depth: int) -> str:
        name = self.variable("A") or "np.zeros(3)"
        matrix = self.variable("M")
        options = [name, name, f"{name}[{self.pick(['1:', ':-1', '::-1', '::2'])}]", f"np.zeros({self.random.randint(0, 5)})",
                   f"np.zeros({self.random.randint(0, 5)}, dtype=np.{self.pick(['int64', 'float32', 'int32', 'bool_'])})", f"np.zeros_like({name})", f"({name} + 1)"]
        if matrix:
            options += [f"{matrix}[{self.index(matrix, 0)}]"] * 3
        return self.pick(options)

    def make_matrix(self, depth: int) -> str:
        name = self.variable("M") or "np.ones((3, 3))"
        return self.pick([name, name, f"{name}.T", f"{name}[::-1]", f"{name}[1:, :-1]", f"np.zeros(({self.random.randint(0, 4)}, {self.random.randint(0, 4)}))",
                          f"np.zeros_like({name})"])

    def make_object(self, depth: int) -> str:
        return self.pick([lambda: self.expression(self.pick("ifn"), depth), lambda: f"({self.expression('i', depth)}, {self.expression('f', depth)})",
                          lambda: "None", lambda: f"[{self.expression('i', depth)}]", lambda: self.variable("x") or "None"])()
