"""A map of pictures: one dot each, and where the drawing lies among them."""

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QPixmap, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QWidget

from digitpad.core.colours import DIGIT_COLOURS

_MARGIN = 12
_DOT = 2
_MOST_DOTS = 2500
"""More would cover each other."""
_LAYER = 100
_CROSS, _STROKE = 0.53, 0.18
"""Half its length, and how thick it is, in lines of letters: before a class it grows with them."""
_REACH = 8
"""Pixels around a dot that still belong to it."""


class MapView(QWidget):
    """Dots coloured by digit, each digit written in the middle of its own, and a cross where the drawing lies.

    Signals:
        picture_chosen(int): a click was meant for that picture, counted from 0.
    """

    picture_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("map")
        self._points = np.zeros((0, 2), np.float32)
        self._labels = np.zeros(0, np.int64)
        self._middles: dict[int, tuple[float, float]] = {}
        self._drawn: tuple[float, float] | None = None
        self._near = np.zeros((0, 2), np.float32)
        self._low, self._span = np.zeros(2), np.ones(2)
        self._picture: QPixmap | None = None
        self._digits: list[QPointF] = []
        """Where each digit is written: beside the drawing, never over it."""
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_pictures(self, points: np.ndarray, labels: np.ndarray, middles: dict[int, tuple[float, float]]) -> None:
        """Shows other pictures: (n, 2) float32 places, (n,) int64 labels, and where each digit is written.

        Only the first ones get a dot; all can be nearest.
        """
        self._points, self._labels, self._middles = points, labels, middles
        self._low = points.min(axis=0)
        self._span = np.maximum(points.max(axis=0) - self._low, 1e-6)
        self._drawn, self._near = None, points[:0]
        self._paint_anew()

    def set_drawn(self, place: tuple[float, float] | None, near: np.ndarray) -> None:
        """Marks where the drawing lies, and its nearest pictures, (m,) int64; None for no drawing."""
        self._drawn, self._near = place, self._points[near]
        self._place_digits()
        self.update()

    def place_of(self, picture: int) -> QPointF:
        """Where a picture's dot is painted."""
        return self._places(self._points[picture : picture + 1])[0]

    def digit_place(self, digit: int) -> QPointF:
        """The middle of the disc that a digit is written on."""
        return self._digits[[*self._middles].index(digit)]

    @property
    def drawn_place(self) -> QPointF | None:
        """Where the drawing's cross is painted: at the edge for a drawing unlike all pictures, which lies outside."""
        if self._drawn is None:
            return None
        place = self._places(np.array([self._drawn]))[0]
        return QPointF(
            min(max(place.x(), _MARGIN), self.width() - _MARGIN), min(max(place.y(), _MARGIN), self.height() - _MARGIN)
        )

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(22 * line, 16 * line)

    def minimumSizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(12 * line, 8 * line)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture is None:
            self._picture = self._painted()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._picture)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Text), 1))
        for place in self._places(self._near):
            painter.drawEllipse(place, _DOT + 1, _DOT + 1)
        if (drawn := self.drawn_place) is not None:
            base, accent = self.palette().color(QPalette.ColorRole.Base), self.palette().highlight().color()
            line, reach = self.fontMetrics().height(), self._cross()
            for colour, width in ((base, 2 * _STROKE * line), (accent, _STROKE * line)):
                painter.setPen(QPen(colour, width))
                painter.drawLine(drawn - QPointF(reach, 0), drawn + QPointF(reach, 0))
                painter.drawLine(drawn - QPointF(0, reach), drawn + QPointF(0, reach))
        self._write_digits(painter)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and len(self._points):
            scaled = self._scaled(self._points[:_MOST_DOTS])
            clicked = np.array([event.position().x(), event.position().y()])
            distances = np.square(scaled - clicked).sum(axis=1)
            if distances[picture := int(distances.argmin())] <= _REACH**2:
                self.picture_chosen.emit(picture)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._paint_anew()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._paint_anew()
        super().changeEvent(event)

    # --- geometry ---

    def _scaled(self, points: np.ndarray) -> np.ndarray:
        room = np.array([self.width(), self.height()]) - 2 * _MARGIN
        shares = (points[:, :2] - self._low) / self._span
        shares[:, 1] = 1 - shares[:, 1]
        return _MARGIN + shares * room

    def _places(self, points: np.ndarray) -> list[QPointF]:
        return [QPointF(x, y) for x, y in self._scaled(points).tolist()]

    # --- painting ---

    def _paint_anew(self) -> None:
        self._picture = None
        self._place_digits()
        self.update()

    def _painted(self) -> QPixmap:
        """All that stays as it is while somebody draws."""
        ratio = self.devicePixelRatioF()
        picture = QPixmap((self.size().toSizeF() * ratio).toSize())
        picture.setDevicePixelRatio(ratio)
        ground = self.palette().color(QPalette.ColorRole.Base)
        picture.fill(ground)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for begin in range(0, min(len(self._points), _MOST_DOTS), _LAYER):  # or the last digit would cover the others
            points, labels = (rows[begin : begin + _LAYER] for rows in (self._points, self._labels))
            for digit in self._middles:
                pen = QPen(self._colour(digit), 2 * _DOT)
                pen.setCapStyle(Qt.PenCapStyle.RoundCap)
                painter.setPen(pen)
                painter.drawPoints(QPolygonF(self._places(points[labels == digit])))
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
        return picture

    def _write_digits(self, painter: QPainter) -> None:
        font = self.font()
        font.setBold(True)
        font.setPointSizeF(1.3 * font.pointSizeF())
        painter.setFont(font)
        radius = self._disc() / 2
        painter.setBrush(self.palette().color(QPalette.ColorRole.Base))
        for digit, place in zip(self._middles, self._digits, strict=True):
            painter.setPen(QPen(self._colour(digit), 2))
            painter.drawEllipse(place, radius, radius)
            painter.setPen(self.palette().color(QPalette.ColorRole.Text))
            box = QRectF(place.x() - radius, place.y() - radius, 2 * radius, 2 * radius)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(digit))

    def _cross(self) -> float:
        return _CROSS * self.fontMetrics().height()

    def _disc(self) -> float:
        return 1.7 * self.fontMetrics().height()

    def _place_digits(self) -> None:
        """In the middle of their own, but neither over each other nor over the drawing."""
        side, drawn = self._disc(), self.drawn_place
        places = self._scaled(np.array([*self._middles.values()]).reshape(-1, 2))
        wanted = side + 3
        if not len(places):
            self._digits = []
            return
        for _ in range(40):
            apart = places[:, np.newaxis] - places
            apart[..., 0] += 1e-3 * (np.arange(len(places))[:, np.newaxis] - np.arange(len(places)))  # equal ones too
            distances = np.maximum(np.linalg.norm(apart, axis=2), 1e-6)
            lacks = np.maximum(wanted - distances, 0)
            np.fill_diagonal(lacks, 0)
            places += 0.4 * (apart * (lacks / distances)[..., np.newaxis]).sum(axis=1)
            if drawn is not None:
                away = places - (drawn.x(), drawn.y()) + (1e-3, 0)
                distances = np.linalg.norm(away, axis=1, keepdims=True)
                places += away / distances * np.maximum(side / 2 + self._cross() + 3 - distances, 0)
            places = np.clip(places, side / 2 + 2, np.array([self.width(), self.height()]) - side / 2 - 2)
        self._digits = [QPointF(x, y) for x, y in places.tolist()]

    def _colour(self, digit: int) -> QColor:
        colour = QColor(DIGIT_COLOURS[digit])
        is_dark = self.palette().color(QPalette.ColorRole.Base).lightnessF() < 0.5
        if not is_dark:
            return colour
        return QColor(*((3 * part + 255) // 4 for part in (colour.red(), colour.green(), colour.blue())))
