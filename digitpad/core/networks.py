"""The architectures: each a Keras network from (28, 28) input images to ten probabilities.

The last layer but one, `logits`, gives the scores; softmax follows inside the network, so that whoever opens an
exported file elsewhere gets probabilities. Keras is imported inside the functions: only training needs it.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import keras

ARCHITECTURES = ("softmax", "mlp", "cnn", "cnn-3x3", "drawn")
_KERNEL_SIDES = {"cnn": 5, "cnn-3x3": 3}


def build(architecture: str, dropout: float = 0.0, start: str = "usual") -> "keras.Model":
    """Builds an untrained network.

    Args:
        architecture: one of `ARCHITECTURES`:
            `softmax`: 784→10 (TensorFlow's tutorial "MNIST for ML Beginners");
            `mlp`: 784→100→100→10 with ReLU (Google's Machine Learning Crash Course, "Classifying handwritten digits");
            `cnn`: 5×5×32, pool, 5×5×64, pool, dense 1024, 10 (TensorFlow's tutorial "Deep MNIST for Experts");
            `cnn-3x3`: the same with 3×3 kernels;
            `drawn`: small and deeper: 3×3×16 twice, pool, 3×3×32 twice, pool, 3×3×64, pool, dense 128, 10, with batch
            normalisation (Ioffe and Szegedy 2015), which the LiteRT file has folded into the kernels.
        dropout: share of the last hidden layer that is switched off at each training step, in [0, 1).
        start: the initial weights: `usual` is Glorot's uniform with biases 0, `tutorial` a truncated normal of standard
            deviation 0.1 with biases 0.1. Softmax starts from zeros in both.

    Returns:
        (n, 28, 28) float32 in [0, 1] → (n, 10) float32 probabilities.
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

    image = keras.Input((28, 28), name="image", dtype="float32")
    if architecture in _KERNEL_SIDES:
        side = _KERNEL_SIDES[architecture]
        hidden = layers.Reshape((28, 28, 1), name="image_channel")(image)
        for number, kernels in ((1, 32), (2, 64)):
            hidden = layers.Conv2D(
                kernels, side, padding="same", activation="relu", name=f"convolution_{number}", **initial()
            )(hidden)
            hidden = layers.MaxPooling2D(name=f"pool_{number}")(hidden)
        units: tuple[int, ...] = (1024,)
    elif architecture == "drawn":
        hidden = layers.Reshape((28, 28, 1), name="image_channel")(image)
        for number, (kernels, pools) in enumerate(((16, False), (16, True), (32, False), (32, True), (64, True)), 1):
            # No bias: the normalisation brings its own.
            hidden = layers.Conv2D(kernels, 3, padding="same", use_bias=False, name=f"convolution_{number}")(hidden)
            hidden = layers.BatchNormalization(name=f"normalisation_{number}")(hidden)
            hidden = layers.ReLU(name=f"relu_{number}")(hidden)
            if pools:
                hidden = layers.MaxPooling2D(name=f"pool_{number}")(hidden)
        units = (128,)
    elif architecture in ("softmax", "mlp"):
        hidden = image
        units = (100, 100) if architecture == "mlp" else ()
    else:
        raise ValueError(f"architecture is {architecture!r}, not one of {ARCHITECTURES}")
    hidden = layers.Flatten(name="flatten")(hidden)
    for number, count in enumerate(units, 1):
        hidden = layers.Dense(count, activation="relu", name=f"hidden_{number}", **initial())(hidden)
    if dropout:
        hidden = layers.Dropout(dropout, name="dropout")(hidden)
    logits = layers.Dense(10, name="logits", **initial())(hidden)
    return keras.Model(image, layers.Softmax(name="probabilities")(logits), name=architecture.replace("-", "_"))


def logits_of(network: "keras.Model") -> "keras.Model":
    """The same network, sharing its weights, that ends at the logits: (n, 28, 28) → (n, 10) float32."""
    import keras

    return keras.Model(network.input, network.get_layer("logits").output, name=f"{network.name}_logits")
