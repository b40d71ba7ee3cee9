"""Sums, extremes and what is made of them, over all elements or along one axis.

Float sums are NumPy's: in blocks of 128 with eight partial sums, the blocks added pairwise; along an axis that is not the last, row after
row. So the bits are mostly NumPy's too. Source: NumPy reference (behaviour, tried); Higham, "The accuracy of floating point summation".
"""

import numpy as np

from library.support import (
    Array,
    Static,
    as_shape,
    drop_axis,
    flat,
    float_type,
    is_c,
    is_contiguous,
    is_float,
    overload,
    scalar_type,
    sum_type,
    unfit,
    with_axis,
)


# ── sums ──


def pairwise(a, low, high, kind):
    """The sum of a[low:high], which is not empty, in floats of this class."""
    count = high - low
    if count < 8:
        total = kind(a[low])
        for i in range(low + 1, high):
            total += kind(a[i])
        return total
    if count <= 128:
        return block_sum(a, low, high, kind)
    half = count // 2
    half -= half % 8
    return pairwise(a, low, low + half, kind) + pairwise(a, low + half, high, kind)


def block_sum(a, low, high, kind):
    r0, r1, r2, r3 = kind(a[low]), kind(a[low + 1]), kind(a[low + 2]), kind(a[low + 3])
    r4, r5, r6, r7 = kind(a[low + 4]), kind(a[low + 5]), kind(a[low + 6]), kind(a[low + 7])
    stop = high - (high - low) % 8
    for i in range(low + 8, stop, 8):
        r0 += kind(a[i])
        r1 += kind(a[i + 1])
        r2 += kind(a[i + 2])
        r3 += kind(a[i + 3])
        r4 += kind(a[i + 4])
        r5 += kind(a[i + 5])
        r6 += kind(a[i + 6])
        r7 += kind(a[i + 7])
    total = ((r0 + r1) + (r2 + r3)) + ((r4 + r5) + (r6 + r7))
    for i in range(stop, high):
        total += kind(a[i])
    return total


def sum_row(a, kind):
    """The sum of an array with one axis."""
    if is_float(kind):
        return pairwise(a, 0, len(a), kind) if len(a) > 0 else kind(0)
    total = kind(0)
    for i in range(len(a)):
        total += kind(a[i])
    return total


def sum_all(a, kind):
    if is_contiguous(a):
        return sum_row(flat(a), kind)
    total = kind(0)
    for i in range(a.shape[0]):
        total += sum_all(a[i], kind)
    return total


def add_rows(out, a, axis: Static, kind):
    """Adds `a` along the axis to `out`, which has the other axes."""
    if axis == 0:
        for i in range(a.shape[0]):
            out += a[i]
    elif a.ndim == 2:
        for i in range(a.shape[0]):
            out[i] = sum_row(a[i], kind)
    else:
        for i in range(a.shape[0]):
            add_rows(out[i], a[i], axis - 1, kind)


def sum_axis(a, axis: Static, kind):
    shape = drop_axis(a.shape, axis)
    if a.ndim > 2 and not is_c(a):
        unfit()  # NumPy's result would lie in another order
    if a.shape[axis] == 0 or not is_float(kind):
        out = np.zeros(shape, kind)
    else:
        out = -np.zeros(shape, kind)  # so that a sum of -0.0 is -0.0
    add_rows(out, a, axis, kind)
    return out


@overload(np.sum)
def sum(a: Array, axis: Static = None, dtype: Static = None, out: Static = None, keepdims: Static = False):
    if out is not None or a.ndim == 0:
        unfit()
    kind = sum_type(scalar_type(a)) if dtype is None else dtype
    if axis is None or a.ndim == 1 and (axis == 0 or axis == -1):
        if keepdims:
            unfit()
        return sum_all(a, kind)
    if axis >= a.ndim or axis + a.ndim < 0 or a.ndim == 1:
        unfit()
    where = axis if axis >= 0 else axis + a.ndim
    total = sum_axis(a, where, kind)
    return +as_shape(total, with_axis(a.shape, where, 1)) if keepdims else total  # `+`: an array of its own, no view


@overload(np.mean)
def mean(a: Array, axis: Static = None, dtype: Static = None, out: Static = None, keepdims: Static = False):
    if out is not None or a.ndim == 0:
        unfit()
    kind = float_type(scalar_type(a)) if dtype is None else dtype
    total = np.sum(a, axis, kind, None, keepdims)
    if axis is None:
        return total / kind(a.size)
    return total / kind(a.shape[axis])


