"""Where the sheet of paper ends inside a photograph, and the table begins."""

import cv2
import numpy as np

_SIDE = 160  # of the reduced picture in which edges are looked for, in pixels
_STRIPS = 48
_STEEPEST = 0.2  # pixels a pixel: 11°
_FARTHEST = 0.3  # of the picture: an edge is not farther inside
_DARKER = 0.1  # of the paper's light: by so much, and more, is the table darker
_LEAST_COVERED = 0.85  # of the strips
_MARGIN = 0.012  # of the picture's longer side: so much of the paper beside its edge isn't trusted
_BESIDE = 0.04  # and so much after that shows what the paper is like


def continue_paper(grey: np.ndarray) -> np.ndarray:
    """Lays paper over a darker table that shows along a side of the picture.

    Args:
        grey: (height, width) uint8.

    Returns:
        The same, the paper beside each edge continued to the picture's border; the array itself where no edge is.
    """
    for turns in range(4):
        turned = np.rot90(grey, turns)
        edge = _upper_edge(turned)
        if edge is not None:
            grey = np.ascontiguousarray(np.rot90(_continued(turned, edge), -turns))
    return grey


def _upper_edge(grey: np.ndarray) -> np.ndarray | None:
    """The y at which paper begins in each column, below a darker table; None where the paper reaches the top."""
    height, width = grey.shape
    factor = min(1.0, _SIDE / max(grey.shape))
    rows, strips = max(8, round(height * factor)), min(_STRIPS, width)
    small = cv2.resize(grey, (strips, rows), interpolation=cv2.INTER_AREA).astype(np.float32) + 1
    evidence = np.zeros_like(small)
    below, above = small[4:], small[:-4]
    evidence[2:-2] = (1 - above / below > _DARKER).astype(np.float32)
    length = width * factor
    x = ((np.arange(strips) + 0.5) / strips - 0.5).astype(np.float32)
    columns = np.tile(np.arange(strips, dtype=np.float32), (rows, 1))
    starts = np.arange(rows, dtype=np.float32)[:, np.newaxis]
    best, found = _LEAST_COVERED, None
    for slope in np.arange(-_STEEPEST, _STEEPEST, 2 / length):
        course = (slope * length * x).astype(np.float32)
        seen = cv2.remap(evidence, columns, starts + course, cv2.INTER_NEAREST, borderValue=0)
        covered = cv2.reduce(seen[: round(_FARTHEST * rows)], 1, cv2.REDUCE_AVG)[:, 0]
        # A step is seen in some rows; the last of them is nearest to the paper.
        if covered.max() > best:
            best = float(covered.max())
            found = float(np.flatnonzero(covered >= 0.98 * best).mean()) + course
    if found is None or not _is_dark_beyond(small, found):
        return None
    across = (np.arange(width) + 0.5) / width * strips - 0.5
    return np.interp(across, np.arange(strips), found) / factor


def _is_dark_beyond(small: np.ndarray, edge: np.ndarray) -> bool:
    """Whether everything above an edge, and not only a line beside it, is darker than the paper below."""
    rows = np.arange(len(small))[:, np.newaxis]
    beyond, beside = rows < edge - 1, (rows > edge + 1) & (rows < edge + 8)
    darker = [
        np.quantile(column[out], 0.8) < (1 - _DARKER) * np.median(column[paper])
        for column, out, paper in zip(small.T, beyond.T, beside.T, strict=True)
        if out.any() and paper.any()
    ]
    return bool(darker) and float(np.mean(darker)) >= _LEAST_COVERED


def _continued(grey: np.ndarray, edge: np.ndarray) -> np.ndarray:
    """The picture with what its paper is like below an edge also above it."""
    height, width = grey.shape
    side = max(grey.shape)
    first = np.rint(edge + _MARGIN * side).astype(int) + 1
    rows = np.clip(first + np.linspace(0, _BESIDE * side, 12).astype(int)[:, np.newaxis], 0, height - 1)
    # Not the darkest: a printed line may run along the edge.
    paper = np.quantile(grey[rows, np.arange(width)], 0.7, axis=0).astype(np.uint8)
    return np.where(np.arange(height)[:, np.newaxis] < first, paper, grey)
