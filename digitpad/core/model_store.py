"""Models on disk: list, find and load them. A model is a folder of `card.json`, `model.tflite` and `model.keras`."""

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakValueDictionary

from digitpad.core.errors import InputError
from digitpad.core.model_folder import finish_interrupted_saves, reason_of
from digitpad.paths import models_folder, user_models_folder

if TYPE_CHECKING:
    import numpy as np

    from digitpad.core.classifier import Classifier

DEFAULT_MODEL = "drawn"
SHIPPED_MODELS = ("softmax", "mlp", "cnn", "drawn")
"""In the order in which people meet them: each sees more than the one before."""
LITERT_FILE, KERAS_FILE, CARD_FILE = "model.tflite", "model.keras", "card.json"
CARD_FORMAT = 1
_MOST_BYTES = 256 * 2**20
_NAME = re.compile(r"""(?![. ~])[^/\\:*?"<>|\x00-\x1f\x7f]{1,64}(?<![. ])""")  # what every system takes as a folder
_living: "WeakValueDictionary[str, Classifier]" = WeakValueDictionary()  # by the hash of what they were built of
_MOST_NAME_BYTES = 200  # file systems take 255, and a name is made longer while its folder is being replaced


class ModelCard(NamedTuple):
    """What `card.json` says of a model."""

    name: str
    folder: Path
    title: str
    architecture: str
    parameters: int
    test_accuracy: float | None
    shipped: bool
    sha256: dict[str, str]
    """Of each file in the folder, by its name."""
    hidden: tuple[int, ...] = ()
    """Units of each hidden layer; empty for the architecture's own."""


def list_models() -> tuple[list[ModelCard], list[InputError]]:
    """All models, shipped ones first, then the user's by name; and what is wrong with the folders left out."""
    cards, problems = [], []
    own = user_models_folder()
    finish_interrupted_saves(own)
    own_names = sorted(path.name for path in own.iterdir() if path.is_dir()) if own.is_dir() else []
    for parent, names in ((models_folder(), SHIPPED_MODELS), (own, own_names)):
        for name in names:
            if name.startswith(".") or (parent == own and name in SHIPPED_MODELS):
                continue
            try:
                check_name(name)
                cards.append(read_card(parent / name))
            except InputError as error:
                problems.append(error)
    return cards, problems


def find_model_or_folder(text: str | None) -> ModelCard:
    """The card of what a person named: a model, or with a separator in it a folder; None is the shipped default.

    Raises:
        InputError: as `find_model`.
    """
    if text is None:
        return find_model(DEFAULT_MODEL)
    return find_model(Path(text) if os.sep in text else text)


def find_model(name: str | os.PathLike[str]) -> ModelCard:
    """The card of a model, by its name or, for a path object, by its folder.

    Raises:
        InputError: no such model, a name that leads out of the folder, or a damaged model.
    """
    if isinstance(name, os.PathLike):
        return read_card(Path(name))
    check_name(name)
    if (shipped := models_folder() / name).is_dir():
        return read_card(shipped)
    finish_interrupted_saves(user_models_folder())
    if (own := user_models_folder() / name).is_dir():
        return read_card(own)
    raise InputError("model_unknown", name=name, known=", ".join(card.name for card in list_models()[0]))


def read_card(folder: Path) -> ModelCard:
    """Reads and checks a model folder's `card.json`.

    Raises:
        InputError: the card is missing, damaged or not digitpad's.
    """
    name = folder.name
    try:
        content = json.loads(_read(folder / CARD_FILE, 2**20))
        if content["format"] != CARD_FORMAT:
            raise InputError("model_damaged", name=name, reason=f"{CARD_FILE} has another format than {CARD_FORMAT}")
        accuracy, hashes = content["metrics"]["test_accuracy"], content["sha256"]
        return ModelCard(
            name=name,
            folder=folder,
            title=_text(content["title"]),
            architecture=_text(content["architecture"]),
            parameters=int(content["parameters"]),
            test_accuracy=None if accuracy is None else _share(accuracy),
            shipped=folder.parent == models_folder(),
            sha256={file: _text(hashes[file]) for file in (LITERT_FILE, KERAS_FILE)},
            hidden=tuple(map(int, content.get("recipe", {}).get("hidden", ()))),
        )
    except OSError as error:
        raise InputError("model_damaged", name=name, reason=f"{CARD_FILE}: {reason_of(error)}") from error
    except (ValueError, TypeError, LookupError, OverflowError, RecursionError) as error:
        raise InputError("model_damaged", name=name, reason=f"{CARD_FILE} is not a digitpad card") from error


