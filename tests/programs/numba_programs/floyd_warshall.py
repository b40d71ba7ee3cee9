"""All shortest paths. Topic: dynamic programming over arrays."""

import numpy as np
from numba import njit


@njit
def floyd_warshall(dist):
    n = dist.shape[0]
    for k in range(n):
        for i in range(n):
            for j in range(n):
                through = dist[i, k] + dist[k, j]
                if through < dist[i, j]:
                    dist[i, j] = through
    return dist


def main():
    rng = np.random.default_rng(6)
    dist = np.where(rng.random((12, 12)) < 0.3, rng.random((12, 12)), np.inf)
    np.fill_diagonal(dist, 0.0)
    return floyd_warshall(dist), floyd_warshall((rng.random((6, 6)) * 10).astype(np.int64))
