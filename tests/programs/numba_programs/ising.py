"""Ising model, Metropolis steps. Topic: random numbers in loops."""

import numpy as np
from numba import njit


@njit
def sweep(spins, beta, uniform):
    n, m = spins.shape
    k = 0
    for i in range(n):
        for j in range(m):
            total = spins[(i - 1) % n, j] + spins[(i + 1) % n, j] + spins[i, (j - 1) % m] + spins[i, (j + 1) % m]
            change = 2 * spins[i, j] * total
            if change <= 0 or np.exp(-beta * change) > uniform[k]:
                spins[i, j] *= -1
            k += 1
    return spins.sum()


def main():
    rng = np.random.default_rng(5)
    spins = rng.choice(np.array([-1, 1]), size=(10, 10))
    sums = [sweep(spins, 0.4, rng.random(100)) for _ in range(10)]
    return sums, spins
