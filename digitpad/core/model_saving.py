"""Trained networks to disk: as one of the program's own models, or as a file for other programs."""

import json
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digitpad import __version__
from digitpad.core.errors import InputError
from digitpad.core.files import write_file
from digitpad.core.model_folder import reason_of, write_folder
from digitpad.core.model_store import (
    CARD_FILE,
    CARD_FORMAT,
    KERAS_FILE,
    LITERT_FILE,
    ModelCard,
    check_name,
    read_card,
)

if TYPE_CHECKING:
    from digitpad.core.training import TrainResult

_log = logging.getLogger(__name__)


def save_model(result: "TrainResult", name: str, title: str, data: list[dict[str, Any]], parent: Path) -> ModelCard:
    """Saves a trained network as a model folder: all of it or nothing.

    The folder is written beside its place under a temporary name, synced, and renamed.

    Args:
        result: of a run.
        name: of the folder.
        title: what people read.
        data: the data sets that the run used, each with `name`, `count` and `sha256`.
        parent: the folder of models.

    Raises:
        InputError: a bad name, or the folder cannot be written.
    """
    check_name(name)
    write_folder(parent / name, lambda folder: _fill(folder, result, title, data))
    return read_card(parent / name)


def _fill(folder: Path, result: "TrainResult", title: str, data: list[dict[str, Any]]) -> None:
    (folder / LITERT_FILE).write_bytes(convert(result.network))
    save_keras(result.network, folder / KERAS_FILE)
    write_card(folder, _card(result, title, data))


def write_card(folder: Path, content: dict[str, Any]) -> None:
    """Writes the card of a model whose two files are there already, with their hashes."""
    import hashlib

    hashes = {file: hashlib.sha256((folder / file).read_bytes()).hexdigest() for file in (LITERT_FILE, KERAS_FILE)}
    text = json.dumps(content | {"sha256": hashes}, indent=2, ensure_ascii=False) + "\n"
    (folder / CARD_FILE).write_text(text, "utf-8")


def export_model(network: Any, path: Path) -> str:
    """Writes a network as one file for other programs, LiteRT's for a name that ends in .tflite, else Keras's.

    Returns:
        The file's name.

    Raises:
        InputError: the file cannot be written.
    """
    import tempfile

    if path.suffix == Path(LITERT_FILE).suffix:
        content = convert(network)
    else:
        try:
            with tempfile.TemporaryDirectory() as folder:
                save_keras(network, Path(folder) / KERAS_FILE)
                content = (Path(folder) / KERAS_FILE).read_bytes()
        except OSError as error:
            raise InputError("file_unwritable", path=path, reason=reason_of(error)) from error
    write_file(path, content)
    return path.name


def convert(network: Any) -> bytes:
    """Converts a Keras network to the content of a float32 LiteRT file.

    Raises:
        InputError: the converter gave up; it does so for want of room, and does not say so.
    """
    import contextlib
    import io
    import tempfile

    import tensorflow

    from digitpad.core.quiet import silenced_native_output

    converter = tensorflow.lite.TFLiteConverter.from_keras_model(network)
    with silenced_native_output(), contextlib.redirect_stdout(io.StringIO()):  # it prints the file's signature
        try:
            return converter.convert()
        except Exception as error:  # on a full disk, that it calls None
            _log.warning("a network could not be converted", exc_info=error)
            raise InputError("model_unconvertible", folder=tempfile.gettempdir()) from error


def save_keras(network: Any, path: Path) -> None:
    """Writes a network as a Keras file without the state of its optimiser."""
    import keras

    # A copy that was never compiled: what is saved of a compiled one carries the optimiser and its state.
    copy = keras.Model.from_config(network.get_config())
    copy.set_weights(network.get_weights())
    copy.save(path)


def _card(result: "TrainResult", title: str, data: list[dict[str, Any]]) -> dict[str, Any]:
    import dataclasses

    return new_card(title, result.recipe.architecture, result.network.count_params()) | {
        "recipe": dataclasses.asdict(result.recipe),
        "seed": result.seed,
        "data": data,
        "metrics": {
            "test_accuracy": round(result.test_accuracy, 5),
            "test_log_loss": round(result.test_log_loss, 5),
            "validation_accuracy": round(result.validation_accuracy, 5),
            "validation_log_loss": round(result.validation_log_loss, 5),
            "temperature": round(result.temperature, 4),
        },
    }


def new_card(title: str, architecture: str, parameters: int) -> dict[str, Any]:
    """What is on every card, whatever is known of the model; the hashes come last."""
    import platform

    import keras
    import numpy
    import tensorflow

    return {
        "format": CARD_FORMAT,
        "title": title,
        "architecture": architecture,
        "parameters": parameters,
        "metrics": {"test_accuracy": None},
        "versions": {
            "digitpad": __version__,
            "python": platform.python_version(),
            "tensorflow": tensorflow.__version__,
            "keras": keras.__version__,
            "numpy": numpy.__version__,
        },
    }
