"""Paints the frames of a film and writes them to a file, out of the window's way."""

import logging
from collections.abc import Callable
from pathlib import Path
from threading import Event

import numpy as np
from PySide6.QtCore import QThread, Signal

from digitpad.core.errors import InputError
from digitpad.workers.unfinished import keep_until_finished

_log = logging.getLogger(__name__)


class FilmThread(QThread):
    """Writes one file and ends.

    Args:
        path: where to; a name that ends in .png gets a sheet of all frames, any other one an animated GIF.
        count: how many frames there are.
        paint_frame: gives each of them, (height, width, 3) uint8 RGB; called in the thread.

    Signals:
        progressed(int, int): so many frames of so many are painted.
        saved(str): the file is there, by its name.
        failed(Exception): an `InputError` is something the user can mend.
    """

    progressed = Signal(int, int)
    saved = Signal(str)
    failed = Signal(object)

    def __init__(self, path: Path, count: int, paint_frame: Callable[[int], np.ndarray]) -> None:
        super().__init__()
        self._path, self._count, self._paint_frame = path, count, paint_frame
        self._cancelling = Event()
        keep_until_finished(self, self.cancel)

    def cancel(self) -> None:
        """Ends it at the next frame and writes nothing; a file that is being written is written whole."""
        self._cancelling.set()

    def run(self) -> None:
        """Paints and writes; a cancelled thread tells nothing."""
        from digitpad.core.film import write_gif, write_sheet

        try:
            frames = []
            for index in range(self._count):
                if self._cancelling.is_set():
                    return
                frames.append(self._paint_frame(index))
                self.progressed.emit(index + 1, self._count)
            write = write_sheet if self._path.suffix.lower() == ".png" else write_gif
            write(self._path, frames)
        except InputError as error:
            self.failed.emit(error)
        except Exception as error:
            _log.exception("a film could not be written")
            self.failed.emit(error)
        else:
            self.saved.emit(self._path.name)
