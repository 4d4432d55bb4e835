"""Many pictures as one: each of them a row of pixels."""

import numpy as np
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from digitpad.core.selection import as_one_picture
from digitpad.ui.pixel_view import PixelView

_GAP = 8
_MOST, _PIXELS = 400, 784


class PictureRows(QWidget):
    """Shows the first pictures laid out as a model without kernels receives them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._view = PixelView("ink")
        self._view.setObjectName("data_rows")
        self._view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._view.setMaximumSize(_PIXELS, _MOST)  # a screen pixel each: in between they would differ in size
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, _GAP, 0, 0)
        layout.setSpacing(_GAP)
        layout.addWidget(self._text)
        layout.addWidget(self._view, 1)
        layout.addStretch()
        self._retranslate()

    def show_pictures(self, images: np.ndarray, rows: np.ndarray) -> None:
        """Shows the first of the pictures at `rows`, (m,) int64, of images, (n, 28, 28) uint8."""
        self._view.set_pictures(as_one_picture(images[rows[:_MOST]], _MOST))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._view.set_name(self.tr("The first {count} images, each one row of 784 pixels").format(count=_MOST))
        text = self.tr(
            "The first {count} of the images shown, each laid out as one row: its 784 pixels one after another. This "
            "is all that a model without kernels receives."
        )
        self._text.setText(text.format(count=_MOST))
