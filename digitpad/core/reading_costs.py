"""What speaks for one way of taking a row of ink to digits and against another: numbers, and nothing else."""

from typing import NamedTuple

SHAPES = (
    (-0.09, 0.2),
    (-0.6, 0.42),
    (-0.22, 0.27),
    (-0.44, 0.17),
    (-0.58, 0.26),
    (-0.17, 0.2),
    (-0.53, 0.19),
    (-0.39, 0.24),
    (-0.53, 0.21),
    (-0.45, 0.2),
)
"""ln of width by height of each digit, mean and standard deviation, of 15 writers' pen strokes."""

SEVERAL_STROKES = (2.3, 2.6, 2.9, 2.9, 0.4, 0.2, 2.9, 0.0, 2.2, 2.7)
"""−ln of how many of each digit are drawn in more than one stroke, of the same writers' and, one in twenty, of anybody
else's: a stroke beside a 0 is another digit's sooner than a second one of the 0."""


class Costs(NamedTuple):
    """What speaks against a row of groups beside what each digit's probability says.

    Chosen on numbers composed of 15 writers' pen strokes, and those for ink also of MNIST's training images, with two
    models; `within` and `uneven` with models that knew none of the writers. Lengths are in heights of the tallest
    piece.
    """

    power: float = 1.0
    """Of -ln p, the cost of a digit's probability: below 1 small doubts count more, which all that is cut up raises."""
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
    within: float = 2.0
    """All of the narrower of two digits lying within the other's width, as a 4's upright within the rest of it."""
    uneven: float = 8.0
    """A height by which the tops or the bottoms of two digits differ, beyond `even`; the parts of a digit mostly do."""
    even: float = 0.15
    """By so much the digits of a row differ anyway."""
    cut: float = 0.8
    """A pen's width of ink cut through."""
    cutting: float = 0.0
    """Each cut."""
    one: float = 0.0
    """A 1 that was cut off: most of what is cut off in the wrong place looks like one."""
    loose: float = 0.0
    """All of a digit's ink that hangs together neither with the rest of it nor did so before a cut."""
    alone: float = 0.0
    """A blot with nothing beside it being cut: it is one digit sooner than two that touch."""
    strokes: float = 0.5
    """A nat by which digits of several pieces are rarer than others, in `SEVERAL_STROKES`."""
    shape: float = 0.0
    """A nat by which the digit's proportions are rarer than usual."""
    broad: float = 1.0
    """A digit is mostly no wider than that."""
    wide: float = 4.0
    """A height by which a digit of several pieces is wider than high."""
    widest: float = 2.1
    """A digit of several pieces, unless it is a whole blot, is no wider, whatever it costs."""


STROKE_COSTS = Costs()
INK_COSTS = Costs(
    power=0.5,
    digit=-1.5,
    unsure=0.5,
    paper=24.0,
    close=0.04,
    overlap=0.8,
    within=0.0,
    uneven=5.8,
    even=0.14,
    cut=0.7,
    cutting=0.65,
    wide=0.0,
    widest=1.5,
    one=0.35,
    loose=2.4,
    strokes=0.0,
    shape=0.1,
    alone=0.5,
)
"""For pieces of ink: gaps are narrower by a pen's width than those between strokes."""
