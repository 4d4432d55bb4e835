"""The ways people write each digit: the knots that a pen passes, and how it goes from one to the next."""

from functools import cache
from typing import NamedTuple

import numpy as np

# One line is one way to write the digit, with how often it is chosen beside the others. Strokes are parted by "|",
# knots are x,y on a digit 100 high, y down; the pen turns sharply at a "!" and passes the other knots in a curve.
_STYLES: dict[int, dict[str, tuple[float, str]]] = {
    0: {
        "from the top": (3, "32,0 14,10 4,35 4,65 14,91 32,100 50,90 60,64 58,34 48,9 32,0 22,3"),
        "clockwise": (1, "30,0 48,8 59,34 59,66 48,91 32,100 14,90 3,65 4,35 14,9 30,0 40,2"),
        "from the side": (2, "52,14 34,0 14,11 4,36 3,65 14,90 32,100 50,90 60,64 58,36 46,13 30,6"),
        "open": (1, "38,4 18,8 5,32 3,61 13,90 32,100 52,88 60,60 57,30 46,8 38,1"),
        "tail inside": (1, "40,2 18,6 5,32 3,62 14,91 34,100 52,88 60,60 55,28 38,12 22,20"),
        "slashed": (0.3, "32,0 14,10 4,35 4,65 14,91 32,100 50,90 60,64 58,34 48,9 32,0 | 62,2 32,50 2,98"),
    },
    1: {
        "plain": (4, "30,0 30,33 30,66 30,100"),
        "bent": (1, "34,0 30,33 29,66 32,100"),
        "short flag": (2, "18,16 34,0! 34,50 34,100"),
        "flag": (1.5, "12,29 25,16 36,0! 36,50 36,100"),
        "long flag": (1, "0,48 18,26 34,0! 34,50 33,100"),
        "flag and foot": (1.5, "12,24 34,0! 34,50 34,100 | 8,100 34,100 60,100"),
        "foot": (0.5, "32,0 32,50 32,100 | 10,100 32,100 54,100"),
    },
    2: {
        "round": (3, "4,22 14,5 34,0 52,10 54,31 40,56 20,79 2,100! 30,99 62,100"),
        "loop": (2, "5,20 18,3 38,0 53,13 52,36 36,62 18,85 5,96 0,86 10,79 26,86 44,97 62,95"),
        "large loop": (2, "9,18 20,3 38,0 53,12 51,36 38,62 24,88 10,98 1,86 10,70 26,76 42,92 62,96"),
        "small loop": (1, "4,24 16,4 38,0 54,14 52,38 34,66 12,92 4,94 10,87 28,94 62,99"),
        "short foot": (1, "4,22 14,5 34,0 52,10 54,31 42,56 24,79 6,100! 24,98 43,97"),
        "like a Z": (1, "4,4! 30,2 56,0! 30,48 2,99! 30,99 60,100"),
        "round corner": (1, "4,8 28,1 50,5 52,24 38,52 20,76 2,99! 30,98 60,98"),
        "swan": (1, "6,26 16,5 38,0 54,14 50,38 30,66 4,96! 20,88 40,97 62,92"),
        "curled": (1, "14,34 4,22 14,4 34,0 52,11 53,33 38,58 20,80 2,99! 30,98 62,98"),
        "no corner": (1, "4,20 18,2 42,2 53,20 46,44 28,68 12,88 24,98 42,97 62,93"),
    },
    3: {
        "round": (3, "5,14 22,0 44,4 52,22 43,40 24,47! 46,53 58,73 47,94 23,100 3,88"),
        "smooth": (2, "4,12 24,0 46,6 50,26 37,43 34,49 48,57 57,75 45,96 21,100 2,88"),
        "loop": (1, "5,14 24,0 46,5 51,24 40,42 24,51 17,45 28,43 46,53 58,75 46,95 22,100 3,88"),
        "flat top": (1.5, "5,1! 30,0 54,0! 40,20 25,40! 47,47 58,69 47,94 23,100 2,90"),
        "short middle": (1, "6,10 26,0 47,5 51,24 38,44! 54,57 57,78 42,98 20,100 2,90"),
        "open": (1, "2,6 26,0 50,6 52,25 34,43! 54,56 58,78 40,97 18,100 0,97"),
    },
    4: {
        "open": (2, "14,0 9,30 4,60! 34,60 64,58 | 46,14 45,56 43,100"),
        "open, bar at the stem": (1, "12,0 7,30 2,58! 26,60 50,57 | 52,4 50,50 47,100"),
        "cup": (2, "10,2 4,28 8,50 26,57 44,52 54,40 | 56,2 53,50 49,100"),
        "one stroke": (1.5, "10,4 5,28 6,52 24,58 44,52 54,28 56,6! 53,52 49,100"),
        "sharp, one stroke": (1, "14,2 8,30 4,56! 28,56 50,53! 53,28 55,4! 52,52 48,100"),
        "closed": (2, "46,0 24,32 0,66! 33,66 66,65 | 46,0 45,50 44,100"),
        "closed, from the foot": (0.5, "44,100 45,50 46,0! 22,34 0,67! 32,67 64,66"),
        "low stem": (1, "20,0 12,28 4,54! 34,55 66,53 | 46,30 43,66 40,100"),
        "closed like a 9": (0.5, "52,2 27,24 3,51! 30,55 58,53 | 54,0 52,50 49,100"),
    },
    5: {
        "bar last": (3, "14,2 12,20 9,40! 28,35 48,44 57,66 46,91 22,100 2,91 | 14,2 34,1 56,0"),
        "one stroke": (2, "56,0! 36,1 15,3! 12,22 9,42! 30,36 50,45 57,68 46,92 22,100 2,91"),
        "like an S": (1.5, "58,2 36,1 18,8 12,26 22,41 42,49 54,66 47,90 24,100 2,93"),
        "short neck": (1, "12,0 10,17 8,34! 32,31 52,44 58,66 46,91 22,100 0,92 | 12,1 32,0 54,2"),
        "no corner": (1, "16,2 11,20 12,36 32,40 50,51 55,71 44,93 22,100 2,94 | 16,2 38,2 60,0"),
        "angular": (0.5, "54,0! 32,0 10,1! 9,20 8,42! 30,41 52,46! 53,70 50,96! 26,98 2,99"),
    },
    6: {
        "round": (3, "44,0 23,16 8,42 2,70 12,93 33,100 51,87 52,66 35,54 16,60 4,76"),
        "straight stem": (2, "40,0 24,26 10,54 5,80 18,98 39,96 50,78 39,61 20,64 7,80"),
        "curled": (1, "56,14 44,0 22,10 7,38 2,68 14,94 36,100 52,85 48,64 29,56 8,69"),
        "upright": (1, "12,0 7,28 4,56 5,84 20,100 40,95 50,76 40,59 21,60 6,74"),
        "open": (1, "46,0 24,18 8,44 3,72 14,95 36,100 53,86 50,66 32,58 22,70"),
        "small bowl": (1, "48,0 28,20 12,46 4,74 12,96 30,100 43,90 40,74 24,69 8,80"),
    },
    7: {
        "plain": (3, "2,3! 29,2 57,1! 38,50 22,100"),
        "curved": (2, "2,4 29,3 57,1! 41,36 30,68 26,100"),
        "round corner": (1, "2,8 26,2 50,3 55,16 44,44 33,72 26,100"),
        "cross bar": (2, "2,3! 29,2 57,1! 39,50 24,100 | 14,51 34,49 55,48"),
        "serif": (1.5, "4,20 5,2! 32,2 58,1! 38,50 24,100"),
        "serif and bar": (0.5, "4,18 5,2! 32,2 58,1! 39,50 25,100 | 14,52 34,50 54,48"),
        "wavy top": (1, "2,16 12,4 32,9 58,0! 40,48 26,100"),
    },
    8: {
        "like an S": (4, "50,12 34,0 14,7 11,26 29,43 48,58 56,78 41,97 19,98 5,80 13,60 31,45 47,30 50,12 43,3"),
        "the other way": (1, "12,14 28,0 46,8 49,27 32,44 13,59 5,79 19,98 41,98 56,80 48,60 31,45 14,30 11,14 19,4"),
        "two circles": (
            1.5,
            "30,0 13,9 12,31 29,45 47,34 48,11 30,0 20,3 | 30,45 10,56 4,78 19,98 41,99 56,79 49,56 30,45",
        ),
        "from the middle": (1.5, "30,46 13,31 14,9 32,0 48,11 47,31 30,46 10,62 6,84 26,100 48,92 54,70 30,46"),
        "open": (1, "50,7 28,0 11,13 18,34 40,52 53,74 42,96 18,97 6,79 18,58 36,40 56,6"),
    },
    9: {
        "straight stem": (2, "50,14 34,0 13,7 4,27 13,45 33,46 49,32 53,10! 51,40 49,70 47,100"),
        "curved stem": (2, "50,13 34,0 12,8 4,28 14,46 34,46 49,30 54,9! 54,40 48,72 34,100"),
        "like a g": (1, "50,13 34,0 12,8 4,28 14,46 34,46 49,30 54,9! 55,44 52,78 36,99 12,92"),
        "two strokes": (1, "36,0 15,6 5,26 14,45 35,45 50,27 49,9 36,0 | 54,0 52,50 49,100"),
        "from the loop": (1.5, "51,30 36,47 14,44 5,24 17,4 39,1 53,18 54,46 50,74 42,100"),
        "hurried": (1, "50,7 32,0 12,8 5,28 18,43 38,38 52,24! 52,48 44,78 28,100"),
        "closed on the way": (1.5, "46,6 26,1 8,13 5,33 20,46 40,38 51,18 53,6 52,38 46,70 38,100"),
    },
}


