"""Answers the questions of the explaining tabs: the newest wins."""

import logging
import math
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import Signal

from digitpad.core.errors import InputError
from digitpad.workers.mailbox_thread import MailboxThread

if TYPE_CHECKING:
    from digitpad.core.classifier import DigitClassifier
    from digitpad.core.model_store import ModelCard

_log = logging.getLogger(__name__)
_PATIENCE = 0.2
"""Seconds that an answer about the drawing of the moment may take, however many points are added meanwhile: were it
stopped at each, none would be seen before the pen rests."""


class Classifiers:
    """What a question works with: classifiers that belong to the thread of the answers.

    Args:
        model: the one in use.
        loaded: all that were loaded so far, by folder and content.
        report: tells the tab how far the work has come.
    """

    def __init__(
        self,
        model: "ModelCard | DigitClassifier",
        loaded: "dict[tuple, DigitClassifier]",
        report: Callable[[Any], None],
    ) -> None:
        self._model = model
        self._loaded = loaded
        self.report = report

    @property
    def in_use(self) -> "DigitClassifier":
        """That of the model in use.

        Raises:
            InputError: it cannot be loaded.
        """
        return self.of(self._model)

    def of(self, model: "ModelCard | DigitClassifier") -> "DigitClassifier":
        """That of any model, loaded when it is first asked for; an object that classifies is its own.

        Raises:
            InputError: it cannot be loaded.
        """
        from digitpad.core.model_store import ModelCard, load_classifier

        if not isinstance(model, ModelCard):
            return model
        key = (model.folder, *sorted(model.sha256.items()))
        if key not in self._loaded:
            self._loaded[key] = load_classifier(model)
        return self._loaded[key]


Question = Callable[[Classifiers, Callable[[], bool]], Any]
"""Works in the thread of the answers; asks its second argument now and then whether to stop, and then gives None."""


class _Asked(NamedTuple):
    tab: str
    serial: int
    model: "ModelCard | DigitClassifier"
    question: Question


class _Mail(NamedTuple):
    asked: _Asked | None = None


class ExplainThread(MailboxThread[_Mail]):
    """Computes what the visible tab asks, with classifiers of its own.

    A question that comes before the last one was taken replaces it. The one that is being answered is to stop when its
    answer is no longer wanted, or when it takes long and a newer one has come.

    Signals:
        answered(str, int, object): to a tab's question of that serial number.
        progressed(str, int, object): what the question reported of its progress.
        failed(str, int, Exception): it could not be answered; the thread goes on.
    """

    answered = Signal(str, int, object)
    progressed = Signal(str, int, object)
    failed = Signal(str, int, object)

    def __init__(self) -> None:
        super().__init__(_Mail())
        self._wanted_from: float = 0
        self._loaded: dict[tuple, DigitClassifier] = {}

    def ask(
        self, tab: str, serial: int, wanted_from: int, model: "ModelCard | DigitClassifier", question: Question
    ) -> None:
        """Asks a question about the model in use; an earlier one that is still waiting is forgotten.

        Args:
            tab: whose answer it will be.
            serial: of the question, larger than that of the last one.
            wanted_from: answers to questions with smaller serial numbers are no longer wanted.
            model: the one in use.
            question: called in this thread. It must not hold a widget: widgets must not go in another thread.
        """
        self._wanted_from = wanted_from
        self._post(asked=_Asked(tab, serial, model, question))

    def forget(self) -> None:
        """No answer is wanted any more."""
        self._wanted_from = math.inf
        self._post(asked=None)

    def run(self) -> None:
        """Answers until the thread is closed."""
        super().run()
        self._loaded.clear()  # gone in the thread that they belong to

    def _work(self, mail: _Mail) -> None:
        asked = mail.asked
        if asked is None:
            return
        began = time.monotonic()

        def should_stop() -> bool:
            overtaken = self._mail.asked is not None and time.monotonic() - began > _PATIENCE
            return self._closing or overtaken or asked.serial < self._wanted_from

        def report(progress: Any) -> None:
            if not self._closing:
                self.progressed.emit(asked.tab, asked.serial, progress)

        try:
            answer = asked.question(Classifiers(asked.model, self._loaded, report), should_stop)
        except Exception as error:
            _log.warning("the tab %r got no answer: %s", asked.tab, error, exc_info=not isinstance(error, InputError))
            self.failed.emit(asked.tab, asked.serial, error)
        else:
            if answer is not None and not self._closing:
                self.answered.emit(asked.tab, asked.serial, answer)
