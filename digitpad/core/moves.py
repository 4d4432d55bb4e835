"""A digit moved, turned, resized, made thicker and noisy, and where the answer flips."""

from collections.abc import Callable
from typing import NamedTuple

import cv2
import numpy as np

from digitpad.core.classifier import DigitClassifier, checked
from digitpad.core.litert import CHUNK
from digitpad.core.preprocess import OVERSAMPLING, SIDE


class Moves(NamedTuple):
    """How far a digit is changed; as it is by itself."""

    x: float = 0.0
    """Pixels of the input image, to the right."""
    y: float = 0.0
    """The same, down."""
    turn: float = 0.0
    """Degrees, clockwise."""
    size: float = 1.0
    """Times as large."""
    thickness: float = 0.0
    """Pixels that the strokes grow wider."""
    noise: float = 0.0
    """Standard deviation of what is added to each pixel."""


RANGES = {
    "x": (-10.0, 10.0),
    "y": (-10.0, 10.0),
    "turn": (-90.0, 90.0),
    "size": (0.4, 1.6),
    "thickness": (-2.0, 2.0),
    "noise": (0.0, 1.0),
}
"""From where to where each is looked at."""
POSITIONS = 41
"""Places in each range, evenly spaced; the middle one, or the first of the noise, changes nothing."""

SEED = 1
"""Of the noise: the same pattern at each position, so that curves are smooth."""


class Sweeps(NamedTuple):
    """What a model says of a digit at one place, and over the whole range of each move."""

    moves: Moves
    image: np.ndarray
    """(28, 28) float32 in [0, 1]."""
    probabilities: np.ndarray
    """(10,) float32."""
    curves: dict[str, np.ndarray]
    """(`POSITIONS`, 10) float32 for each move, the others staying where they are."""


class Flip(NamedTuple):
    """Where the likeliest digit becomes another one."""

    position: float
    """In positions from the first, between two of them."""
    before: int
    after: int


def positions(move: str) -> np.ndarray:
    """The places in a move's range: (`POSITIONS`,) float64."""
    return np.linspace(*RANGES[move], POSITIONS).round(6)


def move_image(image: np.ndarray, moves: Moves) -> np.ndarray:
    """Changes an input image: its thickness, then size, turn and place about the middle, and the noise at last.

    Args:
        image: (28, 28) float32 in [0, 1].
        moves: how far.

    Returns:
        (28, 28) float32 in [0, 1]; what leaves the square is cut off.
    """
    return _noisy(_placed(Outline(image).grown(moves.thickness), moves), moves.noise)


def sweep_images(image: np.ndarray, moves: Moves) -> np.ndarray:
    """An input image as it is moved, and at all `POSITIONS` of each move: (1 + 6 · 41, 28, 28) float32."""
    outline = Outline(image)
    grown = outline.grown(moves.thickness)
    images = [_noisy(_placed(grown, moves), moves.noise)]
    for move in RANGES:
        for place in positions(move).tolist():
            there = moves._replace(**{move: place})
            thick = outline.grown(place) if move == "thickness" else grown
            images.append(_noisy(_placed(thick, there), there.noise))
    return np.stack(images)


def sweep(
    classifier: DigitClassifier, images: np.ndarray, moves: Moves, should_stop: Callable[[], bool] = lambda: False
) -> Sweeps | None:
    """Classifies what `sweep_images` or `moved_drawings.sweep_drawing` gave for `moves`.

    Args:
        classifier: of this thread.
        images: (1 + 6 · 41, 28, 28) float32.
        moves: that they were made with.
        should_stop: asked before each `CHUNK` of images; True ends it.

    Returns:
        The curves, or None when it was stopped.

    Raises:
        ValueError: the classifier gives something else than ten finite numbers an image.
    """
    rows = []
    for begin in range(0, len(images), CHUNK):
        if should_stop():
            return None
        chunk = images[begin : begin + CHUNK]
        rows.append(checked(classifier.classify(chunk), len(chunk)))
    now, *rest = np.concatenate(rows)
    curves = np.reshape(rest, (len(RANGES), POSITIONS, 10))
    return Sweeps(moves, images[0], now, dict(zip(RANGES, curves, strict=True)))


