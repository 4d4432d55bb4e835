"""Reads weights out of a `.keras` file without Keras: a zip with numbers in it, of which nothing is executed."""

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import numpy as np

from digitpad.core.networks import (
    ARCHITECTURES,
    DOUBT_UNITS,
    EARLIER_DOUBT_UNITS,
    HIDDEN_UNITS,
    doubts,
    hidden_units,
    weighted_layers,
)

if TYPE_CHECKING:
    import h5py

_WEIGHTS = "model.weights.h5"
_CONFIG = "config.json"
_MOST_BYTES = 256 * 2**20
_MOST_CONFIG_BYTES = 2**20
_IDLE_LAYERS = ("InputLayer", "Dropout")
_SETTINGS = (
    *("units", "filters", "kernel_size", "strides", "padding", "dilation_rate", "groups", "data_format", "pool_size"),
    *("activation", "use_bias", "axis", "epsilon", "center", "scale", "target_shape"),
    *("max_value", "negative_slope", "threshold"),
)


def read_weights(content: bytes, architecture: str, hidden: tuple[int, ...] = ()) -> list[np.ndarray]:
    """The weights of one of our own networks, in the order of its `get_weights`.

    A doubt of fewer units, as earlier versions trained it, gets more that say nothing: it doubts as before.

    Args:
        content: of the file.
        architecture: what network it should be, one of `ARCHITECTURES`.
        hidden: as `networks.hidden_units` takes it.

    Raises:
        ValueError: it is no Keras file, or one of another network.
    """
    with _opened(content) as file:
        try:
            return _tables(file, weighted_layers(architecture, hidden))
        except ValueError:
            if not doubts(architecture):
                raise
            narrow = _tables(file, weighted_layers(architecture, hidden, EARLIER_DOUBT_UNITS))
            return _with_wider_doubt(narrow)


def recognise(content: bytes) -> tuple[str, tuple[int, ...]]:
    """Which of our own networks a file holds: its architecture and its hidden units.

    Raises:
        ValueError: it is no Keras file, or one of another network.
    """
    for architecture in ARCHITECTURES:
        try:
            hidden = _hidden_units_in(content, len(HIDDEN_UNITS[architecture]))
            read_weights(content, architecture, hidden)
        except ValueError as error:
            reason = error
        else:
            return architecture, hidden_units(architecture, hidden)
    raise ValueError(f"it is not one of the networks that digitpad trains ({reason})")


def layer_settings(content: bytes) -> list[dict[str, Any]]:
    """What decides how a file's network computes, layer by layer; layers that only learn differently are left out.

    Raises:
        ValueError: it is no Keras file.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if archive.getinfo(_CONFIG).file_size > _MOST_CONFIG_BYTES:
                raise ValueError("its description is too large")
            return settings_of(json.loads(archive.read(_CONFIG)))
    except (OSError, LookupError, TypeError, AttributeError, zipfile.BadZipFile, RecursionError) as error:
        raise ValueError("it is no Keras file, or damaged") from error


def settings_of(description: dict[str, Any]) -> list[dict[str, Any]]:
    """The same, of a network's own description, as its `to_json` gives it."""
    layers = [layer for layer in description["config"]["layers"] if layer["class_name"] not in _IDLE_LAYERS]
    return [
        {"kind": layer["class_name"], **{name: layer["config"].get(name) for name in _SETTINGS}} for layer in layers
    ]


def _hidden_units_in(content: bytes, count: int) -> tuple[int, ...]:
    names = ["dense"] + [f"dense_{number}" for number in range(1, count)]
    with _opened(content) as file:
        tables = [file.get(f"layers/{name}/vars/1") for name in names[:count]]
        return tuple(int(getattr(table, "size", 0)) for table in tables)


def _opened(content: bytes) -> "h5py.File":
    import h5py

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if archive.getinfo(_WEIGHTS).file_size > _MOST_BYTES:
                raise ValueError("its weights are too large")
            return h5py.File(io.BytesIO(archive.read(_WEIGHTS)), "r")
    except (OSError, KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise ValueError("it is no Keras file, or damaged") from error


def _tables(file: "h5py.File", layers: list[tuple[str, list[tuple[int, ...]]]]) -> list[np.ndarray]:
    """All tables of a file, which holds these layers and no others."""
    seen: dict[str, int] = {}
    weights = []
    for kind, shapes in layers:
        number = seen[kind] = seen.get(kind, -1) + 1
        folder = f"layers/{kind}_{number}/vars" if number else f"layers/{kind}/vars"
        weights += [_table(file, f"{folder}/{place}", shape) for place, shape in enumerate(shapes)]
        if f"{folder}/{len(shapes)}" in file:
            raise ValueError(f"{folder} has more tables than it should")
    if any(f"{kind}_{number + 1}" in file["layers"] for kind, number in seen.items()):
        raise ValueError("it has more layers than it should")
    return weights


def _with_wider_doubt(weights: list[np.ndarray]) -> list[np.ndarray]:
    *others, kernel, biases, last, bias = weights
    more = DOUBT_UNITS - len(biases)
    return [
        *others,
        np.pad(kernel, ((0, 0), (0, more))),
        np.pad(biases, (0, more)),
        np.pad(last, ((0, more), (0, 0))),
        bias,
    ]


def _table(file: "h5py.File", place: str, shape: tuple[int, ...]) -> np.ndarray:
    """One table of numbers; links that lead elsewhere, other files too, are not followed."""
    import h5py

    parts = place.split("/")
    for depth in range(1, len(parts) + 1):
        if not isinstance(file.get("/".join(parts[:depth]), getlink=True), h5py.HardLink):
            raise ValueError(f"{place} is missing")
    table: Any = file[place]
    if not isinstance(table, h5py.Dataset) or table.external or table.is_virtual:
        raise ValueError(f"{place} is no table")
    if table.shape != shape or table.dtype != np.float32:
        raise ValueError(f"{place} is {table.shape} {table.dtype} instead of {shape} float32")
    numbers = table[()]
    if not np.isfinite(numbers).all():
        raise ValueError(f"{place} has something in it that is no number")
    return numbers
