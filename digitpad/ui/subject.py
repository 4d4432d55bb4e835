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

    @property
    def is_blank(self) -> bool:
        """True when there is nothing to be read."""
        return self.prediction.status == "blank"

    @property
    def is_several(self) -> bool:
        """True where no single digit can be explained, because there are several."""
        return self.prediction.status == "several"
