"""What is asked before a window closes over a run that is under way."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

_translate = QCoreApplication.translate


def ask_to_stop(window: QWidget, close: Callable[[], object]) -> None:
    """Asks once, without holding anything up.

    Args:
        window: to be closed.
        close: called where that is wished.
    """
    if (asked := window.findChild(QMessageBox, "close_question")) is not None:
        asked.raise_()
        return
    box = QMessageBox(window)
    box.setObjectName("close_question")
    box.setIcon(QMessageBox.Icon.Question)
    box.setText(_translate("close_question", "A training is running. Stop it and close?"))
    box.setInformativeText(_translate("close_question", "What it has learnt until now would be lost."))
    stop = box.addButton(_translate("close_question", "Stop and close"), QMessageBox.ButtonRole.DestructiveRole)
    keep = box.addButton(_translate("close_question", "Keep training"), QMessageBox.ButtonRole.RejectRole)
    for name, button in (("close_stop", stop), ("close_keep", keep)):
        button.setObjectName(name)
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    stop.clicked.connect(close)
    box.finished.connect(box.deleteLater)
    box.open()
