"""A frame around what has the keyboard; it is seen where the focus came by key, and not where it came by mouse."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

_WIDTH, _RADIUS = 2.0, 4.0
_REASONS = Qt.FocusReason
_BY_KEY = (_REASONS.TabFocusReason, _REASONS.BacktabFocusReason, _REASONS.ShortcutFocusReason)
_BACK = (_REASONS.ActiveWindowFocusReason, _REASONS.PopupFocusReason, _REASONS.MenuBarFocusReason)


def came_by_key(event: QFocusEvent, before: bool) -> bool:
    """True where somebody went there with a key; what was `before` where only a menu or another window was between."""
    return before if event.reason() in _BACK else event.reason() in _BY_KEY


def paint_focus_ring(painter: QPainter, widget: QWidget, place: QRectF | None = None) -> None:
    """Frames a place in a widget, or all of it, in the accent colour."""
    inside = QRectF(widget.rect()) if place is None else place
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(widget.palette().highlight().color(), _WIDTH))
    margin = _WIDTH / 2
    painter.drawRoundedRect(inside.adjusted(margin, margin, -margin, -margin), _RADIUS, _RADIUS)
