"""The floors under what `models/ACCURACY.md` says of the default model."""

import json
import os
from pathlib import Path

import cv2
import numpy as np
import pytest

from digitpad.core.calibration import calibration_error
from digitpad.core.datasets import load
from digitpad.core.evaluation import evaluate
from digitpad.core.ink import image_to_ink
from digitpad.core.model_store import find_model, load_classifier
from digitpad.core.not_digits import CLASSES, GENERATORS
from digitpad.core.preprocess import ink_to_input
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


@pytest.fixture(scope="module")
def folds():
    """What `make folds` wrote into the card: shares in [0, 1]."""
    return json.loads((find_model("drawn").folder / "card.json").read_text(encoding="utf-8"))["folds"]


def test_each_writer_was_left_out_of_one_fold(folds):
    assert sorted(int(writer) for fold in folds["each"] for writer in fold["writers"]) == list(range(1, 31))
    assert sum(fold["count"] for fold in folds["each"]) == 7494


def test_hands_that_no_network_saw_are_read(folds):
    assert folds["accuracy"] >= 0.992 and folds["worst"] >= 0.985
    assert folds["accuracy"] == pytest.approx(np.mean([fold["accuracy"] for fold in folds["each"]]), abs=1e-5)
    assert min(folds["perturbed"].values()) >= folds["accuracy"] - 0.005 and len(folds["perturbed"]) == 5
    assert folds["calibration_error"] <= 0.01
    assert folds["photographs"] >= 0.98
    assert folds["numbers"]["strokes"] >= 0.97
    assert folds["numbers"]["strokes"] == pytest.approx(np.mean(list(folds["numbers_by_seed"].values())), abs=1e-4)


def test_networks_refuse_two_digits_by_hands_that_they_never_saw(folds):
    assert set(folds["not_digits_refused"]) == set(CLASSES)
    assert min(folds["not_digits_refused"].values()) >= 0.95


FLOORS = {"dot": 0.97, "scribble": 0.95, "shape": 0.95, "two_digits": 0.88, "letter": 0.95}


@pytest.mark.parametrize("kind", CLASSES)
def test_what_is_no_digit_is_refused(drawn, kind):
    digits = [drawing for _, drawing in synthetic_drawings(100, seed=3)]
    shares = [share.refused for share in measure_refusal(drawn, 50, 3, digits, {kind: tuple(GENERATORS[kind])})]
    assert sum(shares) / len(shares) >= FLOORS[kind]  # of 200 to 250 drawings: some points more or less are chance


def _filling(image, side, threshold=None):
    """A digit cut out and scaled to fill a square from edge to edge: (side, side) uint8, ink 255."""
    rows, columns = (np.flatnonzero((image > 40).any(axis=axis)) for axis in (1, 0))
    digit = image[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    factor = side / max(digit.shape)
    size = max(1, round(digit.shape[1] * factor)), max(1, round(digit.shape[0] * factor))
    digit = cv2.resize(digit, size, interpolation=cv2.INTER_CUBIC if factor > 1 else cv2.INTER_AREA)
    square = np.zeros((side, side), np.uint8)
    top, left = (side - size[1]) // 2, (side - size[0]) // 2
    square[top : top + size[1], left : left + size[0]] = digit
    return square if threshold is None else np.where(square > threshold, 255, 0).astype(np.uint8)


def _shades(image):
    """8×8 in 17 shades: how many of 4×4 black-or-white pixels are ink."""
    return (_filling(image, 32, 110).reshape(8, 4, 8, 4).mean(axis=(1, 3))).astype(np.uint8)


def _blocks(image, side):
    return np.kron(image, np.ones((side, side), np.uint8))


SCANS = {
    "32 × 32, black and white": (lambda image: _filling(image, 32, 110), 0.985),
    "the same in blocks": (lambda image: _blocks(_filling(image, 32, 110), 8), 0.985),
    "28 × 28 from edge to edge, in blocks": (lambda image: _blocks(_filling(image, 28), 10), 0.985),
    "8 × 8": (_shades, 0.95),
    "8 × 8 in blocks": (lambda image: _blocks(_shades(image), 8), 0.95),
    "8 × 8 made smooth": (lambda image: cv2.resize(_shades(image), (64, 64), interpolation=cv2.INTER_CUBIC), 0.93),
}


@pytest.fixture(scope="module")
def unlearnt():
    """Every twentieth of MNIST's images for choosing: images and labels."""
    if not MNIST.is_file():
        pytest.skip("DIGITPAD_DATA names no folder with mnist.npz")
    with np.load(MNIST) as arrays:
        return arrays["x_train"][:5000:20], arrays["y_train"][:5000:20]


@pytest.mark.parametrize("dark", [False, True], ids=["light on dark", "dark on light"])
@pytest.mark.parametrize(("scan", "floor"), SCANS.values(), ids=SCANS.keys())
def test_scans_of_few_pixels_are_read(drawn, unlearnt, scan, floor, dark):
    images, labels = unlearnt
    pictures = [255 - scan(image) if dark else scan(image) for image in images]
    inputs = [ink_to_input(image_to_ink(picture)) for picture in pictures]
    blank = np.zeros((28, 28), np.float32)
    found = np.stack([blank if image is None else image for image in inputs])
    assert np.mean(found.any(axis=(1, 2)) & (drawn.classify(found).argmax(axis=1) == labels)) >= floor


ROWS = {
    "8 × 8, as long as MNIST's, blocks": (_shades, 20, cv2.INTER_NEAREST, 0.92, 0.1),
    "8 × 8, as long as MNIST's, smooth": (_shades, 20, cv2.INTER_CUBIC, 0.97, 0.04),
    "8 × 8, longer": (_shades, 24, cv2.INTER_LINEAR, 0.94, 0.06),
    "16 × 16 in grey, from edge to edge": (lambda image: _filling(image, 16), 28, cv2.INTER_CUBIC, 0.96, 0.03),
}


@pytest.mark.parametrize(("scan", "side", "way", "floor", "most_refused"), ROWS.values(), ids=ROWS.keys())
def test_input_images_that_others_made_of_scans_are_read(drawn, unlearnt, scan, side, way, floor, most_refused):
    """Rows of a data file go to the model untouched, however coarse."""
    images, labels = unlearnt
    rows = np.zeros((len(images), 28, 28), np.uint8)
    edge = (28 - side) // 2
    for row, image in zip(rows, images, strict=True):
        row[edge : edge + side, edge : edge + side] = cv2.resize(scan(image), (side, side), interpolation=way)
    result = evaluate(drawn, rows, labels)
    assert result.accuracy >= floor and result.refused <= most_refused * result.count
