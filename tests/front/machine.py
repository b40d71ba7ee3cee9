"""Runs untyped IR, as the text of ops.h says, on Python values: what the front end made can be tried before anything below it exists.

`Machine(text, namespace)` reads what `front_tool resume` prints. Exceptions carry the context that CPython would give them, because
the machine knows which exception is being handled. Lifetimes are not modelled: every object lives until the run ends.
"""

import ast
import builtins
import functools
import operator
import re
from dataclasses import dataclass, field

TOKEN = re.compile(r'\s*("(?:\\.|[^"\\])*"|%\d+|\^\d+|#[\d.]+|b"(?:\\.|[^"\\])*"|[\w.+*-]+|[()\[\],=:{}-])')
FLAGS = {"inplace", "fastmath", "unchecked", "no_wraparound", "exact", "in_generator"}
UNSET = type("Unset", (), {"__repr__": lambda self: "unset"})()


@dataclass
class Inst:
    op: str
    result: str | None
    args: list  # strings as ("s", text), values "%1", numbers, words, lists
    targets: list = field(default_factory=list)
    flags: set = field(default_factory=set)
    stack: list = field(default_factory=list)
    locals: list = field(default_factory=list)


@dataclass
class Function:
    params: list[str]
    names: list[str]
    blocks: dict[str, tuple[list[str], list[Inst]]]


class Names(list):
    """A list of names among an instruction's fields."""


class Tokens:
    def __init__(self, text):
        self.items = TOKEN.findall(text)
        self.at = 0

    def peek(self, ahead=0):
        return self.items[self.at + ahead] if self.at + ahead < len(self.items) else ""

    def next(self):
        self.at += 1
        return self.items[self.at - 1]

    def take(self, token):
        if self.peek() == token:
            self.at += 1
            return True
        return False


def unquote(token):
    """The printer writes bytes: \\xNN below 0x20, UTF-8 as it is."""
    raw = re.sub(rb'\\(x[0-9a-f]{2}|.)', lambda m: bytes([int(m[1][1:], 16)]) if len(m[1]) == 3 else m[1],
                 token[1:-1].encode("utf-8", "surrogateescape"))
    return raw.decode("utf-8", "surrogatepass")


def strip_place(line):
    return re.sub(r"  ; \d+:\d+-\d+:\d+$", "", line)


@functools.lru_cache
def parse_functions(text):
    functions, function, block = [], None, None
    for line in text.split("\n"):
        line = strip_place(line)
        if line.startswith("func "):
            head = line[line.index("("):line.index(") ->") + 1]
            pairs = re.findall(r'(?:"((?:\\.|[^"\\])*)"=)?(%\d+)', head)
            function = Function([value for _, value in pairs], [name for name, _ in pairs], {})
            functions.append(function)
        elif line.startswith("^"):
            label = re.match(r"\^\d+", line)[0]
            block = function.blocks[label] = (re.findall(r"%\d+", line), [])
        elif line.startswith("  "):
            block[1].append(parse_inst(line))
    return functions


def parse_operand(tokens):
    token = tokens.next()
    if token.startswith('"'):
        return ("s", unquote(token))
    if token == "[":
        items = Names()
        while not tokens.take("]"):
            items.append(unquote(tokens.next()))
            tokens.take(",")
        return items
    return token


def parse_target(tokens, token):
    args = []
    if tokens.take("("):
        while not tokens.take(")"):
            args.append(tokens.next())
            tokens.take(",")
    return (token, args)


