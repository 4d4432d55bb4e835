"""What a drawing should have been: ten digits to click, and what became of that."""

import math

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from digitpad.ui.choice_button import ChoiceToolButton

_GAP, _ROWS_APART = 8, 4
_AROUND = 12
"""Of a button around its words."""
_SPARE = 1.04
"""Smaller letters are not narrower in just that measure."""


class LabelRow(QWidget):
    """The digit keys do the same on the canvas, which keeps the keyboard when a digit is clicked.

    Signals:
        label_chosen(int): the drawing should have been that.
        undo_requested(): it should not be kept after all.
        teach_requested(): a model is to learn what was kept.
    """

    label_chosen = Signal(int)
    undo_requested = Signal()
    teach_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("label_row")
        self._label: int | None = None
        self._room = 0
        self._words = QLabel()
        self._words.setObjectName("label_words")
        self._undo, self._teach = _named(QToolButton(), "label_undo"), _named(QToolButton(), "label_teach")
        for button in (self._undo, self._teach):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._digits = [_named(ChoiceToolButton(), f"label_{digit}") for digit in range(10)]
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        for digit, button in enumerate(self._digits):
            self._group.addButton(button, digit)
        self._lay_out()
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # nothing moves when it comes
        self.setSizePolicy(policy)
        self._connect()
        self.show_label(None)
        self._retranslate()

    def show_label(self, label: int | None) -> None:
        """Shows what the drawing was kept as, or asks."""
        self._label = label
        for digit, button in enumerate(self._digits):
            button.setChecked(digit == label)
        self._undo.setVisible(label is not None)
        self._write()

    def set_room(self, width: int) -> None:
        """How wide the row will be: it is as high before it is seen as it will be then."""
        self._room = width
        self._fit_letters()
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.FontChange:
            self._fit_letters()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.set_room(self.width())
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        upper, lower = QHBoxLayout(), QHBoxLayout()
        upper.setSpacing(0)
        lower.setSpacing(2)
        upper.addWidget(self._words)
        upper.addSpacing(_GAP)
        upper.addWidget(self._undo)
        upper.addStretch(1)
        upper.addWidget(self._teach)
        for button in self._digits:
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            lower.addWidget(button, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_ROWS_APART)
        layout.addLayout(upper)
        layout.addLayout(lower)

    def _connect(self) -> None:
        self._group.idClicked.connect(self._on_digit_clicked)
        self._undo.clicked.connect(self.undo_requested)
        self._teach.clicked.connect(self.teach_requested)

    def _on_digit_clicked(self, digit: int) -> None:
        self.show_label(self._label)  # marked when it is on the disk, not before
        self.label_chosen.emit(digit)

    def _write(self) -> None:
        if self._label is None:
            self._words.setText(self.tr("Should have been:"))
        else:
            self._words.setText(self.tr("Kept as {digit}").format(digit=self._label))
        self._fit_letters()

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        # Not the layout's: what was never shown does not tell it that the letters have grown.
        height = self._teach.sizeHint().height() + _ROWS_APART + self._digits[0].sizeHint().height()
        return QSize(math.ceil(self._needed_width()), height)

    def _needed_width(self) -> float:
        """With the row's own letters."""
        buttons = [self._teach, *([] if self._label is None else [self._undo])]
        metrics = QFontMetricsF(self.font())
        words = [self._words.text(), *(f"  {button.text()}" for button in buttons)]
        upper = sum(map(metrics.horizontalAdvance, words)) + len(buttons) * _AROUND + _GAP
        lower = 10 * (metrics.horizontalAdvance("0") + _AROUND / 2)
        return _SPARE * max(upper, lower)

    def _fit_letters(self) -> None:
        """As large as the row's own letters, or as fit: nothing is cut."""
        if not self._room:
            return
        font = QFont(self.font())
        if (needed := self._needed_width()) > self._room:
            font.setPointSizeF(font.pointSizeF() * self._room / needed)
        for widget in (self._words, self._undo, self._teach, *self._digits):
            if widget.font() != font:
                widget.setFont(font)

    def _retranslate(self) -> None:
        self._undo.setText(self.tr("Undo"))
        self._undo.setToolTip(self.tr("Do not keep this drawing"))
        self._teach.setText(self.tr("Teach it…"))
        self._teach.setToolTip(self.tr("Let the model learn from your drawings"))
        for digit, button in enumerate(self._digits):
            button.setText(str(digit))
            button.setToolTip(
                self.tr("It should have been a {digit}: keep the drawing as one (key {digit})").format(digit=digit)
            )
            button.setAccessibleName(self.tr("Should have been {digit}").format(digit=digit))
        self._write()


def _named(button: QToolButton, name: str) -> QToolButton:
    button.setObjectName(name)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button
