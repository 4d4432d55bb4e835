"""The command `digitpad`: without a word it opens the window, with one it works without a screen."""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from digitpad import __version__, commands
from digitpad.core.errors import InputError
from digitpad.terminal import complain


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
        return complain(str(error))
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
    subparsers = parser.add_subparsers(metavar="COMMAND", parser_class=_OneLineParser)

    recognize = subparsers.add_parser("recognize", help="read the digit or the number in pictures")
    recognize.add_argument("images", nargs="+", metavar="IMAGE")
    recognize.add_argument(
        "--as-in-the-tutorial",
        action="store_true",
        help="make the whole picture 28×28, black or white, as TensorFlow's first tutorial did; nothing is looked for, "
        "nothing centred",
    )
    recognize.set_defaults(command=commands.recognize)

    evaluate = subparsers.add_parser("evaluate", help="measure a model on a data set")
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
    evaluate.set_defaults(command=commands.evaluate)

    train = subparsers.add_parser("train", help="train a model by a recipe")
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
    train.add_argument("--start-from", metavar="NAME", help="go on from this model, a name or a folder")
    train.add_argument("--save", metavar="NAME", help="keep the model under this name")
    train.add_argument(
        "--into", type=Path, metavar="FOLDER", help="the folder of models to save in; the user's own if not given"
    )
    train.add_argument("--seed", type=int, default=1, metavar="N")
    train.set_defaults(command=commands.train)

    models = subparsers.add_parser("models", help="list the models")
    models.set_defaults(command=commands.models)

    explain = subparsers.add_parser(
        "explain",
        help="say which pixels of a picture speak for each digit",
        description="Says which pixels of a picture speak for each digit, in ten maps of 28×28. For the softmax model"
        " pixels and bias sum to the scores (logits) that softmax turns into probabilities. For networks the maps say"
        " how far a digit's score falls where a patch of paper covers the ink, and there is no bias.",
    )
    explain.add_argument("image", metavar="IMAGE")
    explain.set_defaults(command=commands.explain)

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
        return complain("there is no screen here; `digitpad --demo` works without one")
    from digitpad.program import run

    return run()


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _has_no_screen() -> bool:
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return False
    return not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
