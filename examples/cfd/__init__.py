"""The lecture's practical: two-dimensional flow in a box, by Jacobi iteration, written once per strategy.

`cfd.py` is the program, `flow.py` what all strategies share, `variants/` one file per strategy, `reference.py` the
figures that each of them has to reach.
"""
