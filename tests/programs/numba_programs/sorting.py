"""Quicksort with an explicit stack, merge sort, binary search. Topic: lists and slices in algorithms."""

import numpy as np
from numba import njit


@njit
def quicksort(a):
    stack = [(0, len(a) - 1)]
    while stack:
        low, high = stack.pop()
        if low >= high:
            continue
        pivot = a[(low + high) // 2]
        i, j = low, high
        while i <= j:
            while a[i] < pivot:
                i += 1
            while a[j] > pivot:
                j -= 1
            if i <= j:
                a[i], a[j] = a[j], a[i]
                i += 1
                j -= 1
        stack.append((low, j))
        stack.append((i, high))


@njit
def merge_sort(a):
    if len(a) <= 1:
        return a.copy()
    middle = len(a) // 2
    left, right = merge_sort(a[:middle]), merge_sort(a[middle:])
    out = np.empty_like(a)
    i = j = 0
    for k in range(len(a)):
        if j >= len(right) or (i < len(left) and left[i] <= right[j]):
            out[k] = left[i]
            i += 1
        else:
            out[k] = right[j]
            j += 1
    return out


@njit
def binary_search(a, x):
    low, high = 0, len(a)
    while low < high:
        middle = (low + high) // 2
        if a[middle] < x:
            low = middle + 1
        else:
            high = middle
    return low


def main():
    a = np.random.default_rng(8).random(60)
    b = a.copy()
    quicksort(b)
    return b, merge_sort(a), binary_search(b, 0.5)
