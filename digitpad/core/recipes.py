"""Named recipes: everything that decides what a training run gives.

MNIST's training half is split as the tutorials do: the first 5,000 of 60,000 images are kept for validation, the
following ones are learnt from. The crash course takes 10,000 at random, 2,500 of them for validation.
"""

from dataclasses import dataclass, replace
from typing import Literal

_CALM = 4.0  # that many times less do the last steps of a recipe vary images


@dataclass(frozen=True)
class Recipe:
    """One set of training choices.

    Attributes:
        name: what `digitpad train --recipe` takes.
        title: what people read.
        architecture: one of `networks.ARCHITECTURES`.
        epochs: how often the training images are gone through, where `steps` is 0.
        batch_size: images a step.
        learning_rate: of the optimiser.
        dropout: share of the last hidden layer, in [0, 1).
        shift: each image is moved by up to that many pixels, in x and in y.
        turn: turned by up to that many degrees.
        zoom: scaled by up to that share, larger or smaller.
        shear: slanted by up to that share of its height.
        calm_share: in that last share of the steps, in [0, 1], all this is done a quarter as much, and none is drawn
            anew, so that a network ends with images such as it will meet (He et al. 2019, "Data augmentation
            revisited").
        stroke_variants: each drawing of a stroke file is learnt from in that many other ways too (`stroke_variation`),
            one of them, or the drawing itself, in each epoch.
        drawing_visits: how often an epoch goes to each drawing of a stroke file, where others are seen once.
        redraws: that share of the other images, in [0, 1], is drawn anew with a pen like these drawings (`redraw`).
        scans: that share of all images, in [0, 1], is seen as a coarse scan hands it on (`scanned`), calm or not.
        learns_doubt: when the digits are learnt, a network that can doubts what pictures of no digit have in common
            (after Hendrycks et al. 2019, "Deep anomaly detection with outlier exposure").
        thickness: its strokes are made thicker or thinner by up to that many pixels, at most 2.
        validation_count: that many first training images are kept for choosing and calibrating.
        train_count: that many images after those are learnt from; 0 for all.
        shuffles: the images are put in random order, by the run's seed, before they are split.
        test_count: that many first test images measure the result; 0 for all.
        steps: batches to learn from; 0 where `epochs` decide.
        periods: how often loss and accuracy are measured on the way; 0 for ten times, or once an epoch.
        optimiser: Adam (Kingma and Ba 2015), plain gradient descent or Adagrad (Duchi et al. 2011).
        decays: the learning rate falls to zero along half a cosine (Loshchilov and Hutter 2017).
        clip_norm: gradients are shortened to that global norm; 0 leaves them as they are.
        loss: cross-entropy, averaged over the batch or summed; `naive` is the sum as first written, −Σ y log p of the
            probabilities, whose logarithm of 0 ends a run.
        start: Keras's own initial weights (zeros for softmax), or the tutorials' truncated normal of 0.1, biases 0.1.
        hidden: units of each hidden layer, as `networks.hidden_units` takes it; empty for the architecture's own.
        starts_from: the name of the model whose weights are learnt on from; empty for `start`.
        step_back: the share of the way back to the weights it started from that is gone in the end, so that less is
            forgotten of what was known before (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models").
        keeps: the weights with the lowest validation loss, then calibrated; or the last ones, as the tutorials do.
        source: where the recipe comes from.
        published: the accuracy that the source reports, as it words it.
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
    calm_share: float = 0.0
    stroke_variants: int = 0
    drawing_visits: int = 1
    redraws: float = 0.0
    scans: float = 0.0
    learns_doubt: bool = False
    thickness: float = 0.0
    validation_count: int = 5_000
    train_count: int = 0
    shuffles: bool = False
    test_count: int = 0
    steps: int = 0
    periods: int = 0
    optimiser: Literal["adam", "sgd", "adagrad"] = "adam"
    decays: bool = True
    clip_norm: float = 0.0
    loss: Literal["mean", "sum", "naive"] = "mean"
    start: Literal["usual", "tutorial"] = "usual"
    hidden: tuple[int, ...] = ()
    starts_from: str = ""
    step_back: float = 0.0
    keeps: Literal["best", "last"] = "best"
    source: str = ""
    published: str = ""

    @property
    def goes_on(self) -> bool:
        """True for one that makes sense only for a network that has learnt before."""
        return self.step_back != 0

    @property
    def usual_periods(self) -> int:
        """Ten for a run that counts steps, as in the crash course; else one an epoch."""
        return 10 if self.steps else self.epochs

    def kept_of(self, count: int) -> int:
        """How many of so many images are kept for choosing: as the recipe says, or a fifth where that were a lot."""
        return self.validation_count if count >= 4 * self.validation_count else max(1, count // 5)

    def fitted_to(self, count: int) -> "Recipe":
        """The same recipe for so many images."""
        return replace(self, validation_count=self.kept_of(count))

    @property
    def calmed(self) -> "Recipe":
        """The same recipe with what it varies images by in its last, calm steps."""
        varied = ("shift", "turn", "zoom", "shear", "thickness")
        return replace(self, redraws=0.0, **{name: getattr(self, name) / _CALM for name in varied})

    @property
    def varies_images(self) -> bool:
        """True when training images are changed in any way."""
        return any((self.shift, self.turn, self.zoom, self.shear, self.thickness))


def _tutorial(name: str, title: str, architecture: str, **choices: object) -> Recipe:
    """A recipe that leaves the learning rate as it is and keeps the last weights."""
    return Recipe(name, title, architecture, epochs=0, decays=False, keeps="last", **choices)  # type: ignore[arg-type]  # checked by the dataclass


_BEGINNERS = "TensorFlow's tutorial MNIST for ML Beginners (2015)"
_EXPERTS = "TensorFlow's tutorial Deep MNIST for Experts (2015)"
_CRASH_COURSE = "Google's Machine Learning Crash Course, exercise on handwritten digits (2018)"
# The default: with people's pen strokes beside MNIST it reads what is drawn with a mouse or pen, and with scribbles,
# shapes and letters it learns to be unsure.
_DRAWN = Recipe(
    "drawn",
    "Network for drawings",
    "drawn",
    epochs=26,
    batch_size=128,
    learning_rate=0.004,
    dropout=0.3,
    shift=1.5,
    turn=12.0,
    zoom=0.12,
    shear=0.2,
    learns_doubt=True,
)
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
        _DRAWN,
        # Goes on from that: more drawings, MNIST's digits in the same pen, and some of all as coarse scans. Half of the
        # way back each time, as the source of `step_back` advises who cannot measure it; twice, so that less of MNIST
        # is lost for as much gained.
        replace(
            _DRAWN,
            name="drawn-pens",
            epochs=5,
            learning_rate=0.001,
            calm_share=0.4,
            stroke_variants=4,
            drawing_visits=2,
            redraws=0.35,
            scans=0.15,
            step_back=0.5,
        ),
        _tutorial(
            "tutorial-softmax",
            "Softmax, all images at each step",
            "softmax",
            train_count=5_500,
            batch_size=5_500,
            steps=2_500,
            optimiser="sgd",
            learning_rate=0.1,
            source="MNIST softmax tutorial on the first 5,500 images, full batch",
            published="about 0.91",
        ),
        _tutorial(
            "softmax-sgd",
            "Softmax, gradient descent",
            "softmax",
            batch_size=100,
            steps=1_000,
            optimiser="sgd",
            learning_rate=0.5,
            source=_BEGINNERS,
            published="about 0.92",
        ),
        _tutorial(
            "softmax-sum",
            "Softmax, summed loss as first written",
            "softmax",
            batch_size=100,
            steps=1_000,
            optimiser="sgd",
            learning_rate=0.5,
            loss="naive",
            source=_BEGINNERS + ", which warns of this loss",
            published="0.098",
        ),
        _tutorial(
            "mlcc-linear",
            "Crash course, linear",
            "softmax",
            validation_count=2_500,
            train_count=7_500,
            shuffles=True,
            batch_size=30,
            steps=1_000,
            optimiser="adagrad",
            learning_rate=0.03,
            clip_norm=5.0,
            loss="sum",
            source=_CRASH_COURSE,
            published="about 0.90",
        ),
        _tutorial(
            "mlcc-dnn",
            "Crash course, neural network",
            "mlp",
            validation_count=2_500,
            train_count=7_500,
            shuffles=True,
            batch_size=30,
            steps=1_000,
            optimiser="adagrad",
            learning_rate=0.05,
            clip_norm=5.0,
            loss="sum",
            source=_CRASH_COURSE,
            published="0.95",
        ),
        _tutorial(
            "cnn-5x5",
            "Deep MNIST, 5×5 kernels",
            "cnn",
            batch_size=50,
            steps=20_000,
            learning_rate=1e-4,
            dropout=0.5,
            start="tutorial",
            source=_EXPERTS,
            published="about 0.992",
        ),
        _tutorial(
            "cnn-3x3",
            "Deep MNIST, 3×3 kernels",
            "cnn-3x3",
            batch_size=250,
            steps=2_000,
            learning_rate=1e-4,
            dropout=0.5,
            start="tutorial",
            source=_EXPERTS + ", with smaller kernels",
        ),
    )
}
