import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QProgressBar, QToolTip

from digitpad.ui.appearance import palette
from digitpad.ui.drawing_files import pixels_of
from digitpad.ui.probability_bars import MAXIMUM, ProbabilityBar, ProbabilityBars

PROBABILITIES = [0.01, 0.0, 0.05, 0.003, 0.1, 0.0, 0.0, 0.82, 0.017, 0.0]


@pytest.fixture
def bars(qtbot):
    bars = ProbabilityBars()
    qtbot.addWidget(bars)
    bars.resize(300, 300)
    bars.show()
    return bars


def track(bar: ProbabilityBar) -> QImage:
    """200 × 8 pixels from the bar's middle: its digit, percentage and height depend on the machine's fonts."""
    bar.resize(300, 24)
    bar.resize(500 - round(bar.track().width()), 24)
    return bar.grab().toImage().copy(QRect(round(bar.track().left()), 8, 200, 8))


def share_of(bar, colour):
    shown = pixels_of(track(bar))[4].astype(int)
    wanted = np.array(QColor(colour).getRgb()[:3])
    return (np.abs(shown - wanted).max(axis=1) < 12).mean()


def test_every_bar_is_a_progress_bar_from_nothing_to_its_maximum(bars):
    for digit in range(10):
        bar = bars.findChild(QProgressBar, f"probability_{digit}")
        assert (bar.minimum(), bar.maximum(), bar.value()) == (0, MAXIMUM, 0)


def test_the_bars_show_the_probabilities(bars):
    bars.show_probabilities(PROBABILITIES, sure=True)
    assert [bar.value() for bar in bars.bars] == [round(MAXIMUM * p) for p in PROBABILITIES]
    bars.show_probabilities([0.0] * 10, sure=False)
    assert [bar.value() for bar in bars.bars] == [0] * 10


class Paintings(QObject):
    """Which widgets were painted, in their order."""

    def __init__(self, widgets):
        super().__init__()
        self.names = []
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            self.names.append(watched.objectName())
        return False


def test_a_bar_is_painted_once_when_its_value_changes(bars, qtbot):
    QApplication.processEvents()
    paintings = Paintings(bars.bars)
    bars.show_probabilities(PROBABILITIES, sure=True)
    assert paintings.names == [], "with whatever else there is to paint, not at once"
    qtbot.waitUntil(lambda: "probability_7" in paintings.names)
    QApplication.processEvents()
    assert len(set(paintings.names)) == len(paintings.names)


@pytest.mark.parametrize(
    ("probability", "text"),
    [
        (0, ""),
        (0.004, ""),
        (0.0046, ""),
        (0.005, "1 %"),
        (0.006, "1 %"),
        (0.5, "50 %"),
        (0.9846, "98 %"),
        (0.9851, "99 %"),
        (0.9947, "99 %"),
        (0.996, "> 99 %"),
        (1, "> 99 %"),
    ],
)
def test_the_percentage_never_claims_to_be_certain(qtbot, probability, text):
    bar = ProbabilityBar(3)
    qtbot.addWidget(bar)
    bar.show_probability(probability, leads=False)
    assert bar.text() == text


@pytest.mark.parametrize("size", [7, 9, 14, 28, 40])
def test_the_widest_percentage_keeps_its_distance_in_letters_of_every_size(bars, size):
    font = bars.font()
    font.setPointSize(size)
    bars.setFont(font)
    bars.resize(30 * size, 30 * size)
    bars.show_probabilities([0.0] * 7 + [1.0, 0.0, 0.0], sure=True)
    leading = bars.bars[7]
    image = leading.grab().toImage()
    ground, track = image.pixel(image.width() - 1, 0), leading.track()
    columns = range(round(track.right()) + 2, image.width())
    inked = [x for x in columns if any(image.pixel(x, y) != ground for y in range(image.height()))]
    gap = inked[0] - round(track.right())
    assert gap >= 0.5 * leading.fontMetrics().horizontalAdvance("0")


def test_a_bar_is_as_long_as_its_probability(bars, like_new):
    bars.setPalette(palette("light"))
    accent = palette("light").highlight().color()
    bars.show_probabilities(PROBABILITIES, sure=True)
    assert share_of(bars.bars[7], accent) == pytest.approx(0.82, abs=0.02)


def test_only_the_leading_bar_has_the_accent_colour_and_none_when_unsure(bars):
    bars.setPalette(palette("light"))
    accent = palette("light").highlight().color()
    bars.show_probabilities(PROBABILITIES, sure=True)
    assert [share_of(bar, accent) > 0 for bar in bars.bars] == [digit == 7 for digit in range(10)]
    bars.show_probabilities(PROBABILITIES, sure=False)
    assert not any(share_of(bar, accent) > 0 for bar in bars.bars)
    assert bars.bars[7].value() == 820


def test_even_the_smallest_share_is_seen(bars):
    bars.setPalette(palette("light"))
    empty = pixels_of(track(bars.bars[1]))
    bars.show_probabilities([0.0, 0.002] + [0.1] * 8, sure=False)
    assert (pixels_of(track(bars.bars[1])) != empty).any()


def test_names_say_which_digit_a_bar_belongs_to(bars):
    names = [bar.accessibleName() for bar in bars.bars]
    assert all(str(digit) in name for digit, name in enumerate(names)) and len(set(names)) == 10


def test_the_size_hint_follows_the_font(qtbot):
    bar = ProbabilityBar(0)
    qtbot.addWidget(bar)
    before, font = bar.sizeHint(), bar.font()
    font.setPointSizeF(2 * font.pointSizeF())
    bar.setFont(font)
    assert bar.sizeHint().width() > before.width() and bar.sizeHint().height() > before.height()


@pytest.mark.parametrize("appearance", ["light", "dark"])
@pytest.mark.parametrize("leads", [True, False], ids=["leading", "other"])
def test_a_bar_looks_as_before(qtbot, snapshot, appearance, leads):
    bar = ProbabilityBar(7)
    qtbot.addWidget(bar)
    font = bar.font()
    font.setPixelSize(13)
    bar.setFont(font)
    bar.setPalette(palette(appearance))
    bar.show_probability(0.62, leads)
    snapshot(track(bar), f"bar-{'leading' if leads else 'other'}-{appearance}")


@pytest.mark.parametrize(
    ("probability", "text"),
    [(0.0, "3: 0.00 %"), (0.00123, "3: 0.12 %"), (0.97314, "3: 97.31 %"), (1.0, "3: > 99.99 %")],
)
def test_the_pointer_on_a_bar_reads_its_decimals(bars, probability, text):
    bar = bars.bars[3]
    bar.show_probability(probability, leads=False)
    place = bar.rect().center()
    QApplication.sendEvent(bar, QHelpEvent(QEvent.Type.ToolTip, place, bar.mapToGlobal(place)))
    assert QToolTip.text() == text
