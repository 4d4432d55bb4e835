"""What the explaining tabs are told of."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from digitpad.core.classifier import DigitClassifier, Prediction
    from digitpad.core.drawing import Drawing
    from digitpad.core.model_store import ModelCard


class Subject(NamedTuple):
    """A drawing, what was read in it, and by which model."""

    drawing: "Drawing"
    prediction: "Prediction"
    model: "ModelCard | DigitClassifier"
    label: int | None = None
    """The digit that it should have been, where somebody said so."""
    place: int | None = None
    """Which of several digits it is about, counted from the left; None where there is one alone."""
    digits: int = 1
    """How many were read."""

    def of_one(self, chosen: int) -> "Subject":
        """What is explained of several digits: the chosen one or, with −1, the one that is least sure."""
        from digitpad.core.reading import least_sure, one_of_several  # here: one digit alone does not need them

        count = len(self.prediction.digits)
        place = chosen if 0 <= chosen < count else least_sure(self.prediction)
        return self._replace(prediction=one_of_several(self.prediction, place), place=place, digits=count)

    @property
    def is_blank(self) -> bool:
        """True when there is nothing to be read."""
        return self.prediction.status == "blank"

    @property
    def is_several(self) -> bool:
        """True where nothing is explained before it is said which of several digits is meant."""
        return self.prediction.status == "several"
