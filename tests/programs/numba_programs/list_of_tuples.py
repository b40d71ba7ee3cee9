"""Points as a list of tuples, area of a polygon, convex hull. Topic: lists of tuples, sorting."""

from numba import njit


@njit
def cross(o, a, b):
    return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])


@njit
def convex_hull(points):
    ordered = sorted(points)
    lower = []
    for p in ordered:
        while len(lower) >= 2 and cross(lower[-2], lower[-1], p) <= 0:
            lower.pop()
        lower.append(p)
    upper = []
    for p in ordered[::-1]:
        while len(upper) >= 2 and cross(upper[-2], upper[-1], p) <= 0:
            upper.pop()
        upper.append(p)
    return lower[:-1] + upper[:-1]


@njit
def area(hull):
    total = 0.0
    for i in range(len(hull)):
        x0, y0 = hull[i]
        x1, y1 = hull[(i + 1) % len(hull)]
        total += x0 * y1 - x1 * y0
    return abs(total) / 2.0


def main():
    points = [(float((i * 7) % 11), float((i * 5) % 13)) for i in range(30)]
    hull = convex_hull(points)
    return hull, area(hull)