def flips(curve: np.ndarray) -> list[Flip]:
    """Where along (n, 10) probabilities the likeliest digit becomes another one: where the two would be equal on
    straight lines between the positions."""
    likeliest = curve.argmax(axis=1)
    found = []
    for place in np.flatnonzero(likeliest[1:] != likeliest[:-1]).tolist():
        before, after = int(likeliest[place]), int(likeliest[place + 1])
        lead, behind = (float(curve[at, before] - curve[at, after]) for at in (place, place + 1))
        share = lead / (lead - behind) if lead > behind else 0.5
        found.append(Flip(place + share, before, after))
    return found


class Outline:
    """The outline of ink, which can be moved outwards and inwards.

    Args:
        image: (height, width) float32 in [0, 1].
        pixel: its pixels for one of the input image.
    """

    def __init__(self, image: np.ndarray, pixel: float = 1.0) -> None:
        self._image = image
        fineness = OVERSAMPLING if pixel < OVERSAMPLING else 1
        self._unit = pixel * fineness
        fine = cv2.resize(image, None, fx=fineness, fy=fineness, interpolation=cv2.INTER_LINEAR)
        mask = np.pad((fine >= 0.5).astype(np.uint8), 1)
        inside = cv2.distanceTransform(mask, cv2.DIST_L2, cv2.DIST_MASK_5)
        outside = cv2.distanceTransform(1 - mask, cv2.DIST_L2, cv2.DIST_MASK_5)
        depth = inside - outside + np.float32(0.5) - mask  # distances are between pixels' middles
        self._depth = depth[1:-1, 1:-1] if mask.any() else np.full(fine.shape, -1e3, np.float32)
        self._unmoved = self._filled(0.0)

    def grown(self, thickness: float) -> np.ndarray:
        """The image with strokes that many pixels of the input image wider; itself at 0."""
        return np.clip(self._image + (self._filled(thickness) - self._unmoved), 0, 1) if thickness else self._image

    def _filled(self, thickness: float) -> np.ndarray:
        fine = np.clip(self._depth + np.float32(thickness / 2 * self._unit + 0.5), 0, 1)
        return cv2.resize(fine, self._image.shape[::-1], interpolation=cv2.INTER_AREA)


def _placed(image: np.ndarray, moves: Moves) -> np.ndarray:
    """Resized, turned and shifted about the middle."""
    matrix = matrix_of(moves)
    middle = np.full(2, (SIDE - 1) / 2)
    if moves.size >= 1:
        offset = middle - matrix @ middle + (moves.x, moves.y)
        return warped(image, matrix, offset, SIDE)
    # Smaller than it is, the picture would lose whole rows: it is made twice as large as needed, and averaged.
    fine = 2 * matrix
    offset = np.full(2, SIDE - 0.5) - fine @ middle + (2 * moves.x, 2 * moves.y)
    return cv2.resize(warped(image, fine, offset, 2 * SIDE), (SIDE, SIDE), interpolation=cv2.INTER_AREA)


def matrix_of(moves: Moves) -> np.ndarray:
    """Turns and resizes: `points @ matrix.T`."""
    angle = np.radians(moves.turn)
    cos, sin = np.cos(angle), np.sin(angle)
    return moves.size * np.array([[cos, -sin], [sin, cos]])


def warped(image: np.ndarray, matrix: np.ndarray, offset: np.ndarray, side: int) -> np.ndarray:
    """Each pixel p goes to matrix · p + offset; paper comes in from outside."""
    return cv2.warpAffine(image, np.column_stack([matrix, offset]), (side, side), flags=cv2.INTER_LINEAR)


def _noisy(image: np.ndarray, noise: float) -> np.ndarray:
    return np.clip(image + np.float32(noise) * _GRAIN, 0, 1) if noise else image


_GRAIN = np.random.default_rng(SEED).standard_normal((SIDE, SIDE)).astype(np.float32)
