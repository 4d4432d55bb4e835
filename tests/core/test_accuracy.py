"""The floors under what `models/ACCURACY.md` says of the default model."""

import os
from pathlib import Path

import pytest

from digitpad.core.calibration import calibration_error
from digitpad.core.datasets import load
from digitpad.core.evaluation import evaluate
from digitpad.core.model_store import find_model, load_classifier
from digitpad.core.not_digits import CLASSES, GENERATORS
from digitpad.core.refusal import measure_refusal
from digitpad.core.synthetic import synthetic_drawings

MNIST = Path(os.environ.get("DIGITPAD_DATA", "")) / "mnist.npz"


@pytest.fixture(scope="module")
def drawn():
    return load_classifier(find_model("drawn"))


@pytest.fixture(scope="module")
def on_mnist(drawn):
    if not MNIST.is_file():
        pytest.skip("DIGITPAD_DATA names no folder with mnist.npz")
    data = load(MNIST, "test")
    return evaluate(drawn, data.images, data.labels), data.labels


def test_mnist_is_read(on_mnist):
    result, _ = on_mnist
    assert result.count == 10_000
    assert result.accuracy >= 0.9965


def test_hardly_any_digit_is_refused(on_mnist):
    result, _ = on_mnist
    assert result.refused <= 100


def test_probabilities_mean_what_they_say(on_mnist):
    result, labels = on_mnist
    assert result.calibration_error <= 0.01
    assert result.calibration_error == pytest.approx(calibration_error(result.probabilities, labels))


FLOORS = {"dot": 0.97, "scribble": 0.95, "shape": 0.95, "two_digits": 0.88, "letter": 0.95}


@pytest.mark.parametrize("kind", CLASSES)
def test_what_is_no_digit_is_refused(drawn, kind):
    digits = [drawing for _, drawing in synthetic_drawings(100, seed=3)]
    shares = [share.refused for share in measure_refusal(drawn, 50, 3, digits, {kind: tuple(GENERATORS[kind])})]
    assert sum(shares) / len(shares) >= FLOORS[kind]  # of 200 to 250 drawings: some points more or less are chance
