"""How far a long piece of work is."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QProgressBar


class ProgressBar(QProgressBar):
    """A progress bar for steps that can be counted, and for work of which nobody knows how long it takes.

    Args:
        name: its object name.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFormat("%p %")
        self.show_done(0, 1)
        self._retranslate()

    def show_done(self, count: int, most: int) -> None:
        """So many of so many are done."""
        self.setRange(0, most)
        self.setValue(count)

    def show_busy(self) -> None:
        """Nobody knows how long it takes."""
        self.show_done(0, 0)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Progress"))
