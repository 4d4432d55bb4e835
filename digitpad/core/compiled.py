"""A network's answers and its learning step, compiled by TensorFlow."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from digitpad.core.recipes import Recipe

if TYPE_CHECKING:
    import keras

_CHUNK = 500  # images that are measured in one call


def compiled(network: "keras.Model") -> Callable[[np.ndarray], Any]:
    """A compiled function to what a network gives: Keras's own `predict` takes a second longer to start."""
    import tensorflow as tf

    call = tf.function(lambda images: network(images, training=False), jit_compile=False)
    # Traced here, once: calls that trace, one of each run, are taken for careless ones and warned of.
    concrete = call.get_concrete_function(tf.TensorSpec(network.input_shape, tf.float32))
    return lambda images: concrete(tf.constant(images, tf.float32))


def in_chunks(function: Callable[[np.ndarray], Any], images: np.ndarray) -> np.ndarray:
    """Applies a compiled function to any number of images, and puts together what it gives."""
    chunks = (images[begin : begin + _CHUNK] for begin in range(0, len(images), _CHUNK))
    return np.concatenate([function(chunk).numpy() for chunk in chunks])


def step_function(recipe: Recipe, scorer: "keras.Model", steps: int) -> Callable[[np.ndarray, np.ndarray], Any]:
    """A compiled function that learns from one batch and gives its mean log loss.

    Weights are left alone where the loss is no finite number: the last finite ones stay.
    """
    import keras
    import tensorflow as tf

    schedules = keras.optimizers.schedules
    rate = schedules.CosineDecay(recipe.learning_rate, steps) if recipe.decays else recipe.learning_rate
    kinds = {"adam": keras.optimizers.Adam, "sgd": keras.optimizers.SGD, "adagrad": keras.optimizers.Adagrad}
    optimiser = kinds[recipe.optimiser](rate)
    optimiser.build(scorer.trainable_variables)

    def take_step(images: Any, labels: Any) -> Any:
        with tf.GradientTape() as tape:
            logits = scorer(images, training=True)
            if recipe.loss == "naive":
                probabilities = tf.gather(tf.nn.softmax(logits), labels, axis=1, batch_dims=1)
                losses = -tf.math.log(probabilities)
            else:
                losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits)
            mean = tf.reduce_mean(losses)
            loss = mean if recipe.loss == "mean" else tf.reduce_sum(losses)
        gradients = tape.gradient(loss, scorer.trainable_variables)
        if recipe.clip_norm:
            length = tf.sqrt(tf.reduce_sum(tf.stack([tf.reduce_sum(tf.square(gradient)) for gradient in gradients])))
            share = recipe.clip_norm * tf.minimum(1 / length, 1 / recipe.clip_norm)
            gradients = [gradient * share for gradient in gradients]
        if tf.math.is_finite(mean):
            # Not `apply`, which leaves each run's weights, twice with Adam's state, in memory for good.
            for gradient, variable in zip(gradients, scorer.trainable_variables, strict=True):
                optimiser.update_step(gradient, variable.value, optimiser.learning_rate)
            optimiser.iterations.assign_add(1)
        return mean

    # XLA makes training on a CPU three to four times slower. Traced here, as scoring is.
    concrete = tf.function(take_step, jit_compile=False).get_concrete_function(
        tf.TensorSpec([None, 28, 28], tf.float32), tf.TensorSpec([None], tf.int32)
    )
    return lambda images, labels: concrete(tf.constant(images, tf.float32), tf.constant(labels, tf.int32))
