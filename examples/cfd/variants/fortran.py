"""The yardstick in Fortran: gfortran -O3 -march=native -ffp-contract=off, called through ctypes."""

from pathlib import Path

from examples.cfd.variants.native import Yardstick

solve = Yardstick(Path(__file__).with_name("jacobi.f90"), "gfortran").solve
