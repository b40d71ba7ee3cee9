"""Sets, comprehensions of all kinds, enumerate, zip. Topic: containers in nopython mode."""

from numba import njit


@njit
def unique_squares(n):
    return sorted({(i * i) % 7 for i in range(n)})


@njit
def jaccard(a, b):
    x, y = set(a), set(b)
    return len(x & y) / len(x | y)


@njit
def dot(a, b):
    return sum([x * y for x, y in zip(a, b)])


@njit
def indexed(values):
    return {i: v for i, v in enumerate(values) if v > 0}


@njit
def any_all(values):
    return any(v > 2 for v in values), all(v > 0 for v in values), max(values), min(values)


def main():
    return (unique_squares(10), jaccard([1, 2, 3], [2, 3, 4]), dot([1.0, 2.0], [3.0, 4.0]), indexed([3, -1, 4]),
            any_all([1, 2, 3]))
