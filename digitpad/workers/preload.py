"""Makes large imports faster, and lets them hold up other threads less."""

import builtins
import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def large_import() -> Iterator[None]:
    """Spares an import what others do meanwhile: the garbage collector, and PySide's look at every module."""
    with _without_collector(), without_pyside_hook():
        yield


@contextmanager
def _without_collector() -> Iterator[None]:
    """Keeps the garbage collector away from an import, and from what it leaves for good.

    The collector holds the interpreter's lock while it looks through all there is: a tenth of the program's start, and
    a tenth of a second again and again once TensorFlow is there.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()


@contextmanager
def without_pyside_hook() -> Iterator[None]:
    """Lets modules be imported by Python's own `__import__`, which PySide keeps in `builtins` beside its own.

    PySide's reads the source of each module that was imported, and keeps it, to see whether it is one that could ask
    for a `__feature__`: a tenth of the program's start, and 75 MB when TensorFlow is imported. None of ours asks.
    """
    hook = getattr(builtins, "__feature_import__", None)
    if hook is None or builtins.__import__ is not hook:  # no PySide yet, or another large import has taken it out
        yield
        return
    builtins.__import__ = builtins.__orig_import__  # type: ignore[attr-defined]  # PySide's
    try:
        yield
    finally:
        builtins.__import__ = hook


def preload_libraries(libraries: Sequence[tuple[str, str]]) -> None:
    """Lets the system's loader map and link libraries while other threads run Python.

    An import holds the interpreter's lock meanwhile; a call of libc's `dlopen` as a foreign function lets go of it.
    What is missing, or a system other than Linux, is left to the import itself.

    Args:
        libraries: pairs of a top-level package and a file in its folder.
    """
    if sys.platform != "linux":
        return
    import ctypes
    from importlib.util import find_spec

    dlopen = ctypes.CDLL(None).dlopen
    dlopen.argtypes, dlopen.restype = [ctypes.c_char_p, ctypes.c_int], ctypes.c_void_p
    for package, file in libraries:
        spec = None if package in sys.modules else find_spec(package)
        for folder in (spec.submodule_search_locations or []) if spec else []:
            if (path := Path(folder) / file).exists():
                dlopen(os.fsencode(path), os.RTLD_NOW | os.RTLD_LOCAL)
