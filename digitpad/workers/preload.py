"""Makes large imports hold up other threads less."""

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def large_import() -> Iterator[None]:
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
