"""Types for signatures, spelled as Numba spells them: ``float64``, ``int64[:]``, ``float32[:, ::1]``, ``float64(int64, int64)``.

A type's `text` is what `coluber.typeof` gives for an argument of the type: the scalar types mean Python's numbers where Python has
them (``float64`` is a ``float``, ``int64`` an ``int``, ``complex128`` a ``complex``, ``boolean`` a ``bool``), else NumPy's scalars.
"""

import itertools


class Type:
    """A value's type. `float64[:, ::1]` is an array type, `float64(int64)` a signature."""

    __slots__ = ("name", "text", "dtype", "choices")

    def __init__(self, name, text, dtype=None, choices=()):
        self.name, self.text, self.dtype, self.choices = name, text, dtype, choices

    def __getitem__(self, axes):
        """An array: one `:` an axis, strided; `::1` as the last axis: C-contiguous."""
        if self.dtype is None:
            raise TypeError(f"there are no arrays of {self.name}")
        axes = axes if isinstance(axes, tuple) else (axes,)
        if not all(isinstance(a, slice) and a.start is None and a.stop is None and a.step in (None, 1) for a in axes):
            raise TypeError("an array type is written with `:` for each axis and `::1` for a contiguous one")
        is_fortran = len(axes) > 1 and axes[0].step == 1
        is_c = axes[-1].step == 1 and not is_fortran
        if any(a.step == 1 for a in axes[:-1]) and not is_fortran:
            raise TypeError("only the last axis (C) or the first (Fortran) can be contiguous")
        spelled = ", ".join("::1" if a.step == 1 else ":" for a in axes)
        return Type(f"{self.name}[{spelled}]", array_text(self, len(axes), "C" if is_c else "F" if is_fortran else "A"))

    def __call__(self, *args):
        return Signature(self, args)

    def __eq__(self, other):
        return isinstance(other, Type) and (self.text, self.choices) == (other.text, other.choices)

    def __hash__(self):
        return hash(self.text)

    def __repr__(self):
        return self.name


class Signature:
    """Argument types, and the return type if it was said."""

    __slots__ = ("returns", "args")

    def __init__(self, returns, args):
        for arg in args:
            if not isinstance(arg, Type):
                raise TypeError(f"{arg!r} in a signature is not a type{instead_of(arg)}")
        self.returns, self.args = returns, tuple(args)

    def alternatives(self):
        """The signatures that this one stands for: an `optional` argument is of its type, or None."""
        return [Signature(self.returns, args) for args in itertools.product(*(a.choices or (a,) for a in self.args))]

    def __repr__(self):
        return f"{self.returns or ''}({', '.join(map(repr, self.args))})"


def instead_of(given):
    """What to write instead of one of Python's or NumPy's classes."""
    names = {"int": "int64", "float": "float64", "complex": "complex128", "bool": "boolean", "NoneType": "none", "bool_": "boolean"}
    name = getattr(given, "__name__", type(given).__name__ if given is None else "")
    name = names.get(name, name)
    return f": write `{name}`" if isinstance(globals().get(name), Type) else ""


def array_text(item, ndim, layout):
    return f"array({item.dtype}, {ndim}, {'C' if layout == 'F' and ndim < 2 else layout})"


float64 = double = f8 = float_ = Type("float64", "float", "float64")
float32 = single = f4 = Type("float32", "np.float32", "float32")
complex128 = c16 = Type("complex128", "complex", "complex128")
complex64 = c8 = Type("complex64", "np.complex64", "complex64")
int64 = intp = int_ = long_ = longlong = ssize_t = i8 = Type("int64", "int", "int64")
int32 = intc = i4 = Type("int32", "np.int32", "int32")
int16 = short = i2 = Type("int16", "np.int16", "int16")
int8 = char = i1 = Type("int8", "np.int8", "int8")
uint64 = uintp = uint = ulong = ulonglong = size_t = u8 = Type("uint64", "np.uint64", "uint64")
uint32 = uintc = u4 = Type("uint32", "np.uint32", "uint32")
uint16 = ushort = u2 = Type("uint16", "np.uint16", "uint16")
uint8 = byte = uchar = u1 = Type("uint8", "np.uint8", "uint8")
boolean = bool_ = b1 = Type("boolean", "bool", "bool")
void = none = Type("none", "None")
pyobject = Type("pyobject", "object")


def Tuple(items):
    """A tuple type of these element types."""
    items = tuple(items)
    Signature(None, items)  # each a type
    return Type(f"Tuple({', '.join(map(repr, items))})", f"tuple({', '.join(i.text for i in items)})")


def UniTuple(item, count):
    """A tuple of `count` equal types."""
    return Tuple((item,) * count)


def Array(dtype, ndim, layout):
    """An array type; layout "C", "F" or "A"."""
    if layout not in ("C", "F", "A") or not isinstance(dtype, Type) or dtype.dtype is None:
        raise TypeError(f"there is no array type of {dtype!r}, layout {layout!r}")
    return Type(f"Array({dtype.name}, {ndim}, {layout!r})", array_text(dtype, ndim, layout))


def optional(item):
    """An argument that is of the type, or None: compiled for both."""
    Signature(None, (item,))
    return Type(f"optional({item!r})", item.text, choices=(item, none))


Optional = optional

# Numba's types that have no counterpart, and what to do instead.
REFUSED = {
    **dict.fromkeys(("List", "ListType", "DictType", "Set", "ListTypeIterableType"),
                    "lists, dicts and sets are passed as they are, exact built-in ones; leave the signature out, or write `pyobject`"),
    **dict.fromkeys(("unicode_type", "string"), "strings have no type of their own in signatures yet; leave the signature out"),
    **dict.fromkeys(("float16", "NPDatetime", "NPTimedelta", "Record"), "NumPy's arrays of it stay Python-level in jit; write `pyobject`"),
    **dict.fromkeys(("FunctionType", "Function"), "functions are passed as they are; leave the signature out"),
}


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    raise AttributeError(f"coluber has no type `{name}`{advice(name)}")


def advice(name):
    """What to write instead of a name that is no type."""
    if name in REFUSED:
        return f": {REFUSED[name]}"
    import difflib

    close = difflib.get_close_matches(name, names(), 1)
    return f"; did you mean `{close[0]}`?" if close else ""


def names():
    """What a signature in a string may use."""
    return {name: value for name, value in globals().items() if isinstance(value, Type)} | {
        "Tuple": Tuple, "UniTuple": UniTuple, "Array": Array, "bool": boolean, "int": int64, "float": float64,
        "complex": complex128, "None": none, "optional": optional, "Optional": optional}
