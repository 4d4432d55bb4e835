"""A list to choose from whose chosen line may be longer than there is room for."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QToolTip, QWidget

_AROUND = 4
"""Of the words, in pixels."""


class ShortenedBox(QComboBox):
    """Ends words that do not fit in "…", where a stock one cuts through a letter, and tells them whole to the pointer.

    Args:
        most_letters: so wide does it wish to be at most; 0 where its place decides.
    """

    def __init__(self, most_letters: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most_letters = most_letters
        policies = QComboBox.SizeAdjustPolicy
        self.setSizeAdjustPolicy(
            policies.AdjustToContents if most_letters else policies.AdjustToMinimumContentsLengthWithIcon
        )

    def shown_text(self) -> str:
        """The chosen line as it is painted."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        return self._shortened(option)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if not self._most_letters:
            return hint
        return QSize(min(hint.width(), self._most_letters * self.fontMetrics().horizontalAdvance("0")), hint.height())

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self.sizeHint().width()), hint.height())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._is_shortened():
            QToolTip.showText(event.globalPos(), f"{self.currentText()}\n{self.toolTip()}".strip(), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        option.currentText = self._shortened(option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def _is_shortened(self) -> bool:
        return self.shown_text() != self.currentText()

    def _shortened(self, option: QStyleOptionComboBox) -> str:
        control, field = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(control, option, field, self).width() - _AROUND
        return option.fontMetrics.elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
