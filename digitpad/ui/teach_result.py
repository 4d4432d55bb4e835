"""What a practice gave: what is read rightly now, and what no longer is."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from digitpad.core.data_sources import MNIST
from digitpad.ui.change_view import ChangeView

if TYPE_CHECKING:
    from digitpad.core.teaching import Taught

_GAP = 24


class TeachResultView(QWidget):
    """The user's own drawings before and after, and beside them digits that nobody practised."""

    def __init__(self) -> None:
        super().__init__()
        self._taught: Taught | None = None
        self._mine, self._test = ChangeView("teach_mine"), ChangeView("teach_test")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        layout.addWidget(self._mine, 1)
        layout.addWidget(self._test, 1)

    def show_taught(self, taught: "Taught") -> None:
        """Shows what came of a practice."""
        self._taught = taught
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)

    def _show(self) -> None:
        if self._taught is None:
            return
        self._mine.show_changes(
            self.tr("My drawings"),
            self._taught.drawings,
            self.tr("It has practised these: a new drawing shows whether it understood."),
        )
        self._test.show_changes(
            self.tr("MNIST test images") if self._taught.old == MNIST else self.tr("Synthetic test digits"),
            self._taught.test,
            self.tr("It has never seen these: they show what it forgot."),
        )
