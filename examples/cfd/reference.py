"""The figures that every variant has to reach, and the comparison with them.

Computed in float64 with three orders of the four additions and once in 80-bit arithmetic; the digits shown are those
on which all four agree. So they hold for any order of the additions, and with fused multiply-add.
"""

import math
from dataclasses import dataclass

RELATIVE = 1e-9  # of every figure
CONVERGED = 1e-11  # an error below this is made of rounding: only its size counts

_IRROTATIONAL = ("error", "sum", "sum2", "centre", "low", "speeds", "fastest", "fastest_at")
_VISCOUS = ("error", "sum", "sum2", "zsum2", "zmin", "zmax", "centre", "speeds", "fastest", "fastest_at")

# (scale, iterations, Reynolds number or None) -> the figures
# fmt: off
ROWS = {
    (1, 1, None): dict(zip(_IRROTATIONAL, (
        2.569651210696e-01, 4.625000000000e+01, 5.843750000000e+01, 0.0, 0.0,
        1.123227589774e+02, 2.651650429450e+00, (32, 1)))),
    (1, 100, None): dict(zip(_IRROTATIONAL, (
        6.030271679446e-03, 8.211604332225e+02, 2.375126628808e+03, 1.313530778472e-01, 1.980289203291e+00,
        1.428960503066e+02, 1.006820807474e+00, (15, 1)))),
    (1, 1000, None): dict(zip(_IRROTATIONAL, (
        6.7208902557e-05, 1.530358783569e+03, 4.510693930952e+03, 1.537879590869e+00, 3.674821809641e+00,
        1.631165739507e+02, 8.089245383738e-01, (15, 1)))),
    (1, 5000, None): dict(zip(_IRROTATIONAL, (
        8.78e-13, 1.542098551395e+03, 4.546668614107e+03, 1.564459052882e+00, 3.688737888279e+00,
        1.636844019403e+02, 8.068463398948e-01, (15, 1)))),
    (2, 1000, None): dict(zip(_IRROTATIONAL, (
        7.426222610266e-04, 9.687213742864e+03, 5.841471985523e+04, 1.581568996731e+00, 6.411260894757e+00,
        6.114552276611e+02, 1.084746104754e+00, (30, 1)))),
    (4, 1000, None): dict(zip(_IRROTATIONAL, (
        1.142919390347e-03, 4.532020764207e+04, 5.396721846461e+05, 1.071282643914e-01, 5.331362009524e+00,
        2.427945388991e+03, 1.530081045214e+00, (60, 1)))),
    (4, 5000, None): dict(zip(_IRROTATIONAL, (
        1.87179866973e-04, 8.355597896650e+04, 1.015336168873e+06, 3.985642360082e+00, 1.359460219009e+01,
        2.525574249510e+03, 1.266355040181e+00, (60, 1)))),
    (8, 1000, None): dict(zip(_IRROTATIONAL, (
        1.224149553253e-03, 1.933646436558e+05, 4.448343135437e+06, 5.604163920148e-07, 3.134726485413e-01,
        1.045654638148e+04, 2.248161444401e+00, (120, 1)))),
    (10, 1000, None): dict(zip(_IRROTATIONAL, (
        1.233589649233e-03, 3.058931594378e+05, 8.726456558111e+06, 5.387544365524e-11, 3.180824426970e-02,
        1.662408364487e+04, 2.598831098529e+00, (150, 1)))),
    (1, 100, 1.3): dict(zip(_VISCOUS, (
        3.907822846136e-03, 1.409279347381e+03, 5.391733045910e+03, 3.596210459435e+00, -4.201352895974e-01,
        3.579328509095e-01, 7.307369494347e-01, 1.579946906690e+02, 9.382228730568e-01, (32, 17)))),
    (1, 1000, 1.3): dict(zip(_VISCOUS, (
        8.2085586008e-06, 1.563918596574e+03, 5.808106191484e+03, 2.294573429709e+00, -3.937449525623e-01,
        3.722541803115e-01, 1.626085698779e+00, 1.629868954506e+02, 9.372066301316e-01, (32, 17)))),
    (1, 1000, 2.0): dict(zip(_VISCOUS, (
        4.2030664723e-06, 1.527197690240e+03, 5.890404371167e+03, 2.465770299108e+00, -3.992702997440e-01,
        3.730627248806e-01, 1.469733711321e+00, 1.649929407339e+02, 9.442849459921e-01, (32, 17)))),
    (2, 1000, 2.0): dict(zip(_VISCOUS, (
        8.20593660156e-05, 1.322604643959e+04, 1.033346536928e+05, 4.321911911767e+00, -3.872564197429e-01,
        4.075269781787e-01, 3.561180718715e+00, 7.037515853254e+02, 9.976206207144e-01, (64, 35)))),
    (4, 1000, 3.0): dict(zip(_VISCOUS, (
        7.943218157663e-04, 7.814071281069e+04, 1.229392203565e+06, 1.027498240672e+01, -4.077710220901e-01,
        4.853452714776e-01, 8.247407687825e-01, 2.530854874750e+03, 1.007436173444e+00, (45, 1)))),
    (4, 5000, 2.0): dict(zip(_VISCOUS, (
        3.6543376340e-05, 1.048486749844e+05, 1.663006653759e+06, 6.288060424028e+00, -4.247294571935e-01,
        4.447387594272e-01, 7.128425971822e+00, 2.827556657594e+03, 1.000123276693e+00, (128, 69)))),
}
# fmt: on

