"""Photographs of handwriting that nobody had to take: a drawing written on paper, lit and photographed by chance.

For testing what reads photographs. Reflectances and light are linear, as light is; the camera turns them into the
numbers of a picture at the end.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import cv2
import numpy as np

from digitpad.core.camera import light, noise, taken
from digitpad.core.drawing import Drawing

PAPERS = ("plain", "lined", "squared")
PENS = ("ball pen", "felt pen", "pencil")
_SCENE_SIDE = 1600  # larger pictures are enlarged: single pixels of a phone's photograph are not sharp either
_FRACTION_BITS = 4

_INKS = {
    "ball pen": ((0.03, 0.05, 0.28), (0.02, 0.03, 0.15), (0.03, 0.03, 0.035), (0.4, 0.03, 0.05)),
    "felt pen": ((0.02, 0.02, 0.02), (0.02, 0.05, 0.3), (0.45, 0.03, 0.03), (0.03, 0.2, 0.08)),
    "pencil": ((0.09, 0.09, 0.1),),
}
_WIDTHS = {"ball pen": (0.025, 0.06), "felt pen": (0.06, 0.15), "pencil": (0.025, 0.06)}  # of the digit's longer side
_RULINGS = ((0.45, 0.62, 0.85), (0.6, 0.6, 0.63), (0.6, 0.55, 0.8), (0.4, 0.65, 0.7), (0.35, 0.38, 0.45))
_TABLES = ((0.25, 0.14, 0.07), (0.5, 0.36, 0.2), (0.03, 0.03, 0.03), (0.12, 0.14, 0.17))


class _Sheet(NamedTuple):
    """How a sheet of paper lies before the camera."""

    shape: tuple[int, int]
    """Height and width of the picture in pixels."""
    view: np.ndarray
    """(3, 3): a point of the paper to the picture, in perspective."""
    bend: float
    """The sheet's curl: how far the middle of the picture is moved down, in pixels."""

    def to_picture(self, points: np.ndarray) -> np.ndarray:
        """(n, 2) points of the paper, in the picture."""
        seen = cv2.perspectiveTransform(points[np.newaxis].astype(np.float64), self.view)[0]
        seen[:, 1] += self._curl(seen[:, 0])
        return seen

    def places(self) -> tuple[np.ndarray, np.ndarray]:
        """Where on the paper each pixel looks: x and y, (height, width) float32 each."""
        height, width = self.shape
        x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
        y = y - self._curl(x).astype(np.float32)
        back = np.linalg.inv(self.view).astype(np.float32)
        depth = back[2, 0] * x + back[2, 1] * y + back[2, 2]
        u, v = (back[row, 0] * x + back[row, 1] * y + back[row, 2] for row in (0, 1))
        return u / depth, v / depth

    def _curl(self, x: np.ndarray) -> np.ndarray:
        return self.bend * np.sin(np.pi * x / self.shape[1])


class Photograph(NamedTuple):
    """A generated photograph and what is to be seen on it."""

    picture: np.ndarray
    """(height, width, 3) uint8 RGB, JPEG's traces included."""
    box: tuple[int, int, int, int]
    """x, y, width, height of the digit in pixels, without the pen's width."""
    paper: str
    pen: str


def photographs(drawings: Sequence[Drawing], count: int, seed: int) -> Iterator[tuple[int, Photograph]]:
    """Takes photographs of drawings chosen at random.

    Args:
        drawings: each with at least one stroke.
        count: how many photographs.
        seed: of the choice and of everything in a photograph; the same first ones come whatever the count.

    Yields:
        The number of the drawing, and its photograph.
    """
    for number in range(count):
        rng = np.random.default_rng([seed, number])
        chosen = int(rng.integers(len(drawings)))
        yield chosen, photographed(drawings[chosen], rng)


