"""What is asked before a window closes over a run that is under way, or over models that nobody has saved."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from digitpad.ui.question import Answer, ask

_translate = QCoreApplication.translate


class Loss(NamedTuple):
    """What a window that closes would lose."""

    is_training: bool
    is_teaching: bool
    trained: int
    """How many trained models were not saved."""
    taught: int
    """And how many taught ones."""

    @property
    def is_running(self) -> bool:
        """True while something is learnt."""
        return self.is_training or self.is_teaching

    @property
    def models(self) -> int:
        """How many models were not saved."""
        return self.trained + self.taught


def ask_before_closing(
    window: QWidget, loss: Loss, close: Callable[[], object], save_and_close: Callable[[], object]
) -> None:
    """Asks once, without holding anything up.

    Args:
        window: to be closed.
        loss: something.
        close: called where it may be lost.
        save_and_close: called where the models are to be saved before.
    """
    roles = QMessageBox.ButtonRole
    question, stay = _words_of_runs(loss) if loss.is_running else _words_of_models(loss)
    leave = "close_stop" if loss.is_running else "close_leave"
    answers = [
        Answer(leave, _words_of_leaving(loss), roles.DestructiveRole, close),
        Answer("close_keep", stay, roles.RejectRole),
    ]
    if loss.models:
        answers.insert(0, Answer("close_save", _words_of_saving(loss), roles.AcceptRole, save_and_close))
    likely = "close_keep" if loss.is_running else "close_save"
    ask(window, "close_question", question, answers, likely=likely, safe="close_keep", details=_details(loss))


def _words_of_runs(loss: Loss) -> tuple[str, str]:
    """The question, and the answer that stops nothing."""
    if loss.is_training and loss.is_teaching:
        question = _translate("close_question", "A training is running, and a model practises. Stop both and close?")
        return question, _translate("close_question", "Keep both")
    if loss.is_teaching:
        question = _translate("close_question", "A model practises your drawings. Stop it and close?")
        return question, _translate("close_question", "Keep practising")
    question = _translate("close_question", "A training is running. Stop it and close?")
    return question, _translate("close_question", "Keep training")


def _words_of_models(loss: Loss) -> tuple[str, str]:
    """The question, and the answer that leaves the window open."""
    return _unsaved(loss), _translate("close_question", "Cancel")


def _words_of_saving(loss: Loss) -> str:
    if loss.is_running:
        return _translate("close_question", "Save, stop and close")
    if loss.models == 1:
        return _translate("close_question", "Save it")
    return _translate("close_question", "Save them")


def _words_of_leaving(loss: Loss) -> str:
    if loss.is_running:
        return _translate("close_question", "Stop and close")
    if loss.models == 1:
        return _translate("close_question", "Leave it")
    return _translate("close_question", "Leave them")


def _details(loss: Loss) -> str:
    if not loss.is_running:
        return _translate("close_question", "What is saved is in the list of models the next time; the rest is lost.")
    lost = _translate("close_question", "What it has learnt until now would be lost.")
    return f"{lost} {_unsaved(loss)}" if loss.models else lost


def _unsaved(loss: Loss) -> str:
    if loss.models > 1:
        text = _translate("close_question", "{count} new models are not saved.")
        return text.format(count=loss.models)
    if loss.taught:
        return _translate("close_question", "A taught model is not saved.")
    return _translate("close_question", "A trained model is not saved.")
