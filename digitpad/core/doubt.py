"""How a network learns to doubt that a picture is a digit at all, when it knows its digits already."""

from typing import TYPE_CHECKING

import numpy as np

from digitpad.core.batches import Batches, as_learnt
from digitpad.core.compiled import compiled, in_chunks
from digitpad.core.recipes import Recipe

if TYPE_CHECKING:
    import keras

_DIGITS_PER_OTHER = 3  # that many are learnt from for each picture of no digit
_REFUSED_DIGITS = 0.007  # of the validation images, at which the doubt becomes even: a margin below one in a hundred
_SHARPNESS = 2.0  # so that a small doubt takes little from the probabilities of digits
_RATE, _BATCH, _EPOCHS = 0.001, 256, 15


def learn_doubt(
    network: "keras.Model",
    recipe: Recipe,
    batches: Batches,
    not_digits: np.ndarray,
    validation_images: np.ndarray,
) -> None:
    """Learns from what the last convolution gives to tell digits from pictures of no digit.

    The digits' own weights stay as they are, and so does every answer to which digit it is. Where the doubt is even, a
    prediction becomes unsure: that point is laid where hardly any validation image is refused.

    Args:
        network: one that doubts.
        recipe: what the pictures are varied by.
        batches: the digits.
        not_digits: (k, 28, 28) uint8.
        validation_images: (n, 28, 28) float32 in [0, 1].
    """
    import keras

    from digitpad.core.networks import build, doubt_of

    looks, doubt = doubt_of(network)
    digits = batches.varied(batches.some(_DIGITS_PER_OTHER * len(not_digits)))
    others = as_learnt(not_digits, recipe, batches.rng)
    look = compiled(looks)
    features = in_chunks(look, np.concatenate([digits, others]))
    is_other = np.repeat(np.array([0, 1], np.float32), [len(digits), len(others)])
    # From chance, whatever an earlier run has learnt: sigmoid(0) is half, where learning is quickest.
    unlearnt = doubt_of(build(recipe.architecture))[1]
    unlearnt.layers[-1].set_weights([unlearnt.layers[-1].get_weights()[0], np.zeros(1, np.float32)])
    doubt.set_weights(unlearnt.get_weights())
    doubt.compile(keras.optimizers.Adam(_RATE), keras.losses.BinaryCrossentropy(from_logits=True))
    doubt.fit(features, is_other, batch_size=_BATCH, epochs=_EPOCHS, verbose=0)
    kept = in_chunks(compiled(doubt), in_chunks(look, validation_images))
    limit = np.clip(np.quantile(kept, 1 - _REFUSED_DIGITS), -1, 1)
    weights, bias = doubt.layers[-1].get_weights()
    doubt.layers[-1].set_weights([_SHARPNESS * weights, _SHARPNESS * (bias - limit)])
