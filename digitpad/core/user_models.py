"""The user's own models: rename, delete, take back, import. What comes from elsewhere is checked, never executed."""

import itertools
import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digitpad.core.errors import InputError
from digitpad.core.files import write_file
from digitpad.core.model_folder import DELETED, reason_of, write_folder
from digitpad.core.model_saving import convert, new_card, save_keras, write_card
from digitpad.core.model_store import (
    CARD_FILE,
    KERAS_FILE,
    LITERT_FILE,
    SHIPPED_MODELS,
    ModelCard,
    build_classifier,
    check_name,
    check_new_name,
    read_card,
    read_checked,
    read_litert_file,
    read_weights,
)
from digitpad.paths import user_models_folder

if TYPE_CHECKING:
    import keras

_MOST_BYTES = 256 * 2**20
_UNUSABLE = re.compile(r"""[/\\:*?"<>|\x00-\x1f\x7f]""")
_LONGEST_NAME = 50  # leaves room for a number behind it


def rename_model(card: ModelCard, name: str) -> ModelCard:
    """Gives an own model another name, which is its title too.

    Raises:
        InputError: it is a shipped one, the name is bad or taken, or the folder cannot be written.
    """
    _check_own(card)
    check_new_name(name)
    place = card.folder.with_name(name)
    if place.exists():
        raise InputError("model_name_taken", name=name)
    try:
        content = json.loads((card.folder / CARD_FILE).read_text("utf-8"))
        card.folder.rename(place)
    except (OSError, ValueError) as error:
        raise InputError("file_unwritable", path=card.folder, reason=reason_of(error)) from error
    write_file(place / CARD_FILE, (json.dumps(content | {"title": name}, indent=2, ensure_ascii=False) + "\n").encode())
    return read_card(place)


def delete_model(card: ModelCard) -> Path:
    """Puts an own model away, where no list finds it.

    Returns:
        Where it lies now, for `restore_model` or `forget_model`; what nobody asks for goes after a day.

    Raises:
        InputError: it is a shipped one, or the folder cannot be written.
    """
    _check_own(card)
    place = next(
        path
        for number in itertools.count()
        if not (path := card.folder.with_name(f"{DELETED}{number}-{card.name}")).exists()
    )
    try:
        card.folder.rename(place)
        os.utime(place)
    except OSError as error:
        raise InputError("file_unwritable", path=card.folder, reason=reason_of(error)) from error
    return place


def restore_model(place: Path) -> ModelCard:
    """Brings a deleted model back, under its name or, where that is taken meanwhile, a similar one.

    Raises:
        InputError: the folder cannot be written.
    """
    name = place.name.removeprefix(DELETED).partition("-")[2]
    back = place.with_name(_free_name(name))
    try:
        place.rename(back)
    except OSError as error:
        raise InputError("file_unwritable", path=back, reason=reason_of(error)) from error
    return read_card(back)


def forget_model(place: Path) -> None:
    """Removes a deleted model for good."""
    import shutil

    shutil.rmtree(place, ignore_errors=True)


def import_model(path: Path) -> ModelCard:
    """Takes a model from elsewhere into the user's folder.

    Args:
        path: a model folder, or a `.keras` file of one of our own networks (a `.tflite` file stands for the `.keras`
            file beside it). Of a file the network is rebuilt and converted anew, which takes TensorFlow.

    Raises:
        InputError: it is missing, damaged, or no network of ours; or the user's folder cannot be written.
    """
    if path.is_dir():
        return _import_folder(path)
    if path.suffix == Path(LITERT_FILE).suffix:
        path = path.with_suffix(Path(KERAS_FILE).suffix)
    return _import_keras_file(path)


def _import_folder(folder: Path) -> ModelCard:
    card = read_card(folder)
    litert = read_litert_file(card)
    build_classifier(litert, card)
    try:
        read_weights(card)
    except ValueError as error:  # an architecture that nobody knows
        raise InputError("model_damaged", name=card.name, reason=reason_of(error)) from error
    keras_file = read_checked(card, KERAS_FILE)
    name = _free_name(folder.name)
    content = json.loads((folder / CARD_FILE).read_text("utf-8"))
    if name != folder.name:  # or two models would be called the same
        content["title"] = name

    def fill(place: Path) -> None:
        (place / LITERT_FILE).write_bytes(litert)
        (place / KERAS_FILE).write_bytes(keras_file)
        write_card(place, content)

    place = user_models_folder() / name
    write_folder(place, fill)
    return read_card(place)


def _import_keras_file(path: Path) -> ModelCard:
    from digitpad.core.keras_file import read_weights, recognise
    from digitpad.core.quiet import silenced_native_output

    with silenced_native_output():  # TensorFlow tells each process how it was built
        import keras  # noqa: F401
        import tensorflow  # noqa: F401
    name = _free_name(path.stem)
    try:
        content = _read(path)
        architecture, hidden = recognise(content)
        network = _rebuilt(content, architecture, hidden, read_weights(content, architecture, hidden))
    except ValueError as error:
        raise InputError("model_damaged", name=path.name, reason=reason_of(error)) from error
    card: dict[str, Any] = new_card(name, architecture, network.count_params())
    card["recipe"] = {"architecture": architecture, "hidden": list(hidden)}
    card["data"] = []

    def fill(place: Path) -> None:
        (place / LITERT_FILE).write_bytes(convert(network))
        save_keras(network, place / KERAS_FILE)
        write_card(place, card)

    place = user_models_folder() / name
    write_folder(place, fill)
    return read_card(place)


def _rebuilt(content: bytes, architecture: str, hidden: tuple[int, ...], weights: list) -> "keras.Model":
    from digitpad.core.keras_file import layer_settings, settings_of
    from digitpad.core.networks import build

    network = build(architecture, hidden=hidden)
    if layer_settings(content) != settings_of(json.loads(network.to_json())):
        raise ValueError("its layers work otherwise than those of the networks that digitpad trains")
    network.set_weights(weights)
    return network


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        raise InputError("file_missing", path=path) from None
    except OSError as error:
        raise InputError("file_unreadable", path=path, reason=reason_of(error)) from error
    if len(content) > _MOST_BYTES:
        raise ValueError("the file is too large")
    return content


def _free_name(wanted: str) -> str:
    """A name like the wanted one that every system takes and no model has."""
    plain = _UNUSABLE.sub("_", wanted).strip(" .~")[:_LONGEST_NAME].rstrip(" .") or "model"
    for number in itertools.count(1):
        name = plain if number == 1 else f"{plain} ({number})"
        if name not in SHIPPED_MODELS and not (user_models_folder() / name).exists():
            check_name(name)
            return name
    raise AssertionError


def _check_own(card: ModelCard) -> None:
    if card.folder.parent != user_models_folder():
        raise InputError("model_not_own", name=card.name)
