"""What coluber is measured against: C extensions by hand, typed Cython, Numba. Built when a row asks for them."""
