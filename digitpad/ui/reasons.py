"""The tabs on the right: one question each, answered about the drawing or the model."""

import weakref
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from digitpad.ui.tab_rows import TabRows
from digitpad.ui.texts import error_text
from digitpad.workers.unfinished import end_with

if TYPE_CHECKING:
    from digitpad.ui.reason_tab import ReasonTab
    from digitpad.ui.subject import Subject
    from digitpad.ui.weights_tab import WeightsTab
    from digitpad.workers.explain_thread import ExplainThread

_LEAST_WIDTH = 312


def _marked(_context: str, words: str) -> str:
    """The words themselves: the collector of texts to be translated finds them by this function's name."""
    return words


class _Tab(NamedTuple):
    """An explaining tab; its module is imported when it is first seen."""

    name: str
    title: str
    tip: str
    module: str
    widget: str


TABS = (
    _Tab(
        "evidence",
        _marked("Reasons", "Evidence"),
        _marked("Reasons", "Which pixels spoke for a digit, and which against"),
        "digitpad.ui.evidence_tab",
        "EvidenceTab",
    ),
    _Tab(
        "steps",
        _marked("Reasons", "Steps"),
        _marked("Reasons", "What is done with the ink before the model receives it"),
        "digitpad.ui.steps_tab",
        "StepsTab",
    ),
    _Tab(
        "move",
        _marked("Reasons", "Move it"),
        _marked("Reasons", "Where the answer flips when the digit is moved, turned or made thicker"),
        "digitpad.ui.move_tab",
        "MoveTab",
    ),
    _Tab(
        "compare",
        _marked("Reasons", "Compare"),
        _marked("Reasons", "What every model makes of the drawing"),
        "digitpad.ui.compare_tab",
        "CompareTab",
    ),
    _Tab(
        "layers",
        _marked("Reasons", "Layers"),
        _marked("Reasons", "What every layer of the model makes of the drawing"),
        "digitpad.ui.layers_tab",
        "LayersTab",
    ),
    _Tab(
        "mistakes",
        _marked("Reasons", "Mistakes"),
        _marked("Reasons", "What a model gets wrong in many pictures, and which"),
        "digitpad.ui.mistakes_tab",
        "MistakesTab",
    ),
    _Tab(
        "neighbours",
        _marked("Reasons", "Like this"),
        _marked("Reasons", "The pictures that the model sees as most like the drawing"),
        "digitpad.ui.neighbours_tab",
        "NeighboursTab",
    ),
)
"""In the order in which they stand, after the weights."""


