"""Curves of a run: how loss and accuracy change with the steps."""

import math
from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from digitpad.ui.appearance import faint
from digitpad.ui.painted_view import PaintedView

if TYPE_CHECKING:
    from digitpad.core.run import Period

_DOT = 2.5
_MANY = 30  # periods from which on dots would hide the line
_MOST_BATCHES = 1000  # that are kept; beyond that each pair becomes one
_SAMPLE, _APART = 26, 16
"""In the legend: from a line to its word, and from a word to the next line."""
_BATCH_POINTS = 100  # of the finest line, over the whole run: single batches jump


class _Line(NamedTuple):
    polygon: QPolygonF
    kind: Literal["batches", "training", "validation"]


class CurveView(PaintedView):
    """Paints the loss or the accuracy of training and validation over the steps of a run."""

    def __init__(self, figure: Literal["loss", "accuracy"], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{figure}_curves")
        self._figure = figure
        self._steps = 1
        self._periods: tuple[Period, ...] = ()
        self._batches: list[tuple[int, float]] = []
        self._lines: list[_Line] = []
        self._levels: list[float] = [0.0, 1.0]
        self._plot = QRectF()
        self._retranslate()

    def clear(self) -> None:
        """Forgets the last run."""
        self._batches.clear()
        self.show_run(1, ())

    def show_run(self, steps: int, periods: "tuple[Period, ...]", batch: tuple[int, float] | None = None) -> None:
        """Shows a run so far.

        Args:
            steps: of the whole run.
            periods: that have ended.
            batch: a step and the loss of the last batches, to be added to the earlier ones.
        """
        self._steps, self._periods = max(1, steps), periods
        if batch is not None:
            self._batches.append(batch)
        if len(self._batches) > _MOST_BATCHES:
            pairs = zip(self._batches[::2], self._batches[1::2], strict=False)
            self._batches = [(later, (loss + later_loss) / 2) for (_, loss), (later, later_loss) in pairs]
        self._lay_out()
        self._describe()
        self.update()

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(18 * line, 11 * line)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint() / 2

    @property
    def plot(self) -> QRectF:
        """Where the curves are painted."""
        return QRectF(self._plot)

    def legend(self) -> dict[str, QRectF]:
        """Each word of the legend, and where it stands with its piece of line."""
        metrics = self.fontMetrics()
        return {
            word: QRectF(
                x, (row + 1) * metrics.height() + 2, _SAMPLE + metrics.horizontalAdvance(word), metrics.height()
            )
            for (_, word), (row, x) in zip(self._legend, self._legend_places, strict=True)
        }

    # --- geometry ---

    def _lay_out(self) -> None:
        metrics = self.fontMetrics()
        left, foot = metrics.horizontalAdvance("100 %") + 8, metrics.height() + 4
        self._legend_places = self._places_of(self._legend)
        rows = max(row for row, _ in self._places_of(self._all_words))  # beside each other both plots begin alike
        head = (
            (2 + rows) * metrics.height() + 8 + (metrics.height() // 2 if rows else 0)
        )  # half of the uppermost figure
        self._plot = QRectF(left, head, max(1, self.width() - left - 8), max(1, self.height() - head - foot))
        batches = self._mean_batches() if self._figure == "loss" else []
        training = [(period.step, self._value(period, "training")) for period in self._periods]
        validation = [(period.step, self._value(period, "validation")) for period in self._periods]
        # The first batches are far worse than all that follows: once there are periods, they set the scale.
        scaled = [*training, *validation] or batches
        self._levels = self._scale([value for _, value in scaled if math.isfinite(value)])
        kinds: tuple[Literal["batches", "training", "validation"], ...] = ("batches", "training", "validation")
        self._lines = [
            _Line(QPolygonF([self._place(*point) for point in points if math.isfinite(point[1])]), kind)
            for points, kind in zip((batches, training, validation), kinds, strict=True)
        ]

    def _places_of(self, legend: list[tuple[str, str]]) -> list[tuple[int, float]]:
        """Row and x of each word's line; in another row where there is no room beside the one before."""
        places, row, x = [], 0, 0.0
        for _, word in legend:
            width = _SAMPLE + self.fontMetrics().horizontalAdvance(word)
            if x and x + width > self.width():
                row, x = row + 1, 0.0
            places.append((row, x))
            x += width + _APART
        return places

    def _mean_batches(self) -> list[tuple[int, float]]:
        """The mean loss of each hundredth of the run, at its last step."""
        parts: dict[int, list[tuple[int, float]]] = {}
        for step, loss in self._batches:
            parts.setdefault(_BATCH_POINTS * step // self._steps, []).append((step, loss))
        return [(part[-1][0], sum(loss for _, loss in part) / len(part)) for part in parts.values()]

    def _scale(self, values: list[float]) -> list[float]:
        """Where the lines across are drawn, from the lowest to the highest."""
        if self._figure == "accuracy":
            low = max(low for low in (0.0, 0.5, 0.8, 0.9) if low <= min(values, default=0.0))
            return [low, (low + 1) / 2, 1.0]
        high = max(values, default=1.0) or 1.0
        unit = 10 ** math.floor(math.log10(high))
        high = next(unit * factor for factor in (1, 2, 4, 6, 10) if unit * factor >= high * 0.999)
        return [0.0, high / 2, high]

    def _place(self, step: int, value: float) -> QPointF:
        low, high = self._levels[0], self._levels[-1]
        share = (value - low) / (high - low)
        return QPointF(
            self._plot.left() + self._plot.width() * step / self._steps,
            self._plot.bottom() - self._plot.height() * min(share, 2.0),  # painting is cut off at the plot's edge
        )

    def _value(self, period: "Period", part: Literal["training", "validation"]) -> float:
        return float(getattr(period, f"{part}_{self._figure}"))

    # --- painting ---

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics, palette, plot = self.fontMetrics(), self.palette(), self._plot
        text, line, right = palette.windowText().color(), metrics.height(), Qt.AlignmentFlag.AlignRight
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        painter.drawText(QPointF(0, metrics.ascent()), self._title)
        painter.setFont(self.font())
        self._paint_legend(painter, line + metrics.ascent() + 2)
        for level in self._levels:
            y = self._place(0, level).y()
            painter.setPen(QPen(faint(palette, 0.15), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(text)
            place = QRectF(0, y - line / 2, plot.left() - 6, line)
            painter.drawText(place, right | Qt.AlignmentFlag.AlignVCenter, self._level_text(level))
        foot = QRectF(plot.left(), plot.bottom() + 4, plot.width(), line)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, "0")
        painter.drawText(foot, right, self._steps_text if self._steps > 1 else "")
        painter.setClipRect(plot.adjusted(-_DOT, -_DOT, 2 * _DOT, _DOT))
        for polygon, kind in self._lines:
            painter.setPen(self._pen(kind))
            painter.drawPolyline(polygon)
            if kind != "batches" and len(self._periods) <= _MANY:
                painter.setBrush(painter.pen().color())
                for point in polygon.toList():
                    painter.drawEllipse(point, _DOT, _DOT)

    def _paint_legend(self, painter: QPainter, base: float) -> None:
        metrics = self.fontMetrics()
        for (kind, word), (row, x) in zip(self._legend, self._legend_places, strict=True):
            foot = base + row * metrics.height()
            painter.setPen(self._pen(kind))
            middle = foot - metrics.ascent() / 2 + 2
            painter.drawLine(QPointF(x, middle), QPointF(x + _SAMPLE - 6, middle))
            painter.setPen(self.palette().windowText().color())
            painter.drawText(QPointF(x + _SAMPLE, foot), word)

    def _pen(self, kind: str) -> QPen:
        """Validation has the accent colour, training is dashed grey: told apart without seeing colours."""
        palette = self.palette()
        if kind == "validation":
            return QPen(palette.highlight().color(), 2)
        if kind == "training":
            return QPen(faint(palette, 0.7), 2, Qt.PenStyle.DashLine)
        return QPen(faint(palette, 0.3), 1)

    # --- words ---

    def _level_text(self, level: float) -> str:
        return f"{100 * level:.0f} %" if self._figure == "accuracy" else f"{level:g}"

    def _text_at(self, position: QPoint) -> str:
        if not self._periods:
            return ""
        x = position.x()
        return self._period_text(min(self._periods, key=lambda period: abs(self._place(period.step, 0).x() - x)))

    def _period_text(self, period: "Period") -> str:
        values = [self._value(period, part) for part in ("training", "validation")]
        training, validation = (
            f"{100 * value:.1f} %" if self._figure == "accuracy" else f"{value:.3f}" for value in values
        )
        return self.tr("Step {step}: training {training}, validation {validation}").format(
            step=f"{period.step:,}", training=training, validation=validation
        )

    def _describe(self) -> None:
        self._steps_text = self.tr("{count} steps").format(count=f"{self._steps:,}")
        self.setAccessibleDescription(self._period_text(self._periods[-1]) if self._periods else "")

    def _retranslate(self) -> None:
        self._title = self.tr("Loss") if self._figure == "loss" else self.tr("Accuracy")
        self._all_words = [
            ("training", self.tr("training")),
            ("validation", self.tr("validation")),
            ("batches", self.tr("batches")),
        ]
        self._legend = self._all_words if self._figure == "loss" else self._all_words[:2]
        self._lay_out()
        self.setAccessibleName(self._title)
        self._describe()
        self.update()
