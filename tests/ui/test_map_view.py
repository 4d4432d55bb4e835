import numpy as np
import pytest
from PySide6.QtCore import QPointF

from digitpad.ui.appearance import VISIBLE, contrast, set_appearance
from digitpad.ui.map_view import MapView

ANGLES = 2 * np.pi * np.arange(10) / 10
HEAPS = np.stack([np.cos(ANGLES), np.sin(ANGLES)], axis=1)
HEAPS[9] = HEAPS[7] + 0.02
LABELS = np.repeat(np.arange(10), 20)
POINTS = (HEAPS[LABELS] + np.random.default_rng(0).normal(0, 0.03, (200, 2))).astype(np.float32)
"""Ten heaps of pictures, those of the 7 and the 9 nearly in one place."""


@pytest.fixture
def view(show, like_new):
    set_appearance("light")
    view = show(MapView(), 376, 200)
    view.set_pictures(POINTS, LABELS, {digit: tuple(HEAPS[digit]) for digit in range(10)})
    return view


def apart(first: QPointF, second: QPointF) -> float:
    return float(np.hypot(first.x() - second.x(), first.y() - second.y()))


def test_no_digit_is_written_over_another(view):
    places = [view.digit_place(digit) for digit in range(10)]
    gaps = [apart(one, other) for number, one in enumerate(places) for other in places[:number]]
    assert min(gaps) >= 1.5 * view.fontMetrics().height()


def test_no_digit_is_written_over_the_drawing_nor_the_drawing_over_a_digit(view):
    before = view.digit_place(7)
    for place in (7, 9, 0):
        view.set_drawn(tuple(POINTS[20 * place].tolist()), np.arange(20 * place, 20 * place + 10))
        gaps = [apart(view.drawn_place, view.digit_place(digit)) for digit in range(10)]
        assert min(gaps) >= 0.85 * view.fontMetrics().height() + 9
    view.set_drawn(None, np.zeros(0, np.int64))
    assert view.drawn_place is None and view.digit_place(7) == before


def test_the_drawing_is_a_cross_in_the_accent_colour_inside_the_map(view):
    for place in ((0.9, 0.1), (40.0, 40.0)):
        view.set_drawn(place, np.arange(3))
        drawn = view.drawn_place
        assert view.rect().contains(drawn.toPoint())
        colour = view.grab().toImage().pixelColor(drawn.toPoint())
        assert colour == view.palette().highlight().color()
        assert contrast(colour, view.palette().base().color()) >= VISIBLE


def test_the_cross_grows_with_the_letters(view):
    view.resize(800, 500)
    view.set_drawn((0.0, 0.0), np.arange(3))

    def length():
        image, accent = view.grab().toImage(), view.palette().highlight().color()
        y = int(view.drawn_place.y())
        return sum(image.pixelColor(x, y) == accent for x in range(image.width()))

    before, font = length(), view.font()
    font.setPointSizeF(2 * font.pointSizeF())
    view.setFont(font)
    assert before > 10 and length() == pytest.approx(2 * before, rel=0.15)


def test_digits_stay_in_the_map_when_it_becomes_small(view):
    view.set_drawn((1.0, 0.0), np.arange(3))
    view.resize(view.minimumSizeHint())
    assert all(view.rect().contains(view.digit_place(digit).toPoint()) for digit in range(10))