def photographed(drawing: Drawing, rng: np.random.Generator, side: int | None = None) -> Photograph:
    """Writes a drawing's strokes on paper and takes a photograph of it.

    Args:
        drawing: its strokes count; it has at least one.
        rng: decides on everything: paper, pen, place, light, camera.
        side: the longer side of the picture in pixels; by chance, 300 … 4,000, if not given.
    """
    final = _size(rng, side)
    enlarged = max(1.0, max(final) / _SCENE_SIDE)
    shape = (round(final[0] / enlarged), round(final[1] / enlarged))
    short = min(shape)
    digit = rng.uniform(0.15, 0.6) * short
    pen = str(rng.choice(PENS, p=(0.5, 0.4, 0.1)))
    width = max(1.2, digit * rng.uniform(*_WIDTHS[pen]))
    sheet = _laid(shape, rng)
    strokes = _placed(drawing, digit, width, shape, rng)
    seen = [sheet.to_picture(points) for points in strokes]
    points = np.concatenate(seen)
    low, high = points.min(axis=0), points.max(axis=0)

    kind = str(rng.choice(PAPERS, p=(0.3, 0.35, 0.35)))
    scene = _paper(shape, rng)
    if kind != "plain":
        baseline = max(float(points[:, 1].max()) for points in strokes)
        scene *= _ruling(sheet, kind, digit, baseline, rng)
    scene *= _written(seen, pen, width, shape, rng)
    _add_dirt(scene, low, high, rng)
    if rng.random() < 0.15:
        _show_table(scene, low, high, width, rng)
    scene *= light(shape, rng)
    picture = taken(scene, final, width, rng)
    x, y, right, bottom = (round(value * enlarged) for value in (*low, *high))
    return Photograph(picture, (x, y, right - x, bottom - y), kind, pen)


def _size(rng: np.random.Generator, side: int | None) -> tuple[int, int]:
    longer = side or round(float(np.exp(rng.uniform(np.log(300), np.log(4000)))))
    shorter = round(longer / rng.choice((1.0, 4 / 3, 4 / 3, 3 / 2, 16 / 9)))
    return (longer, shorter) if rng.random() < 0.5 else (shorter, longer)


def _laid(shape: tuple[int, int], rng: np.random.Generator) -> _Sheet:
    """Turned by a few degrees and seen a little from the side."""
    height, width = shape
    angle = np.radians(np.clip(rng.normal(0, 2.5), -7, 7))
    cos, sin = np.cos(angle), np.sin(angle)
    middle = np.array([[1, 0, width / 2], [0, 1, height / 2], [0, 0, 1]])
    tilt = rng.normal(0, 0.04, 2).clip(-0.1, 0.1) / (width / 2, height / 2)
    seen = np.array([[cos, -sin, 0], [sin, cos, 0], [tilt[0], tilt[1], 1]])
    bend = float(rng.normal(0, 0.006)) * height if rng.random() < 0.5 else 0.0
    return _Sheet(shape, middle @ seen @ np.linalg.inv(middle), bend)


def _placed(
    drawing: Drawing, digit: float, width: float, shape: tuple[int, int], rng: np.random.Generator
) -> list[np.ndarray]:
    """The strokes on the paper, in pixels: anywhere, rather near the middle, a little turned."""
    strokes = [stroke.points.astype(float) for stroke in drawing.strokes if stroke.count]
    angle = np.radians(np.clip(rng.normal(0, 4), -10, 10))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    strokes = [points @ turn.T for points in strokes]
    low = np.min([points.min(axis=0) for points in strokes], axis=0)
    high = np.max([points.max(axis=0) for points in strokes], axis=0)
    scale = digit / max(float((high - low).max()), 1e-6)
    room = np.array(shape[::-1], float)
    reach = (high - low) * scale / 2 + width + 0.04 * room
    middle = np.clip(room * rng.normal(0.5, 0.13, 2), reach, room - reach)
    return [(points - (low + high) / 2) * scale + middle for points in strokes]


