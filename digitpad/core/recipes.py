"""Named recipes: everything that decides what a training run gives."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Recipe:
    """One set of training choices.

    Attributes:
        name: what `digitpad train --recipe` takes.
        title: what people read.
        architecture: one of `networks.ARCHITECTURES`.
        epochs: how often the training images are gone through.
        batch_size: images a step.
        learning_rate: Adam's (Kingma and Ba 2015); it falls to zero along half a cosine.
        dropout: share of the last hidden layer, in [0, 1).
        shift: each image is moved by up to that many pixels, in x and in y.
        turn: turned by up to that many degrees.
        zoom: scaled by up to that share, larger or smaller.
        shear: slanted by up to that share of its height.
        validation_count: that many first training images are kept for choosing and calibrating.
    """

    name: str
    title: str
    architecture: str
    epochs: int
    batch_size: int
    learning_rate: float
    dropout: float = 0.0
    shift: float = 0.0
    turn: float = 0.0
    zoom: float = 0.0
    shear: float = 0.0
    validation_count: int = 5_000

    @property
    def varies_images(self) -> bool:
        """True when training images are moved, turned, scaled or slanted."""
        return any((self.shift, self.turn, self.zoom, self.shear))


RECIPES = {
    recipe.name: recipe
    for recipe in (
        # The shipped models. The linear model sees the images as they are: ten templates cannot follow a turn.
        Recipe("softmax", "Softmax", "softmax", epochs=30, batch_size=100, learning_rate=0.001),
        Recipe(
            "mlp",
            "Neural network",
            "mlp",
            epochs=40,
            batch_size=100,
            learning_rate=0.001,
            shift=1.0,
            turn=8.0,
            zoom=0.08,
            shear=0.1,
        ),
        Recipe(
            "cnn",
            "Convolutional network",
            "cnn",
            epochs=16,
            batch_size=100,
            learning_rate=0.001,
            dropout=0.5,
            shift=1.5,
            turn=15.0,
            zoom=0.15,
            shear=0.25,
        ),
    )
}
