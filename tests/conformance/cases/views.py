"""Views: slices, `...`, None and integers on any layout, read and written; slices as values; the attributes that are views."""

import numpy as np

from tests.conformance.harness import Refused, case

DTYPES = (np.float64, np.float32, np.int64, np.int32, np.bool_, np.uint8, np.int16, np.uint64, np.complex128, np.complex64)


def vector(n=7, dtype=float):
    return np.arange(n).astype(dtype)


def matrix(dtype=float):
    return np.arange(20).reshape(4, 5).astype(dtype)


def cube():
    return np.arange(24.0).reshape(2, 3, 4)


def read_only(array):
    array.flags.writeable = False
    return array


VECTORS = [(vector(),), (vector()[::2],), (vector()[::-1],), (vector(0),), (read_only(vector()),), *((vector(7, t),) for t in DTYPES)]
MATRICES = [(matrix(),), (matrix().T,), (np.asfortranarray(matrix()),), (matrix()[::-1, ::2],), (np.zeros((0, 5)),), (np.zeros((4, 0)),),
            (read_only(matrix()),), *((matrix(t),) for t in DTYPES)]
CUBES = [(cube(),), (cube().T,), (cube()[:, ::-1, ::2],), (np.asfortranarray(cube()),)]


# ── one axis ──

@case(*VECTORS)
def literal_slices(a):
    return (a[:], a[1:], a[:3], a[2:5], a[:-1], a[-3:], a[1:-1], a[-2:-5], a[::2], a[1::3], a[:-1:2], a[::-1], a[-2:1:-2], a[:2:-1], a[3::-3],
            a[100:], a[:100], a[-100:], a[:-100], a[2**40:], a[::2**40], a[::-2**40], a[5:2])


BOUNDS = [(vector(), start, stop, step) for start in (None, 0, 2, -3, 9, -9) for stop in (None, 1, 5, -1, -9, 20) for step in (None, 1, 3, -1, -2)]


@case(*BOUNDS, (vector(), 2**63 - 1, -2**63, -2**63), (vector(), -2**63, 2**63 - 1, 2**63 - 1), (vector(0), 1, -1, 1), (vector(0), None, None, -1))
def any_bounds(a, start, stop, step):
    return a[start:stop:step]


@case((vector(), 0), (vector(), 1), (vector(0), 0))
def a_step_of_zero(a, step):
    return a[::step]


@case((vector(), np.int64(2), np.int32(-1)), (vector(), True, np.int64(5)))
def bounds_of_other_integer_types(a, i, j):
    return a[i:j]


@case((vector(), 1.5), (vector(), "x"), njit=False)
def bounds_that_are_no_integers(a, i):
    return a[i:]


@case((vector(),), (vector()[::2],), (read_only(vector()),))
def the_whole_is_another_object(a):
    b = a[:]
    b[0] = 50
    return b


@case(*VECTORS)
def a_view_of_a_view(a):
    return a[1:][1:-1][::-1]


@case((vector(),))
def loops_over_slices(a):
    s = 0.0
    for k in range(len(a)):
        for x in a[k:]:
            s = s * 0.5 + x
    return s


@case((vector(), 3), (vector(), 7))
def indices_of_a_view_are_checked(a, i):
    return a[2:][i], a[1:-1][-1]


# ── more axes ──

@case(*MATRICES)
def slices_of_a_matrix(a):
    return (a[1:], a[:, 1:], a[1:-1, 1:-1], a[::2, ::-1], a[:, 0:0], a[1:3], a[:, :2], a[-1:], a[:, -1:], a[:, :], a[()], a[...], a[..., 1:], a[1:, ...],
            a[None], a[:, None], a[..., None], a[None, 1:, None, ::2])


@case((matrix(),), (matrix().T,), (np.asfortranarray(matrix()),), (matrix()[::-1, ::2],), (read_only(matrix()),))
def rows_and_columns(a):
    return a[0], a[-1], a[:, 0], a[:, -1], a[1, 1:], a[1:, 1], a[2, ::-1], a[..., 0], a[0, ...], a[1, None], a[1, 2, None], a[1, 1, ...], a[..., 1, 1]


@case((matrix(), 1, 2), (matrix(), 4, 0), (matrix(), 0, -6), (matrix(), -4, -5))
def a_column_is_checked(a, i, j):
    return a[i:, j], a[:, j], a[i]


@case(*CUBES)
def three_axes(a):
    return (a[0], a[:, 1], a[:, :, 2], a[..., 2], a[0, ..., 1], a[1:, 1:, 1:], a[0, 1:], a[:, 1, 1:], a[None, 0, :, None], a[0, 1], a[0, :, 1], a[..., 1, 2], a[::-1],
            a[:, ::-1], a[0, 1, ...])


