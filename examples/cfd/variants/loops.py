"""The lists' loops on NumPy arrays. Plain Python: interpreted, the slowest variant of all."""

import math

import numpy as np

from examples.cfd import flow

KERNELS = ("irrotational", "viscous", "update_walls")


def irrotational(psi, new, start, iterations, tolerance):
    m = psi.shape[0] - 2
    n = psi.shape[1] - 2
    error = 0.0
    for iteration in range(1, iterations + 1):
        for i in range(1, m + 1):
            for j in range(1, n + 1):
                new[i, j] = 0.25 * (psi[i - 1, j] + psi[i + 1, j] + psi[i, j - 1] + psi[i, j + 1])

        if tolerance > 0.0 or iteration == iterations:
            total = 0.0
            for i in range(1, m + 1):
                for j in range(1, n + 1):
                    change = new[i, j] - psi[i, j]
                    total += change * change
            error = math.sqrt(total) / start

        for i in range(1, m + 1):
            for j in range(1, n + 1):
                psi[i, j] = new[i, j]
        if error < tolerance:
            return iteration, error
    return iterations, error


def viscous(psi, zeta, pnew, znew, r, start, iterations, tolerance):
    m = psi.shape[0] - 2
    n = psi.shape[1] - 2
    c = r / 16.0
    error = 0.0
    for iteration in range(1, iterations + 1):
        for i in range(1, m + 1):
            for j in range(1, n + 1):
                pnew[i, j] = 0.25 * (psi[i - 1, j] + psi[i + 1, j] + psi[i, j - 1] + psi[i, j + 1] - zeta[i, j])
                znew[i, j] = 0.25 * (zeta[i - 1, j] + zeta[i + 1, j] + zeta[i, j - 1] + zeta[i, j + 1]) - c * (
                    (psi[i, j + 1] - psi[i, j - 1]) * (zeta[i + 1, j] - zeta[i - 1, j])
                    - (psi[i + 1, j] - psi[i - 1, j]) * (zeta[i, j + 1] - zeta[i, j - 1])
                )

        if tolerance > 0.0 or iteration == iterations:
            total = 0.0
            for i in range(1, m + 1):
                for j in range(1, n + 1):
                    change = pnew[i, j] - psi[i, j]
                    total += change * change
                    change = znew[i, j] - zeta[i, j]
                    total += change * change
            error = math.sqrt(total) / start

        for i in range(1, m + 1):
            for j in range(1, n + 1):
                psi[i, j] = pnew[i, j]
                zeta[i, j] = znew[i, j]
        update_walls(psi, zeta)
        if error < tolerance:
            return iteration, error
    return iterations, error


def update_walls(psi, zeta):
    m = psi.shape[0] - 2
    n = psi.shape[1] - 2
    for i in range(1, m + 1):
        zeta[i, 0] = 2.0 * (psi[i, 1] - psi[i, 0])
        zeta[i, n + 1] = 2.0 * (psi[i, n] - psi[i, n + 1])
    for j in range(1, n + 1):
        zeta[0, j] = 2.0 * (psi[1, j] - psi[0, j])
        zeta[m + 1, j] = 2.0 * (psi[m, j] - psi[m + 1, j])


def solve(psi, zeta, r, iterations, tolerance):
    start = flow.norm(psi, zeta)
    new = np.zeros_like(psi)
    if zeta is None:
        return irrotational(psi, new, start, iterations, tolerance or 0.0)
    return viscous(psi, zeta, new, np.zeros_like(zeta), r, start, iterations, tolerance or 0.0)
