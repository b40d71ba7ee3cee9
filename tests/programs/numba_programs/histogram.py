"""Histogram in one pass. Topic: data-dependent indices, tuples as results."""

import numpy as np
from numba import njit


@njit
def get_bin_edges(a, bins):
    bin_edges = np.zeros((bins + 1,), dtype=np.float64)
    a_min = a.min()
    a_max = a.max()
    delta = (a_max - a_min) / bins
    for i in range(bin_edges.shape[0]):
        bin_edges[i] = a_min + i * delta
    bin_edges[-1] = a_max
    return bin_edges


@njit
def compute_bin(x, bin_edges):
    n = bin_edges.shape[0] - 1
    a_min = bin_edges[0]
    a_max = bin_edges[-1]
    if x == a_max:
        return n - 1
    i = int(n * (x - a_min) / (a_max - a_min))
    if i < 0 or i >= n:
        return None
    return i


@njit
def numba_histogram(a, bins):
    hist = np.zeros((bins,), dtype=np.intp)
    bin_edges = get_bin_edges(a, bins)
    for x in a.flat:
        i = compute_bin(x, bin_edges)
        if i is not None:
            hist[int(i)] += 1
    return hist, bin_edges


def main():
    return numba_histogram(np.random.default_rng(1).normal(size=400), 10)
