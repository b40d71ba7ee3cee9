"""NumPy's functions in Python: what compiled code runs for them. See docs/adding-a-function.md, "In Python"."""
