"""Which strokes, or which blots of ink, make up one digit.

Over-segmentation and dynamic programming, as for handwritten amounts on cheques (LeCun et al. 1998, section VII): what
lies over each other is one piece; neighbouring pieces are joined in every likely way, the classifier says how well each
group reads, and the row of groups that costs least is the number. Where the walls of two digits lie on each other, the
ink between two cuts belongs to both. Lengths are in heights of the tallest piece, so that nothing depends on how large
people write.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from digitpad.core.classifier import Prediction
from digitpad.core.reading_costs import SEVERAL_STROKES, SHAPES, STROKE_COSTS, Costs

Group = tuple[int, ...]
"""The numbers of the pieces that make up one digit."""

_ONE_DIGIT = 0.3  # pieces whose boxes overlap by more belong together,
_TWO_DIGITS = 0.45  # and those with more paper between them do not
_MOST_PIECES = 16  # of a digit
_NARROW = 0.05  # a straight line is taken for as wide
_SHARED = 0.25  # a broader piece belongs to one digit only
_TALL = 0.4  # heights of the highest piece: lower ones make no row of their own
_BETWEEN_ROWS = 0.3  # the same of paper between two rows, at least
_MOST_CLUSTERS = 60  # more of them are a scribble
_LEAST_LIKELY = 8.0  # nats: an odd shape speaks against a digit by no more


def group_pieces(
    boxes: np.ndarray,
    predict_groups: Callable[[Sequence[Group]], Sequence[Prediction]],
    cuts: np.ndarray | None = None,
    costs: Costs = STROKE_COSTS,
    loose_ink: Callable[[Group], float] | None = None,
) -> list[Group]:
    """Groups pieces to digits.

    Args:
        boxes: (n, 4) left, top, right, bottom of each piece, in any unit; n at least 1.
        predict_groups: reads groups of pieces; not called where geometry alone says that there is one digit.
        cuts: (n,) how much ink was cut through at the left of each piece, in pen widths; None where none was.
        costs: what speaks against a group.
        loose_ink: how much of a group's ink a cut left hanging loose, as a share of it.

    Returns:
        The digits row by row, from left to right; a piece may belong to two.
    """
    if cuts is None:
        cuts = np.zeros(len(boxes))
    rows = rows_of(boxes)
    digits: list[Group] = []
    for row in range(int(rows.max()) + 1):
        clusters = _cluster(boxes, cuts, np.flatnonzero(rows == row))
        digits += _group_clusters(clusters, predict_groups, costs, loose_ink)
    return digits


def rows_of(boxes: np.ndarray) -> np.ndarray:
    """Which row each piece stands in, from the top: paper runs between two rows from side to side.

    Args:
        boxes: as `group_pieces` takes them.

    Returns:
        (n,) int64.
    """
    tops, bottoms = boxes[:, 1], boxes[:, 3]
    highest = float((bottoms - tops).max())
    tall = np.flatnonzero(bottoms - tops >= _TALL * highest)
    tall = tall[np.argsort(tops[tall], kind="stable")]
    reached, begins = np.maximum.accumulate(bottoms[tall])[:-1], tops[tall][1:]
    middles = ((reached + begins) / 2)[begins - reached > _BETWEEN_ROWS * highest]
    return np.searchsorted(middles, (tops + bottoms) / 2)


def _group_clusters(
    clusters: "list[_Cluster]",
    predict_groups: Callable[[Sequence[Group]], Sequence[Prediction]],
    costs: Costs,
    loose_ink: Callable[[Group], float] | None,
) -> list[Group]:
    """The digits of one row."""
    if len(clusters) == 1 or len(clusters) > _MOST_CLUSTERS:
        return [_members(clusters)]
    spans = _likely_spans(clusters, costs.widest)
    groups = [_members(clusters[begin:end]) for begin, end in spans]
    predictions = predict_groups(groups)
    span_costs = {
        span: _span_cost(clusters[slice(*span)], prediction, costs, clusters[span[1] : span[1] + 1])
        + (costs.loose * loose_ink(group) if loose_ink is not None else 0.0)
        for span, group, prediction in zip(spans, groups, predictions, strict=True)
    }
    if _is_one_blot(clusters) and (0, len(clusters)) in span_costs:
        span_costs[0, len(clusters)] -= costs.alone
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


def _cluster(boxes: np.ndarray, cuts: np.ndarray, row: np.ndarray) -> list[_Cluster]:
    """Joins those pieces of a row that overlap too much to be two digits; from left to right."""
    blots = np.cumsum(cuts == 0)  # pieces cut from one blot are parts already
    numbers = set(blots[row].tolist())  # np.unique would load a second numpy, masked arrays
    boxes = boxes / max(_extent(boxes[row][blots[row] == blot]) for blot in numbers)
    clusters: list[_Cluster] = []
    for piece in row[np.argsort(boxes[row, 0], kind="stable")].tolist():
        left, top, right, bottom = boxes[piece].tolist()
        new = _Cluster(left, top, right, bottom, (piece,), float(cuts[piece]))
        for cluster in clusters[::-1]:
            if blots[piece] in blots[list(cluster.pieces)]:
                continue
            if min(cluster.right - new.left, new.right - cluster.left) > _ONE_DIGIT:
                clusters.remove(cluster)
                new = _joined([cluster, new])
        clusters.append(new)
    return sorted(clusters, key=lambda cluster: cluster.left + cluster.right)


def _extent(boxes: np.ndarray) -> float:
    """The height of a blot in pieces; of a flat one the height that a digit as wide may have."""
    width, height = (boxes[:, 2:].max(axis=0) - boxes[:, :2].min(axis=0)).tolist()
    return max(height, 0.3 * width, 1e-6)


def _joined(clusters: Sequence[_Cluster]) -> _Cluster:
    lefts, tops, rights, bottoms, _, cuts = zip(*clusters, strict=True)
    return _Cluster(min(lefts), min(tops), max(rights), max(bottoms), _members(clusters), cuts[0])


def _members(clusters: Sequence[_Cluster]) -> Group:
    return tuple(sorted(piece for cluster in clusters for piece in cluster.pieces))


def _likely_spans(clusters: Sequence[_Cluster], widest: float) -> list[_Span]:
    """Which neighbouring clusters may be one digit, each cluster alone among them, ordered by their beginnings."""
    spans = []
    for begin in range(len(clusters)):
        spans.append((begin, begin + 1))
        for end in range(begin + 2, min(begin + _MOST_PIECES, len(clusters)) + 1):
            span = clusters[begin:end]
            if _paper(span) > _TWO_DIGITS:
                break
            if _width(span) <= widest or _is_one_blot(span, clusters[end : end + 1]):
                spans.append((begin, end))
    return spans


def _is_one_blot(clusters: Sequence[_Cluster], after: Sequence[_Cluster] = ()) -> bool:
    """Whether clusters, and not the one after them, are what one blot was cut to."""
    begins_new = [not cluster.cut for cluster in (*clusters, *after)]
    return begins_new[0] and not any(begins_new[1 : len(clusters)]) and all(begins_new[len(clusters) :])


def _span_cost(
    clusters: Sequence[_Cluster], prediction: Prediction, costs: Costs, after: Sequence[_Cluster] = ()
) -> float:
    """What speaks against some clusters being one digit; `after` is the cluster beside them, if there is one."""
    likeliest, digit = float(prediction.probabilities.max()), int(prediction.probabilities.argmax())
    doubt = -float(np.log(np.clip(likeliest, 1e-6, 1)))
    cost = costs.digit + doubt**costs.power + costs.unsure * (prediction.digit is None)
    if len(clusters) > 1:
        cost += costs.paper * max(0.0, _paper(clusters) - costs.close)
        cost += costs.wide * max(0.0, _width(clusters) - costs.broad)
    if len(_members(clusters)) > 1:
        cost += costs.strokes * SEVERAL_STROKES[digit]
    if costs.shape:
        cost += costs.shape * _oddness(_joined(clusters), digit)
    return cost + costs.one * (digit == 1 and any(cluster.cut for cluster in (clusters[0], *after)))


def _oddness(cluster: _Cluster, digit: int) -> float:
    """How much rarer than usual a digit's proportions are, in nats."""
    usual, spread = SHAPES[digit]
    proportion = (cluster.right - cluster.left) / max(cluster.bottom - cluster.top, 1e-3)
    return float(np.clip(((np.log(max(proportion, 1e-3)) - usual) / spread) ** 2 / 2 - 1, 0, _LEAST_LIKELY))


