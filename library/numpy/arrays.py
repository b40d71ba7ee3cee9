"""Functions that give arrays: limits, differences, the trace. Source: NumPy reference (behaviour, tried)."""

import numpy as np

from library.support import Array, Static, is_float, overload, scalar_type, sum_type, unfit


@overload(np.clip)
def clip(a: Array, a_min=None, a_max=None, out: Static = None):
    if out is not None or a_min is None and a_max is None:
        unfit()
    kind = scalar_type(a)
    if not is_float(kind) and kind is not np.int64:
        unfit()  # NumPy moves a bound that does not fit into the dtype's range
    if a_min is None:
        return np.minimum(a, a_max)
    if a_max is None:
        return np.maximum(a, a_min)
    return np.minimum(np.maximum(a, a_min), a_max)


@overload(np.diff)
def diff(a: Array, n: Static = 1, axis: Static = -1):
    if a.ndim != 1 or n != 1 or axis != -1 and axis != 0:
        unfit()
    kind = scalar_type(a)
    if kind is np.bool_:
        unfit()  # NumPy compares these
    steps = np.empty(len(a) - 1 if len(a) > 1 else 0, kind)
    for i in range(len(steps)):
        steps[i] = a[i + 1] - a[i]
    return steps


@overload(np.trace)
def trace(a: Array, offset: Static = 0):
    if a.ndim != 2 or offset != 0:
        unfit()
    size = a.shape[0] if a.shape[0] < a.shape[1] else a.shape[1]
    diagonal = np.empty(size, sum_type(scalar_type(a)))
    for i in range(size):
        diagonal[i] = a[i, i]
    return np.sum(diagonal)
