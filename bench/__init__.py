"""Speed, against the peers and against C. `python -m bench` measures every row of the table, `python -m bench NAME` one.

One file a row in `rows/`; `harness.py` says how it is measured; `peers/` holds what we are measured against.
"""
