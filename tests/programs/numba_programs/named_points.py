"""Named tuples in and out. Topic: tuples and named tuples."""

from collections import namedtuple

import numpy as np
from numba import njit

Point = namedtuple("Point", "x y")
Box = namedtuple("Box", ["low", "high"])


@njit
def centre(points):
    sx = sy = 0.0
    for p in points:
        sx += p.x
        sy += p.y
    return Point(sx / len(points), sy / len(points))


@njit
def contains(box, p):
    return box.low.x <= p.x <= box.high.x and box.low.y <= p.y <= box.high.y


@njit
def distance(p, q):
    return np.sqrt((p.x - q.x) ** 2 + (p.y - q.y) ** 2)


def main():
    points = (Point(0.0, 1.0), Point(2.0, 3.0), Point(4.0, -1.0))
    box = Box(Point(0.0, 0.0), Point(3.0, 3.0))
    c = centre(points)
    return c, c.x, [contains(box, p) for p in points], distance(points[0], points[1])