def parse_inst(line):
    found = re.match(r"\s*(?:(%\d+): \S+ = )?([\w.]+)\s*(.*)$", line)
    result, op, rest = found[1], found[2], found[3]
    inst = Inst(op, result, [])
    if op == "const":
        inst.args = [constant(re.sub(rf"( ({'|'.join(FLAGS)}))+$", "", rest))]
        return inst
    tokens = Tokens(rest)
    if op == "checkpoint":
        inst.args = [int(tokens.next()[1:].partition(".")[0])]  # a copy has its original's number
        for group in ("locals", "stack"):
            if tokens.take(group):
                tokens.take("(")
                while not tokens.take(")"):
                    token = tokens.next()
                    if group == "locals":
                        tokens.take("=")
                        token = (unquote(token), tokens.next())
                    getattr(inst, group).append(token)
                    tokens.take(",")
        return inst
    if op == "py.import":
        level, name, names = re.match(r'(\d+), ("(?:\\.|[^"\\])*"), (.*)$', rest).groups()
        inst.args = [int(level), ("s", unquote(name)), constant(names)]
        return inst
    while tokens.peek():
        token = tokens.peek()
        if token == ",":
            tokens.next()
        elif token.startswith("^"):
            inst.targets.append(parse_target(tokens, tokens.next()))
        elif token == "-":
            tokens.next()
            inst.targets.append(None)
        elif token in FLAGS:
            inst.flags.add(tokens.next())
        else:
            inst.args.append(parse_operand(tokens))
    return inst


def constant(text):
    text = text.strip()
    if text.startswith('"'):
        return unquote(text)
    if text.startswith('b"'):
        return eval(text)
    if text in ("inf", "-inf", "nan"):
        return float(text)
    if text in ("...", "Ellipsis"):
        return ...
    if text.startswith("(") or text.startswith("["):
        return tuple(unquote(part) for part in re.findall(r'"(?:\\.|[^"\\])*"', text))
    return ast.literal_eval(text)


BINARY = {
    "add": operator.add, "sub": operator.sub, "mul": operator.mul, "truediv": operator.truediv, "floordiv": operator.floordiv,
    "mod": operator.mod, "pow": operator.pow, "matmul": operator.matmul, "lshift": operator.lshift, "rshift": operator.rshift,
    "bit_and": operator.and_, "bit_or": operator.or_, "bit_xor": operator.xor,
}
INPLACE = {
    "add": operator.iadd, "sub": operator.isub, "mul": operator.imul, "truediv": operator.itruediv,
    "floordiv": operator.ifloordiv, "mod": operator.imod, "pow": operator.ipow, "matmul": operator.imatmul,
    "lshift": operator.ilshift, "rshift": operator.irshift, "bit_and": operator.iand, "bit_or": operator.ior,
    "bit_xor": operator.ixor,
}
COMPARE = {name: getattr(operator, name) for name in ("lt", "le", "eq", "ne", "gt", "ge")}
UNARY = {"neg": operator.neg, "pos": operator.pos, "invert": operator.invert}


