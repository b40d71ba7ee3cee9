"""Numba's `extending`: its names refuse, and say what to write instead (numba_names.py)."""

from .numba_names import Missing

__getattr__ = Missing("extending").__getattr__
