"""Which strokes, or which blots of ink, make up one digit.

Over-segmentation and dynamic programming, as for handwritten amounts on cheques (LeCun et al. 1998, section VII): what
lies over each other is one piece; neighbouring pieces are joined in every likely way, the classifier says how well each
group reads, and the row of groups that costs least is the number. Lengths are in heights of the tallest piece, so that
nothing depends on how large people write.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from digitpad.core.classifier import Prediction

Group = tuple[int, ...]
"""The numbers of the pieces that make up one digit."""

_ONE_DIGIT = 0.3  # pieces whose boxes overlap by more belong together,
_TWO_DIGITS = 0.45  # and those with more paper between them do not
_MOST_PIECES = 8  # of a digit
_WIDEST = 2.1  # a digit of several pieces, paper or ink between them
_MOST_CLUSTERS = 24  # more of them are a scribble


class Costs(NamedTuple):
    """What speaks against a row of groups beside -ln p of each digit, in nats.

    Chosen on numbers composed of 15 writers' pen strokes, with two models.
    """

    digit: float = -1.5
    """Each digit: neighbours that stand side by side are two digits sooner than parts of one."""
    unsure: float = 1.0
    """A group that the classifier is not sure of."""
    paper: float = 25.0
    """A height of paper between two pieces of a digit, beyond `close`."""
    close: float = 0.12
    """The gap that an open 4 has."""
    overlap: float = 9.0
    """A height by which the boxes of two digits overlap."""
    uneven: float = 6.0
    """A height by which the tops or the bottoms of two digits differ, beyond `even`; the parts of a digit mostly do."""
    even: float = 0.15
    """By so much the digits of a row differ anyway."""
    cut: float = 0.8
    """A pen's width of ink cut through."""
    broad: float = 1.0
    """A digit is mostly no wider than that."""
    wide: float = 4.0
    """A height by which a digit of several pieces is wider than high."""


STROKE_COSTS = Costs()
INK_COSTS = Costs(digit=-1.1, unsure=2.5, paper=24, close=0.03, overlap=7, uneven=6.5, even=0.13, cut=0.95, broad=0.9)
"""For pieces of ink: gaps are narrower by a pen's width than those between strokes."""


def group_pieces(
    boxes: np.ndarray,
    predict_groups: Callable[[Sequence[Group]], Sequence[Prediction]],
    cuts: np.ndarray | None = None,
    costs: Costs = STROKE_COSTS,
) -> list[Group]:
    """Groups pieces to digits.

    Args:
        boxes: (n, 4) left, top, right, bottom of each piece, in any unit; n at least 1.
        predict_groups: reads groups of pieces; not called where geometry alone says that there is one digit.
        cuts: (n,) how much ink was cut through at the left of each piece, in pen widths; None where none was.
        costs: what speaks against a group.

    Returns:
        The digits from left to right.
    """
    if len(boxes) == 1:
        return [(0,)]
    heights, widths = boxes[:, 3] - boxes[:, 1], boxes[:, 2] - boxes[:, 0]
    if cuts is None:
        cuts = np.zeros(len(boxes))
    clusters = _cluster(boxes / max(float(heights.max()), 0.3 * float(widths.max()), 1e-6), cuts)
    if len(clusters) == 1 or len(clusters) > _MOST_CLUSTERS:
        return [tuple(range(len(boxes)))]
    spans = _likely_spans(clusters)
    groups = [_members(clusters[begin:end]) for begin, end in spans]
    predictions = predict_groups(groups)
    span_costs = {
        span: _span_cost(clusters[slice(*span)], prediction, costs)
        for span, prediction in zip(spans, predictions, strict=True)
    }
    return [_members(clusters[begin:end]) for begin, end in _cheapest_row(clusters, span_costs, costs)]


class _Cluster(NamedTuple):
    """Pieces that are one digit, or a part of one; lengths in heights of the tallest piece."""

    left: float
    top: float
    right: float
    bottom: float
    pieces: Group
    cut: float
    """How much ink was cut through at its left, in pen widths."""


