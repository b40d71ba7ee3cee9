"""Mandelbrot set. Topic: Numba's 5-minute guide and example `mandel`."""

import numpy as np
from numba import njit


@njit
def mandel(x, y, max_iters):
    c = complex(x, y)
    z = 0.0j
    for i in range(max_iters):
        z = z * z + c
        if (z.real * z.real + z.imag * z.imag) >= 4:
            return i
    return max_iters


@njit
def create_fractal(min_x, max_x, min_y, max_y, image, iters):
    height = image.shape[0]
    width = image.shape[1]
    pixel_size_x = (max_x - min_x) / width
    pixel_size_y = (max_y - min_y) / height
    for x in range(width):
        real = min_x + x * pixel_size_x
        for y in range(height):
            imag = min_y + y * pixel_size_y
            image[y, x] = mandel(real, imag, iters)


def main():
    image = np.zeros((40, 60), dtype=np.uint8)
    create_fractal(-2.0, 1.0, -1.0, 1.0, image, 20)
    return image