class Machine:
    def __init__(self, text, python_function, on_checkpoint=None):
        self.functions = parse_functions(text)
        self.globals = python_function.__globals__
        self.cells = python_function.__closure__ or ()
        self.on_checkpoint = on_checkpoint or (lambda number, values: None)
        self.handled = None
        self.checkpoints = 0

    def run(self, args, function=0):
        """The function's result, or its exception raised."""
        f = self.functions[function]
        label, values = "^0", dict(zip(f.params, args, strict=True))
        self.handled = None
        while True:
            going = self.block(f, label, values)
            if going[0] == "return":
                return going[1]
            label, given = going[1], going[2]
            values = dict(zip(f.blocks[label][0], given, strict=True))

    def block(self, f, label, values):
        insts = f.blocks[label][1]
        get = lambda token: values[token] if isinstance(token, str) and token.startswith("%") else token
        go = lambda target, front=(): ("jump", target[0], [*front, *(values[v] for v in target[1])])
        for i, inst in enumerate(insts):
            if inst.op == "return":
                return ("return", get(inst.args[0]))
            if inst.op == "jump":
                return go(inst.targets[0])
            if inst.op == "branch":
                condition = get(inst.args[0])
                assert type(condition) is bool, condition
                return go(inst.targets[0 if condition else 1])
            if inst.op == "on_error":
                return go(inst.targets[0])
            if inst.op == "iter_next":
                return self.iter_next(inst, get, go)
            if inst.op == "checkpoint":
                self.checkpoints += 1
                self.on_checkpoint(inst.args[0], [values[v] for _, v in inst.locals] + [values[v] for v in inst.stack])
                continue
            assert inst.op != "unreachable", "unreachable was reached"
            try:
                result = self.execute(inst.op, [get(a) for a in inst.args], inst.flags)
            except BaseException as error:
                self.give_context(error)
                if insts[i + 1].op == "on_error":
                    self.pending = error
                    return go(insts[i + 1].targets[1])
                raise
            if inst.result:
                values[inst.result] = result
        raise AssertionError("a block without an end")

    def give_context(self, error):
        if self.handled is None or error is self.handled or getattr(self, "reraised", None) is error:
            return
        if error.__context__ is None or error.__context__ is self.handled:
            error.__context__ = self.handled

    def iter_next(self, inst, get, go):
        iterator = get(inst.args[0])
        try:
            item = next(iterator)
        except StopIteration:
            return go(inst.targets[1])
        except BaseException as error:
            self.give_context(error)
            if inst.targets[2] is None:
                raise
            self.pending = error
            return go(inst.targets[2])
        return go(inst.targets[0], (item, iterator))

    def execute(self, op, args, flags):
        method = getattr(self, "do_" + op.replace(".", "_"), None)
        assert method, f"the machine does not know {op}"
        return method(*args) if op != "py.binary" else method(*args, inplace="inplace" in flags)

    # values and names
    def do_const(self, value): return value
    def do_unset(self): return UNSET
    def do_tuple_get(self, index, items): return items[int(index)]
    def do_end_binding(self, name, value): pass
    def do_not(self, value): return not value

    def do_check_bound(self, name, value):
        if value is UNSET:
            raise UnboundLocalError(f"cannot access local variable '{name[1]}' where it is not associated with a value")
        return value

    def do_py_global(self, name):
        name = name[1]
        if name in self.globals:
            return self.globals[name]
        if hasattr(builtins, name):
            return getattr(builtins, name)
        raise NameError(f"name '{name}' is not defined")

    def do_py_store_global(self, name, value): self.globals[name[1]] = value

    def do_py_delete_global(self, name):
        if name[1] not in self.globals:
            raise NameError(f"name '{name[1]}' is not defined")
        del self.globals[name[1]]

    def do_py_load_free(self, index, name):
        try:
            return self.cells[int(index)].cell_contents
        except ValueError:
            text = f"cannot access free variable '{name[1]}' where it is not associated with a value in enclosing scope"
            raise NameError(text) from None

    def do_py_store_free(self, index, name, value): self.cells[int(index)].cell_contents = value

    def do_py_import(self, level, name, names):
        return __import__(name[1], self.globals, None, names, level)

    def do_py_import_from(self, name, module):
        try:
            return getattr(module, name[1])
        except AttributeError:
            raise ImportError(f"cannot import name '{name[1]}' from '{module.__name__}' ({module.__file__})") from None

    # operators
    def do_py_unary(self, kind, value): return UNARY[kind](value)
    def do_py_binary(self, kind, left, right, inplace): return (INPLACE if inplace else BINARY)[kind](left, right)
    def do_py_compare(self, kind, left, right): return COMPARE[kind](left, right)
    def do_py_is(self, left, right): return left is right
    def do_py_contains(self, item, container): return item in container
    def do_py_truth(self, value): return bool(value)
    def do_py_getattr(self, name, value): return getattr(value, name[1])
    def do_py_setattr(self, name, target, value): setattr(target, name[1], value)
    def do_py_delattr(self, name, target): delattr(target, name[1])
    def do_py_getitem(self, value, index): return value[index]
    def do_py_delitem(self, value, index): del value[index]
    def do_py_slice(self, start, stop, step): return slice(start, stop, step)
    def do_py_iter(self, value): return iter(value)
    def do_py_setitem(self, target, index, value): target[index] = value

    def do_py_special(self, name, value):
        if not hasattr(type(value), name[1]):
            raise TypeError(f"'{type(value).__name__}' object does not support the context manager protocol")
        return getattr(type(value), name[1]).__get__(value)

    def do_py_call(self, callee, *args):
        if not args or type(args[-1]) is not Names:
            return callee(*args)
        names, args = args[-1], args[:-1]
        plain = len(args) - len(names)
        return callee(*args[:plain], **dict(zip(names, args[plain:])))

    def do_py_call_ex(self, callee, args, kwargs): return callee(*args, **(kwargs or {}))

    # building and unpacking
    def do_py_tuple(self, *items): return items
    def do_py_list(self, *items): return list(items)
    def do_py_set(self, *items): return set(items)
    def do_py_dict(self, *items): return dict(zip(items[::2], items[1::2]))
    def do_py_list_append(self, target, item): target.append(item)
    def do_py_list_extend(self, target, items): target.extend(items)
    def do_py_list_to_tuple(self, items): return tuple(items)
    def do_py_star_args(self, iterable, *first): return [*first, *iterable]
    def do_py_is_builtin(self, name, value): return value is getattr(builtins, name[1], None)
    def do_py_consumed(self, generator): pass
    def do_cell_make(self, value): return [value]
    def do_cell_set(self, cell, value): cell[0] = value; return cell

    def do_cell_get(self, is_free, name, cell):
        return self.do_check_bound(name, cell[0])

    # Left undone: compensation for floats.
    def do_py_sum_step(self, total, compensation, item): return total + item, compensation
    def do_py_sum_end(self, total, compensation): return total
    def do_py_set_add(self, target, item): target.add(item)
    def do_py_set_update(self, target, items): target.update(items)
    def do_py_dict_set(self, target, key, value): target[key] = value

    def do_py_dict_update(self, merge, target, mapping, callee):
        if int(merge):
            for key in mapping:
                if key in target:
                    raise TypeError(f"{callee.__module__}.{callee.__qualname__}() got multiple values for keyword argument '{key}'")
        target.update(mapping)

    def do_py_format(self, conversion, value, spec):
        value = {"none": lambda v: v, "str": str, "repr": repr, "ascii": ascii}[conversion](value)
        return format(value, spec or "")

    def do_py_join(self, *pieces): return "".join(pieces)

    @staticmethod
    def items_of(value):
        if not hasattr(type(value), "__iter__") and not hasattr(type(value), "__getitem__"):
            raise TypeError(f"cannot unpack non-iterable {type(value).__name__} object")
        return list(value)

    def do_py_unpack(self, count, items):
        items, count = self.items_of(items), int(count)
        if len(items) > count:
            raise ValueError(f"too many values to unpack (expected {count})")
        if len(items) < count:
            raise ValueError(f"not enough values to unpack (expected {count}, got {len(items)})")
        return items

    def do_py_unpack_ex(self, before, after, items):
        items, before, after = self.items_of(items), int(before), int(after)
        if len(items) < before + after:
            raise ValueError(f"not enough values to unpack (expected at least {before + after}, got {len(items)})")
        end = len(items) - after
        return [*items[:before], items[before:end], *items[end:]]

    # exceptions
    def do_py_raise(self, exception, cause):
        if isinstance(exception, type):
            exception = exception()
        if cause is UNSET:
            raise exception
        raise exception from cause

    def do_py_reraise(self, exception):
        self.reraised = exception
        raise exception

    def do_py_reraise_handled(self):
        if self.handled is None:
            raise RuntimeError("No active exception to reraise")
        raise self.handled

    def do_py_handled(self): return self.handled

    def do_py_catch(self):
        self.handled, self.pending = self.pending, None
        return self.handled

    def do_py_end_handling(self, before): self.handled = before
    def do_py_match_exception(self, exception, kind):
        kinds = kind if isinstance(kind, tuple) else (kind,)
        if not all(isinstance(k, type) and issubclass(k, BaseException) for k in kinds):
            raise TypeError("catching classes that do not inherit from BaseException is not allowed")
        return isinstance(exception, kinds)

    def do_fail(self, code, text, *payload):
        assert code == "assertion"
        raise AssertionError
