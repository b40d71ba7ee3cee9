"""Box blur and convolution of an image. Topic: stencils, zero-copy windows."""

import numpy as np
from numba import njit


@njit
def blur(image, radius):
    h, w = image.shape
    out = np.empty_like(image)
    for i in range(h):
        for j in range(w):
            i0, i1 = max(0, i - radius), min(h, i + radius + 1)
            j0, j1 = max(0, j - radius), min(w, j + radius + 1)
            out[i, j] = image[i0:i1, j0:j1].mean()
    return out


@njit
def convolve(image, kernel):
    kh, kw = kernel.shape
    out = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(image[i:i + kh, j:j + kw] * kernel)
    return out


def main():
    image = np.random.default_rng(2).random((14, 11))
    return blur(image, 1), convolve(image, np.array([[0.0, 1.0, 0.0], [1.0, -4.0, 1.0], [0.0, 1.0, 0.0]]))
