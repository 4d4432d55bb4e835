"""Keeps threads alive until they have finished: a QThread that is destroyed while it runs aborts the process."""

import atexit
import logging
import os
from collections.abc import Callable
from weakref import ref

from PySide6.QtCore import QObject, QThread

_log = logging.getLogger(__name__)
_EXIT_WAIT_MS = 10_000
_unfinished: dict[QThread, tuple[Callable[[], None], int]] = {}


def keep_until_finished(thread: QThread, end: Callable[[], None], exit_wait_ms: int = _EXIT_WAIT_MS) -> None:
    """Holds a thread that is about to be started until it has finished, whoever else forgets it.

    Args:
        thread: to hold.
        end: asks it to end, without waiting; called when the program ends.
        exit_wait_ms: how long the program then waits for it, at most.
    """
    _unfinished[thread] = end, exit_wait_ms
    thread.finished.connect(_forget_finished)


def end_with(owner: QObject, thread: QThread) -> None:
    """Lets a thread end with a window that goes without having been closed.

    Args:
        owner: the window, or a part of it.
        thread: one that is kept until it has finished.
    """
    known = ref(thread)

    # Not a slot of the thread's own: those lie in its Python half, which the garbage collector may have taken before.
    def end() -> None:
        running = known()
        if running is not None and running in _unfinished:
            _unfinished[running][0]()

    owner.destroyed.connect(end)


def _forget_finished() -> None:
    for thread in [thread for thread in _unfinished if thread.isFinished()]:
        del _unfinished[thread]


@atexit.register
def _end_all() -> None:
    """Lets threads end when the program does, those of windows that nobody closed included."""
    for thread, (end, exit_wait_ms) in list(_unfinished.items()):
        end()
        if not thread.wait(exit_wait_ms):
            _log.error("%s did not end with the program", type(thread).__name__)
            logging.shutdown()
            os._exit(1)  # anything gentler would destroy the thread, and abort
    _unfinished.clear()
