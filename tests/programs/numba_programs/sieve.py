"""Primes: sieve on an array and on a list. Topic: boolean arrays, lists of numbers."""

import numpy as np
from numba import njit


@njit
def sieve_array(n):
    is_prime = np.ones(n + 1, dtype=np.bool_)
    is_prime[:2] = False
    i = 2
    while i * i <= n:
        if is_prime[i]:
            is_prime[i * i::i] = False
        i += 1
    return np.nonzero(is_prime)[0]


@njit
def sieve_list(n):
    flags = [True] * (n + 1)
    primes = []
    for i in range(2, n + 1):
        if flags[i]:
            primes.append(i)
            for k in range(i * i, n + 1, i):
                flags[k] = False
    return primes


def main():
    return sieve_array(100), sieve_list(100)
