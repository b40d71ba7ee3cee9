"""k-means clustering. Topic: whole-array arithmetic, reductions with axis, helper functions."""

import numpy as np
from numba import njit


@njit
def assign(points, centroids, labels):
    for i in range(points.shape[0]):
        best, best_distance = -1, np.inf
        for k in range(centroids.shape[0]):
            distance = ((points[i] - centroids[k]) ** 2).sum()
            if distance < best_distance:
                best, best_distance = k, distance
        labels[i] = best


@njit
def kmeans(points, centroids, iterations):
    labels = np.zeros(len(points), dtype=np.int64)
    for _ in range(iterations):
        assign(points, centroids, labels)
        for k in range(len(centroids)):
            total = np.zeros(points.shape[1])
            count = 0
            for i in range(len(points)):
                if labels[i] == k:
                    total += points[i]
                    count += 1
            if count > 0:
                centroids[k] = total / count
    return labels, centroids


def main():
    rng = np.random.default_rng(3)
    points = np.concatenate([rng.normal(c, 0.3, (20, 2)) for c in (0.0, 3.0, -2.0)])
    return kmeans(points, points[:3].copy(), 8)