class Reasons(QTabWidget):
    """The weights, and the tabs that explain the drawing.

    Only the visible tab asks, and only it is told. An answer about a drawing that is gone is dropped.

    Args:
        weights: the first tab.

    Signals:
        save_requested(QImage, str): the picture of a tab is to be saved, under a name like this.
        copied(): the picture of a tab is on the clipboard.
        drawing_chosen(Drawing): a picture in a tab is to go on the canvas.
    """

    save_requested = Signal(object, str)
    copied = Signal()
    drawing_chosen = Signal(object)

    def __init__(self, weights: "WeightsTab") -> None:
        super().__init__()
        self.setObjectName("tabs")
        self.setTabBar(TabRows())
        self.setDocumentMode(True)
        self.setMinimumWidth(_LEAST_WIDTH)  # for all of them: the canvas must not shrink when a wider tab is seen first
        self._subject: Subject | None = None
        self._generation = 0
        # The tab that waits for answers, its subject's generation, and which of several digits it is.
        self._asked: tuple[str, int, int | None] | None = None
        self._serial = 0  # of the last question
        self._wanted_from = 0  # answers to earlier questions are dropped
        self._made: dict[str, ReasonTab] = {}
        self._thread: ExplainThread | None = None
        self._ended = False
        self._presented = False
        self._weights = weights
        self.addTab(weights, "")
        for tab in TABS:
            page = QWidget()
            page.setObjectName(tab.name)
            self.addTab(page, "")
        self._asking = partial(_ask_if_there, weakref.ref(self))
        self.currentChanged.connect(self._asking)
        self._retranslate()

    def set_subject(self, subject: "Subject", generation: int) -> None:
        """Tells what is to be explained.

        Args:
            subject: the drawing of the moment with the prediction of one digit, and the model that gave it.
            generation: answers about subjects of an older one are dropped.
        """
        self._subject = subject
        self._generation = generation
        self._ask()

    def set_presented(self, presented: bool, has_bar: bool = True) -> None:
        """Leaves out what a class does not need; `has_bar` for one who goes from tab to tab."""
        self._presented = presented
        self.tabBar().setVisible(has_bar)
        self._weights.set_presented(presented)
        for tab in self._made.values():
            tab.set_presented(presented)

    def end(self) -> None:
        """Ends the thread of the answers; nothing is explained any more."""
        if not self._ended:
            self.currentChanged.disconnect(self._asking)
        self._ended = True
        for tab in self._made.values():
            tab.end()
        if self._thread is not None:
            self._thread.close()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ask()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _ask(self) -> None:
        tab = self._visible_tab()
        if self._asked is not None and self._made[self._asked[0]] is not tab:
            self._forget()
        if tab is None or self._subject is None:
            return
        if tab.needs_drawing and self._subject.is_blank:
            self._forget()
            tab.show_nothing()
            return
        tab.show_part(self._subject)
        if (question := tab.question(self._subject)) is not None:
            asked = self._visible_name(), self._generation, self._subject.place
            self._serial += 1
            if asked != self._asked:
                self._asked, self._wanted_from = asked, self._serial
            tab.is_waiting = True
            self._answering_thread().ask(asked[0], self._serial, self._wanted_from, self._subject.model, question)

    def _forget(self) -> None:
        """No answer is wanted any more."""
        if self._asked is not None and self._thread is not None:
            self._made[self._asked[0]].is_waiting = False
            self._asked = None
            self._thread.forget()

    def _visible_name(self) -> str:
        page = self.currentWidget()
        return page.objectName() if self.isVisible() and page is not None and not self._ended else ""

    def _visible_tab(self) -> "ReasonTab | None":
        """The tab that is seen, made when it is seen for the first time; None for the weights."""
        name = self._visible_name()
        if name not in self._made:
            for tab in TABS:
                if tab.name == name:
                    self._made[name] = self._make(tab, self.currentWidget())
        return self._made.get(name)

    def _make(self, tab: _Tab, page: QWidget) -> "ReasonTab":
        made: ReasonTab = getattr(import_module(tab.module), tab.widget)()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(made)
        made.set_presented(self._presented)
        made.asks_again.connect(self._ask)
        made.save_requested.connect(self.save_requested)
        made.copied.connect(self.copied)
        made.drawing_chosen.connect(self.drawing_chosen)
        return made

    def _answering_thread(self) -> "ExplainThread":
        if self._thread is None:
            from digitpad.workers.explain_thread import ExplainThread  # here: the window starts without it

            self._thread = ExplainThread()
            self._thread.answered.connect(self._on_answered)
            self._thread.progressed.connect(self._on_progressed)
            self._thread.failed.connect(self._on_failed)
            end_with(self, self._thread)
            self._thread.start()
        return self._thread

    def _asking_tab(self, name: str, serial: int) -> "ReasonTab | None":
        """The tab that an answer is for, if it still wants one."""
        if self._asked is None or self._asked[0] != name or serial < self._wanted_from:
            return None
        return self._made[name]

    def _on_answered(self, name: str, serial: int, answer: object) -> None:
        if tab := self._asking_tab(name, serial):
            tab.is_waiting = serial != self._serial
            tab.receive(answer)

    def _on_progressed(self, name: str, serial: int, progress: object) -> None:
        if tab := self._asking_tab(name, serial):
            tab.show_progress(progress)

    def _on_failed(self, name: str, serial: int, error: Exception) -> None:
        if tab := self._asking_tab(name, serial):
            tab.is_waiting = serial != self._serial
            tab.show_failure(error_text(error))

    def _retranslate(self) -> None:
        self.tabBar().setAccessibleName(self.tr("Reasons"))
        self.setTabText(0, self.tr("Weights"))
        self.setTabToolTip(0, self.tr("What the model has learnt"))
        for index, tab in enumerate(TABS, start=1):
            self.setTabText(index, QCoreApplication.translate("Reasons", tab.title))
            self.setTabToolTip(index, QCoreApplication.translate("Reasons", tab.tip))


def _ask_if_there(tabs: weakref.ref[Reasons], _place: int) -> None:
    """Asks what is seen now; nobody, where pages go while the garbage collector takes a window apart.

    The tabs are half gone then, and a slot of theirs would no longer be found.
    """
    if (there := tabs()) is not None:
        there._ask()
