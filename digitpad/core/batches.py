"""The images of a run as they are learnt from: in what order, and changed in what way."""

from collections.abc import Callable, Iterator

import numpy as np

from digitpad.core.augment import vary
from digitpad.core.recipes import Recipe
from digitpad.core.redraw import redrawn
from digitpad.core.scanned import scanned
from digitpad.core.training_data import TrainingData


class Batches:
    """Training images, those kept for choosing left out, and what a recipe makes of them at each step.

    Args:
        recipe: what to do.
        data: where the images are.
        order: which of them, and in what order: as an index.
        rng: decides on everything that is left to chance.
    """

    def __init__(self, recipe: Recipe, data: TrainingData, order: np.ndarray | slice, rng: np.random.Generator) -> None:
        self._recipe, self._calmed = recipe, recipe.calmed
        self.rng = rng
        self.images: np.ndarray = data.images[order]
        """(n, 28, 28) uint8, as they are."""
        self.labels: np.ndarray = data.labels[order]
        """(n,) integers 0 … 9."""
        self._versions = data.versions
        self._drawing_of = np.full(len(data.images), -1)  # the place of each image among the drawings; −1 for none
        if data.version_rows is not None:
            self._drawing_of[data.version_rows] = np.arange(len(data.version_rows))
        self._drawing_of = self._drawing_of[order]
        drawn = np.flatnonzero(self._drawing_of >= 0)
        self._visits = np.concatenate([np.arange(len(self.images)), np.repeat(drawn, recipe.drawing_visits - 1)])
        self._redrawn = np.zeros_like(self.images if recipe.redraws else self.images[:0])
        self._is_redrawn = np.zeros(len(self._redrawn), bool)

    @property
    def count_an_epoch(self) -> int:
        """How many batches an epoch has."""
        return -(-len(self._visits) // self._recipe.batch_size)

    def rows(self) -> Iterator[np.ndarray]:
        """Rows of the images, a batch at a time, for ever: each epoch goes through all of them in a new order."""
        size = self._recipe.batch_size
        while True:
            order = self.rng.permutation(self._visits)
            for begin in range(0, len(order), size):
                yield order[begin : begin + size]

    def some(self, count: int) -> np.ndarray:
        """Rows of so many images by chance, in their order; of all, where there are fewer."""
        return np.sort(self.rng.permutation(len(self.labels))[:count])

    def learnt(self, rows: np.ndarray, calm: bool = False) -> np.ndarray:
        """These images as a step learns from them: `varied`, and the recipe's share of them through a coarse scan."""
        images = self.varied(rows, calm)
        if self._recipe.scans:
            some = np.flatnonzero(self.rng.random(len(rows)) < self._recipe.scans)
            images[some] = scanned(images[some], self.rng)
        return images

    def varied(
        self, rows: np.ndarray, calm: bool = False, should_stop: Callable[[], bool] = lambda: False
    ) -> np.ndarray:
        """These images as they are learnt from this time: (b, 28, 28) float32 in [0, 1].

        Args:
            rows: (b,) integers.
            calm: varied a quarter as much, and none drawn anew.
            should_stop: asked at each image that is drawn anew, and as `vary` takes it.
        """
        recipe = self._calmed if calm else self._recipe
        return as_learnt(self._chosen(rows, recipe.redraws, should_stop), recipe, self.rng, should_stop)

    def _chosen(self, rows: np.ndarray, redraws: float, should_stop: Callable[[], bool]) -> np.ndarray:
        """The images of these rows, each as itself, drawings also as a variation of theirs, others drawn anew."""
        images = self.images[rows]
        if redraws:
            anew = np.flatnonzero((self.rng.random(len(rows)) < redraws) & (self._drawing_of[rows] < 0))
            images[anew] = self._drawn_anew(rows[anew], should_stop)
        if self._versions is not None:
            drawn = np.flatnonzero(self._drawing_of[rows] >= 0)
            version = self.rng.integers(-1, self._versions.shape[1], len(drawn))  # -1: the drawing itself
            drawn, version = drawn[version >= 0], version[version >= 0]
            images[drawn] = self._versions[self._drawing_of[rows[drawn]], version]
        return images

    def _drawn_anew(self, rows: np.ndarray, should_stop: Callable[[], bool]) -> np.ndarray:
        # When one is needed for the first time: all of MNIST at once would be a quarter of a minute's wait.
        new = np.unique(rows[~self._is_redrawn[rows]])
        self._redrawn[new] = redrawn(self.images[new], should_stop)
        self._is_redrawn[new] = True
        return self._redrawn[rows]


def as_learnt(
    images: np.ndarray, recipe: Recipe, rng: np.random.Generator, should_stop: Callable[[], bool] = lambda: False
) -> np.ndarray:
    """Of (n, 28, 28) uint8 images what a step of the recipe is given: (n, 28, 28) float32 in [0, 1]."""
    return vary(images, recipe, rng, should_stop) if recipe.varies_images else scaled(images)


def scaled(images: np.ndarray) -> np.ndarray:
    """Of uint8 images float32 in [0, 1]."""
    # Multiplied, as `vary` does, not divided: the last bit decides which of its equals a seed's network becomes.
    return images.astype(np.float32) * np.float32(1 / 255)
