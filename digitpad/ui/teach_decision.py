"""What becomes of a practice."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

_GAP = 8


class TeachDecision(QWidget):
    """Buttons to use the taught model or to keep the old one, to go back afterwards, and to look at another practice.

    Signals:
        use_requested(), keep_requested(), undo_requested(), other_requested(): a button was pressed.
    """

    use_requested = Signal()
    keep_requested = Signal()
    undo_requested = Signal()
    other_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._others = 0
        self._use, self._keep, self._undo, self._other = (QPushButton() for _ in range(4))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(self._other)
        row.addStretch(1)
        for name, button, requested in (
            ("use", self._use, self.use_requested),
            ("keep", self._keep, self.keep_requested),
            ("undo", self._undo, self.undo_requested),
            ("other", self._other, self.other_requested),
        ):
            button.setObjectName(f"teach_{name}")
            button.setAutoDefault(False)
            button.clicked.connect(requested)
        for button in (self._use, self._keep, self._undo):
            row.addWidget(button)
        self._retranslate()

    def offer(self, is_taught: bool, is_used: bool, others: int, busy: bool) -> None:
        """Offers what can be decided.

        Args:
            is_taught: there is a taught model.
            is_used: it is in use.
            others: how many other practices wait.
            busy: a model is being saved.
        """
        self._others = others
        for button in (self._use, self._keep):
            button.setEnabled(is_taught and not is_used and not busy)
        self._other.setEnabled(not busy)
        self._use.setVisible(is_taught)
        self._keep.setVisible(is_taught and not is_used)
        self._undo.setVisible(is_used)
        self._other.setVisible(others > 0)
        self.setVisible(is_taught or is_used or others > 0)  # an empty row would still be kept apart
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._use.setText(self.tr("Use it"))
        self._use.setToolTip(self.tr("Save the taught model, and let it read from now on"))
        self._keep.setText(self.tr("Keep the old one"))
        self._keep.setToolTip(self.tr("Throw away what was learnt"))
        self._undo.setText(self.tr("Undo"))
        self._undo.setToolTip(self.tr("Let the model of before read again"))
        self._other.setText(self.tr("The other practice") if self._others < 2 else self.tr("Another practice"))
        self._other.setToolTip(self.tr("Nobody has decided on it yet: look at what it gave"))
