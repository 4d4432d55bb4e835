"""One picture of a data set, large, with what it is and what the model reads in it."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from digitpad.ui.pixel_view import PixelView

if TYPE_CHECKING:
    from digitpad.core.selection import Answers

_WIDTH = 224  # eight screen pixels a pixel


class PictureDetail(QWidget):
    """Shows one picture.

    Signals:
        wanted(): the picture is to go on the canvas.
    """

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = -1
        self._label = 0
        self._answers: Answers | None = None
        self._view = PixelView("ink")
        self._view.setObjectName("data_picture")
        self._view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._view.setFixedHeight(_WIDTH)
        self._what, self._read = QLabel(), QLabel()
        self._what.setObjectName("data_what")
        self._read.setObjectName("data_read")
        font = self._what.font()
        font.setBold(True)
        self._what.setFont(font)
        for label in (self._what, self._read):
            label.setWordWrap(True)
        self._use = QPushButton()
        self._use.setObjectName("data_use")
        self._use.setAutoDefault(False)
        self._use.clicked.connect(self.wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self._view, self._what, self._read):
            layout.addWidget(widget)
        layout.addWidget(self._use, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        self.setFixedWidth(_WIDTH)
        self.clear()
        self._retranslate()

    def clear(self) -> None:
        """Shows none."""
        self._number = -1
        self._view.set_pictures(np.zeros((1, 28, 28), np.float32))
        self._use.setEnabled(False)
        self._write()

    def show_picture(self, number: int, image: np.ndarray, label: int, answers: "Answers | None") -> None:
        """Shows a picture.

        Args:
            number: its place in the data set, counted from 0.
            image: (28, 28) float32 in [0, 1].
            label: what it is.
            answers: what the model reads in all of the data set, or None.
        """
        self._number, self._label, self._answers = number, label, answers
        self._view.set_pictures(image[np.newaxis])
        self._use.setEnabled(True)
        self._write()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _write(self) -> None:
        if self._number < 0:
            self._what.setText("")
            self._read.setText(self.tr("Click an image to see it large."))
        else:
            text = self.tr("Image {number}: a {digit}")
            self._what.setText(text.format(number=f"{self._number + 1:,}", digit=self._label))
            self._read.setText(self._reading())
        self._view.set_name(self._what.text())

    def _reading(self) -> str:
        answers, number = self._answers, self._number
        if answers is None or answers.digits[number] < 0:
            return self.tr("The model has not read it.")
        return self.tr("The model reads {digit} ({percent} %), then {second} ({second_percent} %).").format(
            digit=answers.digits[number],
            percent=f"{100 * float(answers.confidences[number]):.1f}",
            second=answers.seconds[number],
            second_percent=f"{100 * float(answers.second_confidences[number]):.1f}",
        )

    def _retranslate(self) -> None:
        self._use.setText(self.tr("Put on the canvas"))
        self._use.setToolTip(self.tr("Draw over it, and see why it is read so (Enter, or a double click)"))
        self._write()
