"""Keeps native libraries from writing to standard error."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

_lock = RLock()  # two threads that swap descriptor 2 at once would put back each other's


@contextmanager
def silenced_native_output() -> Iterator[None]:
    """Sends the process's standard error to nowhere while the block runs.

    For libraries that greet or warn through C's stderr and offer no switch. Python's own messages of that moment are
    lost too, so the block should hold one native call.
    """
    with _lock:
        try:
            kept = os.dup(2)
        except OSError:  # there is no standard error (a windowed program on Windows)
            yield
            return
        try:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 2)
            os.close(nowhere)
            yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)
