"""NumPy as it is meant to be used: one expression a field over slices, and a copy back."""

import numpy as np

KERNELS = ("irrotational", "viscous", "update_walls")


def irrotational(psi, iterations, tolerance):
    start = np.sqrt(np.sum(psi**2))
    new = np.zeros_like(psi)
    error = 0.0
    for iteration in range(1, iterations + 1):
        new[1:-1, 1:-1] = 0.25 * (psi[:-2, 1:-1] + psi[2:, 1:-1] + psi[1:-1, :-2] + psi[1:-1, 2:])
        if tolerance > 0.0 or iteration == iterations:
            error = np.sqrt(np.sum((new[1:-1, 1:-1] - psi[1:-1, 1:-1]) ** 2)) / start
        psi[1:-1, 1:-1] = new[1:-1, 1:-1]
        if error < tolerance:
            return iteration, error
    return iterations, error


def viscous(psi, zeta, r, iterations, tolerance):
    start = np.sqrt(np.sum(psi**2) + np.sum(zeta**2))
    c = r / 16.0
    pnew = np.zeros_like(psi)
    znew = np.zeros_like(zeta)
    error = 0.0
    for iteration in range(1, iterations + 1):
        pnew[1:-1, 1:-1] = 0.25 * (
            psi[:-2, 1:-1] + psi[2:, 1:-1] + psi[1:-1, :-2] + psi[1:-1, 2:] - zeta[1:-1, 1:-1]
        )
        znew[1:-1, 1:-1] = 0.25 * (zeta[:-2, 1:-1] + zeta[2:, 1:-1] + zeta[1:-1, :-2] + zeta[1:-1, 2:]) - c * (
            (psi[1:-1, 2:] - psi[1:-1, :-2]) * (zeta[2:, 1:-1] - zeta[:-2, 1:-1])
            - (psi[2:, 1:-1] - psi[:-2, 1:-1]) * (zeta[1:-1, 2:] - zeta[1:-1, :-2])
        )
        if tolerance > 0.0 or iteration == iterations:
            psi_change = np.sum((pnew[1:-1, 1:-1] - psi[1:-1, 1:-1]) ** 2)
            zeta_change = np.sum((znew[1:-1, 1:-1] - zeta[1:-1, 1:-1]) ** 2)
            error = np.sqrt(psi_change + zeta_change) / start
        psi[1:-1, 1:-1] = pnew[1:-1, 1:-1]
        zeta[1:-1, 1:-1] = znew[1:-1, 1:-1]
        update_walls(psi, zeta)
        if error < tolerance:
            return iteration, error
    return iterations, error


def update_walls(psi, zeta):
    zeta[1:-1, 0] = 2 * (psi[1:-1, 1] - psi[1:-1, 0])
    zeta[1:-1, -1] = 2 * (psi[1:-1, -2] - psi[1:-1, -1])
    zeta[0, 1:-1] = 2 * (psi[1, 1:-1] - psi[0, 1:-1])
    zeta[-1, 1:-1] = 2 * (psi[-2, 1:-1] - psi[-1, 1:-1])


def solve(psi, zeta, r, iterations, tolerance):
    if zeta is None:
        return irrotational(psi, iterations, tolerance or 0.0)
    return viscous(psi, zeta, r, iterations, tolerance or 0.0)
