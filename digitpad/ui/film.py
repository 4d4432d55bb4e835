"""Films: how weights grow, frame by frame, with a curve below; and how a frame is painted for a file."""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPalette

from digitpad.core.colours import diverging, scale_limit
from digitpad.ui.appearance import palette
from digitpad.ui.growth_curve import paint_curve

_WIDTH, _HEIGHT = 640, 480  # of a frame, before it is scaled
_MARGIN = 16
_GAP = 8
_FONT_PIXELS = 15


@dataclass(frozen=True)
class FilmFrame:
    """One moment: after so many steps, or learnt from so many images."""

    position: int
    """On the curve's axis, at least 1."""
    pictures: np.ndarray
    """(n, height, width) float32."""
    caption: str


@dataclass(frozen=True)
class Film:
    """How pictures of weights grow."""

    title: str
    frames: tuple[FilmFrame, ...]
    digits: bool
    """The pictures are those of the ten digits, in their order."""
    curve_title: str
    curve: tuple[tuple[int, float], ...]
    """Positions, rising, and shares in [0, 1]."""
    end: int
    """Where the axis ends, at least 1."""

    @cached_property
    def limit(self) -> float:
        """The end of the scale that all frames share."""
        return max((scale_limit(frame.pictures) for frame in self.frames), default=1.0)


def paint_frame(film: Film, index: int, limit: float | None, scale: int) -> np.ndarray:
    """Paints one frame for a file, in any thread and always light.

    Args:
        film: to paint a frame of.
        index: of the frame.
        limit: the end of the colour scale; that of the frame's own pictures where it is None.
        scale: pixels of the file for one of the layout.

    Returns:
        (height, width, 3) uint8 RGB.
    """
    image = QImage(scale * _WIDTH, scale * _HEIGHT, QImage.Format.Format_RGB888)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(scale, scale)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font, frame, colours = QFont(), film.frames[index], palette("light")
    colours.setColor(QPalette.ColorRole.Window, QColor("white"))
    area = QRectF(_MARGIN, _MARGIN, _WIDTH - 2 * _MARGIN, _HEIGHT - 2 * _MARGIN)
    font.setPixelSize(_FONT_PIXELS)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(colours.windowText().color())
    painter.drawText(area, Qt.AlignmentFlag.AlignLeft, film.title)
    font.setBold(False)
    painter.setFont(font)
    line = painter.fontMetrics().height()
    painter.drawText(area.adjusted(0, line, 0, 0), Qt.AlignmentFlag.AlignLeft, frame.caption)
    _paint_pictures(painter, area.adjusted(0, 2 * line + _GAP, 0, -7 * line - _GAP), film.digits, frame, limit)
    paint_curve(painter, area.adjusted(0, area.height() - 7 * line, 0, 0), colours, film, frame.position)
    painter.end()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def _paint_pictures(painter: QPainter, area: QRectF, digits: bool, frame: FilmFrame, limit: float | None) -> None:
    count, height, width = frame.pictures.shape
    gap, words = (_GAP, painter.fontMetrics().height()) if digits else (_GAP // 2, 0)

    def factor(columns: int) -> float:
        rows = -(-count // columns)
        across = ((area.width() + gap) / columns - gap) / width
        most = min(across, ((area.height() + gap) / rows - gap - words) / height)
        return math.floor(most) or most  # equally large pixels, where there is room for them

    columns = max(range(1, count + 1), key=lambda columns: (factor(columns), -(-count % columns)))
    cell_width, cell_height = int(width * factor(columns)), int(height * factor(columns))
    rows = -(-count // columns)
    left = int(area.left() + (area.width() - columns * (cell_width + gap) + gap) / 2)
    above = int(area.top() + (area.height() - rows * (cell_height + words + gap) + gap) / 2)
    for index, colours in enumerate(diverging(frame.pictures, limit or scale_limit(frame.pictures))):
        row, column = divmod(index, columns)
        top = above + row * (cell_height + words + gap)
        place = QRect(left + column * (cell_width + gap), top, cell_width, cell_height)
        painter.drawImage(place, QImage(colours.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888))
        if digits:
            under = QRect(place.left(), place.bottom() + 1, cell_width, words)
            painter.drawText(under, Qt.AlignmentFlag.AlignCenter, str(index))
