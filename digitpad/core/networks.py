"""The architectures: each a Keras network from (28, 28) input images to ten probabilities.

The last layer but one, `logits`, gives the scores; softmax follows inside the network, so that whoever opens an
exported file elsewhere gets probabilities. Keras is imported inside the functions: only training needs it.
"""

import math
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    import keras

ARCHITECTURES = ("softmax", "mlp", "cnn", "cnn-3x3", "drawn")
HIDDEN_UNITS: dict[str, tuple[int, ...]] = {
    "softmax": (),
    "mlp": (100, 100),
    "cnn": (1024,),
    "cnn-3x3": (1024,),
    "drawn": (128,),
}
"""How many units each hidden layer has where nobody wishes otherwise."""
MOST_HIDDEN_UNITS = 2048


class _Convolution(NamedTuple):
    kernels: int
    side: int
    pools: bool


_CONVOLUTIONS = {
    "cnn": (_Convolution(32, 5, True), _Convolution(64, 5, True)),
    "cnn-3x3": (_Convolution(32, 3, True), _Convolution(64, 3, True)),
    "drawn": tuple(
        _Convolution(kernels, 3, pools)
        for kernels, pools in ((16, False), (16, True), (32, False), (32, True), (64, True))
    ),
}
_NORMALISED = _DOUBTS = "drawn"
DOUBT_UNITS = 256
"""Of the hidden layer that doubts."""
EARLIER_DOUBT_UNITS = 64
"""Of networks that were trained, and saved, before it had more."""


class Layer(NamedTuple):
    """One layer of a network."""

    kind: Literal["image", "convolution", "pool", "hidden", "logits"]
    side: int
    """Of a convolution's kernels, in pixels; 0 for other layers."""
    shape: tuple[int, ...]
    """What comes out of it for one image: (height, width, channels), or (units,)."""
    weights: int
    """How many numbers it learns, or keeps of what it saw: kernels, biases, normalisation."""


def hidden_units(architecture: str, hidden: tuple[int, ...] = ()) -> tuple[int, ...]:
    """How many units each hidden layer has.

    Args:
        architecture: one of `ARCHITECTURES`.
        hidden: a wish, one number a hidden layer, each in [1, `MOST_HIDDEN_UNITS`]; empty for the usual ones.

    Raises:
        ValueError: an unknown architecture, or a wish that does not fit it.
    """
    if architecture not in ARCHITECTURES:
        raise ValueError(f"architecture is {architecture!r}, not one of {ARCHITECTURES}")
    usual = HIDDEN_UNITS[architecture]
    units = tuple(hidden) or usual
    if len(units) != len(usual) or not all(1 <= count <= MOST_HIDDEN_UNITS for count in units):
        raise ValueError(f"hidden is {hidden}, not {len(usual)} numbers from 1 to {MOST_HIDDEN_UNITS}")
    return units


def doubts(architecture: str) -> bool:
    """True for an architecture with a part of its own that says whether it is a digit at all."""
    return architecture == _DOUBTS


def layers_of(architecture: str, hidden: tuple[int, ...] = ()) -> list[Layer]:
    """The layers of a network in their order, without building it.

    Args:
        architecture: one of `ARCHITECTURES`.
        hidden: as `hidden_units` takes it.

    Raises:
        ValueError: as `hidden_units`.
    """
    learnt = iter(sum(map(math.prod, shapes)) for _, shapes in weighted_layers(architecture, hidden))
    extent = 28
    layers = [Layer("image", 0, (28, 28), 0)]
    for kernels, side, pools in _CONVOLUTIONS.get(architecture, ()):
        weights = next(learnt) + (next(learnt) if architecture == _NORMALISED else 0)
        layers.append(Layer("convolution", side, (extent, extent, kernels), weights))
        if pools:
            extent //= 2
            layers.append(Layer("pool", 0, (extent, extent, kernels), 0))
    layers += [Layer("hidden", 0, (count,), next(learnt)) for count in hidden_units(architecture, hidden)]
    return [*layers, Layer("logits", 0, (10,), sum(learnt))]  # with the doubt, where there is one


def weighted_layers(
    architecture: str, hidden: tuple[int, ...] = (), doubt_units: int = DOUBT_UNITS
) -> list[tuple[str, list[tuple[int, ...]]]]:
    """Each layer that has weights: what Keras calls its kind in a file, and the shapes of its tables.

    Args:
        architecture: one of `ARCHITECTURES`.
        hidden: as `hidden_units` takes it.
        doubt_units: how many units doubt, where any do; the last two layers are theirs.

    Raises:
        ValueError: as `hidden_units`.
    """
    units = hidden_units(architecture, hidden)
    tables: list[tuple[str, list[tuple[int, ...]]]] = []
    extent, channels = 28, 1
    for kernels, side, pools in _CONVOLUTIONS.get(architecture, ()):
        shape = (side, side, channels, kernels)
        if architecture == _NORMALISED:
            tables += [("conv2d", [shape]), ("batch_normalization", [(kernels,)] * 4)]
        else:
            tables.append(("conv2d", [shape, (kernels,)]))
        extent, channels = extent // 2 if pools else extent, kernels
    inputs = features = extent * extent * channels
    for count in (*units, 10):
        tables.append(("dense", [(inputs, count), (count,)]))
        inputs = count
    if doubts(architecture):
        tables.append(("dense", [(features, doubt_units), (doubt_units,)]))
        tables.append(("dense", [(doubt_units, 1), (1,)]))
    return tables