def _boundary_cost(before: _Cluster, after: _Cluster, shared: Sequence[_Cluster], cut: float, costs: Costs) -> float:
    """What speaks against two digits side by side; `cut` is what has to be cut through between them."""
    overlap = max(0.0, before.right - after.left - (_width(shared) if shared else 0.0))
    within = min(1.0, overlap / max(min(_width([before]), _width([after])), _NARROW))
    uneven = max(0.0, abs(before.top - after.top) - costs.even) + max(
        0.0, abs(before.bottom - after.bottom) - costs.even
    )
    cutting = costs.cut * cut + costs.cutting * (cut > 0)
    return costs.overlap * overlap + costs.within * within + costs.uneven * uneven + cutting


def _cheapest_row(clusters: Sequence[_Cluster], span_costs: dict[_Span, float], costs: Costs) -> list[_Span]:
    """The row of spans from the first cluster to the last one that costs least; two may share a cluster."""
    # What a boundary costs depends on the spans at both its sides: the best row up to each span, by where it ends.
    rows: list[list[tuple[float, list[_Span], _Cluster]]] = [[] for _ in range(len(clusters) + 1)]
    for (begin, end), cost in span_costs.items():
        digit = _joined(clusters[begin:end])
        if begin == 0:
            rows[end].append((cost, [(begin, end)], digit))
            continue
        ways = [
            (cost_before + _boundary_cost(before, digit, (), clusters[begin].cut, costs), row)
            for cost_before, row, before in rows[begin]
        ]
        if end > begin + 1 and _may_be_shared(clusters, begin):
            shared, cut = clusters[begin : begin + 1], max(clusters[begin].cut, clusters[begin + 1].cut)
            ways += [
                (cost_before + _boundary_cost(before, digit, shared, cut, costs), row)
                for cost_before, row, before in rows[begin + 1]
                if row[-1][0] < begin
            ]
        cost_before, row = min(ways)
        rows[end].append((cost_before + cost, [*row, (begin, end)], digit))
    return min(rows[-1])[1]


def _may_be_shared(clusters: Sequence[_Cluster], place: int) -> bool:
    """Whether a cluster is a narrow piece between two cuts, as the common wall of two digits is."""
    after = clusters[place + 1 : place + 2]
    return bool(after and clusters[place].cut and after[0].cut) and _width(clusters[place : place + 1]) <= _SHARED


def _paper(clusters: Sequence[_Cluster]) -> float:
    """The widest gap without ink between clusters that stand side by side; below 0 where they overlap."""
    reach, widest = clusters[0].right, -np.inf
    for cluster in clusters[1:]:
        widest = max(widest, cluster.left - reach)
        reach = max(reach, cluster.right)
    return widest


def _width(clusters: Sequence[_Cluster]) -> float:
    return max(cluster.right for cluster in clusters) - min(cluster.left for cluster in clusters)
