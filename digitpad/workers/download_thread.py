"""One download of MNIST, and then the thread ends."""

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QThread, Signal

from digitpad.core.errors import InputError
from digitpad.core.mnist_source import ADDRESS, SHA256, download_mnist
from digitpad.workers.unfinished import keep_until_finished

if TYPE_CHECKING:
    from pathlib import Path

_log = logging.getLogger(__name__)


class DownloadThread(QThread):
    """Downloads MNIST into the per-user folder.

    Exactly one of `downloaded`, `cancelled` and `failed` is emitted, as the last signal.

    Args:
        address: what to download.
        sha256: of it.

    Signals:
        progressed(int, int): so many bytes of so many have come; of 0 where the server does not say.
        downloaded(Path): the file is there, whole.
        cancelled(): ended, and nothing is kept.
        failed(Exception): an `InputError` says what to do.
    """

    progressed = Signal(int, int)
    downloaded = Signal(object)
    cancelled = Signal()
    failed = Signal(object)

    def __init__(self, address: str = ADDRESS, sha256: str = SHA256) -> None:
        super().__init__()
        self._address, self._sha256 = address, sha256
        keep_until_finished(self, self.cancel)

    def cancel(self) -> None:
        """Ends the download within a fraction of a second, however slow the server is; does not wait."""
        self.requestInterruption()

    def run(self) -> None:
        """Downloads; ends with exactly one of the three ends."""
        try:
            place = self._download()
        except InputError as error:
            self.failed.emit(error)
        except Exception as error:
            _log.exception("a download failed")
            self.failed.emit(error)
        else:
            if place is None:
                self.cancelled.emit()
            else:
                self.downloaded.emit(place)

    def _download(self) -> "Path | None":
        return download_mnist(
            self.progressed.emit, self.isInterruptionRequested, address=self._address, sha256=self._sha256
        )
