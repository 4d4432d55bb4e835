import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget

from digitpad.core.classifier import Weights
from digitpad.core.model_store import find_model, load_classifier
from digitpad.ui.pixel_view import PixelView
from digitpad.ui.scale_bar import ScaleBar
from digitpad.ui.weights_tab import WeightsTab

CNN = [
    Weights("kernels", np.random.default_rng(1).normal(size=(32, 1, 5, 5)).astype(np.float32)),
    Weights("second_kernels", np.random.default_rng(2).normal(size=(64, 32, 5, 5)).astype(np.float32)),
]
SOFTMAX = [Weights("templates", np.random.default_rng(3).normal(size=(10, 1, 28, 28)).astype(np.float32))]
MLP = [Weights("hidden", np.random.default_rng(4).normal(size=(100, 1, 28, 28)).astype(np.float32))]


@pytest.fixture
def tab(qtbot, monkeypatch):
    monkeypatch.setattr("digitpad.ui.weights_tab._DELAY_MS", 0)
    tab = WeightsTab()
    qtbot.addWidget(tab)
    tab.resize(500, 600)
    with qtbot.waitExposed(tab):
        tab.show()
    return tab


def parts(tab):
    view, layer, channel = (
        tab.findChild(PixelView, "weights_view"),
        tab.findChild(QComboBox, "weights_layer"),
        tab.findChild(QComboBox, "weights_channel"),
    )
    return view, layer, channel


def shown_value(view, index):
    """(row, column, value) in the middle of a picture."""
    return view.value_at(view.picture_rect(index).center())[1:]


def test_softmax_shows_ten_templates_with_their_digits(tab):
    tab.set_weights(SOFTMAX)
    view, layer, channel = parts(tab)
    row, column, value = shown_value(view, 9)
    assert value == pytest.approx(float(SOFTMAX[0].pictures[9, 0, row, column]))
    assert view.picture_rect(9).isValid() and not layer.isVisible() and not channel.isVisible()
    view.enlarge(3)
    assert "3" in view.accessibleDescription()


def test_the_hidden_units_of_a_network_are_a_hundred_pictures(tab):
    tab.set_weights(MLP)
    view, layer, channel = parts(tab)
    assert len([index for index in range(100) if view.rect().contains(view.picture_rect(index))]) == 100
    assert not layer.isVisible() and not channel.isVisible()


def test_the_second_layer_is_shown_for_a_chosen_input_channel(tab):
    tab.set_weights(CNN)
    view, layer, channel = parts(tab)
    assert layer.isVisible() and layer.count() == 2 and not channel.isVisible()
    row, column, value = shown_value(view, 31)
    assert value == pytest.approx(float(CNN[0].pictures[31, 0, row, column]))
    QTest.keyClick(layer, Qt.Key.Key_Down)
    assert channel.isVisible() and channel.count() == 32
    channel.setCurrentIndex(5)
    row, column, value = shown_value(view, 63)
    assert value == pytest.approx(float(CNN[1].pictures[63, 5, row, column]))
    QTest.keyClick(layer, Qt.Key.Key_Up)
    assert not channel.isVisible() and shown_value(view, 31)[2] == pytest.approx(float(CNN[0].pictures[31, 0, 2, 2]))


def test_the_scale_bar_says_how_far_the_colours_reach(tab):
    tab.set_weights(SOFTMAX)
    view, scale = parts(tab)[0], tab.findChild(ScaleBar)
    assert scale.isVisible() and f"{view.limit:.2g}" in scale.accessibleName()


def test_every_kind_of_weights_has_its_sentence(tab):
    sentences = set()
    for layers in (SOFTMAX, MLP, CNN, CNN[1:], []):
        tab.set_weights(layers)
        sentences.add(next(label.text() for label in tab.findChildren(QLabel) if label.isVisible()))
    assert len(sentences) == 5 and all(sentence.endswith(".") for sentence in sentences)


def test_a_model_without_weights_says_so_and_offers_nothing(tab):
    tab.set_weights(SOFTMAX)
    tab.set_weights([])
    save, scale = tab.findChild(QPushButton, "weights_save"), tab.findChild(ScaleBar)
    assert not (save.isVisible() and save.isEnabled()) and not scale.isVisible()
    assert not parts(tab)[0].picture_rect(0).isValid()


