"""What is asked before a window closes over a run that is under way."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from digitpad.ui.question import Answer, ask

_translate = QCoreApplication.translate


def ask_to_stop(window: QWidget, close: Callable[[], object], is_training: bool, is_teaching: bool) -> None:
    """Asks once, without holding anything up.

    Args:
        window: to be closed.
        close: called where that is wished.
        is_training: a training is under way.
        is_teaching: the model in use is being taught; at least one of the two is so.
    """
    question, stay = _words(is_training, is_teaching)
    roles = QMessageBox.ButtonRole
    answers = (
        Answer("close_stop", _translate("close_question", "Stop and close"), roles.DestructiveRole, close),
        Answer("close_keep", stay, roles.RejectRole),
    )
    lost = _translate("close_question", "What it has learnt until now would be lost.")
    ask(window, "close_question", question, answers, likely="close_keep", safe="close_keep", details=lost)


def _words(is_training: bool, is_teaching: bool) -> tuple[str, str]:
    """The question, and the answer that stops nothing."""
    if is_training and is_teaching:
        question = _translate("close_question", "A training is running, and a model practises. Stop both and close?")
        return question, _translate("close_question", "Keep both")
    if is_teaching:
        question = _translate("close_question", "A model practises your drawings. Stop it and close?")
        return question, _translate("close_question", "Keep practising")
    question = _translate("close_question", "A training is running. Stop it and close?")
    return question, _translate("close_question", "Keep training")
