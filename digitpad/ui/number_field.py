"""A number to be typed, and what is wrong with it."""

from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from digitpad.ui.problem_label import ProblemLabel


class Range(NamedTuple):
    """What a number may be, as it is shown."""

    low: float
    high: float
    whole: bool = False
    scale: float = 1
    """What is shown is the recipe's value times that: shares are shown in percent."""


class NumberField(QWidget):
    """A number, and below it a sentence when it is none that can be used.

    Signals:
        changed(): another text is in it.
    """

    changed = Signal()

    def __init__(self, name: str, allowed: Range) -> None:
        super().__init__()
        self._allowed = allowed
        self._most = allowed.high
        self._usual = self._name = self._explanation = ""
        self._edit = QLineEdit()
        self._edit.setObjectName(f"train_{name}")
        self._problem = ProblemLabel(f"train_{name}_problem")
        self._problem.stand_below(self._edit, self)
        self._edit.textChanged.connect(self._on_text_changed)

    @property
    def value(self) -> float | None:
        """In the recipe's unit; None for what cannot be used."""
        text = self._edit.text().strip()
        try:
            number = int(text.replace(",", "")) if self._allowed.whole else float(text.replace(",", "."))
        except ValueError:
            return None
        return number / self._allowed.scale if self._allowed.low <= number <= self._most else None

    def set_value(self, value: float) -> None:
        """Shows a value of the recipe, in its unit."""
        self.set_usual(value)
        self._edit.setText(self._usual)

    def set_usual(self, value: float) -> None:
        """What the recipe has, whatever was typed."""
        shown = value * self._allowed.scale
        self._usual = str(int(shown)) if self._allowed.whole else f"{shown:g}"
        self.show_problem()

    def set_most(self, most: float) -> None:
        """Sets the largest number that can be used."""
        self._most = most
        self.show_problem()

    def describe(self, name: str, explanation: str) -> None:
        """What it is called, and what it is for."""
        self._name, self._explanation = name, explanation
        self._edit.setAccessibleName(name)
        self.show_problem()

    def show_problem(self) -> None:
        """Says, or takes back, what is wrong."""
        problem = ""
        if self.value is None and self._allowed.whole:
            problem = self.tr("A whole number, {bounds}").format(bounds=self._bounds())
        elif self.value is None:
            problem = self.tr("A number, {bounds}").format(bounds=self._bounds())
        self._problem.tell(problem)
        usual = _plain(float(self._usual or 0))
        limits = self.tr("{bounds}; the recipe has {usual}").format(bounds=self._bounds(), usual=usual)
        self._edit.setToolTip(f"{self._explanation} ({limits})")
        self._edit.setAccessibleDescription(problem or self._edit.toolTip())

    def _bounds(self) -> str:
        return f"{_plain(self._allowed.low)}\u00a0…\u00a0{_plain(self._most)}"  # a line does not break in it

    def _on_text_changed(self) -> None:
        self.show_problem()
        self.changed.emit()


def _plain(number: float) -> str:
    """Without the exponent that a pupil may not know."""
    return f"{number:,.6f}".rstrip("0").rstrip(".")
