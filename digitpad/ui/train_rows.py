"""What can be changed in the training form: its pages, their rows, and what each number may be."""

from digitpad.core.networks import MOST_HIDDEN_UNITS
from digitpad.ui.number_field import Range

MNIST_IMAGES, TEST_IMAGES = 60_000, 10_000
MOST_PERIODS = 1_000

RANGES = {
    "hidden_1": Range(1, MOST_HIDDEN_UNITS, whole=True),
    "hidden_2": Range(1, MOST_HIDDEN_UNITS, whole=True),
    "train_count": Range(1, MNIST_IMAGES, whole=True),
    "test_count": Range(1, TEST_IMAGES, whole=True),
    "batch_size": Range(1, MNIST_IMAGES, whole=True),
    "length": Range(1, 100_000, whole=True),
    "periods": Range(1, MOST_PERIODS, whole=True),
    "learning_rate": Range(1e-6, 1000),
    "clip_norm": Range(0, 1000),
    "dropout": Range(0, 90, scale=100),
    "shift": Range(0, 8),
    "turn": Range(0, 45),
    "zoom": Range(0, 50, scale=100),
    "shear": Range(0, 50, scale=100),
    "thickness": Range(0, 2),
    "calm_share": Range(0, 100, scale=100),
    "seed": Range(0, 2**32 - 1, whole=True),
}
HIDDEN = ("hidden_1", "hidden_2")
VARIATIONS = ("shift", "turn", "zoom", "shear", "thickness", "calm_share")
DATA = ("train_count", "test_count")
PAGES = {
    "data": DATA,
    "learning": (
        *HIDDEN,
        "beginning",
        "dropout",
        "batch_size",
        "unit",
        "length",
        "periods",
        "optimiser",
        "learning_rate",
        "clip_norm",
        "seed",
    ),
    "variations": VARIATIONS,
}
UNITS, OPTIMISERS = ("steps", "epochs"), ("sgd", "adagrad", "adam")
