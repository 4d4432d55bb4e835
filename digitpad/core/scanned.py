"""Pictures as a coarse scan hands them on: few pixels whose shade says how much of each is covered."""

from collections.abc import Callable

import cv2
import numpy as np

from digitpad.core.preprocess import DIGIT_SIDE, SIDE, find_ink, ink_to_input

_SIDES = 8, 16  # pixels of a scan: at least and at most
_FINER = 4  # black or white pixels to one of them, as in Alpaydin and Kaynak's Optical Recognition of Digits (1998)
_IS_INK = 110 / 255
_LEAST_WIDTH = 0.62  # of its height, to which half of the pictures are stretched if they are narrower
_LEAST_DIGIT = 14  # pixels of the input image, whose digits are 20 long
_BROADER = np.ones((3, 3), np.uint8)  # the pen of the other half of them
_ENLARGED = 0.5  # of the scans: whoever made them has made input images of them too
_LONGER = 0.3  # of these fill more of the image than MNIST's digits do
_ASTRAY = 2  # pixels of the input image by which they are off its middle at most
_WAYS = cv2.INTER_NEAREST, cv2.INTER_LINEAR, cv2.INTER_CUBIC


def scanned(
    images: np.ndarray, rng: np.random.Generator, should_stop: Callable[[], bool] = lambda: False
) -> np.ndarray:
    """What the model receives of images that were scanned with few pixels, each filling its scan.

    Half of them come as pictures of so few pixels do, which are made smooth and even. The others are input images that
    somebody has enlarged the scan to, and which go to the model untouched.

    Args:
        images: (n, 28, 28) float32 in [0, 1].
        rng: decides on the pixels, on the pen, on who is stretched and on who is enlarged.
        should_stop: asked at each image; True leaves the following ones as they are.

    Returns:
        The same shape, dtype and range; an image without ink stays as it is, and so does a dot, which a scan that it
        filled would make a 1.
    """
    received = images.copy()
    for image in received:
        if should_stop():
            break
        scan = _scan(image, rng)
        if scan is None:
            continue
        picture = _enlarged(scan, rng) if rng.random() < _ENLARGED else ink_to_input(scan)
        if picture is not None:
            image[:] = picture
    return received


def _scan(image: np.ndarray, rng: np.random.Generator) -> np.ndarray | None:
    side = int(rng.integers(_SIDES[0], _SIDES[1] + 1))
    is_stretched, is_broad = rng.random(2) < 0.5
    box = find_ink(image)
    if box is None or max(box[2:]) < _LEAST_DIGIT:
        return None
    x, y, width, height = box
    fine = _FINER * side
    across, down = (fine * length / max(width, height) for length in (width, height))
    size = max(1, round(max(across, _LEAST_WIDTH * fine) if is_stretched else across)), max(1, round(down))
    black: np.ndarray = (cv2.resize(image[y : y + height, x : x + width], size) > _IS_INK).astype(np.uint8)
    if is_broad:
        black = cv2.dilate(black, _BROADER)
    left, top = (fine - size[0]) // 2, (fine - size[1]) // 2
    paper = np.zeros((fine, fine), np.float32)
    paper[top : top + size[1], left : left + size[0]] = black
    return cv2.resize(paper, (side, side), interpolation=cv2.INTER_AREA)


def _enlarged(scan: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A scan as an input image, enlarged as other programs do it."""
    longest = SIDE if rng.random() < _LONGER else DIGIT_SIDE + 1
    side = int(rng.integers(DIGIT_SIDE - 1, longest + 1))
    room = SIDE - side
    left, top = rng.integers(max(0, room // 2 - _ASTRAY), min(room, room // 2 + _ASTRAY) + 1, 2)
    image = np.zeros((SIDE, SIDE), np.float32)
    digit = cv2.resize(scan, (side, side), interpolation=int(rng.choice(_WAYS)))
    image[top : top + side, left : left + side] = np.clip(digit, 0, 1)
    return image
