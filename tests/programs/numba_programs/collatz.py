"""Collatz lengths, gcd, primes. Topic: integer loops."""

from numba import njit


@njit
def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


@njit
def longest(limit):
    best = (0, 0)
    for n in range(1, limit):
        steps = collatz(n)
        if steps > best[1]:
            best = (n, steps)
    return best


@njit
def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


@njit
def coprime_pairs(n):
    return sum([1 for a in range(1, n) for b in range(1, n) if gcd(a, b) == 1])


def main():
    return longest(2000), gcd(1071, 462), coprime_pairs(20)
