"""How a network learns to doubt that a picture is a digit at all, when it knows its digits already."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from digitpad.core.batches import Batches, as_learnt
from digitpad.core.compiled import compiled, in_chunks
from digitpad.core.recipes import Recipe
from digitpad.core.scanned import scanned
from digitpad.core.training_data import Stopped, ends_when

if TYPE_CHECKING:
    import keras

_DIGITS_PER_OTHER = 3  # that many are learnt from for each picture of no digit
_SCANNED = 0.3, 0.1  # of digits and of others: an f or a t of few pixels is a bar, and so is a 1
_REFUSED_DIGITS = 0.004  # of the images for choosing, at which the doubt becomes even: well below one in a hundred
_LOWEST_LIMIT = -1.0  # where these are never doubted, others soon would be
_SMOOTHING = 0.1  # of the labels: else the doubt learns its pictures by heart, and is certain of strange digits too
_SHARPNESS = 4.0  # so that a small doubt takes little from the probabilities of digits
_RATE, _BATCH, _EPOCHS = 0.001, 256, 15
_VARY, _SCAN, _LOOK = 1, 40, 8  # as many times as long as learning from a picture once take these


def learn_doubt(
    network: "keras.Model",
    recipe: Recipe,
    batches: Batches,
    not_digits: np.ndarray,
    two_digits_count: int,
    choosing_images: np.ndarray,
    on_share: Callable[[float], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> bool:
    """Learns from what the last convolution gives to tell digits from pictures of no digit.

    The digits' own weights stay as they are, and so does every answer to which digit it is. Where the doubt is even, a
    prediction becomes unsure: that point is laid where hardly any of the images for choosing is refused. Labels are
    smoothed (Szegedy et al. 2016, "Rethinking the Inception architecture", section 7).

    Args:
        network: one that doubts.
        recipe: what the pictures are varied by.
        batches: the digits.
        not_digits: (k, 28, 28) uint8.
        two_digits_count: the last so many of these are of two digits over each other. They are never scanned: few
            pixels make one straight 1 of two.
        choosing_images: (n, 28, 28) float32 in [0, 1], digits that are not learnt from.
        on_share: told which share of it is done, 0 first, and then each hundredth.
        should_stop: asked at each batch and each image that is varied, and may wait there.

    Returns:
        False where it was stopped. The network then hardly doubts at all, like a new one: what was learnt until then
        would even out the probabilities of digits too, and an earlier doubt was that of other features.
    """
    from digitpad.core.networks import build, doubt_of

    looks, doubt = doubt_of(network)
    unlearnt = doubt_of(build(recipe.architecture))[1].get_weights()
    rows = batches.some(_DIGITS_PER_OTHER * len(not_digits))
    scannable = len(rows), len(not_digits) - two_digits_count
    scans = [int(share * count) for share, count in zip(_SCANNED, scannable, strict=True)]
    pictures = len(rows) + len(not_digits)
    way = (_VARY * recipe.varies_images + _LOOK + _EPOCHS) * pictures + _SCAN * sum(scans)
    go_on = _watched_way(way, on_share or (lambda share: None), ends_when(should_stop))
    try:
        digits = batches.varied(rows, should_stop=lambda: go_on(_VARY))
        others = as_learnt(not_digits, recipe, batches.rng, lambda: go_on(_VARY))
        for images, count, scan_count in zip((digits, others), scannable, scans, strict=True):
            some = batches.rng.permutation(count)[:scan_count]
            images[some] = scanned(images[some], batches.rng, lambda: go_on(_SCAN))
        look = compiled(looks)

        def watched_look(images: np.ndarray) -> Any:
            go_on(_LOOK * len(images))
            return look(images)

        features = in_chunks(watched_look, np.concatenate([digits, others]))
        is_other = np.repeat(np.array([0, 1], np.float32), [len(digits), len(others)])
        # From chance, whatever an earlier run has learnt: sigmoid(0) is half, where learning is quickest.
        doubt.set_weights([*unlearnt[:-1], np.zeros(1, np.float32)])
        _fit(doubt, features, is_other, lambda: go_on(_BATCH))
    except Stopped:
        doubt.set_weights(unlearnt)
        return False
    kept = in_chunks(compiled(doubt), in_chunks(look, choosing_images))
    limit = max(_LOWEST_LIMIT, float(np.quantile(kept, 1 - _REFUSED_DIGITS)))
    weights, bias = doubt.layers[-1].get_weights()
    doubt.layers[-1].set_weights([_SHARPNESS * weights, _SHARPNESS * (bias - limit)])
    return True


def _fit(doubt: "keras.Model", features: np.ndarray, is_other: np.ndarray, on_batch: Callable[[], object]) -> None:
    import keras

    watch = keras.callbacks.LambdaCallback(on_train_batch_end=lambda batch, logs: on_batch())
    loss = keras.losses.BinaryCrossentropy(from_logits=True, label_smoothing=_SMOOTHING)
    doubt.compile(keras.optimizers.Adam(_RATE), loss)
    doubt.fit(features, is_other, batch_size=_BATCH, epochs=_EPOCHS, verbose=0, callbacks=[watch])


def _watched_way(length: int, on_share: Callable[[float], None], ask: Callable[[], bool]) -> Callable[[int], bool]:
    """A function to go so far on with: it asks whether to end, as `ask` does, and tells each hundredth that is done."""
    done = told = 0
    on_share(0.0)

    def go_on(way: int) -> bool:
        nonlocal done, told
        end = ask()
        done = min(done + way, length)
        if (hundredth := 100 * done // length) > told:
            told = hundredth
            on_share(hundredth / 100)
        return end

    return go_on