@case((vector(),), (cube(),))
def too_many_indices(a):
    if a.ndim == 1:
        return a[0, 1]
    return a[0, :, 1, 2]


@case((vector(), 5), (vector(), 7))
def two_ellipses(a, i):
    return a[..., i, ...]


@case((np.array(2.5),), (np.array(7, np.int32),))
def without_axes(a):
    b = a[...]
    b[...] = 3
    b[()] += 1
    return a[()], a[None], b, a[..., None], a.T, a.shape, a.strides


@case((np.array(2.5),))
def an_index_for_no_axis(a):
    return a[0]


# ── iteration and attributes ──

@case(*MATRICES, *CUBES)
def iteration_gives_views(a):
    rows = 0
    first = a
    for row in a:
        rows += 1
        if rows == 2:
            first = row
    return rows, first


@case((matrix()[:2],), (np.asfortranarray(matrix())[:2],), (np.asfortranarray(matrix()[:2]),))
def unpacking(a):
    x, y = a
    return x, y


@case(*VECTORS, *MATRICES, *CUBES)
def attributes(a):
    return a.T, a.shape, a.size, a.ndim, a.itemsize, a.nbytes, a.dtype


@case((vector(),), (vector()[::-2],), *CUBES, (matrix(),), (np.asfortranarray(matrix()),), (matrix()[::-1, ::2],))
def strides(a):
    return a.strides, a[1:].strides, a[::-2].strides, a.T.strides


@case(*MATRICES)
def the_transpose_is_a_view(a):
    t = a.T
    s = 0.0
    for i in range(t.shape[0]):
        for j in range(t.shape[1]):
            s = s * 0.5 + t[i, j]
    return s, t[1:], t.T


@case((matrix(),), (matrix().T,))
def the_base(a):
    return a[1:].base is a.base, a[1:, 1:].base is a, a.T.base is a


@case((vector(),), (vector(7, int),), (np.asfortranarray(matrix()),))
def the_parts_of_real_numbers(a):
    return a.real, a.imag


@case((vector() * (1 - 2j),), (matrix().T * 1j,), ((vector(8) + 1j)[::-2],), (np.array(2 + 3j),), ((vector() + 1j).astype(np.complex64),))
def the_parts_of_complex_numbers(a):
    a.real[...] = 5
    s = 0.0
    for x in a.imag.flat:
        s += x
    return a.real, a.imag, a[...], s


# ── slices as values ──

@case((vector(), slice(1, 5)), (vector(), slice(None)), (vector(), slice(None, None, -2)), (vector(), slice(-3, None)), (vector(), slice(2, 0)))
def a_slice_as_argument(a, s):
    return a[s], s.start, s.stop, s.step


@case((vector(), slice(None, 2**70)), (vector(), slice(np.int64(2), None)), njit=Refused)
def a_slice_of_other_objects(a, s):
    return a[s]


@case((matrix(), 1), (matrix(), -2))
def slices_in_variables(a, i):
    rows = slice(i, None)
    both = rows, slice(None, -1, 2)
    return a[rows], a[both], rows, both


@case((0,), (5,))
def a_slice_is_returned(n):
    return slice(n), slice(1, n), slice(None, n, -1)


@case(((1, 2.5, True, None),))
def slices_of_a_tuple(t):
    return t[1:], t[:-1], t[::-1], t[5:], t[-3:3], t[::2]


# ── assignment ──

@case(*VECTORS)
def fill_a_slice(a):
    a[1:4] = 1
    a[::3] = 0
    a[-1:] = 1.0
    return a


@case(*MATRICES)
def fill_parts_of_a_matrix(a):
    a[1:-1, 1:-1] = 1
    a[:, 0] = 0
    a[-1] = 1.0
    a[..., 2:] = True
    return a


@case(*((vector(7, t), x) for t in DTYPES for x in (3, 2.75, True, np.float32(1.5), np.int64(4), float("nan"), 2**40)), same_message=False)
def filled_values_are_converted(a, x):
    a[2:5] = x
    return a


@case((vector(), vector()[:3]), (vector(), np.array([5, 6, 7])), (vector(7, int), np.array([1.5, -2.5, 3.5])), (vector(7, bool), np.array([0.0, 1.0, 2.0])),
      (vector(), np.array([2.0])), (vector(), np.array(4.0)), (vector(), np.array([[1.0, 2.0, 3.0]])), (vector(), vector(4)), (vector(), np.zeros((2, 3))),
      (vector(), np.zeros(0)), (read_only(vector()), vector(3)), (vector(), np.arange(6.0)[::-2]))
def copy_into_a_slice(a, b):
    a[2:5] = b
    return a


@case((matrix(), vector(5)), (matrix(), vector(4)), (matrix(), matrix() * 2), (np.asfortranarray(matrix()), matrix()), (matrix()[::-1, ::-1], matrix()),
      (matrix(np.int32), matrix()), (np.zeros((4, 0)), np.zeros((4, 1))), (matrix(), np.array([[1.0], [2.0], [3.0], [4.0]])))