# (scale, viscous) -> the norm of the starting fields
NORMS = {
    (1, False): 29.74894956128703,
    (2, False): 84.08329203831163,
    (4, False): 237.7814122255985,
    (8, False): 672.517657760746,
    (10, False): 939.8670118692324,
    (1, True): 66.52067347825036,
    (2, True): 188.0159567696317,
    (4, True): 531.6954015223378,
}

# (scale, Reynolds number or None, tolerance) -> iterations until the error is below the tolerance
ITERATIONS = {
    (1, None, 1e-3): 407,
    (1, None, 1e-4): 913,
    (1, None, 1e-5): 1420,
    (1, None, 1e-6): 1928,
    (2, None, 1e-5): 4640,
    (4, None, 1e-5): 14805,
    (1, 2.0, 1e-3): 186,
    (1, 2.0, 1e-4): 585,
    (1, 2.0, 1e-5): 761,
    (1, 2.0, 1e-6): 1183,
}

# (scale, iterations, Reynolds number or None) -> SHA-256 of velocity.dat, every line ending in a newline
VELOCITY_SHA256 = {
    (1, 1000, None): "0d9a6de488b2c9228d9f98987aae2c36f72385bdd188c95addcbefb3b6ee9d19",
    (1, 1000, 1.3): "549f3d4e0ab4888bd9468758089cffcaf77f3e4549e604ad6c74af9059ec87d8",
}


@dataclass(frozen=True)
class Comparison:
    """One figure: what was expected, what was found, and whether that will do."""

    name: str
    expected: object
    found: object
    good: bool


def compare(scale, iterations, reynolds, tolerance, done, found):
    """Compare a result with its reference; None if there is no reference for these arguments.

    `found` holds the figures of `flow.figures` and `error`; `done` is the number of iterations that were made.
    """
    if tolerance is not None:
        expected = ITERATIONS.get((scale, reynolds, tolerance))
        if expected is None or iterations < expected:
            return None
        return [Comparison("iterations", expected, done, done == expected)]
    row = ROWS.get((scale, iterations, reynolds))
    if row is None:
        return None
    return [Comparison("iterations", iterations, done, done == iterations)] + [
        Comparison(name, value, found[name], _agree(name, value, found[name])) for name, value in row.items()
    ]


def _agree(name, expected, found):
    if name == "fastest_at":
        return found == expected
    if name == "error" and expected < CONVERGED:
        return 0.0 <= found < CONVERGED
    return math.isclose(found, expected, rel_tol=RELATIVE, abs_tol=0.0)
