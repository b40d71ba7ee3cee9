"""Functions of the standard library: Python-level calls whose results have a known type, allowed in njit on exact values."""

import bisect
import heapq
import operator
import random
import time

from tests.conformance.harness import case


@case((7, 10), (0, 3))
def a_random_stream(seed, n):
    random.seed(seed)
    total = 0.0
    for _ in range(n):
        total += random.random() * random.randint(1, 6) + random.uniform(0.0, 2.0) + random.gauss(0.0, 1.0)
    return total


@case((3,))
def shuffled(seed):
    random.seed(seed)
    values = list(range(10))
    random.shuffle(values)
    return values, random.choice(values) + 1, random.sample(values, 3)


@case(([5.0, 1.0, 3.0],))
def a_heap(values):
    heap = []
    for value in values:
        heapq.heappush(heap, value)
    total = 0.0
    while heap:
        total = total * 10.0 + heapq.heappop(heap)
    return total


@case(([1.0, 2.0, 4.0], 3.0), ([], 1.0))
def bisection(values, x):
    at = bisect.bisect_left(values, x)
    bisect.insort(values, x)
    return at + 1, values


@case((3, 4))
def operators_as_functions(a, b):
    return operator.add(a, b), operator.mul(a, b), operator.truth(a)


@case(())
def a_clock():
    start = time.perf_counter()
    return time.perf_counter() - start >= 0.0
