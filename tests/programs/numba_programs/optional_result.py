"""None as "not found", flags, keyword arguments. Topic: optional types, default and keyword arguments."""

from numba import njit


@njit
def find(values, wanted, start=0):
    for i in range(start, len(values)):
        if values[i] == wanted:
            return i
    return None


@njit
def count_all(values, wanted, *, limit=None):
    count, at = 0, find(values, wanted)
    while at is not None:
        count += 1
        if limit is not None and count >= limit:
            break
        at = find(values, wanted, start=at + 1)
    return count


def main():
    values = (3, 1, 3, 3, 2)
    return find(values, 2), find(values, 9), count_all(values, 3), count_all(values, 3, limit=2)
