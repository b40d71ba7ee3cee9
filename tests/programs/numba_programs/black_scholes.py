"""Black–Scholes option prices. Topic: example `blackscholes`."""

import math

import numpy as np
from numba import njit

RISKFREE = 0.02
VOLATILITY = 0.30


@njit
def cnd(d):
    a1, a2, a3, a4, a5 = 0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429
    rsqrt2pi = 0.39894228040143267793994605993438
    k = 1.0 / (1.0 + 0.2316419 * math.fabs(d))
    ret_val = rsqrt2pi * math.exp(-0.5 * d * d) * (k * (a1 + k * (a2 + k * (a3 + k * (a4 + k * a5)))))
    if d > 0:
        ret_val = 1.0 - ret_val
    return ret_val


@njit
def black_scholes(call, put, price, strike, years, riskfree, volatility):
    for i in range(len(call)):
        s, x, t = price[i], strike[i], years[i]
        sqrt_t = math.sqrt(t)
        d1 = (math.log(s / x) + (riskfree + 0.5 * volatility * volatility) * t) / (volatility * sqrt_t)
        d2 = d1 - volatility * sqrt_t
        exp_rt = math.exp(-1.0 * riskfree * t)
        call[i] = s * cnd(d1) - x * exp_rt * cnd(d2)
        put[i] = x * exp_rt * (1.0 - cnd(d2)) - s * (1.0 - cnd(d1))


def main():
    n = 50
    price, strike, years = np.linspace(5.0, 30.0, n), np.linspace(1.0, 100.0, n), np.linspace(0.25, 10.0, n)
    call, put = np.zeros(n), -np.ones(n)
    black_scholes(call, put, price, strike, years, RISKFREE, VOLATILITY)
    return call, put
