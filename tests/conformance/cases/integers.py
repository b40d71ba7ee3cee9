"""Python's `int`: never wraps; `//` and `%` round down; shifts and bit operations as on endless two's complement."""

from tests.conformance.harness import case

BIG = 2**63 - 1


@case((7, 2), (-7, 2), (7, -2), (-7, -2), (0, 5), (6, 3), (-6, 3))
def floor_division_and_modulo(a, b):
    return a // b, a % b


@case((1, 0), (0, 0))
def floor_division_by_zero(a, b):
    return a // b


@case((1, 0))
def modulo_by_zero(a, b):
    return a % b


@case((1, 0))
def true_division_by_zero(a, b):
    return a / b


@case((2**53 + 1, 1), (2**62 + 1, 3), (-(2**62) - 1, 7), (10**18, 10**17 + 1))
def true_division_of_large_ints_rounds_once(a, b):
    return a / b


@case((2, 10), (3, 0), (0, 0), (-2, 3), (1, 1000), (-1, 1001), (10, 18))
def power(a, b):
    return a**b


@case((3,), (-4,))
def power_with_constant_exponent(a):
    return a**2, a**3, a**0


@case((1, 3), (5, 0), (-1, 4), (0, 100), (1, 62))
def left_shift(a, b):
    return a << b


@case((100, 3), (-1, 5), (-100, 3), (5, 64), (-5, 1000), (0, 0))
def right_shift(a, b):
    return a >> b


@case((1, -1))
def negative_left_shift(a, b):
    return a << b


@case((1, -1))
def negative_right_shift(a, b):
    return a >> b


@case((0b1100, 0b1010), (-1, 5), (-8, -3), (0, -1))
def bit_operations(a, b):
    return a & b, a | b, a ^ b, ~a


@case((2**53, float(2**53)), (2**53 + 1, float(2**53)), (1, 1.5), (-1, float("nan")), (5, float("inf")), (2**62, 4.6e18))
def exact_comparison_with_floats(i, x):
    return i < x, i <= x, i == x, i != x, i > x, i >= x


@case((BIG,), (-BIG - 1,), (0,))
def the_whole_range_of_int64_goes_through(n):
    return n


@case((BIG - 1,), (5,))
def addition_up_to_the_limit(n):
    return n + 1


@case((3037000499,), (-3037000499,))
def the_largest_square(n):
    return n * n


@case((10,), (20,), (0,))
def factorial(n):
    result = 1
    for i in range(2, n + 1):
        result *= i
    return result


@case((27,), (97,), (1,))
def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


@case((48, 18), (17, 5), (0, 9))
def greatest_common_divisor(a, b):
    while b:
        a, b = b, a % b
    return a


@case((7, 2), (-7, 2), (7, -2))
def divmod_of_ints(a, b):
    return divmod(a, b)


@case((1000,), (2,))
def count_primes(n):
    count = 0
    for i in range(2, n):
        is_prime = True
        j = 2
        while j * j <= i:
            if i % j == 0:
                is_prime = False
                break
            j += 1
        if is_prime:
            count += 1
    return count


@case((12345,))
def integer_to_float_and_back(n):
    return int(n / 7), n * 1.0, int(n * 0.1)


@case((2, 3, 5), (7, 10, 13))
def power_with_modulus_by_hand(base, exponent, modulus):
    result = 1
    while exponent > 0:
        if exponent & 1:
            result = result * base % modulus
        base = base * base % modulus
        exponent >>= 1
    return result
