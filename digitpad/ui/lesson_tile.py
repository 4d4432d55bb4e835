"""A lesson to choose: its picture, its title and what it is about, on a card that looks as if it could be pressed."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QCommandLinkButton, QSizePolicy

from digitpad.ui.appearance import faint

_PADDING, _GAP = 12, 16
_RADIUS = 6
_WIDTH = 400


class LessonTile(QCommandLinkButton):
    """A button with an edge of its own; the accent colour where the mouse or, with more of it, the keyboard is."""

    def __init__(self) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, self._height(_WIDTH))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def heightForWidth(self, width: int) -> int:
        return self._height(width)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LanguageChange):
            self.updateGeometry()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # The window's: a button's own window colour is what the style takes edges from, and is light in the dark too.
        palette = self.window().palette()
        is_marked = self.underMouse() or self.hasFocus()
        width = 2 if self.hasFocus() else 1
        painter.setPen(QPen(palette.highlight().color() if is_marked else faint(palette, 0.4), width))
        painter.setBrush(faint(palette, 0.08) if self.isDown() else palette.base())
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), _RADIUS, _RADIUS)
        side = self.iconSize()
        self.icon().paint(painter, QRect(_PADDING, (self.height() - side.height()) // 2, side.width(), side.height()))
        words = self._words(self.width())
        top = (self.height() - self._height_of_words(self.width())) // 2
        title, about = QFontMetrics(self._bold()), self.fontMetrics()
        painter.setFont(self._bold())
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        place = QRect(words.x(), top, words.width(), _height_of(title, self.text(), words.width()))
        painter.drawText(place, flags, self.text())
        painter.setFont(self.font())
        painter.setPen(faint(palette, 0.75))
        height = _height_of(about, self.description(), words.width())
        painter.drawText(
            QRect(words.x(), place.bottom() + 1 + _PADDING // 3, words.width(), height), flags, self.description()
        )

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _words(self, width: int) -> QRect:
        left = _PADDING + self.iconSize().width() + _GAP
        return QRect(left, _PADDING, width - left - _PADDING, 0)

    def _height_of_words(self, width: int) -> int:
        room = self._words(width).width()
        title = _height_of(QFontMetrics(self._bold()), self.text(), room)
        return title + _PADDING // 3 + _height_of(self.fontMetrics(), self.description(), room)

    def _height(self, width: int) -> int:
        return max(self.iconSize().height(), self._height_of_words(width)) + 2 * _PADDING


def _height_of(metrics: QFontMetrics, text: str, width: int) -> int:
    return metrics.boundingRect(QRect(0, 0, width, 1), Qt.TextFlag.TextWordWrap, text).height()
