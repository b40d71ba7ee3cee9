"""Great-circle distances. Topic: elementwise functions on whole arrays; radians and trigonometry."""

import math

import numpy as np
from numba import njit


@njit
def haversine(lat1, lon1, lat2, lon2):
    d_lat = math.radians(lat2 - lat1)
    d_lon = math.radians(lon2 - lon1)
    a = math.sin(d_lat / 2) ** 2 + math.cos(math.radians(lat1)) * math.cos(math.radians(lat2)) * math.sin(d_lon / 2) ** 2
    return 6371.0 * 2 * math.asin(math.sqrt(a))


@njit
def haversine_arrays(lat1, lon1, lat2, lon2):
    p1, p2 = np.radians(lat1), np.radians(lat2)
    a = np.sin((p2 - p1) / 2) ** 2 + np.cos(p1) * np.cos(p2) * np.sin(np.radians(lon2 - lon1) / 2) ** 2
    return 6371.0 * 2 * np.arcsin(np.sqrt(a))


def main():
    lat, lon = np.linspace(-60.0, 60.0, 9), np.linspace(-170.0, 170.0, 9)
    return haversine(52.5, 13.4, 48.9, 2.35), haversine_arrays(lat, lon, 50.0, 8.0)
