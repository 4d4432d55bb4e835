"""What is said on the terminal: results, complaints, progress, a question."""

import json
import sys
from collections.abc import Callable
from typing import Any


def progress_bar(stream: Any) -> Any:
    """A function that draws a run's progress on a terminal's last line, or a line at each tenth elsewhere."""
    show_share = _bar(stream)

    def show(progress: Any) -> None:
        text = f"step {progress.step}/{progress.steps}, {progress.images_per_second:.0f} images/s"
        text += f", loss {progress.loss:.4f}"
        if progress.validation_accuracy is not None:
            text += f", validation {progress.validation_accuracy:.2%}"
        show_share(progress.step / progress.steps, text)

    return show


def doubt_bar(stream: Any) -> Callable[[str, float], None]:
    """The same for how far a run is with learning its doubt, when its steps are done."""
    show_share = _bar(stream)

    def show(stage: str, share: float) -> None:
        if stage == "doubting":
            show_share(share, "of what is no digit is learnt")

    return show


def _bar(stream: Any) -> Callable[[float, str], None]:
    last_tenth = -1

    def show(share: float, text: str) -> None:
        nonlocal last_tenth
        if stream.isatty():
            _draw_bar(stream, share, text)
        elif int(10 * share) > last_tenth:
            last_tenth = int(10 * share)
            stream.write(f"{share:4.0%} {text}\n")
        stream.flush()

    return show


def is_download_wanted() -> bool:
    """Asks who sits at the terminal; where nobody does, nothing is downloaded."""
    from digitpad.core.mnist_source import MEGABYTES

    if not (sys.stdin and sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    # Not input(): it would write to standard output, which belongs to the answer.
    print(f"MNIST is not on this computer. Download it ({MEGABYTES} MB)? [Y/n] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().lower() in ("\n", "y\n", "yes\n")  # and not "", which is the end of the input


def download_mnist() -> None:
    """Downloads MNIST, with a bar."""
    from digitpad.core import mnist_source

    def show(done: int, total: int) -> None:
        text = f"{done / 1e6:.1f} of {total / 1e6:.1f} MB" if total else f"{done / 1e6:.1f} MB"
        _draw_bar(sys.stderr, done / total if total else 0, text)

    place = mnist_source.download_mnist(show)
    print(f"saved as {place}", file=sys.stderr)


def _draw_bar(stream: Any, share: float, text: str) -> None:
    done = round(24 * share)
    stream.write(f"\r[{'#' * done}{'.' * (24 - done)}] {text}\x1b[K" + ("\n" if share == 1 else ""))


def complain(sentence: str) -> int:
    """Says what is wrong, in one line on standard error; gives the exit code for it."""
    one_line = "".join(letter if letter >= " " else " " for letter in sentence)
    print(f"digitpad: {one_line}", file=sys.stderr)
    return 2


def print_json(document: Any) -> None:
    """Prints one JSON document."""
    json.dump(document, sys.stdout, allow_nan=False)
    print()
