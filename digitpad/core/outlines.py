"""Outlines and curves of shapes, in formulas: their middle about the origin, y down, each (n, 2)."""

import numpy as np


def polygon(angles: np.ndarray, radii: np.ndarray | float = 1.0) -> np.ndarray:
    """Corners at angles in radians, at distances from the origin."""
    return (radii * np.stack([np.cos(angles), np.sin(angles)])).T


def triangle(rng: np.random.Generator) -> np.ndarray:
    """Three corners, on one side or on the tip."""
    turns = np.array([0, 1, 2]) * 2 * np.pi / 3 - np.pi / 2
    return polygon(turns + rng.uniform(-0.25, 0.25, 3) + rng.choice([0.0, np.pi]))


def square(rng: np.random.Generator) -> np.ndarray:
    """A square or a rectangle that lies, not quite even."""
    wide = rng.uniform(0.85, 1.6)
    return np.array([[-wide, -1], [wide, -1], [wide, 1], [-wide, 1]]) + rng.uniform(-0.08, 0.08, (4, 2))


def diamond(rng: np.random.Generator) -> np.ndarray:
    """A square or a rhombus on its tip."""
    wide = rng.uniform(0.75, 1.3)
    return np.array([[-wide, 0], [0, -1], [wide, 0], [0, 1]])


def trapezium(rng: np.random.Generator) -> np.ndarray:
    """Narrower above, leaning."""
    lean, top = rng.uniform(-0.4, 0.4), rng.uniform(0.4, 0.7)
    return np.array([[lean - top, -0.7], [lean + top, -0.7], [1.1, 0.7], [-1.1, 0.7]])


def star(rng: np.random.Generator) -> np.ndarray:
    """Four to seven tips."""
    points = rng.integers(4, 8)
    turns = np.arange(2 * points) * np.pi / points - np.pi / 2
    return polygon(turns, np.tile([1, rng.uniform(0.3, 0.5)], points))


def heart(rng: np.random.Generator) -> np.ndarray:
    """The well-known curve of sines and cosines."""
    t = np.linspace(0, 2 * np.pi, 50, endpoint=False)
    x, y = 16 * np.sin(t) ** 3, 13 * np.cos(t) - rng.uniform(5, 7) * np.cos(2 * t) - 2 * np.cos(3 * t) - np.cos(4 * t)
    return np.stack([x, -y], axis=1) / 16


def arrow(rng: np.random.Generator) -> np.ndarray:
    """A broad arrow in one of four directions."""
    shaft, head, neck = rng.uniform(0.2, 0.4), rng.uniform(0.7, 1.0), rng.uniform(-0.2, 0.3)
    arrow = [[-1, -shaft], [neck, -shaft], [neck, -head], [1, 0], [neck, head], [neck, shaft], [-1, shaft]]
    return np.array(arrow) @ quarter_turns(rng)


def cross(rng: np.random.Generator) -> np.ndarray:
    """A cross as on an ambulance."""
    a = rng.uniform(0.2, 0.4)
    plus = [[-a, -1], [a, -1], [a, -a], [1, -a], [1, a], [a, a], [a, 1], [-a, 1], [-a, a], [-1, a], [-1, -a], [-a, -a]]
    return np.array(plus)


def house(rng: np.random.Generator) -> np.ndarray:
    """A wall with a gable."""
    roof = rng.uniform(0.5, 0.9)
    return np.array([[-1, 1], [-1, -0.3], [0, -0.3 - roof], [1, -0.3], [1, 1]])


def crown(rng: np.random.Generator) -> np.ndarray:
    """Three tips over a base."""
    deep = rng.uniform(-0.1, 0.3)
    return np.array([[-1, 0.8], [-1, -0.7], [-0.5, deep], [0, -0.8], [0.5, deep], [1, -0.7], [1, 0.8]])


def quarter_turns(rng: np.random.Generator) -> np.ndarray:
    """A (2, 2) matrix that turns by 0, 90, 180 or 270 degrees."""
    return np.linalg.matrix_power(np.array([[0, -1], [1, 0]]), int(rng.integers(4)))


def spiral(rng: np.random.Generator) -> np.ndarray:
    """At least two and a half turns: a shorter one is a 6 or a 9."""
    turns = rng.uniform(2.6, 4.5)
    t = np.linspace(0.05, 1, int(40 * turns))
    angle = rng.choice([-1, 1]) * 2 * np.pi * turns * t + rng.uniform(0, 2 * np.pi)
    return polygon(angle, t ** rng.uniform(0.8, 1.2))


def wave(rng: np.random.Generator) -> np.ndarray:
    """At least two whole waves, lying: less is a 2 or an S turned."""
    t = np.linspace(0, rng.uniform(2.2, 4.5), 120)
    height = rng.uniform(0.25, 0.7)
    wave = np.sin(2 * np.pi * t + rng.uniform(0, 2 * np.pi))
    if rng.random() < 0.4:  # pointed
        wave = 2 / np.pi * np.arcsin(wave)
    return np.stack([t, height * wave], axis=1)


def rose(rng: np.random.Generator) -> np.ndarray:
    """Three, four or five petals."""
    petals = int(rng.choice([2, 3, 5]))
    t = np.linspace(0, 2 * np.pi if petals == 2 else np.pi, 160)
    return polygon(t + rng.uniform(0, 2 * np.pi), np.cos(petals * t))


def star_polygon(rng: np.random.Generator) -> np.ndarray:
    """A star in one line that crosses itself: {5/2}, {7/2}, {7/3}, {8/3}."""
    points, skip = ((5, 2), (5, 2), (7, 2), (7, 3), (8, 3))[rng.integers(5)]
    turns = np.arange(points + 1) * skip * 2 * np.pi / points - np.pi / 2
    return polygon(turns)


def closed_heart(rng: np.random.Generator) -> np.ndarray:
    """A heart whose line ends a little after its beginning."""
    line = heart(rng)
    return np.concatenate([line, line[:2]])


def coil(rng: np.random.Generator) -> np.ndarray:
    """Loops in a row, like a telephone's cord: at least three."""
    loops = rng.integers(3, 6)
    t = np.linspace(0, 2 * np.pi * loops, 30 * int(loops))
    return np.stack([t * rng.uniform(0.1, 0.22) - np.sin(t), rng.choice([-1, 1]) * np.cos(t)], axis=1)


def gear(rng: np.random.Generator) -> np.ndarray:
    """A flower or a cloud: bows around a middle."""
    t = np.linspace(0, 2 * np.pi, 150)
    return polygon(t, 1 - rng.uniform(0.35, 0.6) * np.abs(np.cos(t * rng.integers(4, 8) / 2)))
