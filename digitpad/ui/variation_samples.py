"""What a recipe's variations do to training images."""

import numpy as np
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from digitpad.core.augment import vary
from digitpad.core.recipes import Recipe
from digitpad.ui.pixel_view import PixelView

_ROWS, _COLUMNS = 2, 4
_SEED = 1  # the same chances at each change, so that only what was changed moves
_HEIGHT = _ROWS * (56 + 8)  # each pixel twice as large


class VariationSamples(QWidget):
    """Two images, one a row, each varied four times by chance within a recipe's bounds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images = np.zeros((0, 28, 28), np.uint8)
        self._recipe: Recipe | None = None
        self._view = PixelView("ink")
        self._view.setObjectName("train_samples")
        self._view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._view.setFixedHeight(_HEIGHT)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._view)
        self._retranslate()

    def set_images(self, images: np.ndarray) -> None:
        """Takes the first two of (n, 28, 28) uint8 images, or the only one twice."""
        rows = np.resize(images, (_ROWS, *images.shape[1:])) if len(images) else images
        self._images = np.repeat(rows, _COLUMNS, axis=0)
        self._show()

    def show_recipe(self, recipe: Recipe) -> None:
        """Varies the images by another recipe."""
        self._recipe = recipe
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _show(self) -> None:
        if self._recipe is not None:
            self._view.set_pictures(vary(self._images, self._recipe, np.random.default_rng(_SEED)))

    def _retranslate(self) -> None:
        self._view.set_name(self.tr("Training images, varied"))