def build(architecture: str, dropout: float = 0.0, start: str = "usual", hidden: tuple[int, ...] = ()) -> "keras.Model":
    """Builds an untrained network.

    Args:
        architecture: one of `ARCHITECTURES`:
            `softmax`: 784→10 (TensorFlow's tutorial "MNIST for ML Beginners");
            `mlp`: 784→100→100→10 with ReLU (Google's Machine Learning Crash Course, "Classifying handwritten digits");
            `cnn`: 5×5×32, pool, 5×5×64, pool, dense 1024, 10 (TensorFlow's tutorial "Deep MNIST for Experts");
            `cnn-3x3`: the same with 3×3 kernels;
            `drawn`: small and deeper: 3×3×16 twice, pool, 3×3×32 twice, pool, 3×3×64, pool, dense 128, 10, with batch
            normalisation (Ioffe and Szegedy 2015), which the LiteRT file has folded into the kernels, and with a
            part that doubts that it is a digit at all: the features, dense 256, one number, which evens the ten
            probabilities out.
        dropout: share of the last hidden layer that is switched off at each training step, in [0, 1).
        start: the initial weights: `usual` is Glorot's uniform with biases 0, `tutorial` a truncated normal of standard
            deviation 0.1 with biases 0.1. Softmax starts from zeros in both.
        hidden: as `hidden_units` takes it.

    Returns:
        (n, 28, 28) float32 in [0, 1] → (n, 10) float32 probabilities.

    Raises:
        ValueError: as `hidden_units`.
    """
    import keras
    from keras import layers

    def initial() -> dict[str, Any]:
        if architecture == "softmax":
            return {"kernel_initializer": "zeros"}
        if start == "tutorial":  # an initializer a layer: a shared one would give all layers the same numbers
            normal, constant = keras.initializers.TruncatedNormal(stddev=0.1), keras.initializers.Constant(0.1)
            return {"kernel_initializer": normal, "bias_initializer": constant}
        return {}

    units = hidden_units(architecture, hidden)
    image = keras.Input((28, 28), name="image", dtype="float32")
    signal = image
    if architecture in _CONVOLUTIONS:
        signal = layers.Reshape((28, 28, 1), name="image_channel")(signal)
    for number, (kernels, side, pools) in enumerate(_CONVOLUTIONS.get(architecture, ()), 1):
        name = f"convolution_{number}"
        if architecture == _NORMALISED:  # no bias: the normalisation brings its own
            signal = layers.Conv2D(kernels, side, padding="same", use_bias=False, name=name)(signal)
            signal = layers.BatchNormalization(name=f"normalisation_{number}")(signal)
            signal = layers.ReLU(name=f"relu_{number}")(signal)
        else:
            signal = layers.Conv2D(kernels, side, padding="same", activation="relu", name=name, **initial())(signal)
        if pools:
            signal = layers.MaxPooling2D(name=f"pool_{number}")(signal)
    signal = features = layers.Flatten(name="flatten")(signal)
    for number, count in enumerate(units, 1):
        signal = layers.Dense(count, activation="relu", name=f"hidden_{number}", **initial())(signal)
    if dropout:
        signal = layers.Dropout(dropout, name="dropout")(signal)
    logits = layers.Dense(10, name="logits", **initial())(signal)
    probabilities = layers.Softmax(name="probabilities")(logits)
    if architecture == _DOUBTS:
        # Hardly any doubt until it is learnt: sigmoid(-8) is 0.0003.
        never = keras.initializers.Constant(-8.0)
        doubt = layers.Dense(DOUBT_UNITS, activation="relu", name="doubt_hidden")(features)
        doubt = layers.Dense(1, name="doubt", kernel_initializer="zeros", bias_initializer=never)(doubt)
        doubt = layers.Activation("sigmoid", name="doubt_share")(doubt)
        probabilities = _evened_out(probabilities, doubt)
    return keras.Model(image, probabilities, name=architecture.replace("-", "_"))


def _evened_out(probabilities: Any, doubt: Any) -> Any:
    """p + doubt · (1/10 − p): where the doubt is 1, all ten are equally probable."""
    from keras import layers

    to_even = layers.Rescaling(-1.0, 0.1, name="to_even")(probabilities)
    return layers.Add(name="evened_out")([probabilities, layers.Multiply(name="doubted")([to_even, doubt])])


def logits_of(network: "keras.Model") -> "keras.Model":
    """The same network, sharing its weights, that ends at the logits: (n, 28, 28) → (n, 10) float32."""
    import keras

    return keras.Model(network.input, network.get_layer("logits").output, name=f"{network.name}_logits")


def doubt_of(network: "keras.Model") -> tuple["keras.Model", "keras.Model"]:
    """The two parts of a network that doubts, sharing its weights: from images to the features that its last
    convolution gives, (n, 28, 28) → (n, features), and from these to the logit of the doubt, (n, 1) float32."""
    import keras

    features = network.get_layer("flatten").output
    looks = keras.Model(network.input, features, name="features")
    given = keras.Input(features.shape[1:])
    logit = network.get_layer("doubt")(network.get_layer("doubt_hidden")(given))
    return looks, keras.Model(given, logit, name="doubt_of_features")
