"""Planets as arrays of positions and velocities. Topic: performance comparisons, n-body."""

import math

import numpy as np
from numba import njit


@njit
def energy(pos, vel, mass):
    e = 0.0
    n = len(mass)
    for i in range(n):
        e += 0.5 * mass[i] * (vel[i, 0] ** 2 + vel[i, 1] ** 2 + vel[i, 2] ** 2)
        for j in range(i + 1, n):
            dx = pos[i, 0] - pos[j, 0]
            dy = pos[i, 1] - pos[j, 1]
            dz = pos[i, 2] - pos[j, 2]
            e -= mass[i] * mass[j] / math.sqrt(dx * dx + dy * dy + dz * dz)
    return e


@njit
def advance(pos, vel, mass, dt, steps):
    n = len(mass)
    for _ in range(steps):
        for i in range(n):
            for j in range(i + 1, n):
                d = pos[i] - pos[j]
                mag = dt * (d[0] * d[0] + d[1] * d[1] + d[2] * d[2]) ** -1.5
                vel[i] -= d * mass[j] * mag
                vel[j] += d * mass[i] * mag
        pos += vel * dt


def main():
    pos = np.array([[0.0, 0.0, 0.0], [4.84, -1.16, -0.1], [8.34, 4.12, -0.4], [12.9, -15.1, -0.22]])
    vel = np.array([[0.0, 0.0, 0.0], [0.6, 2.8, -0.02], [-1.01, 1.8, 0.008], [1.08, 0.86, -0.01]])
    mass = np.array([39.47, 0.03, 0.01, 0.001])
    before = energy(pos, vel, mass)
    advance(pos, vel, mass, 0.01, 50)
    return before, energy(pos, vel, mass), pos, vel
