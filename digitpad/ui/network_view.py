"""A network as a chain of layers: how large a picture is after each, and how many weights each has."""

import math

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from digitpad.core.networks import Layer
from digitpad.ui.appearance import faint
from digitpad.ui.painted_view import PaintedView

_GAP = 8
_ARROW, _SHORT_ARROW = 14, 8
_FIGURE = 40  # height of the pictures above the words
_SHEET = 3  # how far the sheets of a stack are apart
_MOST_SHEETS = 5


class NetworkView(PaintedView):
    """Paints each layer as what comes out of it: a stack of pictures, or a column of units."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("train_network")
        self._layers: list[Layer] = []
        self._words: list[tuple[str, str]] = []
        self._shown: list[tuple[str, str]] = []  # the same, shorter where there is no room
        self._columns: list[QRectF] = []
        self._total = ""
        self._is_tight = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._retranslate()

    def set_layers(self, layers: list[Layer]) -> None:
        """Shows a network, from its image to its ten digits."""
        self._layers = layers
        self._retranslate()

    def layer_rect(self, index: int) -> QRectF:
        """Where a layer and its words are painted."""
        return self._columns[index]

    def sizeHint(self) -> QSize:
        return QSize(640, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self._height())

    # --- geometry ---

    def _height(self) -> int:
        return _FIGURE + _GAP + 2 * self._line()

    def _line(self) -> int:
        return self.fontMetrics().height() + 4  # Chinese letters are higher than the font's own

    def _widths(self, all_words: list[tuple[str, str]]) -> list[int]:
        return [max(map(self.fontMetrics().horizontalAdvance, words)) for words in all_words]

    def _total_width(self) -> int:
        """Of the number of weights: on one line, or on as many as it has words where there is little room."""
        lines = self._total.split(" ") if self._is_tight else [self._total]
        return max(map(self.fontMetrics().horizontalAdvance, lines))

    @property
    def _arrow(self) -> int:
        return _SHORT_ARROW if self._is_tight else _ARROW

    def _room(self) -> int:
        """For the words, beside the arrows and the number of weights."""
        return self.width() - self._arrow * max(0, len(self._words) - 1) - self._total_width() - 2 * _GAP

    def _lay_out(self) -> None:
        """Gives each layer the width of its words: of shorter ones, and then less of them, where there is no room."""
        self._is_tight = False
        self._shown, widest = self._words, self._widths(self._words)
        if sum(widest) > self._room():
            self._shown = [
                (f"{layer.side}×{layer.side}" if layer.side else words[0], words[1])
                for layer, words in zip(self._layers, self._words, strict=True)
            ]
            widest = self._widths(self._shown)
        self._is_tight = sum(widest) > self._room()
        room = self._room()
        share = min(1.0, room / max(1, sum(widest)))
        slack = max(0.0, min(3.0 * _GAP, (room - sum(widest)) / max(1, len(widest))))
        x, self._columns = 0.0, []
        for width in widest:
            self._columns.append(QRectF(x, 0, width * share + slack, self._height()))
            x += width * share + slack + self._arrow
        self.update()

    # --- painting ---

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self.palette().windowText().color()
        for index, (layer, words, column) in enumerate(zip(self._layers, self._shown, self._columns, strict=True)):
            if index:
                self._paint_arrow(painter, QPointF(column.left() - self._arrow, _FIGURE / 2))
            middle = QPointF(column.center().x(), _FIGURE / 2)
            if len(layer.shape) == 1:
                self._paint_units(painter, middle, layer.shape[0])
            else:
                self._paint_pictures(painter, middle, layer)
            painter.setPen(ink)
            self._paint_words(painter, column, words)
        place = QRectF(self.width() - self._total_width(), 0, self._total_width(), _FIGURE)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, right, self._total.replace(" ", "\n") if self._is_tight else self._total)

    def _paint_arrow(self, painter: QPainter, left: QPointF) -> None:
        right = left + QPointF(self._arrow - 2, 0)
        painter.setPen(QPen(faint(self.palette(), 0.5), 1.2))
        painter.drawLine(left + QPointF(2, 0), right)
        painter.drawPolyline([right + QPointF(-4, -3), right, right + QPointF(-4, 3)])

    def _paint_pictures(self, painter: QPainter, middle: QPointF, layer: Layer) -> None:
        """A sheet for about every doubling of the number of pictures."""
        channels = layer.shape[2] if len(layer.shape) == 3 else 1
        sheets = min(_MOST_SHEETS, 1 + round(math.log2(channels)))
        side = (_FIGURE - _SHEET * (_MOST_SHEETS - 1) - 2) * math.sqrt(layer.shape[0] / 28)
        offset = _SHEET * (sheets - 1) / 2
        painter.setPen(QPen(faint(self.palette(), 0.6), 1))
        painter.setBrush(faint(self.palette(), 0.12))
        for sheet in reversed(range(sheets)):
            corner = middle + QPointF(-side / 2 + _SHEET * sheet - offset, -side / 2 - _SHEET * sheet + offset)
            painter.drawRect(QRectF(corner.x(), corner.y(), side, side))

    def _paint_units(self, painter: QPainter, middle: QPointF, count: int) -> None:
        """A column that grows with every doubling."""
        painter.setPen(QPen(faint(self.palette(), 0.6), 1))
        painter.setBrush(faint(self.palette(), 0.12))
        height = _FIGURE * min(1.0, 0.3 + 0.07 * math.log2(count))
        painter.drawRoundedRect(QRectF(middle.x() - 4, middle.y() - height / 2, 8, height - 1), 4, 4)

    def _paint_words(self, painter: QPainter, column: QRectF, words: tuple[str, str]) -> None:
        metrics = self.fontMetrics()
        for line, word in enumerate(words):
            top = _FIGURE + _GAP + line * self._line()
            fitting = metrics.elidedText(word, Qt.TextElideMode.ElideRight, math.ceil(column.width()) + 1)
            place = QRectF(column.left() - 1, top, column.width() + 2, self._line())
            painter.drawText(place, Qt.AlignmentFlag.AlignHCenter, fitting)

    # --- words ---

    def _text_at(self, position: QPoint) -> str:
        for layer, words, column in zip(self._layers, self._words, self._columns, strict=True):
            if column.contains(QPointF(position)):
                return self._sentence(layer, words)
        return ""

    def _sentence(self, layer: Layer, words: tuple[str, str]) -> str:
        text = f"{words[0]}: {words[1]}"
        return text + " · " + self._weights_text(layer.weights) if layer.weights else text

    def _weights_text(self, count: int) -> str:
        return self.tr("{count} weights").format(count=f"{count:,}")

    def _retranslate(self) -> None:
        kinds = {
            "image": self.tr("Image"),
            "convolution": self.tr("{side}×{side} kernels"),
            "pool": self.tr("Pool"),
            "hidden": self.tr("Hidden"),
            "logits": self.tr("Digits"),
        }
        self._words = [
            (kinds[layer.kind].format(side=layer.side), "×".join(map(str, layer.shape))) for layer in self._layers
        ]
        self._total = self._weights_text(sum(layer.weights for layer in self._layers))
        chain = " → ".join(f"{kind} {shape}" for kind, shape in self._words)
        self.setAccessibleName(self.tr("Network"))
        self.setAccessibleDescription(f"{chain} · {self._total}")
        self._lay_out()
