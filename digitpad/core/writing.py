"""Tells writing from dirt and from whatever else is darker than evenly lit paper."""

import cv2
import numpy as np

_LEAST_DARKNESS = 0.06  # of the paper's light: less is no ink
_SPREADS = 4.0  # ink is darker than the paper by more standard deviations of its grain
_CLEAR = 6.0  # ink as many standard deviations darker needs no smoothing
_BLOB = 0.35  # of its length: as broad is no pen's stroke
_NEAR = 0.3  # of the writing's length: what is nearer may belong to it
_SPACING = 1.5  # of the writing's height: the next digit is nearer
_SPECK = 0.12  # of the writing's length: what is smaller is dirt
_LEAST_EXTENT = 0.03  # of the picture's longer side: smaller writing is dirt


def find_ink(paper: np.ndarray) -> np.ndarray:
    """How much ink lies on each pixel, by the darkness of what looks most like writing.

    Args:
        paper: (height, width) float32, evenly lit: blank paper 1, ink darker.

    Returns:
        (height, width) float32 in [0, 1]; all 0 where nothing looks like writing.
    """
    grainy = 1 - paper
    darkness = cv2.GaussianBlur(grainy, (0, 0), max(0.5, max(paper.shape) / 1000))
    faint = max(_LEAST_DARKNESS, _SPREADS * _spread(darkness))
    labels, likely, boxes = _pieces(darkness > faint, darkness)
    if not len(likely) or boxes[likely.argmax(), 2:].max() < _LEAST_EXTENT * max(paper.shape):
        return np.zeros(paper.shape, np.float32)
    level = float(np.quantile(darkness[labels == likely.argmax() + 1], 0.6))
    if level > _CLEAR * _spread(grainy):
        darkness = grainy
    floor, full = max(0.8 * faint, 0.3 * level), max(1.2 * faint, 0.65 * level)
    return np.clip((darkness - floor) / (full - floor), 0, 1).astype(np.float32)


def keep_writing(ink: np.ndarray) -> np.ndarray:
    """Leaves out of a photograph's ink the dirt, and what reaches into the picture from its edges.

    Args:
        ink: (height, width) float32 in [0, 1].

    Returns:
        The same with what looks most like writing, its fragments, and other digits in a line with it.
    """
    labels, likely, boxes = _pieces(ink > 0.1, ink)
    if not len(likely):
        return ink
    main = int(likely.argmax())
    size, top, tall = boxes[:, 2:].max(axis=1), boxes[:, 1], boxes[:, 3]
    near = _gaps(boxes, main) <= _NEAR * size[main]
    kept = near & (size >= _SPECK * size[main]) & (likely > 0.01 * likely[main])
    # Other digits stand in the same line, and are about as tall.
    common = np.minimum(top + tall, top[main] + tall[main]) - np.maximum(top, top[main])
    in_line = common >= 0.5 * np.minimum(tall, tall[main])
    as_tall = (tall >= 0.5 * tall[main]) & (tall <= 2 * tall[main])
    neighbours = in_line & as_tall & (likely > 0.005 * likely[main])
    kept[main] = True
    reached = [main]
    while reached:
        beside = neighbours & ~kept & (_gaps(boxes, reached.pop()) <= _SPACING * tall[main])
        kept |= beside
        reached += np.flatnonzero(beside).tolist()
    return np.where(np.concatenate([[False], kept])[labels], ink, 0).astype(np.float32)


def without_specks(ink: np.ndarray) -> np.ndarray:
    """Leaves out of a drawing's ink pieces much smaller than the largest, and away from it; the ink itself without any.

    Args:
        ink: (height, width) float32 in [0, 1].
    """
    labels, _, boxes = _pieces(ink > 0.1, ink)
    size = boxes[:, 2:].max(axis=1, initial=0)
    if len(size) < 2:
        return ink
    main = int(size.argmax())
    kept = (size >= _SPECK * size[main]) | (_gaps(boxes, main) <= _NEAR * size[main])
    return ink if kept.all() else np.where(np.concatenate([[True], kept])[labels], ink, 0).astype(np.float32)


def _gaps(boxes: np.ndarray, main: int) -> np.ndarray:
    """How far apart the boxes are from one of them, in pixels."""
    low, high = boxes[:, :2], boxes[:, :2] + boxes[:, 2:]
    return np.maximum(np.maximum(low - high[main], low[main] - high), 0).max(axis=1)


def _pieces(mask: np.ndarray, weight: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What hangs together: labels from 1 on, how much each looks like writing, and its box.

    Writing has much ink, is near the middle, doesn't touch an edge, and is long rather than broad.
    """
    inked = mask.astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(inked, connectivity=8)
    owners = labels[mask]
    mass = np.bincount(owners, weight[mask], count)[1:]
    deepest = np.zeros(count)
    np.maximum.at(deepest, owners, cv2.distanceTransform(inked, cv2.DIST_L2, cv2.DIST_MASK_3)[mask])
    height, width = mask.shape
    x, y, w, h = (stats[1:, column].astype(float) for column in range(4))
    away = np.hypot((x + w / 2) / width - 0.5, (y + h / 2) / height - 0.5)
    edge = (x <= 1) | (y <= 1) | (x + w >= width - 1) | (y + h >= height - 1)
    blob = 2 * deepest[1:] > _BLOB * np.maximum(w, h)
    likely = mass * np.exp(-((away / 0.3) ** 2)) * np.where(edge, 0.02, 1) * np.where(blob, 0.05, 1)
    return labels, likely, stats[1:, :4]


def pen_width(ink: np.ndarray) -> float | None:
    """How broad the broader strokes of the writing are, in pixels; None where there is none."""
    labels, likely, _ = _pieces(ink > 0.5, ink)
    if not len(likely):
        return None
    mask = (labels == likely.argmax() + 1).astype(np.uint8)
    mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    depth = cv2.distanceTransform(mask, cv2.DIST_L2, cv2.DIST_MASK_5)
    ridge = (depth >= cv2.dilate(depth, np.ones((3, 3), np.uint8))) & (depth > 0)
    return 2 * float(np.quantile(depth[ridge], 0.75))


def _spread(values: np.ndarray) -> float:
    """The standard deviation of most values."""
    return 1.48 * middle(np.abs(values - np.float32(middle(values))))


def middle(values: np.ndarray) -> float:
    """The median, of every ninth pixel of a large picture."""
    step = 3 if values.size > 90_000 else 1
    return float(np.median(values[::step, ::step]))
