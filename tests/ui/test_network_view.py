from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from digitpad.core.networks import ARCHITECTURES, layers_of
from digitpad.ui.languages import install_language
from digitpad.ui.network_view import NetworkView


@pytest.fixture
def view(qtbot):
    view = NetworkView()
    qtbot.addWidget(view)
    view.resize(1000, view.sizeHint().height())
    view.show()
    return view


def test_a_reader_hears_the_chain_with_its_shapes_and_the_number_of_weights(view):
    view.set_layers(layers_of("cnn"))
    assert view.accessibleName() == "Network"
    assert view.accessibleDescription() == (
        "Image 28×28 → 5×5 kernels 28×28×32 → Pool 14×14×32 → 5×5 kernels 14×14×64 → Pool 7×7×64 → Hidden 1024 → "
        "Digits 10 · 3,274,634 weights"
    )


@pytest.mark.parametrize("architecture", ARCHITECTURES)
@pytest.mark.parametrize("width", [400, 1000, 2000])
def test_the_layers_stand_side_by_side_within_the_view(view, architecture, width):
    view.set_layers(layers_of(architecture))
    view.resize(width, view.height())
    rects = [view.layer_rect(index) for index in range(len(layers_of(architecture)))]
    assert rects[0].left() >= 0 and rects[-1].right() <= width + 0.5
    assert all(left.right() < right.left() for left, right in pairwise(rects))


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_the_number_of_weights_stands_beside_the_deepest_network_too(view, architecture):
    view.set_layers(layers_of(architecture))
    view.resize(756, view.height())  # in the dialog at its narrowest
    last = view.layer_rect(len(layers_of(architecture)) - 1).right()
    picture, ground = view.grab().toImage(), view.palette().window().color()
    ratio = picture.devicePixelRatio()
    across = range(int((last + 4) * ratio), picture.width())
    assert any(picture.pixelColor(x, int(y * ratio)) != ground for x in across for y in range(8, 32))
    assert all(picture.pixelColor(int((last + 2) * ratio), int(y * ratio)) == ground for y in range(40))


def test_each_layer_is_painted_in_its_place(view):
    view.set_layers(layers_of("mlp"))
    picture, ground = view.grab().toImage(), view.palette().window().color()
    ratio = picture.devicePixelRatio()
    for index in range(4):
        middle = view.layer_rect(index).center()
        assert picture.pixelColor(int(middle.x() * ratio), int(20 * ratio)) != ground


def test_the_pointer_is_told_how_many_weights_a_layer_has(view, qtbot):
    view.set_layers(layers_of("mlp", (30, 20)))
    place = view.layer_rect(1).center().toPoint()
    QApplication.sendEvent(view, QHelpEvent(QEvent.Type.ToolTip, place, view.mapToGlobal(place)))
    qtbot.waitUntil(lambda: QToolTip.text() == "Hidden: 30 · 23,550 weights")


def test_the_words_change_with_the_language(view, like_new):
    view.set_layers(layers_of("cnn"))
    install_language("zh_CN")
    assert "3,274,634" in view.accessibleDescription()
