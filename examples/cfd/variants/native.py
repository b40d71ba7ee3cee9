"""Builds the yardsticks with the machine's own compilers into a cache folder, and calls them through ctypes."""

import ctypes
import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np

from examples.cfd import flow
from examples.cfd.variants import Unavailable

FLAGS = ("-O3", "-march=native", "-ffp-contract=off")


def cache_folder():
    """Where built libraries are kept."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "coluber-examples"


def build_library(source, compiler, flags=FLAGS):
    """Compile one C or Fortran file into a shared library, or find it built already, and give its path."""
    if shutil.which(compiler) is None:
        raise Unavailable(f"needs the compiler `{compiler}`, which is not installed")
    version = subprocess.run([compiler, "--version"], capture_output=True, text=True).stdout
    key = hashlib.sha256()
    for part in (source.read_bytes(), version.encode(), repr(flags).encode(), _processor().encode()):
        key.update(hashlib.sha256(part).digest())
    library = cache_folder() / f"{source.stem}-{compiler}-{key.hexdigest()[:16]}.so"
    if library.exists():
        return library
    library.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=library.parent) as folder:  # a half-made library is never seen
        made = Path(folder) / "made.so"
        command = [compiler, *flags, "-shared", "-fPIC", f"-J{folder}" if source.suffix == ".f90" else "-std=c11"]
        command += [str(source), "-o", str(made), "-lm"]
        run = subprocess.run(command, capture_output=True, text=True)
        if run.returncode != 0:
            raise Unavailable(f"`{' '.join(command)}` failed:\n{run.stderr}")
        os.replace(made, library)
    return library


def _processor():
    """What -march=native depends on: a home directory may be shared by different machines."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return ""
    return "\n".join(line for line in lines if line.startswith(("model name", "flags")))


class Yardstick:
    """The two kernels of a built library, as a variant's `solve`."""

    def __init__(self, source, compiler):
        library = ctypes.CDLL(str(build_library(source, compiler)))
        array, size, real = ctypes.c_void_p, ctypes.c_ssize_t, ctypes.c_double
        self._irrotational = library.irrotational
        self._irrotational.restype = size
        self._irrotational.argtypes = [array, array, real, size, size, size, real, ctypes.POINTER(real)]
        self._viscous = library.viscous
        self._viscous.restype = size
        self._viscous.argtypes = [array] * 4 + [real, real, size, size, size, real, ctypes.POINTER(real)]

    def solve(self, psi, zeta, r, iterations, tolerance):
        fields = [psi] if zeta is None else [psi, zeta]
        for field in fields:
            if field.dtype != np.float64 or not field.flags.c_contiguous or field.shape != psi.shape:
                raise TypeError("the C variant takes float64 arrays of one shape, C order")
        new = [field.copy() for field in fields]  # both arrays of a pair need the wall values
        pointers = [field.ctypes.data for field in fields + new]
        start = flow.norm(psi, zeta)
        error = ctypes.c_double()
        m, n = psi.shape[0] - 2, psi.shape[1] - 2
        if zeta is None:
            done = self._irrotational(*pointers, start, m, n, iterations, tolerance or 0.0, error)
        else:
            done = self._viscous(*pointers, r, start, m, n, iterations, tolerance or 0.0, error)
        if done % 2 == 1:  # the last iteration wrote into the other arrays
            for field, result in zip(fields, new):
                field[:] = result
        return done, error.value