def _paper(shape: tuple[int, int], rng: np.random.Generator) -> np.ndarray:
    """What blank paper reflects: its colour, its grain, its unevenness; (height, width, 3) float32."""
    recycled = rng.random() < 0.12
    colour = rng.uniform(0.5, 0.65) if recycled else rng.uniform(0.75, 0.95)
    tint = 1 + rng.normal(0, 0.015, 3) + rng.uniform(0, 0.06) * np.array([0.3, 0, -1])
    grain = rng.uniform(0.004, 0.02) * (2 if recycled else 1)
    field = 1 + grain * noise(shape, 1, rng) + grain * noise(shape, 4, rng)
    field += rng.uniform(0, 0.025) * noise(shape, max(shape) / 5, rng)
    if rng.random() < 0.15:
        field *= _show_through(shape, rng)
    return (colour * field[..., np.newaxis] * tint).astype(np.float32)


def _show_through(shape: tuple[int, int], rng: np.random.Generator) -> np.ndarray:
    """What is written on the back of the sheet, blurred and faint."""
    side = min(shape)
    back = np.ones(shape, np.float32)
    for _ in range(rng.integers(2, 7)):
        points = (rng.random((6, 2)) * 0.25 + rng.random(2) * 0.8) * shape[::-1]
        cv2.polylines(back, [np.rint(points).astype(np.int32)], False, 0.0, max(1, side // 120), cv2.LINE_AA)
    return 1 - rng.uniform(0.03, 0.1) * (1 - cv2.GaussianBlur(back, (0, 0), side / 250))


def _ruling(sheet: _Sheet, kind: str, digit: float, baseline: float, rng: np.random.Generator) -> np.ndarray:
    """What printed lines or squares leave of the light, (height, width, 3) float32; half of all digits stand on one."""
    side = min(sheet.shape)
    spacing = max(digit / (rng.uniform(0.45, 1.8) if kind == "lined" else rng.uniform(0.9, 3.2)), 0.03 * side)
    start = baseline + 0.06 * spacing * rng.normal() if rng.random() < 0.5 else rng.uniform(0, spacing)
    colour = np.array(_RULINGS[rng.integers(len(_RULINGS))], np.float32)
    width = max(0.7, spacing * rng.uniform(0.012, 0.045))
    u, v = sheet.places()
    printed = _lines(v, start, spacing, width)
    if kind == "squared":
        printed = np.maximum(printed, _lines(u, rng.uniform(0, spacing), spacing, width))
    printed *= rng.uniform(0.35, 1) * (1 + 0.12 * noise(sheet.shape, side / 12, rng)).clip(0.5, 1.2)
    through = 1 - printed[..., np.newaxis] * (1 - colour)
    if kind == "lined" and rng.random() < 0.4:
        margin = _lines(u, side * rng.uniform(0.03, 0.22), 1e6, width)[..., np.newaxis]
        through *= 1 - rng.uniform(0.5, 1) * margin * (1 - np.array((0.75, 0.2, 0.25), np.float32))
    return through.astype(np.float32)


def _lines(place: np.ndarray, start: float, spacing: float, width: float) -> np.ndarray:
    """How much of each pixel parallel lines cover, their edges a pixel soft."""
    beside = np.abs((place - np.float32(start - spacing / 2)) % np.float32(spacing) - np.float32(spacing / 2))
    return np.clip((width + 1) / 2 - beside, 0, min(1.0, width)).astype(np.float32)


def _written(
    strokes: list[np.ndarray], pen: str, width: float, shape: tuple[int, int], rng: np.random.Generator
) -> np.ndarray:
    """What the ink leaves of the light: (height, width, 3) float32."""
    fine = 2 if max(shape) > 1000 else 3
    covered = np.zeros((shape[0] * fine, shape[1] * fine), np.uint8)
    uneven = {"ball pen": 0.18, "felt pen": 0.06, "pencil": 0.15}[pen]
    for points in strokes:
        dense = _dense(points, max(1.0, width / 3))
        widths = width * fine * (1 + uneven * _along(len(dense), 12, rng)).clip(0.55, 1.6)
        cells = np.rint((dense + 0.5) * fine * 2**_FRACTION_BITS).astype(int)
        for begin, end, thickness in zip(cells[:-1], cells[1:], widths[1:], strict=True):
            cv2.line(covered, begin, end, 255, max(1, round(float(thickness))), cv2.LINE_8, _FRACTION_BITS)
    ink = cv2.resize(covered, shape[::-1], interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    pressure = 1 - uneven + uneven * noise(shape, max(3.0, 4 * width), rng)
    if pen == "pencil":
        pressure *= rng.uniform(0.55, 0.85) * (1 + 0.25 * noise(shape, 1.5, rng))
    elif pen == "ball pen":
        pressure *= rng.uniform(0.75, 1) * (1 - 0.5 * (noise(shape, max(2.0, width), rng) > 2.2))
    colour = np.array(_INKS[pen][rng.integers(len(_INKS[pen]))], np.float32)
    return 1 - (ink * pressure.clip(0.25, 1))[..., np.newaxis] * (1 - colour)


def _dense(points: np.ndarray, step: float) -> np.ndarray:
    """Points on the same path, one every `step` pixels; at least two."""
    if len(points) == 1:
        return np.repeat(points, 2, axis=0)
    lengths = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    places = np.linspace(0, lengths[-1], max(2, round(lengths[-1] / step)))
    return np.column_stack([np.interp(places, lengths, points[:, axis]) for axis in (0, 1)])


def _along(count: int, size: int, rng: np.random.Generator) -> np.ndarray:
    """Smooth noise along a stroke, about as strong as 1."""
    coarse = rng.standard_normal(max(2, count // size + 2))
    return np.interp(np.linspace(0, len(coarse) - 1, count), np.arange(len(coarse)), coarse)


def _add_dirt(scene: np.ndarray, low: np.ndarray, high: np.ndarray, rng: np.random.Generator) -> None:
    """Specks, and perhaps a crumb, beside the digit."""
    side = min(scene.shape[:2])
    for _ in range(rng.poisson(3)):
        place = rng.random(2) * scene.shape[1::-1]
        if ((place > low - 0.03 * side) & (place < high + 0.03 * side)).all():
            continue
        radius = max(1, round(side * float(rng.choice((0.001, 0.002, 0.004, 0.008), p=(0.4, 0.3, 0.2, 0.1)))))
        shade = float(rng.uniform(0.1, 0.6))
        middle, radii = np.rint(place).astype(int).tolist(), (radius, max(1, radius // 2))
        cv2.ellipse(scene, middle, radii, rng.uniform(0, 180), 0, 360, (shade,) * 3, -1, cv2.LINE_AA)


def _show_table(scene: np.ndarray, low: np.ndarray, high: np.ndarray, width: float, rng: np.random.Generator) -> None:
    """The paper ends inside the picture, on one side, with a thin shadow along its edge."""
    height, across = scene.shape[:2]
    turns = int(rng.integers(4))
    free = (float(low[0]), float(low[1]), across - float(high[0]), height - float(high[1]))[turns]
    span = (across, height, across, height)[turns]
    depth = min(rng.uniform(0.03, 0.2) * span, free - 2 * width - 0.04 * span)
    if depth < 4:
        return
    x, y = np.meshgrid(np.arange(across, dtype=np.float32), np.arange(height, dtype=np.float32))
    beside = (x, y, across - 1 - x, height - 1 - y)[turns]
    along = ((y / height, x / across)[turns % 2] - 0.5) * float(rng.normal(0, 0.02)) * span
    table = np.clip(depth + along - beside, 0, 1)[..., np.newaxis]
    shade = 1 - 0.4 * np.exp(-np.abs(depth + along - beside) / (0.006 * span))[..., np.newaxis] * rng.random()
    wood: np.ndarray = np.array(_TABLES[rng.integers(len(_TABLES))], np.float32)
    wood = wood * (1 + 0.1 * noise((height, across), 30, rng))[..., np.newaxis]
    scene *= shade
    scene += table * (wood - scene)
