"""Knapsack and longest common subsequence. Topic: dynamic programming, lists as arguments."""

import numpy as np
from numba import njit


@njit
def knapsack(values, weights, capacity):
    best = np.zeros(capacity + 1, dtype=np.int64)
    for v, w in zip(values, weights):
        for c in range(capacity, w - 1, -1):
            best[c] = max(best[c], best[c - w] + v)
    return best[capacity]


@njit
def lcs(a, b):
    table = np.zeros((len(a) + 1, len(b) + 1), dtype=np.int64)
    for i in range(len(a)):
        for j in range(len(b)):
            if a[i] == b[j]:
                table[i + 1, j + 1] = table[i, j] + 1
            else:
                table[i + 1, j + 1] = max(table[i, j + 1], table[i + 1, j])
    return table[-1, -1]


def main():
    values, weights = np.array([60, 100, 120]), np.array([10, 20, 30])
    return knapsack(values, weights, 50), lcs("AGGTAB", "GXTXAYB")
