"""What a run gave: the new model beside the one in use."""

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from digitpad.core.evaluation import Evaluation, accuracy_interval
from digitpad.ui.confusion_view import ConfusionView

if TYPE_CHECKING:
    from digitpad.core.training import TrainResult
    from digitpad.ui.replay_view import ReplayView

_GAP = 8


class Outcome(NamedTuple):
    """What became of a run."""

    result: "TrainResult"
    sources: list[dict[str, Any]]
    """What it learnt from, for the model's card."""
    new: Evaluation | None
    in_use: Evaluation | None
    """Of the new model and of the one in use, on the same test images."""
    in_use_title: str


class TrainResultView(QWidget):
    """Figures of the new model and of the one in use on the same test images, and what can be done with the new one.

    Signals:
        use_requested(), save_requested(), export_requested(), discard_requested(): a button was pressed.
        other_requested(): the run before is wanted, whose model was not saved.
    """

    use_requested = Signal()
    save_requested = Signal()
    export_requested = Signal()
    discard_requested = Signal()
    other_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._result: TrainResult | None = None
        self._new: Evaluation | None = None
        self._in_use: Evaluation | None = None
        self._in_use_title = ""
        self._others = 0
        self._headline = QLabel()
        self._headline.setObjectName("train_headline")
        self._headline.setWordWrap(True)
        self._captions = [QLabel() for _ in range(5)]  # two columns, two rows, the confusion matrix
        self._figures = {(row, column): QLabel() for row in range(2) for column in range(2)}
        for (row, column), label in self._figures.items():
            label.setObjectName(f"train_{('accuracy', 'log_loss')[row]}_{('new', 'in_use')[column]}")
        self._note = QLabel()
        self._note.setWordWrap(True)
        self._confusion = ConfusionView()
        self._replay_view: ReplayView | None = None
        self.use, self.save, self.export, self.discard, self.replay, self.other = (QPushButton() for _ in range(6))
        for name, button in self._buttons().items():
            button.setObjectName(f"train_{name}")
            button.setAutoDefault(False)
        self._lay_out()
        self.use.clicked.connect(self.use_requested)
        self.save.clicked.connect(self.save_requested)
        self.export.clicked.connect(self.export_requested)
        self.discard.clicked.connect(self.discard_requested)
        self.other.clicked.connect(self.other_requested)
        self.replay.clicked.connect(self._on_replay_clicked)
        self._retranslate()

    def show_result(
        self, result: "TrainResult", new: Evaluation | None, in_use: Evaluation | None, in_use_title: str
    ) -> None:
        """Shows how a run ended.

        Args:
            result: of the run.
            new: how the new model reads the test images.
            in_use: how the one in use reads them, or None.
            in_use_title: what people call that one.
        """
        self._result, self._new, self._in_use, self._in_use_title = result, new, in_use, in_use_title
        if self._replay_view is not None:
            self._replay_view.close()
        if new is not None:
            self._confusion.show_counts(new.confusion)
        self._write_figures()

    def offer_others(self, count: int) -> None:
        """How many other runs there are to go to."""
        self._others = count
        self.other.setVisible(count > 0)
        self._write_other()

    def enable(self, wanted: bool) -> None:
        """Lets the buttons be pressed."""
        for button in self._buttons().values():
            button.setEnabled(wanted)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _on_replay_clicked(self) -> None:
        from digitpad.ui.replay_view import ReplayView  # here: a dialog whose runs nobody replays need not wait for it

        if self._result is None:
            return
        if self._replay_view is None:
            self._replay_view = ReplayView(self)
        self._replay_view.show_result(self._result)
        self._replay_view.show()
        self._replay_view.raise_()

    def _buttons(self) -> dict[str, QPushButton]:
        return {
            "use": self.use,
            "save": self.save,
            "export": self.export,
            "replay": self.replay,
            "discard": self.discard,
            "other": self.other,
        }

    def _lay_out(self) -> None:
        new, in_use, accuracy, log_loss, matrix = self._captions
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * _GAP)
        grid.setVerticalSpacing(_GAP // 2)
        grid.addWidget(new, 0, 1)
        grid.addWidget(in_use, 0, 2)
        grid.addWidget(accuracy, 1, 0)
        grid.addWidget(log_loss, 2, 0)
        for (row, column), label in self._figures.items():
            font = label.font()
            font.setBold(column == 0)
            label.setFont(font)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label, row + 1, column + 1)
        accuracy.setAlignment(Qt.AlignmentFlag.AlignTop)
        widest = self._figures[0, 0].fontMetrics().horizontalAdvance(_interval_text(1.0, 1.0))
        for column in (1, 2):  # as wide as it ever gets: the dialog does not grow when a run ends
            grid.setColumnMinimumWidth(column, widest)
        grid.setColumnStretch(2, 1)
        in_use.setWordWrap(True)
        in_use.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        buttons = QHBoxLayout()
        buttons.setSpacing(_GAP)
        buttons.addWidget(self.use)
        buttons.addWidget(self.save)
        buttons.addWidget(self.export)
        buttons.addStretch(1)
        buttons.addWidget(self.discard)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * _GAP, 2 * _GAP, 2 * _GAP, 2 * _GAP)
        layout.setSpacing(_GAP)
        head = QHBoxLayout()
        head.addWidget(self._headline, 1)
        head.setSpacing(_GAP)
        head.addWidget(self.other)
        head.addWidget(self.replay)
        self.other.hide()
        layout.addLayout(head)
        layout.addLayout(grid)
        layout.addWidget(self._note)
        layout.addSpacing(_GAP)
        layout.addWidget(matrix)
        layout.addWidget(self._confusion, 1)
        layout.addSpacing(_GAP)
        layout.addLayout(buttons)
        matrix.setWordWrap(True)
        for label in self._figures.values():
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def _write_figures(self) -> None:
        self._headline.setText(self._headline_text())
        self._captions[1].setText(self.tr("In use: {model}").format(model=self._in_use_title))
        for column, evaluation in enumerate((self._new, self._in_use)):
            accuracy = log_loss = "–"
            if evaluation is not None:
                low, high = accuracy_interval(evaluation.accuracy, evaluation.count)
                accuracy = f"{100 * evaluation.accuracy:.2f} %\n{_interval_text(low, high)}"
                log_loss = f"{evaluation.log_loss:.3f}"
            self._figures[0, column].setText(accuracy)
            self._figures[1, column].setText(log_loss)
        for column in range(2):
            self._captions[1].setVisible(self._in_use is not None)
            self._figures[column, 1].setVisible(self._in_use is not None)
        count = self._new.count if self._new else 0
        self._note.setText(
            self.tr("On {count} test images; in brackets the 95 % interval, wider where there are few.").format(
                count=f"{count:,}"
            )
        )

    def _write_other(self) -> None:
        if self._others > 1:
            self.other.setText(self.tr("Another run"))
            text = self.tr("{count} other runs are not saved yet: look at what they gave, one after the other")
            self.other.setToolTip(text.format(count=self._others))
        else:
            self.other.setText(self.tr("The other run"))
            self.other.setToolTip(self.tr("Another run is not saved yet: look at what it gave"))

    def _headline_text(self) -> str:
        result = self._result
        if result is None:
            return ""
        if result.diverged and result.recipe.loss == "naive":
            return self.tr(
                "The loss became infinite: the logarithm of a probability that is 0. A smaller learning rate puts it "
                "off. The last finite weights were kept."
            )
        if result.diverged:
            return self.tr(
                "The loss became infinite: the learning rate {rate} is too large. The last finite weights were kept."
            ).format(rate=f"{result.recipe.learning_rate:g}")
        if result.doubt_stopped:
            return self.tr("Stopped before it had learnt what is no digit: it takes a scribble for a digit.")
        if result.stopped:
            return self.tr("Stopped: this is what was learnt until then.")
        return self.tr("Done. The model in use stays until you use the new one.")

    def _retranslate(self) -> None:
        texts = (
            self.tr("New model"),
            "",
            self.tr("Accuracy"),
            self.tr("Log loss"),
            self.tr("Each row is a digit, each column what the new model read."),
        )
        for label, text in zip(self._captions, texts, strict=True):
            label.setText(text)
        self.use.setText(self.tr("Use this model"))
        self.save.setText(self.tr("Save as…"))
        self.export.setText(self.tr("Export…"))
        self.discard.setText(self.tr("Discard"))
        self._write_other()
        self.replay.setText(self.tr("Replay…"))
        self.replay.setToolTip(self.tr("See how the weights grew, step by step"))
        self._write_figures()


def _interval_text(low: float, high: float) -> str:
    return f"({100 * low:.1f} … {100 * high:.1f})"
