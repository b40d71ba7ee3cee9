"""Types for signatures, spelled as Numba spells them: ``float64``, ``int64[:]``, ``float32[:, ::1]``, ``float64(int64, int64)``.

A type's `text` is what `coluber.typeof` gives for an argument of the type: the scalar types mean Python's numbers where Python has
them (``float64`` is a ``float``, ``int64`` an ``int``, ``boolean`` a ``bool``), else NumPy's scalars.
"""


class Type:
    """A value's type. `float64[:, ::1]` is an array type, `float64(int64)` a signature."""

    __slots__ = ("name", "text", "dtype")

    def __init__(self, name, text, dtype=None):
        self.name, self.text, self.dtype = name, text, dtype

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
        return Type(f"{self.name}[{spelled}]", f"array({self.dtype}, {len(axes)}, {'C' if is_c else 'A'})")

    def __call__(self, *args):
        return Signature(self, args)

    def __eq__(self, other):
        return isinstance(other, Type) and self.text == other.text

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
                raise TypeError(f"{arg!r} in a signature is not a type")
        self.returns, self.args = returns, tuple(args)

    def __repr__(self):
        return f"{self.returns or ''}({', '.join(map(repr, self.args))})"


float64 = double = f8 = float_ = Type("float64", "float", "float64")
float32 = f4 = Type("float32", "np.float32", "float32")
int64 = intp = int_ = long_ = i8 = Type("int64", "int", "int64")
int32 = intc = i4 = Type("int32", "np.int32", "int32")
boolean = bool_ = b1 = Type("boolean", "bool", "bool")
void = none = Type("none", "None")
pyobject = Type("pyobject", "object")


def Tuple(items):
    """A tuple type of these element types."""
    items = tuple(items)
    return Type(f"Tuple({', '.join(map(repr, items))})", f"tuple({', '.join(i.text for i in items)})")


def UniTuple(item, count):
    """A tuple of `count` equal types."""
    return Tuple((item,) * count)


def Array(dtype, ndim, layout):
    """An array type; layout "C", "F" or "A"."""
    kinds = {"C": "C", "F": "A", "A": "A"}
    if layout not in kinds or dtype.dtype is None:
        raise TypeError(f"there is no array type of {dtype}, layout {layout!r}")
    return Type(f"Array({dtype.name}, {ndim}, {layout!r})", f"array({dtype.dtype}, {ndim}, {kinds[layout]})")


def names():
    """What a signature in a string may use."""
    return {name: value for name, value in globals().items() if isinstance(value, Type)} | {
        "Tuple": Tuple, "UniTuple": UniTuple, "Array": Array, "bool": boolean, "int": int64, "float": float64, "None": none,
        "optional": None, "types": None}
