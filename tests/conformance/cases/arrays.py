"""Arrays of five dtypes, any strides: elements read and written with every check, views, shapes, new arrays."""

import numpy as np

from tests.conformance.harness import case

F32, I32 = np.float32, np.int32


def strided(n=6):
    return np.arange(float(2 * n))[::2]


def backwards(n=6):
    return np.arange(float(n))[::-1]


def matrix(dtype=float):
    return np.arange(12, dtype=dtype).reshape(3, 4)


def read_only(n=4):
    a = np.arange(float(n))
    a.flags.writeable = False
    return a


VECTORS = [(np.arange(6.0),), (strided(),), (backwards(),), (np.arange(0.0),), (np.arange(6, dtype=F32),), (np.arange(6),),
           (np.arange(6, dtype=I32),), (np.array([True, False, True]),)]
MATRICES = [(matrix(),), (matrix().T,), (matrix()[::-1, ::2],), (np.asfortranarray(matrix()),), (matrix(F32),), (matrix(int),), (np.zeros((0, 4)),)]


@case(*VECTORS, *MATRICES)
def attributes(a):
    return a.shape, a.size, a.ndim, len(a)


@case(*VECTORS)
def the_argument_itself_comes_back(a):
    return a


@case(*VECTORS)
def read_every_element(a):
    s = 0.0
    for i in range(len(a)):
        s = s + a[i] * (i + 1)
    return s


@case(*VECTORS)
def iterate_over_a_vector(a):
    s = 0.0
    for x in a:
        s = s * 0.5 + x
    return s


@case(*MATRICES)
def read_every_element_of_a_matrix(a):
    s = 0.0
    m, n = a.shape
    for i in range(m):
        for j in range(n):
            s = s * 0.5 + a[i, j]
    return s


@case(*VECTORS[:-1])
def write_every_element(a):
    for i in range(len(a)):
        a[i] = i * 2


@case(*MATRICES)
def write_a_matrix(a):
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            a[i, j] = a[i, j] * 2 + i - j


@case((np.arange(5.0), -1), (np.arange(5.0), -5), (np.arange(5.0), 4), (backwards(), -2))
def negative_indices(a, i):
    a[i] += 10
    return a[i]


@case((np.arange(5.0), 5), (np.arange(5.0), -6), (np.arange(0.0), 0), (strided(), 6), (np.arange(5.0), 2**62))
def out_of_bounds_read(a, i):
    return a[i]


@case((np.arange(5.0), 5), (np.arange(5.0), -6))
def out_of_bounds_write(a, i):
    a[0] = 1.0
    a[i] = 2.0


@case((matrix(), 3, 0), (matrix(), 0, 4), (matrix(), -4, 0), (matrix(), 0, -5), (matrix(), 2, 3))
def out_of_bounds_in_a_matrix(a, i, j):
    return a[i, j]


@case((np.arange(10.0), 11))
def out_of_bounds_inside_a_loop(a, n):
    s = 0.0
    for i in range(n):
        s += a[i]
    return s


@case((np.arange(10.0), 9))
def out_of_bounds_of_a_neighbour(a, n):
    for i in range(n):
        a[i] = a[i] + a[i + 1]
    return a[n + 1]


@case((read_only(),))
def writing_a_read_only_array(a):
    a[0] = 1.0


@case((read_only(),))
def reading_a_read_only_array(a):
    return a[0] + a[1]


@case((np.arange(4), 2.7), (np.arange(4, dtype=I32), -1.2), (np.arange(4, dtype=F32), 0.1), (np.arange(4.0), 3), (np.zeros(4, bool), 2))
def stored_values_are_converted(a, x):
    a[1] = x
    return a[1]


@case((np.arange(4, dtype=I32), 2**31), (np.arange(4, dtype=I32), -2**31 - 1))
def an_int_that_does_not_fit_the_dtype(a, x):
    a[1] = x


@case((np.arange(4, dtype=I32), np.int64(2**31 + 5)), (np.arange(4, dtype=I32), np.int64(-7)))
def a_numpy_integer_that_does_not_fit_is_refused(a, x):
    a[1] = x


@case((np.arange(4), float("nan")), (np.arange(4), float("inf")))
def nan_into_an_integer_array(a, x):
    a[0] = x


@case((matrix(), 1), (matrix(), -1), (matrix().T, 2))
def a_row_is_a_view(a, i):
    row = a[i]
    row[0] = 100.0
    return row[1], len(row)


@case((matrix(), 3))
def a_row_out_of_bounds(a, i):
    return a[i]


@case((5,), (0,))
def new_zeros(n):
    a = np.zeros(n)
    for i in range(n):
        a[i] += i
    return a


@case((3, 4), (0, 2))
def new_matrix(m, n):
    a = np.zeros((m, n))
    for i in range(m):
        for j in range(n):
            a[i, j] = i * n + j
    return a


@case((4,))
def new_empty_of_a_dtype(n):
    a = np.empty(n, np.int32)
    for i in range(n):
        a[i] = i - 1
    return a


@case((-1,))
def negative_dimensions(n):
    return np.zeros(n)


@case((4, np.array([4.0, 9.0, 16.0, 25.0]), np.zeros(4)), (2, strided(), np.zeros(6)), (0, np.zeros(0), np.zeros(0)))
def array_sqrt(n, ain, aout):
    for i in range(n):
        aout[i] = np.sqrt(ain[i])


@case((np.arange(9.0).reshape(3, 3), np.zeros((3, 3))), (matrix(), np.zeros((3, 4))), (np.arange(25.0).reshape(5, 5).T, np.zeros((5, 5))))
def jacobi_sweep(a, b):
    m, n = a.shape
    for i in range(1, m - 1):
        for j in range(1, n - 1):
            b[i, j] = 0.25 * (a[i - 1, j] + a[i + 1, j] + a[i, j - 1] + a[i, j + 1])


@case((np.arange(5.0), np.zeros(5)), (np.arange(4.0), np.zeros(5)), (backwards(), np.zeros(6)))
def swapped_arrays(a, b):
    for k in range(3):
        for i in range(1, len(a) - 1):
            b[i] = (a[i - 1] + a[i + 1]) * 0.5
        a, b = b, a
    return a[1]


@case((matrix(), matrix().T.copy()),)
def matrix_product(a, b):
    c = np.zeros((a.shape[0], b.shape[1]))
    for i in range(a.shape[0]):
        for j in range(b.shape[1]):
            for k in range(a.shape[1]):
                c[i, j] += a[i, k] * b[k, j]
    return c


@case((np.array(2.5),), (np.array(7),))
def an_array_without_axes(a):
    return a[()], a.ndim, a.size


@case((np.array([3, 1, 2, 1, 0]), np.zeros(4, int)), (np.array([1, 5]), np.zeros(4, int)))
def histogram_with_indices_from_data(a, counts):
    for i in range(len(a)):
        counts[a[i]] += 1


@case((np.arange(4.0), 1.5))
def an_index_must_be_an_integer(a, x):
    return a[x]


@case((np.arange(24.0).reshape(2, 3, 4),), (np.arange(24.0).reshape(2, 3, 4)[:, ::-1, ::2],))
def three_axes(a):
    s = 0.0
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            for k in range(a.shape[2]):
                s = s * 0.75 + a[i, j, k]
    return s, a.shape


@case((np.arange(6.0), np.int64(2)), (np.arange(6.0), np.int32(-1)))
def indices_of_other_integer_types(a, i):
    return a[i]
