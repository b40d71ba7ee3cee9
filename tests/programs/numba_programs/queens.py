"""Eight queens and permutations. Topic: backtracking with recursion and arrays of state."""

import numpy as np
from numba import njit


@njit
def place(row, n, columns, diagonals, antidiagonals):
    if row == n:
        return 1
    count = 0
    for column in range(n):
        d, e = row + column, row - column + n - 1
        if columns[column] or diagonals[d] or antidiagonals[e]:
            continue
        columns[column] = diagonals[d] = antidiagonals[e] = True
        count += place(row + 1, n, columns, diagonals, antidiagonals)
        columns[column] = diagonals[d] = antidiagonals[e] = False
    return count


@njit
def queens(n):
    return place(0, n, np.zeros(n, np.bool_), np.zeros(2 * n - 1, np.bool_), np.zeros(2 * n - 1, np.bool_))


def main():
    return [queens(n) for n in range(1, 8)]
