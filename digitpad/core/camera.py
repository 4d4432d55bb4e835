"""Light and camera for generated photographs: what falls on the paper, and what becomes of it in a picture."""

import cv2
import numpy as np

_FRACTION_BITS = 4  # cv2 draws at fixed-point coordinates: sixteenths of a pixel


def noise(shape: tuple[int, int], size: float, rng: np.random.Generator) -> np.ndarray:
    """Smooth noise of standard deviation 1, its spots about `size` pixels large."""
    coarse = (max(2, round(shape[0] / size)), max(2, round(shape[1] / size)))
    return cv2.resize(rng.standard_normal(coarse, np.float32), shape[::-1], interpolation=cv2.INTER_CUBIC)


def light(shape: tuple[int, int], rng: np.random.Generator) -> np.ndarray:
    """The light on the paper: (height, width, 3) float32, at most 1 before its colour."""
    height, width = shape
    x, y = np.meshgrid(np.linspace(-1, 1, width, dtype=np.float32), np.linspace(-1, 1, height, dtype=np.float32))
    angle = rng.uniform(0, 2 * np.pi)
    field = 1 + rng.uniform(0, 0.35) * (np.cos(angle) * x + np.sin(angle) * y) / np.sqrt(2)
    field *= 1 - rng.uniform(0, 0.4) * (x**2 + y**2) / 2
    if rng.random() < 0.3:  # a lamp
        lamp = rng.uniform(-1, 1, 2)
        field *= 0.6 + 0.6 * np.exp(-((x - lamp[0]) ** 2 + (y - lamp[1]) ** 2) / rng.uniform(0.5, 2))
    if rng.random() < 0.45:
        field *= 1 - rng.uniform(0.25, 0.7) * _shadow(shape, rng)
    tint = np.array((1 + rng.normal(0, 0.06), 1, 1 + rng.normal(0, 0.08)))
    return (field[..., np.newaxis] * tint).astype(np.float32)


def _shadow(shape: tuple[int, int], rng: np.random.Generator) -> np.ndarray:
    """The shadow of a hand, a telephone or a head, its edge soft: (height, width) float32 in [0, 1]."""
    height, width = shape
    small = tuple(max(16, round(256 * length / max(shape))) for length in shape)
    mask: np.ndarray = np.zeros(small, np.float32)
    room = np.array(small[::-1])
    start = rng.integers(4)
    middle = np.array([(0, 0.5), (1, 0.5), (0.5, 0), (0.5, 1)][start]) + rng.normal(0, 0.25, 2)
    turns = np.linspace(0, 2 * np.pi, 9)[:-1]
    reach = rng.uniform(0.25, 0.75, 8)
    outline = middle + np.stack([np.cos(turns), np.sin(turns)], axis=1) * reach[:, np.newaxis]
    cv2.fillPoly(mask, [np.rint(outline * room).astype(np.int32)], 1.0)
    mask = cv2.GaussianBlur(mask, (0, 0), 256 * float(np.exp(rng.uniform(np.log(0.008), np.log(0.1)))))
    return cv2.resize(mask, (width, height), interpolation=cv2.INTER_CUBIC).clip(0, 1)


def taken(scene: np.ndarray, final: tuple[int, int], width: float, rng: np.random.Generator) -> np.ndarray:
    """What a camera makes of it: exposure, blur, gamma, noise, sharpening, JPEG."""
    side = min(scene.shape[:2])
    bright = rng.uniform(0.35, 1.1) / float(np.quantile(scene[::8, ::8, 1], 0.9))
    scene = _blurred(scene * np.float32(bright), side, width, rng)
    picture = np.power(scene.clip(0, 1), np.float32(1 / 2.2)) * 255
    if final != scene.shape[:2]:
        picture = cv2.resize(picture, final[::-1], interpolation=cv2.INTER_CUBIC)
    strength = float(rng.uniform(0.5, 7)) * (1 if max(final) > 600 else 0.7)
    grain: np.ndarray = rng.standard_normal(picture.shape, np.float32)
    if rng.random() < 0.6:  # what the camera's own smoothing makes of it
        grain = 1.8 * cv2.GaussianBlur(grain, (0, 0), 0.8)
    picture += strength * grain
    if rng.random() < 0.35:
        picture += rng.uniform(0.2, 0.8) * (picture - cv2.GaussianBlur(picture, (0, 0), 1.5))
    pixels = np.rint(picture.clip(0, 255)).astype(np.uint8)
    quality = int(rng.integers(30, 91))
    data = cv2.imencode(".jpg", pixels[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR_RGB))


def _blurred(scene: np.ndarray, side: int, width: float, rng: np.random.Generator) -> np.ndarray:
    """Out of focus, and shaken in a third of all cases, by at most about the pen's width."""
    radius = min(float(rng.exponential(0.0025)) * side, 0.7 * width)
    if radius > 0.5:
        reach = int(np.ceil(radius)) + 1
        disc = np.clip(radius + 0.5 - np.hypot(*np.mgrid[-reach : reach + 1, -reach : reach + 1]), 0, 1)
        scene = cv2.filter2D(scene, -1, disc / disc.sum())
    if rng.random() < 0.33:
        length = min(float(rng.uniform(0.002, 0.012)) * side, 1.2 * width)
        reach = int(np.ceil(length)) + 1
        kernel = np.zeros((2 * reach + 1, 2 * reach + 1), np.float32)
        angle = rng.uniform(0, np.pi)
        along = np.array((np.cos(angle), np.sin(angle))) * length / 2
        middle = np.full(2, reach)
        ends = [np.rint((middle + sign * along) * 16).astype(int).tolist() for sign in (-1, 1)]
        cv2.line(kernel, ends[0], ends[1], 1.0, 1, cv2.LINE_8, _FRACTION_BITS)
        scene = cv2.filter2D(scene, -1, kernel / kernel.sum())
    return scene
