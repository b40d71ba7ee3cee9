"""Overflow of a Python int: plain jit goes on with big integers, in generic code from that point on; strict code raises."""

import numpy as np

from tests.conformance.harness import case

BIG = 2**63 - 1


@case((BIG, 1), (-BIG, -2), (2**62, 2**62), njit=OverflowError, twin=True)
def addition(a, b):
    return a + b


@case((-BIG, 2), (BIG, -1), njit=OverflowError, twin=True)
def subtraction(a, b):
    return a - b


@case((2**32, 2**31), (-(2**40), 2**40), (3037000500, 3037000500), njit=OverflowError, twin=True)
def multiplication(a, b):
    return a * b


@case((-BIG - 1,), njit=OverflowError, twin=True)
def negation(a):
    return -a


@case((-BIG - 1,), njit=OverflowError, twin=True)
def absolute_value(a):
    return abs(a)


@case((-BIG - 1, -1), njit=OverflowError, twin=True)
def floor_division(a, b):
    return a // b


@case((1, 63), (1, 200), (-3, 63), njit=OverflowError, twin=True)
def left_shift(a, b):
    return a << b


@case((10, 19), (-3, 41), njit=OverflowError, twin=True)
def power(a, b):
    return a**b


@case((25,), (40,), njit=OverflowError, twin=True)
def factorial_goes_on(n):
    result = 1
    for i in range(2, n + 1):
        result *= i
    return result


@case((100,), (300,), njit=OverflowError, twin=True)
def fibonacci_goes_on(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


@case((70,), njit=OverflowError, twin=True)
def in_the_middle_of_two_loops(n):
    total = 0
    for i in range(n):
        for j in range(3):
            total = total * 2 + j
    return total, i, j


@case((np.zeros(5), 2**62), njit=OverflowError, twin=True)
def effects_happen_once(a, n):
    a[0] += 1
    n = n + n
    a[1] += 1
    return n


@case((2**62,), njit=OverflowError, twin=True)
def the_result_may_be_small_again(n):
    return (n * 4) // n


@case((66,), njit=OverflowError, twin=True)
def while_with_overflow(n):
    x, k = 1, 0
    while k < n:
        x = x * 2
        k += 1
    return x % 1000, k


def twice(n):
    return n + n


@case((2**62,), (5,), njit=False, build=False, uses="twice", twin=True)  # there only the first call is an OverflowError
def overflow_in_a_callee(n):
    return twice(n) + 1


@case((2**62, 0), njit=False, build=OverflowError, twin=True)
def an_error_in_the_twin(n, zero):
    x = n * 8
    return x // zero


@case((2**62,), njit=False, build=OverflowError, twin=True)
def caught_in_the_twin(n):
    try:
        x = n * 8
        return x // (n - n)
    except ZeroDivisionError:
        return -x