def test_a_smaller_model_after_a_larger_one_shows_its_own_layer(tab):
    tab.set_weights(CNN)
    parts(tab)[1].setCurrentIndex(1)
    parts(tab)[2].setCurrentIndex(31)
    tab.set_weights(SOFTMAX)
    row, column, value = shown_value(parts(tab)[0], 9)
    assert value == pytest.approx(float(SOFTMAX[0].pictures[9, 0, row, column]))


def test_a_visible_tab_asks_for_the_weights_of_a_new_model(tab, qtbot):
    with qtbot.waitSignal(tab.weights_requested):
        tab.model_changed()


def test_a_hidden_tab_asks_for_nothing_until_it_is_seen(tab, qtbot):
    tab.hide()
    with qtbot.assertNotEmitted(tab.weights_requested, wait=20):
        tab.model_changed()
    with qtbot.waitSignal(tab.weights_requested):
        tab.show()
    tab.set_weights(SOFTMAX)
    tab.hide()
    with qtbot.assertNotEmitted(tab.weights_requested, wait=20):
        tab.show()  # nothing is new


def test_the_pictures_can_be_saved(tab, qtbot):
    tab.set_weights(SOFTMAX)
    with qtbot.waitSignal(tab.save_requested) as saved:
        QTest.mouseClick(tab.findChild(QPushButton, "weights_save"), Qt.MouseButton.LeftButton)
    assert saved.args[0].width() > 10 * 28


def test_the_pictures_can_be_copied(tab, qtbot):
    tab.set_weights(SOFTMAX)
    with qtbot.waitSignal(tab.copied):
        QTest.mouseClick(tab.findChild(QPushButton, "weights_copy"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().image().width() > 2 * 28


def test_a_button_leads_back_from_an_enlarged_picture_and_moves_nothing(tab):
    tab.set_weights(CNN)
    view, back = parts(tab)[0], tab.findChild(QPushButton, "weights_back")
    tab.layout().activate()
    place = view.geometry()
    assert not back.isVisible()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.picture_rect(3).center())
    assert view.enlarged == 3 and back.isVisible() and view.geometry() == place
    QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    assert view.enlarged == -1 and not back.isVisible() and view.hasFocus()
    view.enlarge(2)
    tab.set_weights(SOFTMAX)
    assert view.enlarged == -1 and not back.isVisible()


def test_ten_templates_stand_in_reading_order_and_none_alone_in_its_row(tab):
    tab.resize(410, 690)
    tab.set_weights(SOFTMAX)
    corners = [parts(tab)[0].picture_rect(digit).topLeft() for digit in range(10)]
    assert sorted(corners, key=lambda corner: (corner.y(), corner.x())) == corners
    rows = [corner.y() for corner in corners]
    assert rows.count(rows[-1]) >= 2 and corners[0].x() <= 1


def test_beside_a_lesson_templates_take_more_of_their_place_than_they_leave_empty(tab):
    tab.set_weights(SOFTMAX)
    font = tab.font()
    font.setPointSizeF(9)  # a machine's own may be larger
    tab.setFont(font)
    tab.resize(433, 509)
    QTest.qWait(0)
    view = parts(tab)[0]
    side = view.picture_rect(0).width()
    assert side % 28 == 0 and 10 * side**2 > 0.5 * view.width() * view.height()


@pytest.mark.parametrize(
    ("name", "layers"),
    [
        ("softmax", [("templates", (10, 1, 28, 28))]),
        ("mlp", [("hidden", (100, 1, 28, 28))]),
        ("cnn", [("kernels", (32, 1, 5, 5)), ("second_kernels", (64, 32, 5, 5))]),
        ("drawn", [("kernels", (16, 1, 3, 3)), ("second_kernels", (16, 16, 3, 3))]),
    ],
)
def test_the_shipped_models_are_shown(tab, name, layers):
    weights = load_classifier(find_model(name)).weights()
    assert [(layer.layer, layer.pictures.shape) for layer in weights] == layers
    tab.set_weights(weights)
    view = parts(tab)[0]
    assert all(view.rect().contains(view.picture_rect(index)) for index in range(len(weights[0].pictures)))


def test_all_controls_have_names(tab):
    tab.set_weights(CNN)
    parts(tab)[1].setCurrentIndex(1)
    for name in ("weights_layer", "weights_channel", "weights_view"):
        assert tab.findChild(QWidget, name).accessibleName(), name
