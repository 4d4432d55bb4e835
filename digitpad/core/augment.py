"""Training images in other positions: shifted, turned, scaled, slanted; and with other pens."""

from collections.abc import Callable

import cv2
import numpy as np

from digitpad.core.recipes import Recipe

_NEIGHBOURS = cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3))


def vary(
    images: np.ndarray, recipe: Recipe, rng: np.random.Generator, should_stop: Callable[[], bool] = lambda: False
) -> np.ndarray:
    """Moves, turns, scales, slants and thickens each image by a random amount within the recipe's bounds.

    Args:
        images: (n, 28, 28) uint8.
        recipe: has the bounds.
        rng: decides.
        should_stop: asked at each image; True leaves those that follow undone.

    Returns:
        (n, 28, 28) float32 in [0, 1].
    """
    count, side = len(images), images.shape[1]
    angle = np.radians(rng.uniform(-recipe.turn, recipe.turn, count))
    zoom = 1 + rng.uniform(-recipe.zoom, recipe.zoom, (count, 2))
    shear = rng.uniform(-recipe.shear, recipe.shear, count)
    shift = rng.uniform(-recipe.shift, recipe.shift, (count, 2))
    # Drawn last, and only if it is wanted: recipes without it give the same images as ever.
    thickness = rng.uniform(-recipe.thickness, recipe.thickness, count) if recipe.thickness else np.zeros(count)
    cos, sin = np.cos(angle), np.sin(angle)
    # turn · slant · scale, about the middle of the image
    matrices = np.empty((count, 2, 3))
    matrices[:, 0, 0], matrices[:, 0, 1] = cos * zoom[:, 0], (cos * shear - sin) * zoom[:, 1]
    matrices[:, 1, 0], matrices[:, 1, 1] = sin * zoom[:, 0], (sin * shear + cos) * zoom[:, 1]
    middle = np.full(2, (side - 1) / 2)
    matrices[:, :, 2] = middle - matrices[:, :, :2] @ middle + shift
    varied = np.zeros(images.shape, np.float32)
    for index, matrix in enumerate(matrices):
        if should_stop():
            break
        image = thickened(images[index], thickness[index]) if recipe.thickness else images[index]
        varied[index] = cv2.warpAffine(image, matrix, (side, side), flags=cv2.INTER_LINEAR)
    varied *= np.float32(1 / 255)
    return varied


def thickened(image: np.ndarray, pixels: float) -> np.ndarray:
    """Makes the strokes of an image thicker.

    Args:
        image: (height, width) uint8.
        pixels: how much wider a stroke becomes, in [−2, 2]; narrower where it is negative. Both of its edges move by a
            whole pixel and are then mixed with where they were.
    """
    grown = cv2.dilate(image, _NEIGHBOURS) if pixels > 0 else cv2.erode(image, _NEIGHBOURS)
    share = abs(pixels) / 2
    return cv2.addWeighted(image, 1 - share, grown, share, 0)
