"""Keeps native libraries from writing to standard error."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_lock = Lock()
_blocks = 0  # under way, in any thread: the first one takes standard error away, the last one brings it back
_kept = -1


@contextmanager
def silenced_native_output() -> Iterator[None]:
    """Sends the process's standard error to nowhere while the block runs.

    For libraries that greet or warn through C's stderr and offer no switch. Python's own messages of that moment are
    lost too, so the block should hold one native call. Blocks in several threads do not wait for each other.
    """
    global _blocks, _kept
    with _lock:
        _blocks += 1
        if _blocks == 1:
            _kept = _redirect()
    try:
        yield
    finally:
        with _lock:
            _blocks -= 1
            if not _blocks and _kept >= 0:
                os.dup2(_kept, 2)
                os.close(_kept)


def _redirect() -> int:
    """Points descriptor 2 to nowhere; gives a copy of what it was, or −1 where there is no standard error."""
    try:
        kept = os.dup(2)
    except OSError:  # a windowed program on Windows
        return -1
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    return kept
