"""Edit distance of two strings. Topic: Unicode strings."""

import numpy as np
from numba import njit


@njit
def levenshtein(a, b):
    previous = np.arange(len(b) + 1)
    for i in range(len(a)):
        current = np.empty_like(previous)
        current[0] = i + 1
        for j in range(len(b)):
            cost = 0 if a[i] == b[j] else 1
            current[j + 1] = min(current[j] + 1, previous[j + 1] + 1, previous[j] + cost)
        previous = current
    return previous[len(b)]


def main():
    return levenshtein("kitten", "sitting"), levenshtein("", "abc"), levenshtein("größer", "grösser")
