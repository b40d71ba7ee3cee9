"""Numba's `experimental`: its names refuse, and say what to write instead (numba_names.py)."""

from .numba_names import Missing

__getattr__ = Missing("experimental").__getattr__
