"""Methods of arrays: native or through Python, what follows is native, and each result is what NumPy gives."""

import numpy as np

from tests.conformance.harness import case

MATRIX = np.arange(12.0).reshape(3, 4)
ARRAYS = [(np.arange(5.0),), (np.arange(10)[::2],), (np.arange(3.0)[::-1],), (MATRIX,), (MATRIX.T,), (MATRIX[::-1, ::2],), (np.zeros((0, 3)),), (np.array(3.0),),
          (np.arange(24, dtype=np.int32).reshape(2, 3, 4),), (np.asfortranarray(np.arange(24.0).reshape(2, 3, 4)),)]


@case(*ARRAYS)
def copies(a):
    c, k, f = a.copy(), np.copy(a), a.copy(order="F")
    c[...] = 9
    return a, c, k, f, a.flatten(), a.ravel()


@case(*ARRAYS)
def conversions(a):
    return a.astype(np.float64), a.astype(np.int32), a.astype("float32"), a.astype(bool), a.astype(int), a.astype(np.float32).astype(a.dtype)


@case((np.arange(5.0), 3), (np.arange(5), 2.5), (np.zeros((2, 3), bool), 1), (np.arange(6.0)[::-2], -1.5))
def filling(a, x):
    a.fill(x)
    return a


@case(*ARRAYS)
def other_axes(a):
    return a.transpose(), np.transpose(a), a.swapaxes(0, -1) if a.ndim else a


@case((np.arange(24.0).reshape(2, 3, 4),), (np.asfortranarray(np.arange(24.0).reshape(2, 3, 4)),))
def axes_in_any_order(a):
    return a.transpose(2, 0, 1), a.transpose((0, 2, 1)), np.transpose(a, (2, 1, 0)), np.swapaxes(a, 0, 1), np.moveaxis(a, 0, -1), a.transpose(0, 1, 2)


@case((np.arange(12.0),), (MATRIX,), (MATRIX.T,), (np.arange(24)[::2],))
def reshaped(a):
    b = a.reshape(3, 4)
    return b, a.reshape((2, 6)), a.reshape(-1), a.reshape(-1, 3), np.reshape(a, (4, 3)), a.reshape(2, 2, 3), b[1:, 1], a.reshape((12,), order="F")


@case((np.arange(5.0),))
def reshaped_in_vain(a):
    return a.reshape(2, 3)


@case((np.arange(6.0).reshape(2, 3), 1, 2), (np.arange(6.0).reshape(2, 3), -1, 5), (np.arange(6, dtype=np.int32).reshape(2, 3), 0, 0))
def items(a, i, j):
    return a.item(i, j), a.tolist()


@case((MATRIX,), (MATRIX.T,), (MATRIX.astype(np.int32),), (MATRIX.astype(np.float32),), (MATRIX > 3,))
def reductions_are_numbers(a):
    return a.sum() + 1, a.max(), a.min(), a.mean(), np.sum(a), np.mean(a, axis=0)[1], a.sum(axis=1)[0], a.any(), a.all(), a.argmax(), np.max(a), a.std()


@case((5,), (0,))
def temporaries_in_a_loop(n):
    s = 0.0
    for i in range(n):
        t = np.ones(3)
        t[1:] = i
        u = t[::-1].copy()
        s += u[0] + np.linspace(0.0, i, 3)[1]
    return s
