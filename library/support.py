"""What library functions use besides NumPy: as plain Python here; in compiled code each is a rule (src/infer/library_functions.cpp).

`overload(f)` says which function a definition stands for. Annotations of parameters: `Array`, an array of a dtype with native form;
`Static`, a value known when the call is compiled (None, a bool, an int, a tuple of these, a type): it is part of what the function is
compiled for, so `if axis is None` costs nothing. Whatever cannot be compiled for the arguments at hand, an operation on objects or
`unfit()`, makes the function unfit for them; the call then goes through Python, to NumPy itself.
"""

import numpy as np


class Array: ...


class Static: ...


def overload(function):
    """Marks the definition that stands for `function` in compiled code."""
    def mark(definition):
        definition.stands_for = function
        return definition
    return mark


class Unfit(Exception):
    """The definition does not cover these arguments."""


def unfit():
    raise Unfit


def is_contiguous(a):
    """Do all elements lie one behind the other, in C's or Fortran's order, by the array's type? Then `flat` gives them."""
    return a.ndim == 1 or a.flags.c_contiguous or a.flags.f_contiguous


def is_c(a):
    """Does the array lie as C lays it, by its type?"""
    return a.flags.c_contiguous


def flat(a):
    """All elements of a contiguous array in the order of memory, as a view with one axis."""
    return a if a.ndim == 1 else a.ravel(order="K")


def scalar_type(a):
    """NumPy's class of the elements."""
    return a.dtype.type


def is_float(kind):
    """Is it one of NumPy's float classes? Complex numbers are left to NumPy."""
    if issubclass(kind, np.complexfloating):
        unfit()
    return issubclass(kind, np.floating)


def float_type(kind):
    """The class in which NumPy averages elements of this class: itself for floats, else np.float64."""
    return kind if is_float(kind) else np.float64


def sum_type(kind):
    """The class in which NumPy adds up elements of this class: at least the widest integer."""
    return np.add.reduce(np.zeros(0, kind)).dtype.type


def drop_axis(shape, axis):
    """The shape without this axis."""
    return shape[:axis] + shape[axis + 1 :]


def with_axis(shape, axis, size):
    """The shape with this axis of another size."""
    return shape[:axis] + (size,) + shape[axis + 1 :]


def as_shape(a, shape):
    """The elements of a C-contiguous array as one of this shape, which has as many: a view."""
    return a.reshape(shape)
