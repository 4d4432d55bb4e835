"""What the commands of `digitpad` do, each given its options and giving its exit code.

What a command works with is imported in it: none waits for what another one needs.
"""

import argparse
import os
import sys
from dataclasses import replace
from typing import Any

from digitpad.core.errors import InputError
from digitpad.terminal import complain, doubt_bar, download_mnist, is_download_wanted, print_json, progress_bar


def recognize(options: argparse.Namespace) -> int:
    """Reads the digit or the number in each picture."""
    from digitpad.core.images import read_image
    from digitpad.core.tutorial import read_as_in_the_tutorial

    classifier = _classifier(options.model)
    read = read_as_in_the_tutorial if options.as_in_the_tutorial else _read_picture
    results, failed = [], False
    for name in options.images:
        result: dict[str, Any] = {
            "file": name,
            "status": "error",
            "digit": None,
            "probabilities": None,
            "text": "",
            "digits": [],
        }
        try:
            prediction = read(classifier, read_image(name))
        except (InputError, ValueError) as error:  # ValueError: the model gives no numbers
            failed = True
            result["message"] = str(error)
            complain(str(error))
        else:
            result["status"], result["digit"] = prediction.status, prediction.digit
            if prediction.status in ("digit", "unsure"):
                result["probabilities"] = prediction.probabilities.tolist()
            result["text"] = prediction.text
            result["digits"] = [
                {
                    "digit": digit.digit,
                    "probabilities": digit.probabilities.tolist(),
                    "box": [round(length) for length in digit.box],
                }
                for digit in prediction.digits
            ]
        results.append(result)
    if options.json:
        print_json(results)
    else:
        for result in results:
            if result["status"] != "error":
                print(f"{result['file']}: {_sentence(result)}")
    return 2 if failed else 0


def _read_picture(classifier: Any, picture: Any) -> Any:
    from digitpad.core.ink import image_to_ink
    from digitpad.core.reading import read_ink

    return read_ink(classifier, image_to_ink(picture))


def _sentence(result: dict[str, Any]) -> str:
    if result["status"] == "blank":
        return "blank"
    if result["status"] == "several":
        least = min(max(digit["probabilities"]) for digit in result["digits"])
        return f"{result['text']} (each at least {least:.1%})"
    best = max(result["probabilities"])
    if result["status"] == "unsure":
        return f"not sure this is a digit (at best {result['probabilities'].index(best)}, {best:.0%})"
    return f"{result['digit']} ({best:.1%})"


def evaluate(options: argparse.Namespace) -> int:
    """Measures a model on a data set."""
    from digitpad.core import evaluation
    from digitpad.core.datasets import load
    from digitpad.core.model_store import find_model_or_folder

    data = load(options.data, "test", options.writers, options.limit, options.perturb, options.seed)
    model = find_model_or_folder(options.model)
    classifier = _classifier(options.model)
    try:
        result = evaluation.evaluate(classifier, data.images, data.labels)
    except (RuntimeError, ValueError) as error:
        raise InputError("model_damaged", name=model.name, reason=error) from error
    figures = {
        "model": model.name,
        "count": result.count,
        "accuracy": result.accuracy,
        "refused": result.refused,
        "log_loss": result.log_loss,
        "calibration_error": result.calibration_error,
        "confusion": result.confusion.tolist(),
    }
    if options.json:
        print_json(figures)
        return 0
    print(f"{model.name} on {data.name}: {result.count} digits")
    print(f"accuracy  {result.accuracy:.2%}")
    print(f"refused   {result.refused}")
    print(f"log loss  {result.log_loss:.4f}")
    print(f"calibration error  {result.calibration_error:.2%}")
    print("rows: what it is; columns: what was read")
    print("     " + "".join(f"{digit:>6}" for digit in range(10)))
    for digit, row in enumerate(result.confusion):
        print(f"{digit:>5}" + "".join(f"{count:>6}" for count in row))
    return 0


