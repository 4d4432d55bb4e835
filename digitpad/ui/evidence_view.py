"""The evidence in one input image for one digit, as one model sees it."""

import numpy as np
from PySide6.QtCore import QEvent, QLineF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from digitpad.core.colours import scale_limit
from digitpad.core.explain import Contrast, ink_outline
from digitpad.ui.pixel_view import PixelView
from digitpad.ui.scale_bar import ScaleBar

_GAP = 8
_SIDE = 28  # of the input image
_LEAST_SIDE = 4 * _SIDE


class EvidenceView(QWidget):
    """A picture of the evidence with the outline of the ink, its sum and its scale."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._contrast: Contrast | None = None
        self._heading, self._sum = QLabel(), QLabel()
        self._sum.setObjectName(f"{name}_sum")
        for label in (self._heading, self._sum):
            label.setWordWrap(True)
        self._picture = _OutlinedView()
        self._picture.setObjectName(f"{name}_picture")
        self._no_limit = self._picture.maximumWidth()
        self._scale = ScaleBar()
        self._words = words = QVBoxLayout()
        words.setSpacing(_GAP)
        words.addWidget(self._heading)
        words.addWidget(self._sum)
        words.addStretch(1)
        words.addWidget(self._scale)
        self._layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(_GAP)
        self._layout.addWidget(self._picture, 9)
        self._layout.addLayout(words)
        self._retranslate()

    def set_alone(self, alone: bool) -> None:
        """Alone the words stand below a large picture, else beside it."""
        directions = QBoxLayout.Direction
        self._layout.setDirection(directions.TopToBottom if alone else directions.LeftToRight)
        self._layout.setStretch(1, 0 if alone else 1)
        self._layout.setSpacing(_GAP if alone else 2 * _GAP)
        self._fit_picture()
        self._show_sum()

    def show_contrast(self, contrast: Contrast, image: np.ndarray, model: str, name: str) -> None:
        """Shows the evidence of an input image, (28, 28) float32.

        Args:
            contrast: what is shown.
            image: where the ink is.
            model: its title.
            name: what the picture is called.
        """
        self._heading.setText(model)
        self._picture.set_pictures(contrast.picture[np.newaxis], limit=scale_limit(contrast.picture))
        self._picture.set_outline(ink_outline(image))
        self._picture.set_name(f"{name}, {model}")
        self._scale.set_limit(self._picture.limit)
        self._contrast = contrast
        self._show_sum()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_picture()
        super().resizeEvent(event)

    def _fit_picture(self) -> None:
        """Beside the words no wider than its pixels, which are whole on the screen: else these would stand far off."""
        room = self.width() - self._layout.spacing() - self._words.minimumSize().width()
        widest = max(_LEAST_SIDE, min(self.height(), room) // _SIDE * _SIDE)
        is_alone = self._layout.direction() == QBoxLayout.Direction.TopToBottom
        self._picture.setMaximumWidth(self._no_limit if is_alone else widest)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._sum.setToolTip(
            self.tr(
                "Score: how much speaks for the digit, before all ten scores become probabilities. Bias: what the "
                "model adds to it whatever is drawn."
            )
        )
        self._show_sum()

    def _show_sum(self) -> None:
        contrast = self._contrast
        if contrast is None:
            return
        terms = [self.tr("score {score}").format(score=_signed(contrast.score))]
        if contrast.bias is not None:
            # Rounded so that the three figures on the screen add up.
            pixels = round(contrast.score, 1) - round(contrast.bias, 1)
            terms = [
                self.tr("pixels {pixels}").format(pixels=_signed(pixels)),
                self.tr("bias {bias}").format(bias=_signed(contrast.bias)),
                *terms,
            ]
        below = self._layout.direction() == QBoxLayout.Direction.TopToBottom
        self._sum.setText((", " if below else "\n").join(terms))
        self._picture.setAccessibleDescription(", ".join(terms))


class _OutlinedView(PixelView):
    """One picture, with lines between its pixels."""

    def __init__(self) -> None:
        super().__init__("diverging")
        self._lines = np.zeros((0, 4), int)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(_LEAST_SIDE, _LEAST_SIDE)

    def set_outline(self, lines: np.ndarray) -> None:
        """Draws lines, (n, 4) int: x0, y0, x1, y1 in pixels of the picture."""
        self._lines = lines
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        place = self.picture_rect(0)
        if not place.isValid():
            return
        painter = QPainter(self)
        painter.translate(place.topLeft())
        painter.setPen(QPen(Qt.GlobalColor.darkGray, 1))
        ends = (self._lines * (place.width() / 28)).tolist()
        painter.drawLines([QLineF(*line) for line in ends])


def _signed(value: float) -> str:
    """A figure with its sign, a true minus."""
    return f"{value:+.1f}".replace("-", "−").replace("−0.0", "+0.0")
