"""Which recipe a run follows, and what it is."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from digitpad.core.recipes import RECIPES, Recipe
from digitpad.ui.texts import recipe_text, recipe_title

_GAP = 8
_OFFERED = {name: recipe for name, recipe in RECIPES.items() if not recipe.goes_on}


class RecipeChooser(QWidget):
    """The recipes that are there, and a sentence or two about the one that is chosen.

    Args:
        width: of the sentences.

    Signals:
        recipe_chosen(): it is another one.
    """

    recipe_chosen = Signal()

    def __init__(self, width: int) -> None:
        super().__init__()
        self._width = width
        self._caption, self._chooser, self._about = QLabel(), QComboBox(), QLabel()
        self._chooser.setObjectName("recipe_chooser")
        for name in _OFFERED:
            self._chooser.addItem("", name)
        self._caption.setBuddy(self._chooser)
        self._about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._about.setWordWrap(True)
        head = QHBoxLayout()
        head.setSpacing(_GAP)
        head.addWidget(self._caption)
        head.addWidget(self._chooser, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        layout.addLayout(head)
        layout.addWidget(self._about)
        self._chooser.currentIndexChanged.connect(self._on_recipe_chosen)
        self._retranslate()

    @property
    def recipe(self) -> Recipe:
        """The one that is chosen, as it is written."""
        return RECIPES[self._chooser.currentData()]

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _on_recipe_chosen(self) -> None:
        self._describe()
        self.recipe_chosen.emit()

    def _describe(self) -> None:
        """As high for each recipe as for the one with most words: what stands below does not move."""
        room, wrapped = QRect(0, 0, self._width, 0), Qt.TextFlag.TextWordWrap
        places = [self._about.fontMetrics().boundingRect(room, wrapped, recipe_text(name)) for name in _OFFERED]
        self._about.setFixedHeight(max(place.height() for place in places))
        self._about.setText(recipe_text(self.recipe.name))

    def _retranslate(self) -> None:
        self._caption.setText(self.tr("Recipe"))
        self._chooser.setAccessibleName(self.tr("Recipe"))
        self._chooser.setToolTip(self.tr("Named sets of training choices; each choice can be changed"))
        for index, recipe in enumerate(_OFFERED.values()):
            self._chooser.setItemText(index, recipe_title(recipe.name, recipe.title))
        self._describe()
