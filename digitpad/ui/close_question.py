"""What is asked before a window closes over a run that is under way."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from digitpad.ui.question import Answer, ask

_translate = QCoreApplication.translate


def ask_to_stop(window: QWidget, close: Callable[[], object]) -> None:
    """Asks once, without holding anything up.

    Args:
        window: to be closed.
        close: called where that is wished.
    """
    answers = (
        Answer(
            "close_stop", _translate("close_question", "Stop and close"), QMessageBox.ButtonRole.DestructiveRole, close
        ),
        Answer("close_keep", _translate("close_question", "Keep training"), QMessageBox.ButtonRole.RejectRole),
    )
    ask(
        window,
        "close_question",
        _translate("close_question", "A training is running. Stop it and close?"),
        answers,
        likely="close_keep",
        safe="close_keep",
        details=_translate("close_question", "What it has learnt until now would be lost."),
    )
