"""Builds the peers' extension modules for the interpreter that this runs in, once, and loads them."""

import hashlib
import importlib.machinery
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

from bench.harness import BUILD, ROOT
from bench.worker import Missing

FLAGS = ("-O3", "-ffp-contract=off", "-fno-math-errno", "-shared", "-fPIC", "-w")
# valgrind 3.19 knows no AVX-512: instruction counts are taken of builds for x86-64-v3
MARCH = os.environ.get("BENCH_MARCH", "native")


def fastcall(compiler):
    """The hand-written C extension, built by "gcc" or "clang-19"."""
    name = "fastcall_" + compiler.split("-")[0]
    source = ROOT / "bench/peers/fastcall.c"
    parts = [source, ROOT / "examples/cfd/variants/jacobi.c"]
    return _load(name, parts, compiler, lambda folder: source, [f"-DMODULE={name}"])


def typed_cython():
    """The typed Cython module, built by gcc."""
    try:
        import Cython
    except ModuleNotFoundError:
        raise Missing(f"{sys.executable} has no Cython") from None
    source = ROOT / "bench/peers/typed.pyx"

    def translate(folder):
        made = folder / "typed.c"
        _run([sys.executable, "-m", "cython", "-3", "-o", str(made), str(source)], of=source)
        return made

    return _load("typed", [source], "gcc", translate, [f"-DCYTHON_VERSION_{Cython.__version__.replace('.', '_')}"])


def _load(name, parts, compiler, make_source, extra):
    if shutil.which(compiler) is None:
        raise Missing(f"no compiler `{compiler}`")
    import numpy

    include = sysconfig.get_path("include")
    if not (Path(include) / "Python.h").exists():
        raise Missing(f"no Python.h in {include} (Debian: python3-dev)")
    flags = [*FLAGS, f"-march={MARCH}", *extra, f"-I{include}", f"-I{numpy.get_include()}"]
    key = hashlib.sha256()
    for part in (*(one.read_bytes() for one in parts), repr(flags).encode(), platform.node().encode()):
        key.update(hashlib.sha256(part).digest())
    library = BUILD / key.hexdigest()[:16] / f"{name}.so"
    if not library.exists():
        library.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=BUILD) as folder:
            made = Path(folder) / "made.so"
            source = make_source(Path(folder))
            _run([compiler, *flags, str(source), "-o", str(made), "-lm"], of=source)
            os.replace(made, library)
    loader = importlib.machinery.ExtensionFileLoader(name, str(library))
    spec = importlib.util.spec_from_file_location(name, str(library), loader=loader)
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def _run(command, of):
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode != 0:
        print(run.stderr, file=sys.stderr)
        raise Missing(f"`{command[0]}` failed on {of.name}")
