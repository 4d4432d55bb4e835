"""How well the recipe `drawn` reads people it never saw: five models, each tested on the writers it did not learn from.

Called by `make folds`, which takes about an hour; what is done already is not done again. The writers, sorted by their
number, are dealt out in turn, so that every fifth one belongs to the same fold. The figures go into the card of
`models/drawn`, whose own model has seen all writers and is never quoted on them.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np

from digitpad.core.datasets import locate
from digitpad.core.stroke_files import read_drawings

FOLDS = 5
PENS = "pen_strokes.jsonl.gz"
PERTURBATIONS = ("half", "offset", "turn15", "thin", "thick")
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
    begun = options.into / "begun"
    data = ("--data", "mnist.npz", "--data", PENS, "--leave-out", left_out, "--seed", str(options.seed))
    if not (options.into / name / "card.json").exists():
        if not (begun / name / "card.json").exists():
            _digitpad("train", "--recipe", options.recipe, *data, "--save", name, "--into", str(begun))
        _digitpad("train", "--recipe", f"{options.recipe}-pens", "--start-from", str(begun / name), *data,
                  "--save", name, "--into", str(options.into))  # fmt: skip
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
    }


def _digitpad(*arguments: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "digitpad", *arguments, "--json"]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


def _summary(figures: list[dict[str, Any]]) -> dict[str, Any]:
    def mean(values: list[float]) -> float:
        return round(float(np.mean(values)), 5)

    return {
        "accuracy": mean([fold["accuracy"] for fold in figures]),
        "worst": min(fold["accuracy"] for fold in figures),
        "calibration_error": mean([fold["calibration_error"] for fold in figures]),
        "refused": mean([fold["refused"] / fold["count"] for fold in figures]),
        "perturbed": {kind: mean([fold["perturbed"][kind] for fold in figures]) for kind in PERTURBATIONS},
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