def copy_with_broadcasting(a, b):
    a[:] = b
    a[...] = b
    return a


@case((vector(),), (vector(7, np.int32),), (vector()[::-1],))
def copies_that_overlap(a):
    a[1:] = a[:-1]
    a[:-2] = a[2:]
    a[:] = a[::-1]
    return a


@case((matrix(),), (matrix()[:, ::-1],))
def copies_in_a_matrix_that_overlap(a):
    a[1:, 1:] = a[:-1, :-1]
    a[0] = a[1]
    a[:, 0] = a[:, 1]
    a[:4, :4] = a[:4, :4].T
    return a


@case((matrix(), vector(5), 1), (matrix(), vector(4), 1), (matrix(), vector(5), 9), (matrix(), np.array(3.0), 0))
def rows_are_assigned(a, row, i):
    a[i] = row
    return a


@case((vector(),), (read_only(vector()),))
def an_index_error_comes_after_read_only(a):
    a[0, 1] = 2.0


@case((vector(), [1, 2, 3]), (vector(), (4, 5, 6)), (vector(), 7), njit=False)
def copy_what_is_no_array(a, b):
    a[1:4] = b
    return a


@case((vector(), 2),)
def elements_of_a_view_are_the_arrays(a, k):
    v = a[k:]
    for i in range(len(v)):
        v[i] = v[i] * 2
    v[0] += 1
    return a[k], v


@case((np.arange(30.0).reshape(5, 6) ** 2, np.zeros((5, 6))), (np.asfortranarray(np.arange(30.0).reshape(5, 6)), np.zeros((5, 6))))
def a_sweep_over_views(a, b):
    inner = b[1:-1, 1:-1]
    up, down, left, right = a[:-2, 1:-1], a[2:, 1:-1], a[1:-1, :-2], a[1:-1, 2:]
    for i in range(inner.shape[0]):
        for j in range(inner.shape[1]):
            inner[i, j] = 0.25 * (up[i, j] + down[i, j] + left[i, j] + right[i, j])


@case((np.arange(6.0), np.zeros(6), 4),)
def swapped_views(a, b, n):
    x, y = a[1:], b[1:]
    for _ in range(n):
        for i in range(1, len(x) - 1):
            y[i] = (x[i - 1] + x[i + 1]) * 0.5
        x, y = y, x
    return x, y


# ── indices that are arrays ──

@case((vector(), np.array([True, False] * 3 + [True])), (vector(), np.array([2, 0, -1])), (vector(), np.array([9])), (vector(), np.array([True])),
      (vector(), np.zeros((2, 2), int)), (matrix(), np.array([1, 3])), (matrix(), matrix() > 7))
def array_indices(a, index):
    b = a[index]
    s = 0.0
    for x in b.flat:
        s = s * 0.5 + x
    return b, s


@case((matrix(), np.array([1, 3])), (matrix().T, np.array([0])))
def array_indices_among_others(a, index):
    return a[:, index], a[1, index], a[index, 1:], a[None, index], a[index, index]


# ── iteration over all elements ──

@case(*VECTORS, *MATRICES, *CUBES, (np.array(2.5),))
def all_elements(a):
    s = 0.0
    for x in a.flat:
        s = s * 0.5 + x
    return s


@case(*VECTORS, *MATRICES, *CUBES, (np.array(2.5),))
def numbered_elements(a):
    found = (), 0.0
    s = 0.0
    for index, x in np.ndenumerate(a):
        s = s * 0.5 + x
        if len(index) > 0 and index[0] > 0:
            found = index, x
    return s, found, a.ndim


@case((cube(),), (matrix(),), (np.zeros((0, 5)),), (np.array(1.0),))
def indices_of_a_shape(a):
    s = 0.0
    for index in np.ndindex(a.shape):
        s = s * 0.5 + a[index]
    return s


@case((2, 3), (0, 2), (3, 0), (-1, 2))
def indices_of_lengths(m, n):
    s = 0
    for i, j in np.ndindex(m, n):
        s = s * 2 + i * 10 + j
    return s


@case((np.arange(4), 2**62), njit=OverflowError, twin=True)
def a_loop_over_elements_goes_on_in_the_twin(a, big):
    s = 0
    for x in a.flat:
        s = s + big
    t = 0
    for i, in np.ndindex(4):
        t = t + big
    for (i,), x in np.ndenumerate(a):
        t = t + big + i
    return s, t


@case((matrix(),), njit=False)
def an_iterator_that_is_kept_is_an_object(a):
    f = a.flat
    n = 0
    for x in f:
        n += 1
        if n == 3:
            break
    for x in f:
        n += 1
    return n
