"""How long the last answer took."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel

_MARGIN, _ROOM = 16, 24


class SpeedLabel(QLabel):
    """Milliseconds from ink to probabilities, at the right end of the window's foot."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("speed")
        self.setContentsMargins(0, 0, _MARGIN, 0)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._milliseconds: float | None = None
        self._retranslate()

    def show_speed(self, milliseconds: float | None) -> None:
        """Shows it; None where nothing was read."""
        self._milliseconds = milliseconds
        words = "" if milliseconds is None else self._words(milliseconds)
        if words != self.text():
            self.setText(words)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _words(self, milliseconds: float) -> str:
        return self.tr("Read in {milliseconds} ms").format(milliseconds=f"{milliseconds:,.1f}")

    def _retranslate(self) -> None:
        self.setToolTip(self.tr("How long the last answer took, from ink to probabilities"))
        # As wide as it ever gets: else its first words would be cut until the bar is laid out anew.
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance(self._words(1e4)) + _ROOM)
        self.show_speed(self._milliseconds)
