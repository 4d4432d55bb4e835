"""Which model reads the drawing."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal

from digitpad.core.model_store import ModelCard, list_models
from digitpad.ui.shortened_box import ShortenedBox
from digitpad.ui.texts import model_title

if TYPE_CHECKING:
    from digitpad.core.classifier import DigitClassifier

_MOST_LETTERS = 38
"""A dated name, whole; longer ones would push the toolbar out of the least window."""


class ModelChooser(ShortenedBox):
    """All models, shipped ones first; beside them a classifier of somebody else's, or a model from another folder.

    Args:
        in_use: the model that is chosen at first.

    Signals:
        model_requested(object): the user chose a model, a `ModelCard` or a classifier.
    """

    model_requested = Signal(object)

    def __init__(self, in_use: "ModelCard | DigitClassifier") -> None:
        super().__init__(_MOST_LETTERS)
        self.setObjectName("model_chooser")
        cards, self.problems = list_models()
        """What is wrong with the folders left out."""
        models: list[ModelCard | DigitClassifier] = [*cards]
        if not isinstance(in_use, ModelCard) or all(card.folder != in_use.folder for card in cards):
            models.append(in_use)
        for model in models:
            self.addItem("", model)
        self.choose(in_use)
        self.activated.connect(self._on_activated)
        self._retranslate()

    def choose(self, model: "ModelCard | DigitClassifier") -> None:
        """Shows a model as the chosen one, and asks for nothing."""
        for index in range(self.count()):
            item = self.itemData(index)
            if item is model or (isinstance(item, ModelCard) and item == model):
                self.setCurrentIndex(index)

    def add(self, card: ModelCard) -> int:
        """Adds a model that was saved, in the place of one from the same folder if there is one; gives its index."""
        for index in range(self.count()):
            item = self.itemData(index)
            if isinstance(item, ModelCard) and item.folder == card.folder:
                break
        else:
            index = self.count()
            self.addItem("")
        self.setItemData(index, card)
        self.setItemText(index, model_title(card.name, card.title))
        return index

    def remove(self, card: ModelCard) -> None:
        """Takes a model away that is gone."""
        for index in reversed(range(self.count())):
            item = self.itemData(index)
            if isinstance(item, ModelCard) and item.folder == card.folder:
                self.removeItem(index)

    def replace(self, old: ModelCard, new: ModelCard) -> None:
        """Puts a model in the place of another one, which it was before it was renamed."""
        for index in range(self.count()):
            item = self.itemData(index)
            if isinstance(item, ModelCard) and item.folder == old.folder:
                self.setItemData(index, new)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _on_activated(self, index: int) -> None:
        self.model_requested.emit(self.itemData(index))

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Model"))
        self.setToolTip(self.tr("Which model reads the drawing"))
        for index in range(self.count()):
            model = self.itemData(index)
            listed = isinstance(model, ModelCard)
            self.setItemText(index, model_title(model.name, model.title) if listed else self.tr("Own classifier"))
