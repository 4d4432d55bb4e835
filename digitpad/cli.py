"""The command `digitpad`: without a word it opens the window, with one it works without a screen."""

import argparse
import io
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from digitpad import __version__
from digitpad.core.errors import InputError


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; gives the exit code: 0, or 2 for bad input (one line on standard error)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without our characters gets an answer too
    options = _parser().parse_args(arguments)
    try:
        code = options.command(options)
        sys.stdout.flush()
        return code
    except InputError as error:
        return _complain(str(error))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output has gone, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


class _OneLineParser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message} (see {self.prog} --help)\n")


def _parser() -> argparse.ArgumentParser:
    parser = _OneLineParser(
        prog="digitpad",
        description="Draw a digit, watch a model read it, see why. Without a command it opens the window.",
    )
    parser.add_argument("--version", action="version", version=f"digitpad {__version__}")
    parser.add_argument(
        "--demo", action="store_true", help="replay a bundled drawing without a screen, write screenshot.png"
    )
    parser.set_defaults(command=_open_window)
    commands = parser.add_subparsers(metavar="COMMAND", parser_class=_OneLineParser)

    recognize = commands.add_parser("recognize", help="read the digit or the number in pictures")
    recognize.add_argument("images", nargs="+", metavar="IMAGE")
    recognize.set_defaults(command=_recognize)

    evaluate = commands.add_parser("evaluate", help="measure a model on a data set")
    evaluate.add_argument(
        "--data",
        required=True,
        metavar="PATH",
        help="npz, IDX folder, CSV, image folders or stroke file; synthetic: 2,000 built-in pen digits (./synthetic: "
        "the file of that name)",
    )
    evaluate.add_argument("--limit", type=int, metavar="N", help="at most N digits: the first, or with --seed any")
    evaluate.add_argument("--writers", type=_names, metavar="1,5,…", help="only these writers' drawings")
    evaluate.add_argument(
        "--perturb",
        type=_names,
        default=(),
        metavar="half,…",
        help="half, offset, turn15, thin, thick: change the drawings",
    )
    evaluate.add_argument("--seed", type=int, metavar="N")
    evaluate.set_defaults(command=_evaluate)

    train = commands.add_parser("train", help="train a model by a recipe")
    train.add_argument("--recipe", required=True, metavar="NAME")
    train.add_argument(
        "--data",
        action="append",
        metavar="PATH",
        help="instead of MNIST; may be given several times; synthetic: 20,000 built-in pen digits",
    )
    train.add_argument(
        "--leave-out", type=_names, default=(), metavar="1,5,…", help="do not learn from these writers' drawings"
    )
    train.add_argument("--save", metavar="NAME", help="keep the model under this name")
    train.add_argument(
        "--into", type=Path, metavar="FOLDER", help="the folder of models to save in; the user's own if not given"
    )
    train.add_argument("--seed", type=int, default=1, metavar="N")
    train.set_defaults(command=_train)

    models = commands.add_parser("models", help="list the models")
    models.set_defaults(command=_models)

    explain = commands.add_parser(
        "explain",
        help="say which pixels of a picture speak for each digit",
        description="Says which pixels of a picture speak for each digit, in ten maps of 28×28. For the softmax model"
        " pixels and bias sum to the scores (logits) that softmax turns into probabilities. For networks the maps say"
        " how far a digit's score falls where a patch of paper covers the ink, and there is no bias.",
    )
    explain.add_argument("image", metavar="IMAGE")
    explain.set_defaults(command=_explain)

    for command in (recognize, evaluate, explain):
        command.add_argument("--model", metavar="NAME", help="a model's name or folder")
    for command in (recognize, evaluate, train, models, explain):
        command.add_argument("--json", action="store_true", help="print one JSON document and nothing else")
    return parser


def _open_window(options: argparse.Namespace) -> int:
    if options.demo:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from digitpad.demo import run_demo

        return run_demo(Path("screenshot.png"))
    if _has_no_screen():
        return _complain("there is no screen here; `digitpad --demo` works without one")
    from digitpad.program import run

    return run()


def _recognize(options: argparse.Namespace) -> int:
    from digitpad.core.images import read_image
    from digitpad.core.ink import image_to_ink
    from digitpad.core.reading import read_ink

    classifier = _classifier(options.model)
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
            prediction = read_ink(classifier, image_to_ink(read_image(name)))
        except (InputError, ValueError) as error:  # ValueError: the model gives no numbers
            failed = True
            result["message"] = str(error)
            _complain(str(error))
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
        _print_json(results)
    else:
        for result in results:
            if result["status"] != "error":
                print(f"{result['file']}: {_sentence(result)}")
    return 2 if failed else 0


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


def _evaluate(options: argparse.Namespace) -> int:
    from digitpad.core.datasets import load
    from digitpad.core.evaluation import evaluate
    from digitpad.core.model_store import find_model_or_folder

    data = load(options.data, "test", options.writers, options.limit, options.perturb, options.seed)
    model = find_model_or_folder(options.model)
    classifier = _classifier(options.model)
    try:
        result = evaluate(classifier, data.images, data.labels)
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
        _print_json(figures)
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