@overload(np.var)
def var(a: Array, axis: Static = None, dtype: Static = None, out: Static = None, ddof=0, keepdims: Static = False):
    if out is not None or a.ndim == 0:
        unfit()
    kind = float_type(scalar_type(a)) if dtype is None else dtype
    if axis is None:
        if keepdims:
            unfit()
        apart = a - np.mean(a, None, kind)
        return np.sum(apart * apart) / kind(max(a.size - ddof, 0))
    apart = a - np.mean(a, axis, kind, None, True)
    return np.sum(apart * apart, axis, kind, None, keepdims) / kind(max(a.shape[axis] - ddof, 0))


@overload(np.std)
def std(a: Array, axis: Static = None, dtype: Static = None, out: Static = None, ddof=0, keepdims: Static = False):
    return np.sqrt(np.var(a, axis, dtype, out, ddof, keepdims))


# ── products ──


def product_row(a, kind):
    total = kind(1)
    for i in range(len(a)):
        total *= kind(a[i])
    return total


@overload(np.prod)
def prod(a: Array, axis: Static = None, dtype: Static = None, out: Static = None, keepdims: Static = False):
    if out is not None or a.ndim == 0 or keepdims or not is_contiguous(a):
        unfit()
    if axis is not None and (a.ndim > 1 or axis != 0 and axis != -1):
        unfit()
    return product_row(flat(a), sum_type(scalar_type(a)) if dtype is None else dtype)


# ── extremes: a nan wins ──


def check_some(count, name):
    if count == 0:
        if name == 0:
            raise ValueError("zero-size array to reduction operation minimum which has no identity")
        raise ValueError("zero-size array to reduction operation maximum which has no identity")


def least_row(a):
    """Four at a time, because each waits for the one before."""
    low = a[0]
    b, c, d = low, low, low
    stop = len(a) - len(a) % 4
    for i in range(0, stop, 4):
        low = np.minimum(low, a[i])
        b = np.minimum(b, a[i + 1])
        c = np.minimum(c, a[i + 2])
        d = np.minimum(d, a[i + 3])
    for i in range(stop, len(a)):
        low = np.minimum(low, a[i])
    return np.minimum(np.minimum(low, b), np.minimum(c, d))


def least_all(a):
    if is_contiguous(a):
        return least_row(flat(a))
    low = least_all(a[0])
    for i in range(1, a.shape[0]):
        low = np.minimum(low, least_all(a[i]))
    return low


def greatest_row(a):
    high = a[0]
    b, c, d = high, high, high
    stop = len(a) - len(a) % 4
    for i in range(0, stop, 4):
        high = np.maximum(high, a[i])
        b = np.maximum(b, a[i + 1])
        c = np.maximum(c, a[i + 2])
        d = np.maximum(d, a[i + 3])
    for i in range(stop, len(a)):
        high = np.maximum(high, a[i])
    return np.maximum(np.maximum(high, b), np.maximum(c, d))


def greatest_all(a):
    if is_contiguous(a):
        return greatest_row(flat(a))
    high = greatest_all(a[0])
    for i in range(1, a.shape[0]):
        high = np.maximum(high, greatest_all(a[i]))
    return high


@overload(np.min)
def min(a: Array, axis: Static = None, out: Static = None, keepdims: Static = False):
    if out is not None or keepdims or a.ndim == 0:
        unfit()
    if axis is None or a.ndim == 1 and (axis == 0 or axis == -1):
        check_some(a.size, 0)
        return least_all(a)
    if a.ndim != 2 or axis != 0 and axis != 1 and axis != -1:
        unfit()
    return least_rows(a) if axis == 0 else least_columns(a)


def least_rows(a):
    check_some(a.shape[0], 0)
    low = np.minimum(a[0], a[0])  # a copy
    for i in range(1, a.shape[0]):
        np.minimum(low, a[i], out=low)
    return low


def least_columns(a):
    check_some(a.shape[1], 0)
    low = np.empty(a.shape[0], scalar_type(a))
    for i in range(a.shape[0]):
        low[i] = least_row(a[i])
    return low


