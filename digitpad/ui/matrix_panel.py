"""One model to be chosen, and what it makes of a data set."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from digitpad.ui.choice_button import ChoiceButton
from digitpad.ui.confusion_view import ConfusionView
from digitpad.ui.shortened_box import ShortenedBox
from digitpad.ui.texts import model_title

if TYPE_CHECKING:
    from digitpad.core.evaluation import Evaluation
    from digitpad.core.model_store import ModelCard

_GAP = 8


class MatrixPanel(QWidget):
    """A model's confusion matrix under its name.

    Args:
        name: its parts are called `<name>_model`, `<name>_matrix`, `<name>_percent` and `<name>_figure`.
        compact: True for one of several side by side: small, without numbers, and its accuracy below.
        prefers: the name of the model that is chosen at first; "" for the model in use.

    Signals:
        model_chosen(): another model is wanted.
        cell_marked(int, int): the pictures of this digit read as that one are wanted.
    """

    model_chosen = Signal()
    cell_marked = Signal(int, int)

    def __init__(self, name: str, compact: bool = False, prefers: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prefers, self._compact = prefers, compact
        self._title = QLabel()  # in place of the chooser, before a class
        self._title.setWordWrap(True)
        self._title.hide()
        self._models = ShortenedBox()
        self._models.setObjectName(f"{name}_model")
        self._models.setMinimumContentsLength(4)
        self._models.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._models.addItem("", None)
        self._matrix = ConfusionView(compact)
        self._matrix.setObjectName(f"{name}_matrix")
        self._percent = ChoiceButton()
        self._percent.setObjectName(f"{name}_percent")
        self._figure = QLabel()
        self._figure.setObjectName(f"{name}_figure")
        self._figure.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        head = QHBoxLayout()
        head.setSpacing(_GAP)
        head.addWidget(self._title, 1)
        head.addWidget(self._models, 1)
        if not compact:
            head.addWidget(self._percent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        layout.addLayout(head)
        layout.addWidget(self._matrix, 1)
        if compact:
            layout.addWidget(self._figure)
        self._models.activated.connect(self.model_chosen)
        self._percent.toggled.connect(self._matrix.set_in_percent)
        self._matrix.cell_marked.connect(self.cell_marked)
        self._retranslate()

    @property
    def model(self) -> "ModelCard | None":
        """The one that was chosen; None for the model in use."""
        return self._models.currentData()

    @property
    def title(self) -> str:
        """What the model is called."""
        return self._models.currentText()

    def set_models(self, cards: "list[ModelCard]") -> None:
        """What can be chosen; what was chosen stays so if it is still there."""
        wished = self.model.name if self.model else self._prefers
        with QSignalBlocker(self._models):
            while self._models.count() > 1:
                self._models.removeItem(1)
            for card in cards:
                self._models.addItem(model_title(card.name, card.title), card)
                if card.name == wished:
                    self._models.setCurrentIndex(self._models.count() - 1)
        self._prefers = ""
        self._title.setText(self.title)

    def set_presented(self, presented: bool) -> None:
        """Names the model instead of letting another one be chosen."""
        self._title.setText(self.title)
        self._title.setVisible(presented)
        self._models.setVisible(not presented)
        if not self._compact:
            self._percent.setVisible(not presented)

    def show_evaluation(self, evaluation: "Evaluation") -> None:
        """Shows what the model makes of the data."""
        self._matrix.show_counts(evaluation.confusion)
        self._figure.setText(f"{100 * evaluation.accuracy:.2f} %")

    def unmark(self) -> None:
        """Marks no cell."""
        self._matrix.unmark()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._models.setAccessibleName(self.tr("Model"))
        self._models.setToolTip(self.tr("Whose mistakes to look at"))
        self._models.setItemText(0, self.tr("Model in use"))
        for index in range(1, self._models.count()):
            card = self._models.itemData(index)
            self._models.setItemText(index, model_title(card.name, card.title))
        self._percent.setText(self.tr("In percent"))
        self._percent.setToolTip(self.tr("Each row's shares, instead of how many images there are"))
        self._figure.setToolTip(self.tr("Share that is read rightly"))
