"""Arrays that functions and methods make: native or through Python, what follows is native, and each is what NumPy gives."""

import numpy as np

from tests.conformance.harness import case

DTYPES = (np.float64, np.float32, np.int64, np.int32, np.bool_)
MATRIX = np.arange(12.0).reshape(3, 4)
ARRAYS = [(np.arange(5.0),), (np.arange(10)[::2],), (np.arange(3.0)[::-1],), (MATRIX,), (MATRIX.T,), (MATRIX[::-1, ::2],), (np.zeros((0, 3)),), (np.array(3.0),),
          (np.arange(24, dtype=np.int32).reshape(2, 3, 4),), (np.asfortranarray(np.arange(24.0).reshape(2, 3, 4)),)]


@case((3,), (0,), ((2, 3),), ((),), ((2, 0, 3),), (np.int64(2),))
def ones(shape):
    return np.ones(shape), np.ones(shape, np.int32), np.ones(shape, dtype=bool), np.ones(shape, order="F"), np.ones(shape, "float32", "F")


@case((3, 1.5), ((2, 3), 4), ((2, 3), True), (2, np.float32(0.1)), (2, float("nan")), ((0, 2), 7))
def full(shape, x):
    return np.full(shape, x), np.full(shape, x, np.float64), np.full(shape, x, order="F"), np.full(shape, fill_value=x, dtype=float)


@case((-1,), ((2, -3),), (2**62,), njit=None)
def impossible_shapes(shape):
    return np.ones(shape)


@case(*ARRAYS)
def like_another(a):
    e = np.empty_like(a)
    e[...] = 2
    return np.zeros_like(a), np.ones_like(a), e, np.full_like(a, 3), np.zeros_like(a, dtype=np.int32), np.ones_like(a, order="C")


@case(*ARRAYS)
def a_dtype_from_an_array(a):
    return np.zeros(3, a.dtype), np.zeros(2, dtype=a.dtype), a.dtype.itemsize


@case((np.dtype("float64"),), (np.dtype("int32"),))
def a_dtype_as_argument(dtype):
    a = np.ones((2, 2), dtype)
    return a, dtype, a[0, 0]


@case((np.arange(6.0), 6), (np.arange(4.0), 4))
def ranges_of_numbers(a, n):
    r, f, l = np.arange(n), np.arange(0.5, n, 0.25), np.linspace(0.0, 1.0, n)
    s = 0.0
    for i in range(n):
        s = s * 0.5 + a[i] * r[i] + l[i]
    return r, f, l, s, np.arange(1, n, 2), np.arange(n, dtype=np.float32), np.linspace(0, n, 5, endpoint=False), np.arange(n, 0, -1), np.eye(3), np.identity(2)


@case((1.5, 2), (np.float64(0.25), 7))
def arrays_of_displays(x, n):
    a, b = np.array([x, 2.0, n]), np.array([[1, n], [3, 4]])
    return a, b, a[0] + b[1, 0], np.array((1, 2, 3)), np.array([True, False]), np.array([1.0, 2.0], dtype=np.float32), np.asarray([n]), np.array([])


@case(*ARRAYS)
def as_arrays(a):
    return np.asarray(a), np.array(a), np.ascontiguousarray(a), np.asarray(a, dtype=float), np.array(a, dtype=np.float32)


@case((np.arange(3.0), np.arange(2.0)), (np.arange(3), np.arange(2.0)))
def joined(a, b):
    c = np.concatenate((a, b))
    return c, c[1:], np.hstack((a, b)), np.stack((a, a)), np.vstack((b, b)), np.concatenate([a, a])


@case((MATRIX,), (MATRIX.T,))
def sorted_and_searched(a):
    r = np.sort(a[0])
    return r, np.argsort(a[:, 0]), np.searchsorted(r, 2.5), np.where(True, a, 0.0)[0], np.cumsum(a[0]), np.dot(a[0], a[0]), np.unique(r), np.flip(r)


@case((MATRIX,), (MATRIX.T,), (MATRIX.astype(np.int32),), (MATRIX.astype(np.float32),), (MATRIX > 3,))
def reductions_of_functions(a):
    return (np.sum(a) + 1, np.mean(a, axis=0)[1], np.max(a), np.sum(a, axis=1)[0], np.any(a), np.all(a, 0), np.argmax(a), np.std(a), np.sum(a, axis=-1, keepdims=True),
            np.median(a))


@case((np.arange(24.0).reshape(2, 3, 4),), (np.asfortranarray(np.arange(24.0).reshape(2, 3, 4)),))
def axes_in_another_order(a):
    return np.transpose(a), np.transpose(a, (2, 1, 0)), np.swapaxes(a, 0, 1), np.moveaxis(a, 0, -1), np.swapaxes(a, -1, 0), np.transpose(a, (0, 2, 1))


@case((5,), (0,))
def small_arrays_in_a_loop(n):
    s = 0.0
    for i in range(n):
        t = np.ones(3)
        t[1:] = i
        u = np.copy(t[::-1])
        s += u[0] + np.linspace(0.0, i, 3)[1]
    return s


@case((np.arange(3.0),), (np.arange(3),), (np.zeros(2, bool),))
def dtypes_are_compared(a):
    if a.dtype == np.float64:
        return a[0] + 1
    if a.dtype != np.dtype("int64") or "float32" == a.dtype:
        return a.dtype, np.dtype(np.int32)
    return np.zeros(2, dtype=np.dtype(float)), a.dtype.itemsize


@case((None,), njit=False, twin=True)
def a_list_that_was_changed_since(x):
    items = [1.0, 2.0]
    items[0] = x
    a = np.array(items)
    return len(a), a


@case((None,), njit=TypeError, jit=False)
def strict_code_goes_by_what_it_was_compiled_for(x):
    items = [1.0, 2.0]
    items[0] = x
    return np.array(items), 1


@case((np.arange(12.0),), (np.arange(5.0),))
def a_typed_result_is_released_on_the_way_to_its_checkpoint(a):
    try:
        b = a.reshape(3, 4)
        b = b.reshape(4, 3)
    except ValueError:
        return None
    return b
