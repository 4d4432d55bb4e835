"""One job with a file, out of the window's way."""

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QThread, Signal

from digitpad.core.errors import InputError
from digitpad.workers.unfinished import keep_until_finished

_log = logging.getLogger(__name__)


class FileThread(QThread):
    """Runs one function and ends.

    Signals:
        done(object): what the function gave.
        failed(Exception): what it raised; an `InputError` is something the user can mend.
    """

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, job: Callable[[], Any]) -> None:
        super().__init__()
        self._job = job
        keep_until_finished(self, lambda: None)  # what is being written is written whole

    def run(self) -> None:
        """Does the job; ends with exactly one of the two signals."""
        try:
            result = self._job()
        except InputError as error:
            self.failed.emit(error)
        except Exception as error:
            _log.exception("a job with a file failed")
            self.failed.emit(error)
        else:
            self.done.emit(result)