_Span = tuple[int, int]
"""Clusters from one to before another."""


def _cluster(boxes: np.ndarray, cuts: np.ndarray) -> list[_Cluster]:
    """Joins what overlaps too much to be two digits; from left to right."""
    clusters: list[_Cluster] = []
    for piece in np.argsort(boxes[:, 0], kind="stable").tolist():
        left, top, right, bottom = boxes[piece].tolist()
        new = _Cluster(left, top, right, bottom, (piece,), float(cuts[piece]))
        for cluster in clusters[::-1]:
            if min(cluster.right - new.left, new.right - cluster.left) > _ONE_DIGIT:
                clusters.remove(cluster)
                new = _joined([cluster, new])
        clusters.append(new)
    return sorted(clusters, key=lambda cluster: cluster.left + cluster.right)


def _joined(clusters: Sequence[_Cluster]) -> _Cluster:
    lefts, tops, rights, bottoms, _, cuts = zip(*clusters, strict=True)
    return _Cluster(min(lefts), min(tops), max(rights), max(bottoms), _members(clusters), cuts[0])


def _members(clusters: Sequence[_Cluster]) -> Group:
    return tuple(sorted(piece for cluster in clusters for piece in cluster.pieces))


def _likely_spans(clusters: Sequence[_Cluster]) -> list[_Span]:
    """Which neighbouring clusters may be one digit, each cluster alone among them, ordered by their beginnings."""
    spans = []
    for begin in range(len(clusters)):
        spans.append((begin, begin + 1))
        for end in range(begin + 2, min(begin + _MOST_PIECES, len(clusters)) + 1):
            span = clusters[begin:end]
            if _paper(span) > _TWO_DIGITS or _width(span) > _WIDEST:
                break
            spans.append((begin, end))
    return spans


def _span_cost(clusters: Sequence[_Cluster], prediction: Prediction, costs: Costs) -> float:
    likeliest = max(float(prediction.probabilities.max()), 1e-6)
    cost = costs.digit - float(np.log(likeliest)) + costs.unsure * (prediction.digit is None)
    if len(clusters) > 1:
        cost += costs.paper * max(0.0, _paper(clusters) - costs.close)
        cost += costs.wide * max(0.0, _width(clusters) - costs.broad)
    return cost


def _boundary_cost(before: _Cluster, after: _Cluster, costs: Costs) -> float:
    uneven = max(0.0, abs(before.top - after.top) - costs.even) + max(
        0.0, abs(before.bottom - after.bottom) - costs.even
    )
    return costs.overlap * max(0.0, before.right - after.left) + costs.uneven * uneven + costs.cut * after.cut


def _cheapest_row(clusters: Sequence[_Cluster], span_costs: dict[_Span, float], costs: Costs) -> list[_Span]:
    """The row of spans from the first cluster to the last one that costs least."""
    # What a boundary costs depends on the spans at both its sides: the best row up to each span, by where it ends.
    rows: list[list[tuple[float, list[_Span], _Cluster]]] = [[] for _ in range(len(clusters) + 1)]
    for (begin, end), cost in span_costs.items():
        digit = _joined(clusters[begin:end])
        if begin == 0:
            rows[end].append((cost, [(begin, end)], digit))
            continue
        cost_before, row = min(
            (cost_before + _boundary_cost(before, digit, costs), row) for cost_before, row, before in rows[begin]
        )
        rows[end].append((cost_before + cost, [*row, (begin, end)], digit))
    return min(rows[-1])[1]


def _paper(clusters: Sequence[_Cluster]) -> float:
    """The widest gap without ink between clusters that stand side by side; below 0 where they overlap."""
    reach, widest = clusters[0].right, -np.inf
    for cluster in clusters[1:]:
        widest = max(widest, cluster.left - reach)
        reach = max(reach, cluster.right)
    return widest


def _width(clusters: Sequence[_Cluster]) -> float:
    return max(cluster.right for cluster in clusters) - min(cluster.left for cluster in clusters)
