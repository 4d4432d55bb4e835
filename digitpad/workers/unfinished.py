"""Keeps threads alive until they have finished: a QThread that is destroyed while it runs aborts the process."""

import atexit
import logging
import os
from collections.abc import Callable

from PySide6.QtCore import QThread

_log = logging.getLogger(__name__)
_EXIT_WAIT_MS = 10_000
_unfinished: dict[QThread, Callable[[], None]] = {}


def keep_until_finished(thread: QThread, end: Callable[[], None]) -> None:
    """Holds a thread that is about to be started until it has finished, whoever else forgets it.

    Args:
        thread: to hold.
        end: asks it to end, without waiting; called when the program ends.
    """
    _unfinished[thread] = end
    thread.finished.connect(_forget_finished)


def _forget_finished() -> None:
    for thread in [thread for thread in _unfinished if thread.isFinished()]:
        del _unfinished[thread]


@atexit.register
def _end_all() -> None:
    """Lets threads end when the program does, those of windows that nobody closed included."""
    for thread, end in list(_unfinished.items()):
        end()
        if not thread.wait(_EXIT_WAIT_MS):
            _log.error("%s did not end with the program", type(thread).__name__)
            logging.shutdown()
            os._exit(1)  # anything gentler would destroy the thread, and abort
    _unfinished.clear()