@overload(np.max)
def max_(a: Array, axis: Static = None, out: Static = None, keepdims: Static = False):
    if out is not None or keepdims or a.ndim == 0:
        unfit()
    if axis is None or a.ndim == 1 and (axis == 0 or axis == -1):
        check_some(a.size, 1)
        return greatest_all(a)
    if a.ndim != 2 or axis != 0 and axis != 1 and axis != -1:
        unfit()
    return greatest_rows(a) if axis == 0 else greatest_columns(a)


def greatest_rows(a):
    check_some(a.shape[0], 1)
    high = np.maximum(a[0], a[0])  # a copy
    for i in range(1, a.shape[0]):
        np.maximum(high, a[i], out=high)
    return high


def greatest_columns(a):
    check_some(a.shape[1], 1)
    high = np.empty(a.shape[0], scalar_type(a))
    for i in range(a.shape[0]):
        high[i] = greatest_row(a[i])
    return high


@overload(np.ptp)
def ptp(a: Array, axis: Static = None, out: Static = None, keepdims: Static = False):
    return np.max(a, axis, out, keepdims) - np.min(a, axis, out, keepdims)


def place_of_least(a):
    at, low = 0, a[0]
    for i in range(1, len(a)):
        if not low <= a[i] and low == low:  # the first of equals, or of nans
            at, low = i, a[i]
    return np.int64(at)


def place_of_greatest(a):
    at, high = 0, a[0]
    for i in range(1, len(a)):
        if not high >= a[i] and high == high:
            at, high = i, a[i]
    return np.int64(at)


@overload(np.argmin)
def argmin(a: Array, axis: Static = None, out: Static = None, keepdims: Static = False):
    if out is not None or keepdims or a.ndim == 0 or not is_c(a):
        unfit()
    if axis is not None and (a.ndim > 1 or axis != 0 and axis != -1):
        unfit()
    if a.size == 0:
        raise ValueError("attempt to get argmin of an empty sequence")
    return place_of_least(flat(a))


@overload(np.argmax)
def argmax(a: Array, axis: Static = None, out: Static = None, keepdims: Static = False):
    if out is not None or keepdims or a.ndim == 0 or not is_c(a):
        unfit()
    if axis is not None and (a.ndim > 1 or axis != 0 and axis != -1):
        unfit()
    if a.size == 0:
        raise ValueError("attempt to get argmax of an empty sequence")
    return place_of_greatest(flat(a))


# ── truth ──


def any_row(a):
    for i in range(len(a)):
        if a[i]:
            return True
    return False


def all_row(a):
    for i in range(len(a)):
        if not a[i]:
            return False
    return True


@overload(np.any)
def any(a: Array, axis: Static = None, out: Static = None, keepdims: Static = False):
    if axis is not None or out is not None or keepdims or a.ndim == 0 or not is_contiguous(a):
        unfit()
    return np.bool_(any_row(flat(a)))


@overload(np.all)
def all(a: Array, axis: Static = None, out: Static = None, keepdims: Static = False):
    if axis is not None or out is not None or keepdims or a.ndim == 0 or not is_contiguous(a):
        unfit()
    return np.bool_(all_row(flat(a)))


# ── running sums ──


@overload(np.cumsum)
def cumsum(a: Array, axis: Static = None, dtype: Static = None, out: Static = None):
    if out is not None or a.ndim == 0 or not is_c(a):
        unfit()
    if axis is not None and (a.ndim > 1 or axis != 0 and axis != -1):
        unfit()
    kind = sum_type(scalar_type(a)) if dtype is None else dtype
    row = flat(a)
    sums = np.empty(len(row), kind)
    if len(row) > 0:
        total = kind(row[0])
        sums[0] = total
        for i in range(1, len(row)):
            total += kind(row[i])
            sums[i] = total
    return sums


@overload(np.cumprod)
def cumprod(a: Array, axis: Static = None, dtype: Static = None, out: Static = None):
    if out is not None or a.ndim == 0 or not is_c(a):
        unfit()
    if axis is not None and (a.ndim > 1 or axis != 0 and axis != -1):
        unfit()
    kind = sum_type(scalar_type(a)) if dtype is None else dtype
    row = flat(a)
    products = np.empty(len(row), kind)
    total = kind(1)
    for i in range(len(row)):
        total *= kind(row[i])
        products[i] = total
    return products