def load_classifier(card: ModelCard) -> "Classifier":
    """Loads a model for inference.

    Raises:
        InputError: the file is missing, is not the one that the card was written for, or is no LiteRT model.
    """
    return build_classifier(read_litert_file(card), card)


def read_litert_file(card: ModelCard) -> bytes:
    """The content of a model's LiteRT file.

    Raises:
        InputError: the file is missing, or is not the one that the card was written for.
    """
    return read_checked(card, LITERT_FILE)


def read_weights(card: ModelCard) -> "list[np.ndarray]":
    """The weights in a model's Keras file, in the order of its network's `get_weights`; nothing is executed.

    Raises:
        InputError: the file is missing, is not the one that the card was written for, or holds another network.
    """
    from digitpad.core import keras_file

    content = read_checked(card, KERAS_FILE)
    try:
        return keras_file.read_weights(content, card.architecture, card.hidden)
    except ValueError as error:
        raise InputError("model_damaged", name=card.name, reason=f"{KERAS_FILE}: {reason_of(error)}") from error


def read_checked(card: ModelCard, file: str) -> bytes:
    """The content of one of a model's files.

    Raises:
        InputError: the file is missing, or is not the one that the card was written for.
    """
    import hashlib

    try:
        content = _read(card.folder / file, _MOST_BYTES)
    except (OSError, ValueError) as error:
        raise InputError("model_damaged", name=card.name, reason=f"{file}: {reason_of(error)}") from error
    if hashlib.sha256(content).hexdigest() != card.sha256[file]:
        raise InputError("model_damaged", name=card.name, reason=f"{file} is not the file that its card names")
    return content


def build_classifier(content: bytes, card: ModelCard) -> "Classifier":
    """A classifier of the content of a model's LiteRT file, which is kept in memory once for all of them.

    Args:
        content: as `read_litert_file` gives it.

    Raises:
        InputError: it is no LiteRT model, or not one for input images.
    """
    import numpy as np

    from digitpad.core.classifier import Classifier

    alike = _living.get(card.sha256[LITERT_FILE])
    try:
        classifier = Classifier(content if alike is None else alike.model)
        total = float(classifier.classify(np.zeros((1, 28, 28), np.float32)).sum())  # the slow first call is done too
        if not abs(total - 1) < 1e-3:
            raise ValueError("it gives no probabilities")
    except (ValueError, RuntimeError) as error:
        raise InputError("model_damaged", name=card.name, reason=f"{LITERT_FILE}: {reason_of(error)}") from error
    _living[card.sha256[LITERT_FILE]] = classifier
    return classifier


def check_new_name(name: str, parent: Path | None = None) -> None:
    """Checks, before a long run, that its model can be saved under a name in `parent`, or in the user's folder.

    Raises:
        InputError: the name could lead out of the folder or belongs to a shipped model, or the folder is not writable.
    """
    check_name(name)
    if parent is None and name in SHIPPED_MODELS:
        raise InputError("model_shipped", name=name)
    folder = parent or user_models_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError("file_unwritable", path=folder, reason=reason_of(error)) from error
    if not os.access(folder, os.W_OK):
        raise InputError("file_unwritable", path=folder, reason="no permission")


def check_name(name: str) -> None:
    """Checks that a name is one that every system takes for a folder, and leads nowhere else.

    Raises:
        InputError: it is not.
    """
    if not _NAME.fullmatch(name) or len(name.encode("utf-8", "replace")) > _MOST_NAME_BYTES:
        raise InputError("model_name_bad", name=name)


def _read(path: Path, most_bytes: int) -> bytes:
    with path.open("rb") as file:
        content = file.read(most_bytes + 1)
    if len(content) > most_bytes:
        raise ValueError("the file is too large")
    return content


def _share(value: object) -> float:
    share = float(value)  # type: ignore[arg-type]  # what is no number raises what the caller catches
    if not 0 <= share <= 1:
        raise ValueError("not a share")
    return share


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > 200:
        raise TypeError("not a short text")
    return value
