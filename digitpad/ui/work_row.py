"""How far a long computation has come, with a button to stop it, and afterwards what came out, in one place."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QStackedWidget, QWidget

_GAP = 8


class WorkRow(QStackedWidget):
    """A progress bar with "Stop", or a sentence, with "Go on" where the work was stopped.

    Args:
        name: its parts are called `<name>_status`, `<name>_progress`, `<name>_stop` and `<name>_go_on`.

    Signals:
        stop_requested(): the user has seen enough.
        go_on_requested(): the rest is wanted after all.
    """

    stop_requested = Signal()
    go_on_requested = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = 1
        self._status, self._bar = QLabel(), QProgressBar()
        self._stop, self._go_on = QPushButton(), QPushButton()
        self._status.setObjectName(f"{name}_status")
        self._status.setWordWrap(True)
        self._bar.setObjectName(f"{name}_progress")
        self._stop.setObjectName(f"{name}_stop")
        self._go_on.setObjectName(f"{name}_go_on")
        for widgets in ((self._status, self._go_on), (self._bar, self._stop)):
            page = QWidget()
            layout = QHBoxLayout(page)
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(_GAP)
            layout.addWidget(widgets[0], 1)
            layout.addWidget(widgets[1])
            self.addWidget(page)
        self._stop.clicked.connect(self.stop_requested)
        self._go_on.clicked.connect(self.go_on_requested)
        self._retranslate()
        self.show_sentence("")

    def reserve_lines(self, count: int) -> None:
        """Keeps room for sentences of so many lines, so that what stands below does not move with a longer one."""
        self._lines = count
        self._keep_room()

    def show_sentence(self, sentence: str, tip: str = "", can_go_on: bool = False) -> None:
        """Says what came out."""
        self._status.setText(sentence)
        self._status.setToolTip(tip)
        self._go_on.setVisible(can_go_on)
        self.setCurrentIndex(0)

    def show_progress(self, what: str, done: int = 0, count: int = 0) -> None:
        """Says what is being done, and how far it has come; nobody knows where `count` is 0."""
        self._bar.setRange(0, count)
        self._bar.setValue(done)
        self._bar.setFormat(f"{what} %p %" if count else what)
        self._bar.setAccessibleName(what)
        self._stop.setEnabled(count > 0)
        self.setCurrentIndex(1)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.FontChange:
            self._keep_room()
        super().changeEvent(event)

    def _keep_room(self) -> None:
        self._status.setMinimumHeight(self._lines * self._status.fontMetrics().lineSpacing())

    def _retranslate(self) -> None:
        self._stop.setText(self.tr("Stop"))
        self._go_on.setText(self.tr("Go on"))
