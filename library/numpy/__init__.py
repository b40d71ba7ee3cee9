"""Functions on NumPy arrays, by theme."""
