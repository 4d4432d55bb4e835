"""How well the recipe `drawn` reads people it never saw: five models, each tested on the writers it did not learn from.

Called by `make folds`, which takes two to three hours; what is trained already is not trained again. The writers,
sorted by their number, are dealt out in turn, so that every fifth one belongs to the same fold. The figures go into the
card of `models/drawn`, whose own model has seen all writers and is never quoted on them.

Numbers and photographs are of the same writers. What tells digits apart was chosen with half of the writers, and so was
what finds ink in a photograph; the networks have seen none of them.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from digitpad.core.classifier import Classifier, predict_each
from digitpad.core.datasets import locate
from digitpad.core.ink import image_to_ink
from digitpad.core.model_store import find_model_or_folder, load_classifier
from digitpad.core.not_digits import GENERATORS
from digitpad.core.numbers import compose_numbers, measure
from digitpad.core.paper import photographs
from digitpad.core.preprocess import ink_to_input
from digitpad.core.refusal import measure_refusal
from digitpad.core.stroke_files import LabelledDrawing, read_drawings

FOLDS = 5
PENS = "pen_strokes.jsonl.gz"
PERTURBATIONS = ("half", "offset", "turn15", "thin", "thick")
NUMBERS, PHOTOGRAPHS, NOT_DIGITS = 500, 100, 200  # for each fold; for each way of drawing what is no digit
SEED = 2026  # of these
NUMBER_SEEDS = (SEED, 2027, 2028, 2029)  # of numbers in strokes: 500 alone move by half a point from seed to seed
_CARD = Path(__file__).parent / "drawn" / "card.json"


def main() -> None:
    """Trains, measures, and writes the card."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--into", type=Path, default=Path("build/folds"), help="folder of the five models")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--recipe", default="drawn")
    parser.add_argument("--only-measure", action="store_true", help="write no card")
    options = parser.parse_args()
    figures = [_fold(number, writers, options) for number, writers in enumerate(folds(), 1)]
    summary = _summary(figures)
    print(json.dumps(summary, indent=2))
    if not options.only_measure:
        _write_into_card(summary)


def folds() -> list[list[str]]:
    """The writers of each fold."""
    writers = sorted({drawing.writer for drawing in read_drawings(locate(Path(PENS)))}, key=int)
    return [writers[first::FOLDS] for first in range(FOLDS)]


def _fold(number: int, writers: list[str], options: argparse.Namespace) -> dict[str, Any]:
    name = f"{options.recipe}-fold-{number}-seed-{options.seed}"
    left_out = ",".join(writers)
    _train(name, left_out, options)
    tested = ("--data", PENS, "--writers", left_out, "--model", str(options.into / name))
    plain = _digitpad("evaluate", *tested)
    perturbed = {kind: _digitpad("evaluate", *tested, "--perturb", kind)["accuracy"] for kind in PERTURBATIONS}
    mnist = _digitpad("evaluate", "--data", "mnist.npz", "--model", str(options.into / name))
    return {
        "writers": writers,
        "count": plain["count"],
        "accuracy": round(plain["accuracy"], 5),
        "refused": plain["refused"],
        "calibration_error": round(plain["calibration_error"], 5),
        "perturbed": {kind: round(accuracy, 5) for kind, accuracy in perturbed.items()},
        "mnist_test_accuracy": mnist["accuracy"],
        **_beyond_single_digits(options.into / name, writers),
    }


def _train(name: str, left_out: str, options: argparse.Namespace) -> None:
    """Trains a model as `make models` does: the recipe, and twice the one that goes on from it."""
    data = ("--data", "mnist.npz", "--data", PENS, "--leave-out", left_out, "--seed", str(options.seed))
    before: tuple[str, ...] = ()
    for recipe, folder in (("", "begun"), ("-pens", "once"), ("-pens", "")):
        into = options.into / folder
        if not (into / name / "card.json").exists():
            _digitpad("train", "--recipe", options.recipe + recipe, *before, *data, "--save", name, "--into", str(into))
        before = ("--start-from", str(into / name))


def _beyond_single_digits(model: Path, writers: list[str]) -> dict[str, Any]:
    """How a model reads numbers and photographs by these writers, and how much it refuses of what is no digit."""
    classifier = load_classifier(find_model_or_folder(str(model)))
    drawings = [drawing for drawing in read_drawings(locate(Path(PENS))) if drawing.writer in writers]
    strokes = {seed: measure(classifier, compose_numbers(drawings, NUMBERS, seed)) for seed in NUMBER_SEEDS}
    pictures = measure(classifier, compose_numbers(drawings, NUMBERS, SEED), as_pictures=True)
    read_when_told = _mean([scores.read_when_told for scores in strokes.values()])
    every_way = {kind: tuple(ways) for kind, ways in GENERATORS.items()}
    refusals = measure_refusal(classifier, NOT_DIGITS, SEED, [sample.drawing for sample in drawings], every_way)
    return {
        "numbers": {"strokes": _mean([scores.read for scores in strokes.values()]), "pictures": pictures.read},
        "numbers_by_seed": {str(seed): scores.read for seed, scores in strokes.items()},
        "numbers_digit_by_digit": {"strokes": read_when_told, "pictures": pictures.read_when_told},
        "photographs": _read_of_photographs(classifier, drawings),
        "not_digits_refused": {
            kind: _mean([each.refused for each in refusals if each.kind == kind]) for kind in GENERATORS
        },
    }


def _read_of_photographs(classifier: Classifier, samples: list[LabelledDrawing]) -> float:
    taken = photographs([sample.drawing for sample in samples], PHOTOGRAPHS, SEED)
    labels, pictures = zip(*((samples[chosen].label, photograph.picture) for chosen, photograph in taken), strict=True)
    inputs = [ink_to_input(image_to_ink(picture)) for picture in pictures]
    read = predict_each(classifier, inputs)
    return _mean(
        [one.status != "blank" and one.probabilities.argmax() == label for one, label in zip(read, labels, strict=True)]
    )


def _mean(values: Sequence[float]) -> float:
    return round(float(np.mean(values)), 5)


def _digitpad(*arguments: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "digitpad", *arguments, "--json"]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


def _summary(figures: list[dict[str, Any]]) -> dict[str, Any]:
    def of_each(name: str) -> dict[str, float]:
        return {part: _mean([fold[name][part] for fold in figures]) for part in figures[0][name]}

    return {
        "accuracy": _mean([fold["accuracy"] for fold in figures]),
        "worst": min(fold["accuracy"] for fold in figures),
        "calibration_error": _mean([fold["calibration_error"] for fold in figures]),
        "refused": _mean([fold["refused"] / fold["count"] for fold in figures]),
        "perturbed": of_each("perturbed"),
        "numbers": of_each("numbers"),
        "numbers_by_seed": of_each("numbers_by_seed"),
        "numbers_digit_by_digit": of_each("numbers_digit_by_digit"),
        "photographs": _mean([fold["photographs"] for fold in figures]),
        "not_digits_refused": of_each("not_digits_refused"),
        "mnist_test_accuracy": _mean([fold["mnist_test_accuracy"] for fold in figures]),
        "each": figures,
    }


def _write_into_card(summary: dict[str, Any]) -> None:
    card = json.loads(_CARD.read_text(encoding="utf-8"))
    card["folds"] = summary
    unfinished = _CARD.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(card, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    unfinished.replace(_CARD)


if __name__ == "__main__":
    main()
