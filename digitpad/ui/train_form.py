"""The form of a run: a recipe, and everything in it to be changed."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QLabel, QTabWidget, QVBoxLayout, QWidget

from digitpad.core.data_sources import shipped_sample
from digitpad.core.networks import HIDDEN_UNITS, Layer, layers_of
from digitpad.core.recipes import Recipe
from digitpad.ui.beginning_field import BeginningField
from digitpad.ui.data_sources import DataSources
from digitpad.ui.form_page import FormPage
from digitpad.ui.number_field import NumberField
from digitpad.ui.problem_label import ProblemLabel
from digitpad.ui.recipe_chooser import RecipeChooser
from digitpad.ui.train_rows import (
    DATA,
    HIDDEN,
    MNIST_IMAGES,
    MOST_PERIODS,
    OPTIMISERS,
    PAGES,
    RANGES,
    TEST_IMAGES,
    UNITS,
    VARIATIONS,
)
from digitpad.ui.train_words import row_words
from digitpad.ui.variation_samples import VariationSamples

_GAP, _WIDTH = 8, 336


class TrainForm(QWidget):
    """Choose a recipe, change what is in it.

    Signals:
        changed(): the recipe, or what is wrong with it, is another one.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chooser = RecipeChooser(_WIDTH)
        self._about_variations = QLabel()
        self._about_variations.setWordWrap(True)
        self._numbers = {name: NumberField(name, allowed) for name, allowed in RANGES.items()}
        self._unit, self._optimiser = QComboBox(), QComboBox()
        self._unit.setObjectName("train_unit")
        self._optimiser.setObjectName("train_optimiser")
        for chooser, values in ((self._unit, UNITS), (self._optimiser, OPTIMISERS)):
            for value in values:
                chooser.addItem("", value)
        self._beginning = BeginningField()
        self._sources = DataSources()
        self._no_source = ProblemLabel("train_sources_problem")
        self._images, self._test_images = MNIST_IMAGES, TEST_IMAGES
        self._usual_periods = 0
        self._filling = False
        self._samples = VariationSamples()
        self._rows = {page: FormPage() for page in PAGES}
        self._pages = QTabWidget()
        self._pages.setObjectName("train_pages")
        self._lay_out()
        self._chooser.recipe_chosen.connect(self._fill)
        self._sources.changed.connect(self._on_sources_changed)
        self._unit.currentIndexChanged.connect(self._on_changed)
        self._optimiser.currentIndexChanged.connect(self._on_changed)
        self._beginning.changed.connect(self._on_changed)
        for field in self._numbers.values():
            field.changed.connect(self._on_changed)
        self._samples.set_images(shipped_sample())
        self._fill()
        self._retranslate()

    @property
    def recipe(self) -> Recipe | None:
        """The recipe as it was changed; None while a value in it cannot be used."""
        if any(map(self._is_bad, self._numbers)) or not self._sources.chosen or self._images < 2:
            return None
        values = {name: field.value for name, field in self._numbers.items()}
        hidden = self._hidden()
        base = self._chooser.recipe
        count, test_count = (int(values[name] or 0) for name in DATA)
        return replace(
            base,
            validation_count=base.kept_of(self._images),
            train_count=0 if count == self._most_training() else count,
            test_count=0 if test_count == self._test_images else test_count,
            batch_size=int(values["batch_size"] or 1),
            **self._duration(),
            starts_from=self._beginning.model_name,
            hidden=() if hidden == HIDDEN_UNITS[base.architecture] else hidden,
            optimiser=self._optimiser.currentData(),
            **{name: values[name] for name in ("learning_rate", "clip_norm", "dropout", *VARIATIONS)},  # type: ignore[arg-type]  # looked through above
        )

    @property
    def layers(self) -> list[Layer] | None:
        """Of the network as it was changed; None while a number of units cannot be used."""
        try:
            return layers_of(self._chooser.recipe.architecture, self._hidden())
        except ValueError:
            return None

    def set_model_in_use(self, model: object) -> None:
        """What a run may start from: a `ModelCard`, or somebody else's classifier, which has no weights to take."""
        self._beginning.set_model(model)
        self._on_changed()

    @property
    def sources(self) -> list[str]:
        """What to learn from, as `load_training_data` takes it."""
        return self._sources.chosen

    def end(self) -> None:
        """Hears no more of the threads that count images; the window is closed."""
        self._sources.forget_jobs()

    @property
    def seed(self) -> int:
        """Of the run."""
        return int(self._numbers["seed"].value or 0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._sources.look()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _duration(self) -> dict[str, Any]:
        """How many steps or epochs, and how often it is measured meanwhile."""
        length, periods = (int(self._numbers[name].value or 0) for name in ("length", "periods"))
        epochs = self._unit.currentData() == "epochs"
        return {
            "steps": 0 if epochs else length,
            "epochs": length if epochs else 0,
            "periods": 0 if periods == self._usual_periods else periods,
        }

    def _follow_duration(self) -> None:
        """Measures once an epoch or ten times, unless another number was typed."""
        field, before = self._numbers["periods"], self._usual_periods
        if self._numbers["length"].value is not None:
            self._usual_periods = min(replace(self._chooser.recipe, **self._duration()).usual_periods, MOST_PERIODS)
        if field.value == before:
            self._filling = True
            field.set_value(self._usual_periods)
            self._filling = False
        else:
            field.set_usual(self._usual_periods)

    def _hidden(self) -> tuple[int, ...]:
        """The units of each hidden layer; 0 for a number that cannot be used."""
        count = len(HIDDEN_UNITS[self._chooser.recipe.architecture])
        return tuple(int(self._numbers[name].value or 0) for name in HIDDEN[:count])

    def _lay_out(self) -> None:
        choosers = {"unit": self._unit, "optimiser": self._optimiser, "beginning": self._beginning}
        editors: dict[str, QWidget] = {**self._numbers, **choosers}
        for page, names in PAGES.items():
            rows = self._rows[page]
            if page == "variations":
                rows.add_wide(self._samples)
                rows.add_wide(self._about_variations)
            elif page == "data":
                rows.add_wide(self._sources)
                rows.add_wide(self._no_source)
            for name in names:
                rows.add_row(name, editors[name])
            self._pages.addTab(rows, "")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        layout.addWidget(self._chooser)
        layout.addWidget(self._pages, 1)
        self.setFixedWidth(_WIDTH)

    def _fill(self) -> None:
        """Writes the values of the recipe that was chosen."""
        base = self._chooser.recipe
        hidden = dict(zip(HIDDEN, base.hidden or HIDDEN_UNITS[base.architecture], strict=False))
        values = {
            name: getattr(base, name) for name in RANGES if hasattr(base, name) and name not in (*DATA, "batch_size")
        }
        values |= {"length": base.steps or base.epochs, "periods": base.usual_periods, "seed": 1} | hidden
        self._filling = True
        self._set_bounds()
        for name, value in (values | self._usual_counts()).items():
            self._numbers[name].set_value(value)
        self._unit.setCurrentIndex(self._unit.findData("steps" if base.steps else "epochs"))
        self._optimiser.setCurrentIndex(self._optimiser.findData(base.optimiser))
        self._beginning.choose_scratch()
        self._numbers["dropout"].setEnabled(bool(hidden))  # without hidden layer there is nothing to drop
        for name in HIDDEN:
            self._numbers[name].setEnabled(name in hidden)
            self._rows["learning"].set_row_visible(name, name in hidden)
        self._filling = False
        self._on_changed()

    def _usual_counts(self) -> dict[str, int]:
        """How many images the recipe takes of those that there are; all of them where it does not say."""
        base, most, most_tests = self._chooser.recipe, self._most_training(), max(1, self._test_images)
        count = min(base.train_count or most, most)
        tests = min(base.test_count or most_tests, most_tests)
        return {"train_count": count, "test_count": tests, "batch_size": min(base.batch_size, count)}

    def _most_training(self) -> int:
        return max(1, self._images - self._chooser.recipe.kept_of(self._images))

    def _set_bounds(self) -> None:
        self._numbers["train_count"].set_most(self._most_training())
        self._numbers["test_count"].set_most(max(1, self._test_images))

    def _on_sources_changed(self) -> None:
        """Counts anew; numbers that somebody typed stay as they are."""
        usual = [name for name, count in self._usual_counts().items() if self._numbers[name].value == count]
        self._images, self._test_images = self._sources.totals or (MNIST_IMAGES, TEST_IMAGES)
        if (samples := self._sources.samples) is not None:
            self._samples.set_images(samples)
        self._filling = True
        self._set_bounds()
        for name, count in self._usual_counts().items():
            if name in usual:
                self._numbers[name].set_value(count)
            else:
                self._numbers[name].set_usual(count)
        self._filling = False
        self._on_changed()

    def _on_changed(self) -> None:
        if self._filling:
            return
        batch = self._numbers["batch_size"]
        batch.set_most(self._numbers["train_count"].value or MNIST_IMAGES)  # a batch holds each image once at most
        self._follow_duration()
        self._show_no_source()
        self._beginning.set_network(self._chooser.recipe.architecture, self._hidden())
        if (recipe := self.recipe) is not None:
            self._samples.show_recipe(recipe)
        self._show_problem()
        self.changed.emit()

    def _show_no_source(self) -> None:
        missing = not self._sources.chosen or self._images < 2
        text = self.tr("Choose at least one of them: without images there is nothing to learn from.")
        self._no_source.tell(text if missing else "")

    def _show_problem(self) -> None:
        """Turns to the page of a value that cannot be used, unless there is one on the page that is open."""
        places = [index for index, names in enumerate(PAGES.values()) if any(map(self._is_bad, names))]
        if not self._sources.chosen:
            places.insert(0, 0)
        if places and self._pages.currentIndex() not in places:
            self._pages.setCurrentIndex(places[0])

    def _is_bad(self, name: str) -> bool:
        field = self._numbers.get(name)
        return field is not None and field.isEnabled() and field.value is None

    def _retranslate(self) -> None:
        for index, text in enumerate((self.tr("Data"), self.tr("Learning"), self.tr("Variations"))):
            self._pages.setTabText(index, text)
        self._show_no_source()
        self._about_variations.setText(
            self.tr("Each time it is shown, each training image is changed by chance, by up to:")
        )
        for chooser, texts in (
            (self._unit, (self.tr("Steps"), self.tr("Epochs"))),
            (self._optimiser, (self.tr("Gradient descent"), "Adagrad", "Adam")),
        ):
            for index, text in enumerate(texts):
                chooser.setItemText(index, text)
        words = row_words()
        for rows in self._rows.values():
            rows.describe(words)
        for name, field in self._numbers.items():
            field.describe(*words[name])
        choosers = {"unit": self._unit, "optimiser": self._optimiser, "beginning": self._beginning.chooser}
        for name, chooser in choosers.items():
            chooser.setAccessibleName(words[name][0])
            chooser.setToolTip(words[name][1])
