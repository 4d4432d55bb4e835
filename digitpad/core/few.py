"""Learn from few: the same softmax model learnt from one image, from two, … from all of them."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from digitpad.core.preprocess import SIDE

if TYPE_CHECKING:
    from digitpad.core.training_data import TrainingData

COUNTS = (*range(1, 11), 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000)
_MOST_ROUNDS = 300
_MEMORY = 10  # rounds that the curvature is estimated from
_CLOSE_ENOUGH = 1e-5  # of the loss: a round that gains less is the last one
# So many images are multiplied in one piece: OpenBLAS does that itself, instead of handing a part of it to another
# thread and waiting, which takes three times as long on a busy machine.
_CHUNK = 32


@dataclass(frozen=True)
class FewStep:
    """What the first `count` images were enough for."""

    count: int
    templates: np.ndarray
    """(10, 28, 28) float32, one a digit."""
    accuracy: float
    """On all test images, in [0, 1]."""
    seen: tuple[int, ...]
    """How often each digit, 0 … 9, is among the images."""


class _Stopped(Exception):
    """Somebody wished it to end."""


def learn_from_few(
    data: "TrainingData",
    counts: Sequence[int] = COUNTS,
    seed: int | None = None,
    on_step: Callable[[FewStep], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> list[FewStep]:
    """Learns a softmax model from more and more images, each time to the end.

    Multinomial logistic regression with a standard normal prior on every weight, the bias taken for one more pixel:
    scikit-learn's default C = 1, and nothing that was chosen by its result. A problem this small and smooth wants no
    TensorFlow: L-BFGS (Liu and Nocedal 1989) reaches the one best answer in fifty to two hundred rounds of two matrix
    products, so that all counts up to 10,000 take two or three seconds, less than TensorFlow's import alone.

    Args:
        data: images to learn from, and to be tested on.
        counts: how many images to learn from, rising; counts beyond what there is become all there are.
        seed: of the order in which the images come; None leaves them in theirs.
        on_step: told of each count as soon as it is learnt.
        should_stop: asked at each round; True ends it with the counts learnt until then.
    """
    total = len(data.images)
    order = np.arange(total) if seed is None else np.random.default_rng(seed).permutation(total)
    counts = sorted({min(count, total) for count in counts})
    rows = order[: counts[-1]]
    images, labels = _with_constant(data.images[rows]), data.labels[rows]
    test_images = _with_constant(data.test_images)
    weights = np.zeros((images.shape[1], 10), np.float32)
    steps: list[FewStep] = []
    for count in counts:
        try:
            weights = _fit(weights, images[:count], labels[:count], should_stop or (lambda: False))
        except _Stopped:
            break
        templates = weights[:-1].T.reshape(10, SIDE, SIDE).copy()
        seen = tuple(np.bincount(labels[:count], minlength=10).tolist())
        accuracy = float(np.mean(_scores(weights, test_images).argmax(axis=1) == data.test_labels))
        steps.append(FewStep(count, templates, accuracy, seen))
        if on_step:
            on_step(steps[-1])
    return steps


def _with_constant(images: np.ndarray) -> np.ndarray:
    """(n, 28, 28) uint8 → (n, 785) float32 in [0, 1], with a last column of ones for the bias."""
    pixels = np.ones((len(images), SIDE * SIDE + 1), np.float32)
    np.multiply(images.reshape(len(images), -1), np.float32(1 / 255), out=pixels[:, :-1])
    return pixels


def _chunks(count: int) -> list[slice]:
    return [slice(begin, begin + _CHUNK) for begin in range(0, count, _CHUNK)]


def _scores(weights: np.ndarray, images: np.ndarray) -> np.ndarray:
    return np.concatenate([images[chunk] @ weights for chunk in _chunks(len(images))])


def _fit(weights: np.ndarray, images: np.ndarray, labels: np.ndarray, should_stop: Callable[[], bool]) -> np.ndarray:
    """The best weights for these images, found from those for fewer ones with L-BFGS."""
    loss, gradient = _loss(weights, images, labels)
    memory: deque[tuple[np.ndarray, np.ndarray]] = deque(maxlen=_MEMORY)
    for _ in range(_MOST_ROUNDS):
        if should_stop():
            raise _Stopped
        direction = _direction(gradient, memory)
        slope, length = float(np.vdot(gradient, direction)), 1.0
        while True:
            new_weights = weights - np.float32(length) * direction
            new_loss, new_gradient = _loss(new_weights, images, labels)
            if new_loss <= loss - 1e-4 * length * slope:
                break
            length /= 2
            if length < 1e-3:  # as good as float32 can tell
                return weights
        if np.vdot(new_weights - weights, new_gradient - gradient) > 1e-10:
            memory.append((new_weights - weights, new_gradient - gradient))
        gain, weights, loss, gradient = loss - new_loss, new_weights, new_loss, new_gradient
        if gain <= _CLOSE_ENOUGH * loss:
            break
    return weights


def _loss(weights: np.ndarray, images: np.ndarray, labels: np.ndarray) -> tuple[float, np.ndarray]:
    """The mean log loss with the prior's share, and its gradient."""
    count = len(images)
    rows = np.arange(count)
    scores = _scores(weights, images)
    scores -= scores.max(axis=1, keepdims=True)
    of_label = scores[rows, labels]
    shares = np.exp(scores)
    sums = shares.sum(axis=1, keepdims=True)
    loss = float(np.mean(np.log(sums[:, 0]) - of_label)) + float(np.vdot(weights, weights)) / (2 * count)
    shares /= sums
    shares[rows, labels] -= 1
    gradient = weights.copy()
    for chunk in _chunks(count):
        gradient += images[chunk].T @ shares[chunk]
    return loss, gradient / np.float32(count)


def _direction(gradient: np.ndarray, memory: deque[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    """The gradient, turned and scaled by the curvature that the last rounds met (the "two-loop recursion")."""
    if not memory:
        return gradient / np.float32(max(1.0, float(np.linalg.norm(gradient))))
    direction, shares = gradient.copy(), []
    for moved, turned in reversed(memory):
        shares.append(np.vdot(moved, direction) / np.vdot(moved, turned))
        direction -= shares[-1] * turned
    moved, turned = memory[-1]
    direction *= np.vdot(moved, turned) / np.vdot(turned, turned)
    for (moved, turned), share in zip(memory, reversed(shares), strict=True):
        direction += (share - np.vdot(turned, direction) / np.vdot(moved, turned)) * moved
    return direction
