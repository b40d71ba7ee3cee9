"""Fannkuch. Topic: the benchmarks game; lists of ints sliced and reversed."""

from numba import njit


@njit
def fannkuch(n):
    perm1 = list(range(n))
    count = [0] * n
    max_flips, checksum, r, nperm = 0, 0, n, 0
    while True:
        while r != 1:
            count[r - 1] = r
            r -= 1
        perm = perm1[:]
        flips = 0
        k = perm[0]
        while k:
            perm[:k + 1] = perm[k::-1]
            flips += 1
            k = perm[0]
        max_flips = max(max_flips, flips)
        checksum += flips if nperm % 2 == 0 else -flips
        while True:
            if r == n:
                return checksum, max_flips
            perm0 = perm1[0]
            for i in range(r):
                perm1[i] = perm1[i + 1]
            perm1[r] = perm0
            count[r] -= 1
            if count[r] > 0:
                break
            r += 1
        nperm += 1


def main():
    return fannkuch(6)
