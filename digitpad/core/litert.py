"""LiteRT, in the one place that knows it: a model file run, and looked into."""

import warnings
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from digitpad.core.calibration import softmax
from digitpad.core.quiet import silenced_native_output

CHUNK = 64
"""Rows of one call when there are many; more rows are no faster and take memory for all at once."""
_LEAST_PROBABILITY = 1e-30  # whose logarithm float32 still tells from that of others
_CALCULATIONS = ("CONV_2D", "FULLY_CONNECTED", "MAX_POOL_2D", "RELU", "SOFTMAX", "LOGISTIC", "ADD")


class Operation(NamedTuple):
    """One step of a model's calculation."""

    name: str
    """LiteRT's: "CONV_2D", "FULLY_CONNECTED", "MAX_POOL_2D", …"""
    output: np.ndarray
    """float32, what came out of it for one image."""
    table: np.ndarray | None
    """float32, the weights without the biases: (kernels, height, width, channels) or (units, inputs); None if it has
    none."""


class LiteRtModel:
    """A model file in an interpreter of LiteRT's, with a fixed number of rows."""

    def __init__(self, model: bytes, rows: int, threads: int, keep_all: bool = False) -> None:
        # Imported here, in the thread that needs it: the window is shown before LiteRT is loaded.
        from ai_edge_litert.interpreter import Interpreter

        self._calculations: list[tuple[str, int, np.ndarray | None]] | None = None
        if keep_all:  # 28 MB for the largest shipped model
            warnings.filterwarnings("ignore", "Warning: Enabling `experimental_preserve_all_tensors`", UserWarning)
        try:
            with silenced_native_output():  # it greets each process with a line about its CPU delegate
                self._interpreter: Any = Interpreter(
                    model_content=model, num_threads=threads, experimental_preserve_all_tensors=keep_all
                )
                images, probabilities = self._interpreter.get_input_details(), self._interpreter.get_output_details()
                _check_tensors("input", images, [28, 28])
                _check_tensors("output", probabilities, [10])
                self._input, self._output = images[0]["index"], probabilities[0]["index"]
                if rows != 1:
                    self._interpreter.resize_tensor_input(self._input, [rows, 28, 28])
                self._interpreter.allocate_tensors()
            self._hidden: int | None = None  # which tensor, once it was looked for
        except RuntimeError as error:
            raise ValueError(f"LiteRT cannot prepare it for {rows} images at once ({error})") from error

    def run(self, images: np.ndarray) -> np.ndarray:
        self._interpreter.set_tensor(self._input, np.ascontiguousarray(images, np.float32))
        self._interpreter.invoke()
        return self._interpreter.get_tensor(self._output)

    def run_to_logits(self, images: np.ndarray) -> np.ndarray:
        """As `Classifier.logits`; all tensors must have been kept."""
        probabilities = self.run(images)
        tens = [
            self._interpreter.get_tensor(tensor["index"])
            for tensor in reversed(self._interpreter.get_tensor_details())
            if tuple(tensor["shape"]) == probabilities.shape and tensor["dtype"] is np.float32
        ]
        for values in tens:
            # A network that doubts evens its probabilities out afterwards: any tensor may be the softmax.
            if any(other is not values and np.allclose(softmax(values), other, atol=1e-5) for other in tens):
                return values
        return np.log(np.maximum(probabilities, _LEAST_PROBABILITY))

    def run_to_hidden(self, images: np.ndarray) -> np.ndarray:
        """As `Classifier.hidden`; all tensors must have been kept."""
        if self._hidden is None:
            self._hidden = self._find_hidden(images)
        if self._hidden < 0:
            return np.array(images.reshape(len(images), -1), np.float32)
        self.run(images)
        return self._interpreter.get_tensor(self._hidden)

    def _find_hidden(self, images: np.ndarray) -> int:
        """The tensor from which the last table makes the logits; −1 for none."""
        # Noise, and nothing of the images: a blank one would make many tensors alike.
        logits = self.run_to_logits(np.random.default_rng(1).random(images.shape, np.float32))
        tables = self.constants(lambda shape: len(shape) == 2 and shape[0] == 10)
        biases = [np.zeros(10, np.float32), *self.constants(lambda shape: shape == (10,))]
        for tensor in self._interpreter.get_tensor_details():
            shape = tuple(tensor["shape"])
            if tensor["dtype"] is not np.float32 or len(shape) != 2 or shape[0] != len(images):
                continue
            for table in tables:
                if table.shape[1] == shape[1]:
                    scores = self._interpreter.get_tensor(tensor["index"]) @ table.T
                    if any(np.allclose(scores + bias, logits, atol=1e-3) for bias in biases):
                        return int(tensor["index"])
        return -1

    def operations(self, image: np.ndarray) -> list[Operation]:
        """As `Classifier.operations`; all tensors must have been kept."""
        self.run(image[np.newaxis])
        if self._calculations is None:
            self._calculations = [
                (step["op_name"], int(step["outputs"][0]), self._table_of(step))
                for step in self._steps()
                if step["op_name"] in _CALCULATIONS
            ]
        return [
            Operation(name, self._interpreter.get_tensor(output)[0], table)
            for name, output, table in self._calculations
        ]

    def _steps(self) -> list[dict]:
        """What the model calculates, in its order; nothing of a LiteRT that no longer tells it."""
        tell = getattr(self._interpreter, "_get_ops_details", None)  # private, but nothing else tells the order
        return [] if tell is None else tell()

    def _table_of(self, step: dict) -> np.ndarray | None:
        if step["op_name"] not in ("CONV_2D", "FULLY_CONNECTED"):
            return None
        return self._interpreter.get_tensor(int(step["inputs"][1]))

    def constants(self, wanted: Callable[[tuple[int, ...]], bool]) -> list[np.ndarray]:
        """The float32 tables and biases that the file holds, in its order: copies of those whose shapes are wanted."""
        return [self._interpreter.get_tensor(tensor["index"]) for shape, tensor in self._constants() if wanted(shape)]

    def constant_shapes(self) -> list[tuple[int, ...]]:
        """The shapes of the float32 tables and biases that the file holds, in its order."""
        return [shape for shape, _ in self._constants()]

    def _constants(self) -> list[tuple[tuple[int, ...], dict]]:
        return [
            (tuple(map(int, tensor["shape"])), tensor)
            for tensor in self._interpreter.get_tensor_details()
            if tensor["dtype"] is np.float32
            and len(tensor["shape"]) in (1, 2, 4)
            and -1 not in tensor["shape_signature"]
        ]


def in_chunks(run: Callable[[np.ndarray], np.ndarray], images: np.ndarray, rows: int = CHUNK) -> np.ndarray:
    """What `run` gives for `rows` images at a time: (n, m) float32."""
    if not len(images):
        return run(np.zeros((rows, 28, 28), np.float32))[:0]
    found = None
    for begin in range(0, len(images), rows):
        chunk = images[begin : begin + rows]
        count = len(chunk)
        if count < rows:
            chunk = np.concatenate([chunk, np.zeros((rows - count, 28, 28), np.float32)])
        values = run(chunk)
        if found is None:
            found = np.empty((len(images), values.shape[1]), np.float32)
        found[begin : begin + count] = values[:count]
    assert found is not None
    return found


def _check_tensors(kind: str, details: list[dict], shape: list[int]) -> None:
    if len(details) != 1 or details[0]["dtype"] is not np.float32 or list(details[0]["shape"][1:]) != shape:
        found = [(list(map(int, tensor["shape"])), tensor["dtype"].__name__) for tensor in details]
        raise ValueError(f"its {kind} is {found} instead of one (n, {', '.join(map(str, shape))}) float32")