def _train(options: argparse.Namespace) -> int:
    from digitpad.core.recipes import RECIPES

    if options.recipe not in RECIPES:
        raise InputError("recipe_unknown", name=options.recipe, known=", ".join(RECIPES))
    if not 0 <= options.seed < 2**32:
        raise InputError("option_bad", option="--seed", reason=f"{options.seed} is not between 0 and 4294967295")
    from digitpad.core.model_saving import save_model
    from digitpad.core.model_store import check_new_name
    from digitpad.core.training import train
    from digitpad.core.training_data import load_training_data
    from digitpad.paths import user_models_folder

    if options.save is not None:
        check_new_name(options.save, options.into)
    recipe = RECIPES[options.recipe]
    try:
        data, sources = load_training_data(options.data, recipe, options.leave_out)
    except InputError as error:
        if error.code != "mnist_missing" or not _is_download_wanted():
            raise
        _download_mnist()
        data, sources = load_training_data(options.data, recipe, options.leave_out)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    result = train(recipe, data, _progress_bar(sys.stderr), seed=options.seed)
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
        _print_json(figures)
    else:
        print(
            "\n".join(f"{name.replace('_', ' '):<20} {value}" for name, value in figures.items() if value is not None)
        )
    return 0


def _models(options: argparse.Namespace) -> int:
    from digitpad.core.model_store import list_models

    cards, problems = list_models()
    for problem in problems:
        _complain(str(problem))
    if options.json:
        names = ("name", "title", "parameters", "test_accuracy", "shipped")
        _print_json([{name: getattr(card, name) for name in names} for card in cards])
        return 0
    for card in cards:
        accuracy = "–" if card.test_accuracy is None else f"{card.test_accuracy:.2%}"
        print(f"{card.name:<16} {card.title:<24} {card.parameters:>9,} weights   {accuracy:>7} on test images")
    return 0


def _explain(options: argparse.Namespace) -> int:
    from digitpad.core.explain import evidence
    from digitpad.core.images import read_image
    from digitpad.core.ink import image_to_ink
    from digitpad.core.model_store import find_model_or_folder
    from digitpad.core.reading import read_ink

    model = find_model_or_folder(options.model)
    classifier = _classifier(options.model)
    ink = image_to_ink(read_image(options.image))
    try:
        prediction = read_ink(classifier, ink)
        if prediction.status == "several":
            raise InputError("digits_several", path=options.image, text=prediction.text)
        found = evidence(classifier, prediction.input_image)
    except (RuntimeError, ValueError) as error:
        raise InputError("model_damaged", name=model.name, reason=error) from error
    assert found is not None  # nobody stops it
    if options.json:
        _print_json(
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


def _progress_bar(stream: Any) -> Any:
    """A function that draws a run's progress on a terminal's last line, or a line at each tenth elsewhere."""
    last_tenth = -1

    def show(progress: Any) -> None:
        nonlocal last_tenth
        share = progress.step / progress.steps
        text = f"step {progress.step}/{progress.steps}, {progress.images_per_second:.0f} images/s"
        text += f", loss {progress.loss:.4f}"
        if progress.validation_accuracy is not None:
            text += f", validation {progress.validation_accuracy:.2%}"
        if stream.isatty():
            _draw_bar(stream, share, text)
        elif int(10 * share) > last_tenth:
            last_tenth = int(10 * share)
            stream.write(f"{share:4.0%} {text}\n")
        stream.flush()

    return show


def _is_download_wanted() -> bool:
    """Asks who sits at the terminal; where nobody does, nothing is downloaded."""
    from digitpad.core.mnist_source import MEGABYTES

    if not (sys.stdin and sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    # Not input(): it would write to standard output, which belongs to the answer.
    print(f"MNIST is not on this computer. Download it ({MEGABYTES} MB)? [Y/n] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().lower() in ("\n", "y\n", "yes\n")  # and not "", which is the end of the input


def _download_mnist() -> None:
    from digitpad.core.mnist_source import download_mnist

    def show(done: int, total: int) -> None:
        text = f"{done / 1e6:.1f} of {total / 1e6:.1f} MB" if total else f"{done / 1e6:.1f} MB"
        _draw_bar(sys.stderr, done / total if total else 0, text)

    place = download_mnist(show)
    print(f"saved as {place}", file=sys.stderr)


def _draw_bar(stream: Any, share: float, text: str) -> None:
    done = round(24 * share)
    stream.write(f"\r[{'#' * done}{'.' * (24 - done)}] {text}\x1b[K" + ("\n" if share == 1 else ""))


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _has_no_screen() -> bool:
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return False
    return not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _complain(sentence: str) -> int:
    one_line = "".join(letter if letter >= " " else " " for letter in sentence)
    print(f"digitpad: {one_line}", file=sys.stderr)
    return 2


def _print_json(document: Any) -> None:
    json.dump(document, sys.stdout, allow_nan=False)
    print()
