"""The examples are imported from the repository's root, as `python -m examples.cfd` does."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