class Path(NamedTuple):
    """One stroke of a style: points on its way are `(chords + curvature · bends) @ knots`."""

    knots: np.ndarray
    """(k, 2), x and y in hundredths of the digit's height."""
    chords: np.ndarray
    """(m, k): straight from knot to knot."""
    bends: np.ndarray
    """(m, k): what makes it a cubic Hermite curve; 0.5 of them is that of Catmull and Rom (1974). Corners are kept."""
    rounding: np.ndarray
    """(m, k): what is added to the bends to round the corners too."""


class Style(NamedTuple):
    """One way to write a digit."""

    name: str
    share: float
    """How often it is chosen beside the digit's other styles, in any unit."""
    paths: tuple[Path, ...]


@cache
def styles(digit: int) -> tuple[Style, ...]:
    """The styles of a digit."""
    lines = _STYLES[digit].items()
    return tuple(Style(name, share, tuple(map(_path, strokes.split("|")))) for name, (share, strokes) in lines)


_STEPS = 8  # points from one knot to the next


def _path(text: str) -> Path:
    words = text.split()
    knots = np.array([[float(number) for number in word.rstrip("!").split(",")] for word in words])
    is_corner = [word.endswith("!") for word in words]
    count = len(knots)
    t = np.linspace(0, 1, _STEPS, endpoint=False)[:, np.newaxis]
    rows = np.eye(count)
    chords, sharp, rounded = ([] for _ in range(3))
    for at in range(count - 1):
        chord = 2 * (rows[at + 1] - rows[at])
        begin = chord if at == 0 else rows[at + 1] - rows[at - 1]
        end = chord if at == count - 2 else rows[at + 2] - rows[at]
        leaving, arriving = t * (1 - t) ** 2, t**2 * (t - 1)
        chords.append(rows[at] + t**2 * (3 - 2 * t) * (rows[at + 1] - rows[at]))
        rounded.append(leaving * begin + arriving * end)
        sharp.append(leaving * (chord if is_corner[at] else begin) + arriving * (chord if is_corner[at + 1] else end))
    last = np.zeros((1, count))
    bends = np.concatenate([*sharp, last])
    return Path(knots, np.concatenate([*chords, rows[-1:]]), bends, np.concatenate([*rounded, last]) - bends)