def train(options: argparse.Namespace) -> int:
    """Trains a model by a recipe, and saves it where that is wished."""
    from digitpad.core.recipes import RECIPES

    if options.recipe not in RECIPES:
        raise InputError("recipe_unknown", name=options.recipe, known=", ".join(RECIPES))
    if not 0 <= options.seed < 2**32:
        raise InputError("option_bad", option="--seed", reason=f"{options.seed} is not between 0 and 4294967295")
    from digitpad.core import training
    from digitpad.core.model_saving import save_model
    from digitpad.core.model_store import check_new_name, find_model_or_folder, read_weights
    from digitpad.core.training_data import load_training_data
    from digitpad.paths import user_models_folder

    if options.save is not None:
        check_new_name(options.save, options.into)
    recipe, weights = RECIPES[options.recipe], None
    if options.start_from is not None:
        card = find_model_or_folder(options.start_from)
        if (card.architecture, card.hidden) != (recipe.architecture, recipe.hidden):
            raise InputError("option_bad", option="--start-from", reason=f"{card.name} is not such a network")
        recipe, weights = replace(recipe, starts_from=card.name), read_weights(card)
    elif recipe.goes_on:
        raise InputError("option_bad", option="--start-from", reason=f"{recipe.name} goes on from a model, say which")
    try:
        data, sources = load_training_data(options.data, recipe, options.leave_out)
    except InputError as error:
        if error.code != "mnist_missing" or not is_download_wanted():
            raise
        download_mnist()
        data, sources = load_training_data(options.data, recipe, options.leave_out)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    recipe = recipe.fitted_to(len(data.images))
    result = training.train(
        recipe,
        data,
        progress_bar(sys.stderr),
        seed=options.seed,
        initial_weights=weights,
        on_stage=doubt_bar(sys.stderr),
    )
    if options.save is not None:
        save_model(result, options.save, recipe.title, sources, options.into or user_models_folder())
    figures = {
        "recipe": recipe.name,
        "seconds": round(result.seconds, 1),
        "images_per_second": round(result.images_per_second),
        "validation_accuracy": round(result.validation_accuracy, 5),
        "test_accuracy": round(result.test_accuracy, 5),
        "saved": options.save,
    }
    if options.json:
        print_json(figures)
    else:
        print(
            "\n".join(f"{name.replace('_', ' '):<20} {value}" for name, value in figures.items() if value is not None)
        )
    return 0


def models(options: argparse.Namespace) -> int:
    """Lists the models."""
    from digitpad.core.model_store import list_models

    cards, problems = list_models()
    for problem in problems:
        complain(str(problem))
    if options.json:
        names = ("name", "title", "parameters", "test_accuracy", "shipped")
        print_json([{name: getattr(card, name) for name in names} for card in cards])
        return 0
    for card in cards:
        accuracy = "–" if card.test_accuracy is None else f"{card.test_accuracy:.2%}"
        print(f"{card.name:<16} {card.title:<24} {card.parameters:>9,} weights   {accuracy:>7} on test images")
    return 0


def explain(options: argparse.Namespace) -> int:
    """Says which pixels of a picture speak for each digit."""
    from digitpad.core.explain import evidence
    from digitpad.core.images import read_image
    from digitpad.core.model_store import find_model_or_folder

    model = find_model_or_folder(options.model)
    classifier = _classifier(options.model)
    picture = read_image(options.image)
    try:
        prediction = _read_picture(classifier, picture)
        if prediction.status == "several":
            raise InputError("digits_several", path=options.image, text=prediction.text)
        found = evidence(classifier, prediction.input_image)
    except (RuntimeError, ValueError) as error:
        raise InputError("model_damaged", name=model.name, reason=error) from error
    assert found is not None  # nobody stops it
    if options.json:
        print_json(
            {
                "digit": prediction.digit,
                "logits": found.scores.tolist(),
                "bias": None if found.bias is None else found.bias.tolist(),
                "evidence": found.maps.tolist(),
            }
        )
        return 0
    result = {
        "status": prediction.status,
        "digit": prediction.digit,
        "probabilities": prediction.probabilities.tolist(),
    }
    print(f"{options.image}: {_sentence(result)}, says {model.name}")
    if found.bias is None:
        print("digit    score  and how far it falls, at most, when ink is covered")
        for digit, score in enumerate(found.scores):
            print(f"{digit:>5} {score:>+8.2f} {-found.maps[digit].max():>+8.2f}")
    else:
        print("digit   pixels   + bias  = score")
        for digit, (score, bias) in enumerate(zip(found.scores, found.bias, strict=True)):
            print(f"{digit:>5} {score - bias:>+8.2f} {bias:>+8.2f} {score:>+8.2f}")
    return 0


def _classifier(model: str | None) -> Any:
    from digitpad.core.model_store import find_model_or_folder, load_classifier

    return load_classifier(find_model_or_folder(model))
