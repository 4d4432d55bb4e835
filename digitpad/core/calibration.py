"""How good logits are, and how sure they may sound."""

import numpy as np


def accuracy(logits: np.ndarray, labels: np.ndarray) -> float:
    """The share of rows whose largest logit is the label's; logits (n, 10), labels (n,)."""
    return float(np.mean(logits.argmax(axis=1) == labels))


def log_loss(logits: np.ndarray, labels: np.ndarray) -> float:
    """Mean cross-entropy −ln p of the labels in nats; logits (n, 10), labels (n,)."""
    logits = logits.astype(np.float64)
    largest = logits.max(axis=1, keepdims=True)
    log_sum = np.log(np.exp(logits - largest).sum(axis=1)) + largest[:, 0]
    return float(np.mean(log_sum - logits[np.arange(len(labels)), labels]))


def softmax(logits: np.ndarray) -> np.ndarray:
    """Probabilities of logits, (n, 10) → (n, 10) float32; each row sums to 1."""
    shares = np.exp(logits - logits.max(axis=1, keepdims=True), dtype=np.float64)
    return (shares / shares.sum(axis=1, keepdims=True)).astype(np.float32)


def calibration_error(probabilities: np.ndarray, labels: np.ndarray, bins: int = 15) -> float:
    """Expected calibration error (Guo et al. 2017): how far probabilities are from the share that is right.

    Predictions are sorted by their largest probability into bins of equal width; each bin's distance between mean
    probability and accuracy counts by its number of predictions.

    Args:
        probabilities: (n, 10), n at least 1.
        labels: (n,) integers, 0 … 9.

    Returns:
        In [0, 1]; 0 means that of the predictions made with 90 %, nine in ten are right.
    """
    surest = probabilities.max(axis=1).astype(np.float64)
    right = probabilities.argmax(axis=1) == labels
    bin_of = np.minimum((surest * bins).astype(np.int64), bins - 1)
    excess = np.bincount(bin_of, weights=surest - right, minlength=bins)
    return float(np.abs(excess).sum() / len(labels))


def fit_temperature(logits: np.ndarray, labels: np.ndarray) -> float:
    """The temperature in [0.25, 4] with the lowest log loss of `logits / temperature`, by golden-section search."""
    low, high = np.log(0.25), np.log(4.0)
    golden = (np.sqrt(5) - 1) / 2
    for _ in range(30):
        left, right = high - golden * (high - low), low + golden * (high - low)
        if log_loss(logits / np.exp(left), labels) < log_loss(logits / np.exp(right), labels):
            high = right
        else:
            low = left
    return float(np.exp((low + high) / 2))
