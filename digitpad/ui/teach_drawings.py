"""What is taught: the user's own drawings, read in a thread."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from digitpad.core import teaching
from digitpad.ui.picture_list import PictureList
from digitpad.workers.file_thread import FileThread

if TYPE_CHECKING:
    from digitpad.core.datasets import DataSet

_GAP = 8
_UNLIMITED = (1 << 24) - 1  # Qt's own largest size


class TeachDrawings(QWidget):
    """How many drawings there are, and the drawings themselves, the newest first.

    Signals:
        changed(): they were read anew, or could not be read.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._drawings: DataSet | None = None
        self.problem: Exception | None = None
        """Why they could not be read."""
        self._reading: FileThread | None = None
        self._reads_again = False
        self._words = QLabel()
        self._pictures = PictureList()
        self._pictures.setObjectName("teach_drawings")
        self._pictures.setMinimumHeight(self._pictures.height_of(1))
        self._words.setBuddy(self._pictures)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        layout.addWidget(self._words)
        layout.addWidget(self._pictures, 1)
        self._retranslate()

    @property
    def are_there(self) -> bool:
        """True once they were read without a problem."""
        return self._drawings is not None

    def set_low(self, wanted: bool) -> None:
        """One row of drawings, or as many as there is room for."""
        row = self._pictures.height_of(1)
        self._pictures.setMaximumHeight(row if wanted else _UNLIMITED)

    def read(self) -> None:
        """Reads them anew; a file that changes while it is read is read once more."""
        self._reads_again = True
        if self._reading is None:
            self._start_reading()

    def end(self) -> None:
        """Waits for a file that is being read; the window is closed."""
        self._reads_again = False
        reading, self._reading = self._reading, None
        if reading is not None:
            reading.wait()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _start_reading(self) -> None:
        self._reads_again = False
        self._reading = FileThread(_read_drawings)
        self._reading.done.connect(self._on_read)
        self._reading.failed.connect(self._on_failed)
        self._reading.start()

    def _on_read(self, drawings: "DataSet") -> None:
        self._end_reading(drawings, None)

    def _on_failed(self, error: Exception) -> None:
        self._end_reading(None, error)

    def _end_reading(self, drawings: "DataSet | None", problem: Exception | None) -> None:
        if self._reading is None:
            return
        self._reading = None
        self._drawings, self.problem = drawings, problem
        none = np.zeros((0, 28, 28), np.uint8), np.zeros(0, np.int64)
        images, labels = none if drawings is None else (drawings.images[::-1], drawings.labels[::-1])
        self._pictures.set_pictures(images, labels)
        self._write_count()
        self.changed.emit()
        if self._reads_again:
            self._start_reading()

    def _write_count(self) -> None:
        count = 0 if self._drawings is None else len(self._drawings.labels)
        words = {0: self.tr("My drawings"), 1: self.tr("My drawings: 1")}
        text = words.get(count, self.tr("My drawings: {count}, the newest first"))
        self._words.setText(text.format(count=f"{count:,}"))

    def _retranslate(self) -> None:
        self._pictures.setAccessibleName(self.tr("My drawings"))
        self._pictures.set_words_for_none(self.tr("No drawing is kept yet."))
        self._write_count()


def _read_drawings() -> "DataSet":
    return teaching.as_images(teaching.read_my_drawings())
