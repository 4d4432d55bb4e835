"""What a run starts from: chance, or the model in use."""

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from digitpad.core.model_store import ModelCard
from digitpad.core.networks import hidden_units
from digitpad.ui.problem_label import ProblemLabel
from digitpad.ui.texts import model_title


class BeginningField(QWidget):
    """Offers the model in use where it fits, and says why where it does not.

    Signals:
        changed(): another beginning was chosen.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._model: object = None
        self._architecture = ""
        self._hidden: tuple[int, ...] = ()
        self.chooser = QComboBox()
        self.chooser.setObjectName("train_beginning")
        for value in ("scratch", "model"):
            self.chooser.addItem("", value)
        self._problem = ProblemLabel("train_beginning_problem")
        self._problem.stand_below(self.chooser, self)
        self.chooser.currentIndexChanged.connect(self.changed)
        self._retranslate()

    @property
    def model_name(self) -> str:
        """Of the model that is started from; "" for none."""
        chosen = isinstance(self._model, ModelCard) and self.chooser.currentData() == "model"
        return self._model.name if chosen else ""  # type: ignore[attr-defined]  # a card

    def set_model(self, model: object) -> None:
        """The model in use: a `ModelCard`, or somebody else's classifier, which has no weights to take."""
        self._model = model
        self._show_problem()

    def set_network(self, architecture: str, hidden: tuple[int, ...]) -> None:
        """The network that is to be trained, with the units of its hidden layers; 0 for a number nobody can use."""
        self._architecture, self._hidden = architecture, hidden
        self._show_problem()

    def choose_scratch(self) -> None:
        """As a recipe has it."""
        self.chooser.setCurrentIndex(0)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _show_problem(self) -> None:
        problem = self._sentence()
        if problem:
            with QSignalBlocker(self.chooser):
                self.choose_scratch()
        self.chooser.setEnabled(not problem)
        self.chooser.setAccessibleDescription(problem)
        self._problem.tell(problem)

    def _sentence(self) -> str:
        if not isinstance(self._model, ModelCard):
            return self.tr("The model in use has no weights to start from.")
        title = model_title(self._model.name, self._model.title)
        if self._model.architecture != self._architecture:
            return self.tr("Not from “{model}”: it is another network.").format(model=title)
        if hidden_units(self._architecture, self._model.hidden) != self._hidden:
            return self.tr("Not from “{model}”: it has other hidden layers.").format(model=title)
        return ""

    def _retranslate(self) -> None:
        for index, text in enumerate((self.tr("Scratch"), self.tr("The model in use"))):
            self.chooser.setItemText(index, text)
        self._show_problem()
