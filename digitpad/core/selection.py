"""Which of many labelled digits to look at, and what a model reads in them."""

from typing import NamedTuple

import numpy as np


class Answers(NamedTuple):
    """What a model reads in the images of a data set."""

    digits: np.ndarray
    """(n,) int64, 0 … 9 with the largest probability, whatever the status; −1 where it has not read the image."""
    confidences: np.ndarray
    """(n,) float32 in [0, 1]: that probability; 0 where it has not read the image."""
    seconds: np.ndarray
    """(n,) int64: the digit with the second largest probability; −1 where it has not read the image."""
    second_confidences: np.ndarray
    """(n,) float32 in [0, 1]: that probability."""


def answers_from(probabilities: np.ndarray, count: int) -> Answers:
    """What ten probabilities an image, (m, 10) float32, say of the first m of `count` images."""
    read = len(probabilities)
    order = np.argsort(-probabilities, axis=1, kind="stable")[:, :2]
    digits, confidences = np.full((2, count), -1, np.int64), np.zeros((2, count), np.float32)
    digits[:, :read] = order.T
    confidences[:, :read] = np.take_along_axis(probabilities, order, axis=1).T
    return Answers(digits[0], confidences[0], digits[1], confidences[1])


def matching_rows(
    labels: np.ndarray,
    answers: Answers | None = None,
    label: int | None = None,
    wrong_only: bool = False,
    least: float = 0.0,
    most: float = 1.0,
) -> np.ndarray:
    """The places of the images that somebody wants to see, in their order: (m,) int64.

    Args:
        labels: (n,) int64, 0 … 9.
        answers: of a model to these images; where it has not read one, neither of the next two wishes fits.
        label: only these digits; None for all.
        wrong_only: only those that the model reads as another digit.
        least: only those where the model's confidence in [0, 1] is at least that; 0 for all.
        most: only those where it is at most that; 1 for all.
    """
    fits = np.ones(len(labels), bool) if label is None else labels == label
    if wrong_only or least > 0 or most < 1:
        if answers is None:
            return np.zeros(0, np.int64)
        fits &= answers.digits >= 0
        if wrong_only:
            fits &= answers.digits != labels
        # A hair wider: what is shown as 90 % may be 0.8999999 in float32.
        fits &= (answers.confidences >= least - 1e-6) & (answers.confidences <= most + 1e-6)
    return np.flatnonzero(fits)


def as_one_picture(images: np.ndarray, count: int = 400) -> np.ndarray:
    """The first images as a classifier without layers sees them, each one row: (1, m, 784) float32, m at most `count`.

    Args:
        images: (n, 28, 28) uint8, ink 255.
        count: how many rows.
    """
    first = images[:count]
    rows = first.reshape(1, len(first), first.shape[1] * first.shape[2])
    return np.divide(rows, np.float32(255), dtype=np.float32)


def as_opened_image(image: np.ndarray) -> np.ndarray:
    """An input image, (28, 28) uint8 with ink 255, as a picture to open: (28, 28, 3) uint8 RGB, black on white."""
    return np.repeat((255 - image)[..., np.newaxis], 3, axis=2)


def share_right(labels: np.ndarray, answers: Answers) -> tuple[int, float]:
    """How many images a model has read, and the share in [0, 1] of these that it reads as their labels, (n,), say."""
    read = answers.digits >= 0
    count = int(read.sum())
    return count, float((answers.digits == labels)[read].mean()) if count else 0.0
