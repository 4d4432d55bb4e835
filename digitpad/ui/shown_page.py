"""What of a lesson is in the window: a page's drawing, its model and its tab; and what was there before the lesson."""

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from digitpad.core.lessons import Choice, LessonPage
from digitpad.core.model_store import ModelCard
from digitpad.ui.tab_choices import choices_of, set_choices

if TYPE_CHECKING:
    from digitpad.core.drawing import Drawing
    from digitpad.ui.main_window import MainWindow
    from digitpad.ui.model_chooser import ModelChooser


class _Before(NamedTuple):
    """What the window showed when the lesson was opened."""

    drawing: "Drawing"
    model: object


class ShownPage(QObject):
    """Puts pages in the window, makes pages of what it shows, and puts back what was there before.

    Args:
        window: whose canvas a page is put on.
        tabs: of which a page names one.
        models: of which a page names one.

    Signals:
        model_requested(object): this model is to read from now on.
        said(str): a sentence for the user.
    """

    model_requested = Signal(object)
    said = Signal(str)

    def __init__(self, window: "MainWindow", tabs: QTabWidget, models: "ModelChooser") -> None:
        super().__init__(window)
        self._tabs, self._models = tabs, models
        self._page: tuple[Drawing, int | None] | None = None  # the page's drawing as it lies on the canvas, its label
        self._before: _Before | None = None
        self._chosen: ModelCard | None = None  # the model that a page put in use
        self._choices: dict[QWidget, dict[str, Choice]] = {}  # of the tabs in which pages chose something, before

    def show(self, page: LessonPage, alone: bool) -> None:
        """Puts a page on the canvas, read by its model, with its tab beside it.

        Args:
            page: what is shown.
            alone: no other tab beside a page that names none.
        """
        if self._page is None and self._before is not None and not self._before.drawing.is_empty:
            self.said.emit(self.tr("Your drawing comes back when you close the lesson."))
        self._use_model(page.model)
        canvas = self._window().canvas
        canvas.set_drawing(page.drawing)
        self._page = canvas.drawing, page.label
        if page.tab or alone:
            self._window().commands.reasons.setChecked(bool(page.tab))
        for place in range(self._tabs.count()):
            tab = self._tabs.widget(place)
            if tab is not None and page.tab and tab.objectName() == page.tab:
                self._tabs.setCurrentIndex(place)
                if page.choices:
                    self._choices.setdefault(tab, choices_of(tab))
                set_choices(tab, page.choices)

    def label_of(self, drawing: "Drawing") -> int | None:
        """What the lesson says that a drawing should be, while its page is shown."""
        if self._page is None or not self._page[0].has_ink_of(drawing):
            return None
        return self._page[1]

    def page(self) -> LessonPage:
        """What the window shows, as a page."""
        model, tab = self._models.currentData(), self._tabs.currentWidget()
        name = model.name if isinstance(model, ModelCard) else ""
        drawing = self._window().canvas.drawing
        page = LessonPage(drawing, model=name, label=self._window().label_of(drawing))
        if not self._tabs.isVisible() or tab is None:
            return page
        return page._replace(tab=tab.objectName(), choices=choices_of(tab))

    def remember(self) -> None:
        """Keeps in mind what the window shows, until it is put back."""
        if self._before is None:
            self._before = _Before(self._window().canvas.drawing, self._models.currentData())

    def put_back(self) -> None:
        """Brings back the model and the drawing of before, but for what the user chose or drew meanwhile; and says so.

        The page's drawing stays within reach of Undo.
        """
        if self._before is None:
            return
        before, self._before = self._before, None
        for tab, choices in self._choices.items():
            set_choices(tab, choices)
        self._choices.clear()
        said = [self.tr("The lesson is closed."), self._put_back_model(before), self._put_back_drawing(before)]
        self._page = self._chosen = None
        self.said.emit(" ".join(sentence for sentence in said if sentence))

    def _put_back_model(self, before: _Before) -> str:
        in_use = self._models.currentData()
        if in_use != self._chosen or in_use == before.model:
            return ""
        self._models.choose(before.model)  # type: ignore[arg-type]  # Qt's data are objects
        if self._models.currentData() == in_use:
            return ""  # that of before is gone
        self.model_requested.emit(before.model)
        return self.tr("“{model}” reads again.").format(model=self._models.currentText())

    def _put_back_drawing(self, before: _Before) -> str:
        canvas = self._window().canvas
        if self._page is None or not self._page[0].has_ink_of(canvas.drawing):
            return "" if canvas.drawing.is_empty else self.tr("What you drew stays.")
        canvas.set_drawing(before.drawing)
        return "" if before.drawing.is_empty else self.tr("Your drawing is back.")

    def _use_model(self, name: str) -> None:
        if not name:
            return
        in_use = self._models.currentData()
        if isinstance(in_use, ModelCard) and in_use.name == name:
            return
        for place in range(self._models.count()):
            card = self._models.itemData(place)
            if isinstance(card, ModelCard) and card.name == name:
                self._chosen = card
                self._models.choose(card)
                self.model_requested.emit(card)
                return
        self.said.emit(
            self.tr("The model “{model}” of this page is not here; another one reads it.").format(model=name)
        )

    def _window(self) -> "MainWindow":
        # Asked for, not kept: a circle of references would leave the window to the garbage collector.
        window: Any = self.parent()
        return window
