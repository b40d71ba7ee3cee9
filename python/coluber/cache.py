"""The disk cache, for people: `coluber cache info|clear|warm`. What is in it and when it is used: src/module/disk_cache.h."""

import dataclasses
import runpy

from . import _core


@dataclasses.dataclass(frozen=True)
class CacheInfo:
    """path : str, the folder ("": the cache is off). unused : str, why it is not used or only read ("": it is used).
    files, size, limit : int, the number of files, their bytes, and how many bytes there may be."""

    path: str
    unused: str
    files: int
    size: int
    limit: int

    def __str__(self):
        state = f"not used: {self.unused}" if self.unused else "used"
        return (f"folder  {self.path or '-'}\nstate   {state}\nholds   {self.files} files, {self.size / 2**20:.1f} MiB "
                f"of at most {self.limit / 2**20:.0f}")


def info():
    """What there is.

    Returns  CacheInfo.
    Cost     looks at each file's head once.
    >>> cache.info().limit
    536870912
    """
    return CacheInfo(*_core.cache_info())


def clear():
    """Removes all files of the cache.

    Returns  int, how many files could not be removed (0: all are gone, or there was no cache).
    """
    return _core.clear_cache()


def warm(files):
    """Runs Python files as `python FILE` would, so that what they compile is in the cache for later runs.

    files : list of str, paths.
    Raises   what the programs raise.
    """
    for file in files:
        runpy.run_path(file, run_name="__main__")
