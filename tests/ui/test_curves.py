import numpy as np
import pytest

from digitpad.core.run import Period
from digitpad.ui.appearance import palette
from digitpad.ui.curves import CurveView
from digitpad.ui.drawing_files import pixels_of

PERIODS = tuple(
    Period(100 * number, 1 / number, 1 - 0.2 / number, 1.2 / number, 1 - 0.4 / number) for number in (1, 2, 4)
)


def view_of(qtbot, figure):
    view = CurveView(figure)
    qtbot.addWidget(view)
    view.resize(360, 200)
    return view


def has_colour(view, colour):
    pixels = pixels_of(view.grab().toImage()).astype(int)
    return (np.abs(pixels - [colour.red(), colour.green(), colour.blue()]).max(axis=2) < 40).any()


@pytest.mark.parametrize("figure", ["loss", "accuracy"])
@pytest.mark.parametrize("appearance", ["light", "dark"])
def test_curves_are_painted_in_the_colours_of_the_palette(qtbot, figure, appearance):
    view = view_of(qtbot, figure)
    view.setPalette(palette(appearance))
    view.show_run(400, PERIODS)
    assert has_colour(view, view.palette().highlight().color())
    assert has_colour(view, view.palette().windowText().color())


@pytest.mark.parametrize("width", [170, 230, 360, 600])
def test_each_line_is_named_however_narrow_the_plot_and_both_plots_begin_alike(qtbot, width):
    views = [view_of(qtbot, figure) for figure in ("loss", "accuracy")]
    for view in views:
        view.resize(width, 200)
        view.show_run(400, PERIODS, (10, 0.5))
    assert views[0].plot == views[1].plot and views[0].plot.height() > 80
    assert [*views[0].legend()] == ["training", "validation", "batches"]
    for view in views:
        places = [*view.legend().values()]
        assert all(place.right() <= width and place.bottom() < view.plot.top() for place in places)
        assert not any(one.intersects(other) for one in places for other in places if one is not other)


def test_the_last_figures_are_told_to_who_cannot_see_the_curves(qtbot):
    view = view_of(qtbot, "accuracy")
    assert view.accessibleName() == "Accuracy" and not view.accessibleDescription()
    view.show_run(400, PERIODS)
    assert view.accessibleDescription() == "Step 400: training 95.0 %, validation 90.0 %"
    view.clear()
    assert not view.accessibleDescription()


@pytest.mark.parametrize("loss", [0.0, 1e-9, 3e8, float("inf"), float("nan")])
def test_strange_losses_are_no_obstacle(qtbot, loss):
    view = view_of(qtbot, "loss")
    view.show_run(2, (Period(1, loss, 0.0, loss, 0.0),), (1, loss))
    view.show_run(2, (Period(1, 0.5, 0.0, loss, 0.0),), (2, loss))
    assert not view.grab().isNull()
