"""The lecture's first example: n Fibonacci steps in floats, interpreted and compiled.

    python examples/lecture/fib.py [N]
"""

import sys
import timeit

import coluber


def fib(n):
    a = 0.0
    b = 1.0
    for i in range(n):
        a, b = a + b, a
    return a


compiled_fib = coluber.jit(fib)

if __name__ == "__main__":
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    assert compiled_fib(n) == fib(n)
    print(f"fib({n}) = {compiled_fib(n)!r}")
    for name, function in (("CPython", fib), ("coluber.jit", compiled_fib)):
        calls, seconds = timeit.Timer(lambda: function(n)).autorange()
        print(f"{name:<12}{seconds / calls * 1e9:12.1f} ns a call")
