"""What tests of the core share."""

import pytest

from digitpad.core.classifier import Classifier, Prediction
from digitpad.core.drawing import Drawing, Stroke
from digitpad.core.model_store import find_model, load_classifier
from digitpad.core.reading import read_drawing


@pytest.fixture(scope="module")
def softmax() -> Classifier:
    """The shipped one."""
    return load_classifier(find_model("softmax"))


@pytest.fixture
def seven(softmax: Classifier) -> tuple[Drawing, Prediction]:
    """A 7 of many points, and what is read in it."""
    points = [(150 + 4 * step, 110) for step in range(50)] + [(350 - 2 * step, 110 + 4 * step) for step in range(70)]
    drawing = Drawing((Stroke.from_points(points),))
    return drawing, read_drawing(softmax, drawing)
