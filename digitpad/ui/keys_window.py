"""Every way by keyboard, in one list."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QFont, QKeySequence
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from digitpad.ui.close_buttons import CloseButtons

_MARGIN, _GAP, _BETWEEN = 24, 6, 24


class KeysWindow(QDialog):
    """Keys on the left, what they do on the right; the window goes on working beside it.

    Args:
        window: whose actions are listed.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("keys_window")
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        buttons = CloseButtons(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, _MARGIN // 2, _MARGIN // 2)
        layout.addWidget(self._area, 1)
        layout.addWidget(buttons)
        self._retranslate()
        page = self._grid.sizeHint()
        foot = buttons.sizeHint().height() + layout.spacing() + _MARGIN // 2
        bar = self._area.verticalScrollBar().sizeHint().width()
        self.resize(page.width() + bar + _MARGIN // 2, min(page.height() + foot, window.height()))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Keys"))
        page = QWidget()
        self._grid = QGridLayout(page)
        self._grid.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self._grid.setHorizontalSpacing(_BETWEEN)
        self._grid.setVerticalSpacing(_GAP)
        self._grid.setColumnStretch(1, 1)
        arrows = self.tr("Arrow keys")
        digit, enter, escape, tab = "0 … 9", _key(Qt.Key.Key_Return), _key(Qt.Key.Key_Escape), _key(Qt.Key.Key_Tab)
        self._add(self.tr("On the canvas"), [(digit, self.tr("Say what the drawing should have been"))])
        self._add(self.tr("In the menus"), self._of_actions())
        self._add(
            self.tr("Everywhere"),
            [
                (tab, self.tr("To the next control, and with Shift to the one before")),
                (arrows, self.tr("On the names of the tabs: another tab")),
            ],
        )
        self._add(
            self.tr("In pictures side by side"),
            [
                (arrows, self.tr("Mark another picture")),
                (enter, self.tr("Enlarge it, or put it on the canvas")),
                (escape, self.tr("All pictures again")),
            ],
        )
        self._add(
            self.tr("While a lesson is presented"),
            [
                ("← →", self.tr("The page before, the next page")),
                (f"{_key(Qt.Key.Key_Home)} {_key(Qt.Key.Key_End)}", self.tr("The first page, the last page")),
                (escape, self.tr("Back to the window")),
            ],
        )
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        self._area.setWidget(page)

    def _of_actions(self) -> Iterable[tuple[str, str]]:
        window = self.parent()
        assert window is not None
        for action in window.findChildren(QAction):
            keys = [sequence.toString(QKeySequence.SequenceFormat.NativeText) for sequence in action.shortcuts()]
            if keys and action.objectName().startswith("action_"):
                yield "  ".join(keys), action.iconText()

    def _add(self, title: str, rows: Iterable[tuple[str, str]]) -> None:
        heading = QLabel(title)
        font = QFont(heading.font())
        font.setWeight(QFont.Weight.DemiBold)
        heading.setFont(font)
        row = self._grid.rowCount()
        if row > 1:
            heading.setContentsMargins(0, _BETWEEN // 2, 0, 0)
        self._grid.addWidget(heading, row, 0, 1, 2)
        for below, (keys, what) in enumerate(rows, 1):
            self._grid.addWidget(QLabel(keys), row + below, 0)
            self._grid.addWidget(QLabel(what), row + below, 1)


def _key(key: Qt.Key) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
