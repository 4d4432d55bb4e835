"""Training images in other positions: shifted, turned, scaled, slanted."""

import cv2
import numpy as np

from digitpad.core.recipes import Recipe


def vary(images: np.ndarray, recipe: Recipe, rng: np.random.Generator) -> np.ndarray:
    """Moves, turns, scales and slants each image by a random amount within the recipe's bounds.

    Args:
        images: (n, 28, 28) uint8.

    Returns:
        (n, 28, 28) float32 in [0, 1].
    """
    count, side = len(images), images.shape[1]
    angle = np.radians(rng.uniform(-recipe.turn, recipe.turn, count))
    zoom = 1 + rng.uniform(-recipe.zoom, recipe.zoom, (count, 2))
    shear = rng.uniform(-recipe.shear, recipe.shear, count)
    shift = rng.uniform(-recipe.shift, recipe.shift, (count, 2))
    cos, sin = np.cos(angle), np.sin(angle)
    # turn · slant · scale, about the middle of the image
    matrices = np.empty((count, 2, 3))
    matrices[:, 0, 0], matrices[:, 0, 1] = cos * zoom[:, 0], (cos * shear - sin) * zoom[:, 1]
    matrices[:, 1, 0], matrices[:, 1, 1] = sin * zoom[:, 0], (sin * shear + cos) * zoom[:, 1]
    middle = np.full(2, (side - 1) / 2)
    matrices[:, :, 2] = middle - matrices[:, :, :2] @ middle + shift
    varied = np.empty(images.shape, np.float32)
    for index, matrix in enumerate(matrices):
        varied[index] = cv2.warpAffine(images[index], matrix, (side, side), flags=cv2.INTER_LINEAR)
    varied *= np.float32(1 / 255)
    return varied
