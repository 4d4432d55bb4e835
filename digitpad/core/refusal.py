"""How often a classifier is unsure about what is no digit."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from digitpad.core.classifier import DigitClassifier, checked, is_unsure
from digitpad.core.drawing import Drawing
from digitpad.core.evaluation import as_input_images
from digitpad.core.not_digits import HELD_OUT, images_of


class Refusal(NamedTuple):
    """What a classifier made of the drawings of one generator."""

    kind: str
    """One of `not_digits.CLASSES`."""
    generator: str
    refused: float
    """The share in [0, 1] whose status is `unsure`."""


def measure_refusal(
    classifier: DigitClassifier,
    each: int,
    seed: int,
    digits: Sequence[Drawing],
    kinds: Mapping[str, Sequence[str]] = HELD_OUT,
) -> list[Refusal]:
    """Classifies drawings of each generator, half of them as strokes, the others as pictures.

    Args:
        classifier: of this thread.
        each: drawings of each generator, at least 1.
        seed: not the one that was trained with.
        digits: drawings of digits, to draw over each other.
        kinds: generators of each class.

    Raises:
        ValueError: the classifier gives something else than ten finite numbers an image.
    """
    refusals = []
    for kind, names in kinds.items():
        for name in names:
            images = as_input_images(images_of({kind: (name,)}, each, seed, digits))
            unsure = is_unsure(checked(classifier.classify(images), each))
            refusals.append(Refusal(kind, name, float(unsure.mean())))
    return refusals
