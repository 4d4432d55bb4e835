"""What models get wrong in a whole data set, and the pictures behind each figure."""

from collections.abc import Callable
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QEvent, QSignalBlocker
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QWidget

from digitpad.core.data_sources import DataSource
from digitpad.core.mistakes import Result, Results, model_key, most_sure_first, source_key
from digitpad.core.model_store import list_models
from digitpad.ui.choice_button import ChoiceButton
from digitpad.ui.data_tab import DataTab
from digitpad.ui.matrix_panel import MatrixPanel
from digitpad.ui.subject import Subject
from digitpad.workers.file_thread import FileThread

if TYPE_CHECKING:
    from digitpad.core.classifier import DigitClassifier
    from digitpad.core.datasets import DataSet
    from digitpad.core.model_store import ModelCard
    from digitpad.workers.explain_thread import Classifiers, Question

_GAP = 8
_SIDE_BY_SIDE = ("softmax", "mlp", "cnn")
"""Linear, hidden, convolutional: each model sees more than the one before."""


class _Answer(NamedTuple):
    key: tuple
    data: "DataSet"
    results: list[Result]
    """One a model."""

    @property
    def is_whole(self) -> bool:
        return all(result.evaluation.count == len(self.data.labels) for result in self.results)


class MistakesTab(DataTab):
    """A data set and one model, or three side by side: what each digit was read as, and the pictures behind it."""

    def __init__(self) -> None:
        super().__init__("mistakes", part="test")
        self._model_in_use: ModelCard | DigitClassifier | None = None
        self._answer: _Answer | None = None
        self._presented = False
        self._settled: tuple = ()  # the key of what was answered, or could not be
        self._awaited: tuple = ()
        self._results = Results()
        self._stop = Event()
        self._listing: FileThread | None = None
        self._marked: tuple[int, tuple[int, int] | None] = (0, None)  # whose cell, and which one; None: all mistakes

        self._beside = ChoiceButton()
        self._beside.setObjectName("mistakes_beside")
        self._one = MatrixPanel("mistakes_one")
        self._three = [MatrixPanel(f"mistakes_{name}", compact=True, prefers=name) for name in _SIDE_BY_SIDE]
        self._matrices = QStackedWidget()
        self._caption, self._all = QLabel(), QPushButton()
        self._caption.setObjectName("mistakes_caption")
        self._caption.setWordWrap(True)
        self._all.setObjectName("mistakes_all")
        self._all.hide()  # until some of them are shown
        self.at_the_desk.append(self._beside)
        self._lay_out()
        self._connect()
        self.retranslate()

    def set_presented(self, presented: bool) -> None:
        super().set_presented(presented)
        self._presented = presented
        self._keep_a_row()
        for panel in (self._one, *self._three):
            panel.set_presented(presented)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._keep_a_row()
        super().changeEvent(event)

    def _keep_a_row(self) -> None:
        """A class sees whole pictures, and what was read in them."""
        self._pictures.setMinimumHeight(self._pictures.height_of(1) if self._presented else 0)

    # --- construction ---

    def _lay_out(self) -> None:
        beside = QWidget()
        columns = _in_a_row(*self._three)
        columns.setContentsMargins(0, 0, 0, 0)
        beside.setLayout(columns)
        self._matrices.addWidget(self._one)
        self._matrices.addWidget(beside)
        self._shown.addWidget(self._matrices, 3)
        self._shown.addWidget(self._work)
        self._shown.addLayout(_in_a_row(self._caption, at_the_end=self._all))
        self._shown.addWidget(self._pictures, 2)
        self.content.addLayout(_in_a_row(self._sources, at_the_end=self._beside))
        self.content.addWidget(self._pages_of_data, 1)

    def _connect(self) -> None:
        self._beside.toggled.connect(self._on_beside_toggled)
        self._work.stop_requested.connect(self._stop.set)
        self._work.go_on_requested.connect(self._on_go_on_requested)
        self._all.clicked.connect(self._on_all_clicked)
        for panel in (self._one, *self._three):
            panel.model_chosen.connect(self.asks_again)
            panel.cell_marked.connect(self._on_cell_marked)

    # --- what can be chosen ---

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self._listing = FileThread(list_models)
            self._listing.done.connect(self._on_models_listed)
            self._listing.start()

    def end(self) -> None:
        super().end()
        self._listing = None
        self._stop.set()

    def _on_models_listed(self, listed: Any) -> None:
        if self._listing is not None and self.sender() is self._listing:
            for panel in (self._one, *self._three):
                panel.set_models(listed[0])
            self.asks_again.emit()

    def _on_beside_toggled(self, beside: bool) -> None:
        self._matrices.setCurrentIndex(1 if beside else 0)
        self.asks_again.emit()

    def _on_go_on_requested(self) -> None:
        self._settled = ()
        self.asks_again.emit()

    def _panels(self) -> list[MatrixPanel]:
        return self._three if self._beside.isChecked() else [self._one]

    # --- question and answer ---

    def show_part(self, subject: Subject) -> None:
        """It is about a data set, however many digits are drawn."""

    def question(self, subject: Subject) -> "Question | None":
        self._model_in_use = subject.model
        if self._source is None or not self._source.path:
            return None
        models = [panel.model or subject.model for panel in self._panels()]
        key = (source_key(self._source), *map(model_key, models))
        if key == self._settled or (self.is_waiting and key == self._awaited):
            return None
        self._awaited = key
        self._stop = Event()
        self._work.stop_requested.connect(self._stop.set)
        self._work.show_progress(self.tr("Loading the images…"))
        return partial(_compute, key, self._source, models, self._results, self._stop)

    def show_progress(self, progress: tuple[int, int]) -> None:
        self._work.show_progress(self.tr("Reading the images…"), *progress)

    def show_answer(self, answer: _Answer) -> None:
        if answer.key != self._awaited:  # of other models than those that stand over the matrices now
            return
        others = self._answer is None or self._answer.data is not answer.data
        self._answer, self._settled = answer, answer.key
        if others:
            self._show_pictures_of(answer.data)
        for panel, result in zip(self._panels(), answer.results, strict=False):
            panel.show_evaluation(result.evaluation)
        if self._marked[0] >= len(answer.results):
            self._marked = (0, None)
        self._work.show_sentence(self._figures(), self._explanation(), can_go_on=not answer.is_whole)
        self._show_pictures()

    def show_failure(self, sentence: str) -> None:
        """Beside the choices, so that another one can be made."""
        self._settled = self._awaited
        self._work.show_sentence(sentence, can_go_on=True)

    # --- the pictures behind a figure ---

    def _on_cell_marked(self, label: int, digit: int) -> None:
        panels = self._panels()
        place = panels.index(self.sender())  # type: ignore[arg-type]  # a panel's signal
        if self._answer is None or place >= len(self._answer.results):
            return
        self._marked = place, (label, digit)
        for panel in panels:
            if panel is not panels[place]:
                panel.unmark()
        self._show_pictures()

    def _on_all_clicked(self) -> None:
        self._marked = 0, None
        for panel in self._panels():
            panel.unmark()
        self._show_pictures()

    def _show_pictures(self) -> None:
        if self._answer is None:
            return
        place, cell = self._marked
        answers = self._answer.results[place].answers
        rows = most_sure_first(self._answer.data.labels, answers, cell)
        with QSignalBlocker(self._pictures):
            self._pictures.set_answers(answers)
            self._pictures.show_rows(rows)
        self._caption.setText(self._caption_text(len(rows)))
        self._all.setVisible(cell is not None)

    # --- words ---

    def _figures(self) -> str:
        assert self._answer is not None
        evaluation, count = self._answer.results[0].evaluation, len(self._answer.data.labels)
        if self._beside.isChecked():
            if self._answer.is_whole:
                return self.tr("The stronger the colour, the more often; point at a cell to see how often.")
            return self.tr("Stopped: not all images were read.")
        wrong = round((1 - evaluation.accuracy) * evaluation.count)
        figures = self.tr("{percent} % right · {wrong} mistakes · log loss {loss}").format(
            percent=f"{100 * evaluation.accuracy:.2f}", wrong=f"{wrong:,}", loss=f"{evaluation.log_loss:.3f}"
        )
        if self._answer.is_whole:
            return figures
        read = self.tr("Stopped after {done} of {count} images").format(
            done=f"{evaluation.count:,}", count=f"{count:,}"
        )
        return f"{read} · {figures}"

    def _explanation(self) -> str:
        return self.tr(
            "The log loss is the mean of −ln p over all images, where p is the probability that the model gave the "
            "right digit: 0.1 when sure and right, 4.6 when sure and wrong."
        )

    def _caption_text(self, count: int) -> str:
        place, cell = self._marked
        name = f"{self._panels()[place].title}: " if self._beside.isChecked() else ""
        if cell is None:
            text = self.tr("all {count} mistakes, the surest first").format(count=f"{count:,}")
        elif cell[0] == cell[1]:
            text = self.tr("{label} read rightly: {count}, the surest first").format(label=cell[0], count=f"{count:,}")
        else:
            text = self.tr("{label} read as {digit}: {count}, the surest first").format(
                label=cell[0], digit=cell[1], count=f"{count:,}"
            )
        return name + text if name else text[:1].upper() + text[1:]

    def retranslate(self) -> None:
        super().retranslate()
        self.set_words(
            self.tr("What is read wrongly"),
            self.tr(
                "Each row is a digit, each column what the model read in it. Choose a cell to see its images, "
                "and an image to put it on the canvas."
            ),
            "",
        )
        self._beside.setText(self.tr("Side by side"))
        self._beside.setToolTip(self.tr("Three models beside each other: linear, hidden, convolutional"))
        self._all.setText(self.tr("All mistakes"))
        self._pictures.setAccessibleName(self.tr("Images"))
        if self._answer is not None and not self.is_waiting:
            self._work.show_sentence(self._figures(), self._explanation(), can_go_on=not self._answer.is_whole)
            self._show_pictures()


def _in_a_row(*widgets: QWidget, at_the_end: QWidget | None = None) -> QHBoxLayout:
    """Shares the room; what stands at the end takes no more than it needs."""
    row = QHBoxLayout()
    row.setSpacing(_GAP)
    for widget in widgets:
        row.addWidget(widget, 1)
    if at_the_end is not None:
        row.addWidget(at_the_end)
    return row


def _compute(
    key: tuple,
    source: DataSource,
    models: "list[ModelCard | DigitClassifier]",
    kept: Results,
    stop: Event,
    classifiers: "Classifiers",
    should_stop: Callable[[], bool],
) -> _Answer | None:
    data = kept.data(source, should_stop)
    if should_stop():
        return None
    every = len(models) * len(data.labels)
    results: list[Result] = []

    def report(done: int, count: int) -> None:
        classifiers.report((len(results) * count + done, every))

    def is_enough() -> bool:
        return stop.is_set() or should_stop()

    for model in models:
        results.append(kept.result(source, model, classifiers.of, report, is_enough))
        if should_stop():
            return None
    return _Answer(key, data, results)
