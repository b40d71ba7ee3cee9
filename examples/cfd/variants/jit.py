"""The loops, decorated. What a fast variant does beyond that: it swaps the two arrays instead of copying back."""

import math

import numpy as np

from coluber import jit
from examples.cfd import flow


@jit
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

        psi, new = new, psi
        if error < tolerance:
            return iteration, error
    return iterations, error


@jit
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

        # the walls of the new vorticity follow from the new stream function
        for i in range(1, m + 1):
            znew[i, 0] = 2.0 * (pnew[i, 1] - pnew[i, 0])
            znew[i, n + 1] = 2.0 * (pnew[i, n] - pnew[i, n + 1])
        for j in range(1, n + 1):
            znew[0, j] = 2.0 * (pnew[1, j] - pnew[0, j])
            znew[m + 1, j] = 2.0 * (pnew[m, j] - pnew[m + 1, j])

        psi, pnew = pnew, psi
        zeta, znew = znew, zeta
        if error < tolerance:
            return iteration, error
    return iterations, error


def solve(psi, zeta, r, iterations, tolerance):
    start = flow.norm(psi, zeta)
    new = psi.copy()  # both arrays need the wall values
    if zeta is None:
        done, error = irrotational(psi, new, start, iterations, tolerance or 0.0)
    else:
        znew = zeta.copy()
        done, error = viscous(psi, zeta, new, znew, r, start, iterations, tolerance or 0.0)
        if done % 2 == 1:
            zeta[:] = znew
    if done % 2 == 1:  # the last iteration wrote into the other array
        psi[:] = new
    return done, error


def prepare(viscous_too):
    """Compile what a run needs, so that compilation is not counted as computing."""
    psi = np.zeros((3, 3))
    psi[0, 1] = 1.0
    solve(psi, np.zeros((3, 3)) if viscous_too else None, 0.0, 1, None)
