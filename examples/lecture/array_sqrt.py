"""The lecture's second example: square roots of an array, into another one.

    python examples/lecture/array_sqrt.py
"""

import numpy as np

import coluber as cb


@cb.jit
def array_sqrt(n, ain, aout):
    for i in range(n):
        aout[i] = np.sqrt(ain[i])


if __name__ == "__main__":
    ain = np.array([4.0, 9.0, 16.0, 25.0])
    aout = np.empty_like(ain)
    array_sqrt(4, ain, aout)
    print(aout)
