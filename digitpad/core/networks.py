"""The architectures: each a Keras network from (28, 28) input images to ten probabilities.

The last layer but one, `logits`, gives the scores; softmax follows inside the network, so that whoever opens an
exported file elsewhere gets probabilities. Keras is imported inside the functions: only training needs it.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import keras

ARCHITECTURES = ("softmax", "mlp", "cnn")


def build(architecture: str, dropout: float = 0.0) -> "keras.Model":
    """Builds an untrained network.

    Args:
        architecture: one of `ARCHITECTURES`:
            `softmax`: 784→10, from zeros (TensorFlow's tutorial "MNIST for ML Beginners");
            `mlp`: 784→100→100→10 with ReLU (Google's Machine Learning Crash Course, "Classifying handwritten digits");
            `cnn`: 5×5×32, pool, 5×5×64, pool, dense 1024, 10 (TensorFlow's tutorial "Deep MNIST for Experts").
        dropout: share of the last hidden layer that is switched off at each training step, in [0, 1).

    Returns:
        (n, 28, 28) float32 in [0, 1] → (n, 10) float32 probabilities.
    """
    import keras
    from keras import layers

    image = keras.Input((28, 28), name="image", dtype="float32")
    if architecture == "softmax":
        hidden = layers.Flatten(name="flatten")(image)
    elif architecture == "mlp":
        hidden = layers.Flatten(name="flatten")(image)
        for number in (1, 2):
            hidden = layers.Dense(100, activation="relu", name=f"hidden_{number}")(hidden)
    elif architecture == "cnn":
        hidden = layers.Reshape((28, 28, 1), name="image_channel")(image)
        for number, kernels in ((1, 32), (2, 64)):
            hidden = layers.Conv2D(kernels, 5, padding="same", activation="relu", name=f"convolution_{number}")(hidden)
            hidden = layers.MaxPooling2D(name=f"pool_{number}")(hidden)
        hidden = layers.Dense(1024, activation="relu", name="hidden_1")(layers.Flatten(name="flatten")(hidden))
    else:
        raise ValueError(f"architecture is {architecture!r}, not one of {ARCHITECTURES}")
    if dropout:
        hidden = layers.Dropout(dropout, name="dropout")(hidden)
    start = "zeros" if architecture == "softmax" else "glorot_uniform"
    logits = layers.Dense(10, kernel_initializer=start, name="logits")(hidden)
    return keras.Model(image, layers.Softmax(name="probabilities")(logits), name=architecture)


def logits_of(network: "keras.Model") -> "keras.Model":
    """The same network, sharing its weights, that ends at the logits: (n, 28, 28) → (n, 10) float32."""
    import keras

    return keras.Model(network.input, network.get_layer("logits").output, name=f"{network.name}_logits")
