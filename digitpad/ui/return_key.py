"""Return presses the button that has the keyboard, also where it is nobody's answer to the whole dialog."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget


class ReturnPresses(QObject):
    """Of itself, Return in a dialog without a default button does nothing: only the space bar presses.

    Args:
        dialog: whose buttons it presses.
    """

    def __init__(self, dialog: QWidget) -> None:
        super().__init__(dialog)
        dialog.installEventFilter(self)

    def eventFilter(self, dialog: QObject, event: QEvent) -> bool:
        button = QApplication.focusWidget() if _is_return(event) else None
        if isinstance(button, QPushButton) and isinstance(dialog, QWidget) and dialog.isAncestorOf(button):
            button.click()
            return True
        return super().eventFilter(dialog, event)


def _is_return(event: QEvent) -> bool:
    keys = Qt.Key.Key_Return, Qt.Key.Key_Enter
    return event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in keys
