"""The flow itself: the box, its walls, the fields at the start, and what is read off them at the end.

Everything here is shared by all variants and is not what they compete in. Arrays are `(m+2, n+2)` float64, C order;
index i (first) is x from left to right, j (second) is y from bottom to top; rows and columns 0 and m+1, n+1 are walls.
"""

from dataclasses import dataclass

import numpy as np

MAX_REYNOLDS = 3.7  # from 3.8 on the iteration diverges


@dataclass(frozen=True)
class Box:
    """Sizes of the box: m x n points inside, a slot of width w in the bottom wall from b on, one at the right from h on."""

    m: int
    n: int
    b: int
    h: int
    w: int


def box(scale):
    """The box of a scale (1, 2, ...)."""
    return Box(m=32 * scale, n=32 * scale, b=10 * scale, h=15 * scale, w=5 * scale)


def start_psi(scale):
    """The stream function before the first iteration: 0 inside, and on the walls what flows in and out."""
    size = box(scale)
    psi = np.zeros((size.m + 2, size.n + 2))
    psi[1:-1, 0] = np.clip(np.arange(1, size.m + 1) - size.b, 0, size.w)
    psi[-1, 1:-1] = np.clip(size.h + size.w - np.arange(1, size.n + 1), 0, size.w)
    return psi


def start_zeta(psi):
    """The vorticity before the first iteration: 0 inside, its walls computed from psi."""
    zeta = np.zeros_like(psi)
    update_walls(psi, zeta)
    return zeta


def update_walls(psi, zeta):
    """Recompute the wall values of the vorticity from the stream function next to the walls."""
    zeta[1:-1, 0] = 2 * (psi[1:-1, 1] - psi[1:-1, 0])
    zeta[1:-1, -1] = 2 * (psi[1:-1, -2] - psi[1:-1, -1])
    zeta[0, 1:-1] = 2 * (psi[1, 1:-1] - psi[0, 1:-1])
    zeta[-1, 1:-1] = 2 * (psi[-2, 1:-1] - psi[-1, 1:-1])


def norm(psi, zeta=None):
    """What the error of an iteration is relative to: the size of the starting fields, walls included."""
    total = np.sum(psi**2)
    if zeta is not None:
        total += np.sum(zeta**2)
    return float(np.sqrt(total))


def velocity(psi):
    """ux, uy and speed at the interior points, by central differences."""
    ux = (psi[1:-1, 2:] - psi[1:-1, :-2]) / 2
    uy = -(psi[2:, 1:-1] - psi[:-2, 1:-1]) / 2
    return ux, uy, np.sqrt(ux**2 + uy**2)


def figures(psi, zeta=None):
    """The numbers that describe a result, named as in `reference.py`."""
    inside = psi[1:-1, 1:-1]
    m, n = inside.shape
    speed = velocity(psi)[2]
    fastest = np.unravel_index(np.argmax(speed), speed.shape)
    found = {
        "sum": float(inside.sum()),
        "sum2": float((inside**2).sum()),
        "centre": float(psi[m // 2, n // 2]),
        "low": float(psi[3 * m // 4, n // 4]),
        "speeds": float(speed.sum()),
        "fastest": float(speed.max()),
        "fastest_at": (int(fastest[0]) + 1, int(fastest[1]) + 1),
    }
    if zeta is not None:
        inside = zeta[1:-1, 1:-1]
        found |= {"zsum2": float((inside**2).sum()), "zmin": float(inside.min()), "zmax": float(inside.max())}
    return found
