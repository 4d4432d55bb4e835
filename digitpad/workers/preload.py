"""Loads shared libraries ahead of the imports that want them, without holding the interpreter's lock."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path


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
