import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel

from digitpad.core.activations import LayerActivation, layers
from digitpad.core.classifier import percent_text, predict
from digitpad.core.colours import scale_limit
from digitpad.core.drawing import drawing_from_row
from digitpad.core.model_store import find_model
from digitpad.core.preprocess import drawing_to_input
from digitpad.testing import draw_strokes
from digitpad.ui.layers_tab import LayersTab, _with_doubt_beside
from digitpad.ui.pixel_view import PixelView
from digitpad.ui.scale_bar import ScaleBar
from digitpad.ui.subject import Subject
from digitpad.ui.unit_bars import UnitBars
from digitpad.workers.explain_thread import Classifiers

SEVEN = [(150, 110), (350, 110), (220, 400)]


@pytest.fixture
def tab(show):
    return show(LayersTab(), 410, 600)


@pytest.fixture
def ask(tab, stroke_rows):
    """Asks the tab about a drawing, and gives it the answer; gives back the layers themselves."""

    def ask(model, row=2):
        model = find_model(model) if isinstance(model, str) else model
        classifiers, drawing = Classifiers(model, {}, print), drawing_from_row(stroke_rows[row])
        subject = Subject(drawing, predict(classifiers.in_use, drawing_to_input(drawing)), model)
        tab.receive(tab.question(subject)(classifiers, lambda: False))
        return layers(classifiers.in_use, subject.prediction.input_image)

    return ask


def part(tab, kind, name):
    return tab.findChild(kind, f"layers_{name}")


def click(widget, place=None):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place or widget.rect().center())


def go_to(tab, index):
    click(part(tab, QAbstractButton, f"layer_{index}"))


def shown(view, index):
    """(row, column, value) in the middle of a picture."""
    return view.value_at(view.picture_rect(index).center())[1:]


def test_the_first_layer_that_calculates_is_seen_first(tab, ask):
    found = ask("cnn")
    maps = part(tab, PixelView, "maps")
    assert maps.isVisible() and part(tab, QLabel, "heading").text() == "Convolution 1 · 32 pictures, 28×28"
    for index in (0, 31):
        row, column, value = shown(maps, index)
        assert value == found[1].values[index, row, column]
    assert not part(tab, PixelView, "kernel").isVisible()


def test_a_click_on_a_picture_shows_its_kernel_beside_what_it_was_laid_on(tab, ask):
    found = ask("cnn")
    maps, kernel, before = (part(tab, PixelView, name) for name in ("maps", "kernel", "input_picture"))
    click(maps, maps.picture_rect(3).center())
    assert kernel.isVisible() and "Picture 4" in part(tab, QLabel, "reading").text()
    row, column, value = shown(kernel, 0)
    assert value == found[1].weights[3, 0, row, column]
    row, column, value = shown(before, 0)
    assert value == found[0].values[0, row, column]
    click(maps, maps.picture_rect(3).center())
    assert not kernel.isVisible()


def test_the_kernel_of_a_deeper_layer_has_a_picture_for_each_input(tab, ask):
    found = ask("cnn")
    go_to(tab, 3)
    maps, kernel, before = (part(tab, PixelView, name) for name in ("maps", "kernel", "input_picture"))
    click(maps, maps.picture_rect(7).center())
    chooser = part(tab, QComboBox, "input")
    assert chooser.isVisible() and chooser.count() == 33 and not before.isVisible()
    QTest.keyClick(chooser, Qt.Key.Key_Down)
    QTest.keyClick(chooser, Qt.Key.Key_Down)
    assert chooser.currentIndex() == 2 and kernel.enlarged == 1 and before.isVisible()
    row, column, value = shown(kernel, 1)
    assert value == found[3].weights[7, 1, row, column]
    row, column, value = shown(before, 0)
    assert value == found[2].values[1, row, column]
    click(kernel, kernel.picture_rect(1).center())
    assert chooser.currentIndex() == 0 and not before.isVisible()


def test_the_chosen_picture_stays_while_the_drawing_changes(tab, ask):
    ask("cnn", 0)
    go_to(tab, 3)
    maps, kernel = part(tab, PixelView, "maps"), part(tab, PixelView, "kernel")
    maps.enlarge(9)
    part(tab, QComboBox, "input").setCurrentIndex(5)
    found = ask("cnn", 2)
    row, column, value = shown(maps, 9)
    assert value == found[3].values[9, row, column] and kernel.enlarged == 4


def test_pooled_pictures_are_shown_beside_what_they_were(tab, ask):
    found = ask("cnn")
    go_to(tab, 2)
    part(tab, PixelView, "maps").enlarge(5)
    row, column, value = shown(part(tab, PixelView, "input_picture"), 0)
    assert value == found[1].values[5, row, column]
    assert not part(tab, PixelView, "kernel").isVisible() and not part(tab, QComboBox, "input").isVisible()


def test_dense_layers_are_bars_and_a_click_shows_their_weights(tab, ask):
    found = ask("mlp")
    bars, kernel = part(tab, UnitBars, "bars"), part(tab, PixelView, "kernel")
    assert bars.isVisible() and not part(tab, PixelView, "maps").isVisible()
    click(bars, bars.bar_rect(4).center().toPoint())
    row, column, value = shown(kernel, 0)
    assert value == found[1].weights[4, 0, row, column] and "Unit 5" in part(tab, QLabel, "reading").text()
    go_to(tab, 2)
    assert not kernel.isVisible()
    bars.setFocus()
    QTest.keyClick(bars, Qt.Key.Key_Right)
    weights = part(tab, UnitBars, "weight_bars")
    assert weights.isVisible() and not kernel.isVisible()
    QTest.keyClick(bars, Qt.Key.Key_Escape)
    assert not weights.isVisible()


def test_scores_and_probabilities_carry_their_digits(tab, ask):
    found = ask("softmax")
    bars = part(tab, UnitBars, "bars")
    assert part(tab, QLabel, "heading").text() == "Scores · 10 numbers"
    best = int(found[1].values.argmax())
    assert f"{best}: {found[1].values[best]:.1f}" in bars.accessibleDescription()
    assert "−" in bars.accessibleDescription()
    go_to(tab, 2)
    assert f"{best}: {percent_text(float(found[2].values[best]))}" in bars.accessibleDescription()


def test_the_doubt_stands_beside_the_ten_probabilities(tab):
    image = LayerActivation("image", np.zeros((1, 28, 28), np.float32), None)
    scores = LayerActivation("scores", np.zeros(10, np.float32), np.zeros((10, 1, 28, 28), np.float32))
    doubt = LayerActivation("doubt", np.array([0.6], np.float32), np.zeros((1, 784), np.float32))
    told = LayerActivation("probabilities", np.full(10, 0.1, np.float32), None)
    tab.receive(_with_doubt_beside([image, scores, doubt, told]))
    go_to(tab, 2)
    assert part(tab, UnitBars, "bars").accessibleDescription().endswith("9: 10 %, ?: 60 %")
    assert "doubt" in part(tab, QLabel, "reading").text()


def test_the_arrow_keys_go_along_the_layers(tab, ask):
    ask("cnn")
    first = part(tab, QAbstractButton, "layer_1")
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert part(tab, QLabel, "heading").text().startswith("Pool 1")
    assert part(tab, QAbstractButton, "layer_2").accessibleName() == "Pool 1"


def test_another_model_with_fewer_layers_is_shown(tab, ask):
    ask("cnn")
    go_to(tab, 7)
    ask("softmax")
    assert part(tab, QLabel, "heading").text() == "Scores · 10 numbers"
    assert not part(tab, QAbstractButton, "layer_3").isVisible()


def test_a_classifier_that_cannot_be_looked_into_is_said_so(tab, ask, fake_classifier):
    ask("cnn")
    ask(fake_classifier)
    assert part(tab, QLabel, "nothing").isVisible() and not part(tab, PixelView, "maps").isVisible()
    ask("softmax")
    assert not part(tab, QLabel, "nothing").isVisible() and part(tab, UnitBars, "bars").isVisible()


def test_two_thousand_bars_are_told_apart(qtbot):
    bars = UnitBars()
    qtbot.addWidget(bars)
    bars.resize(378, 240)
    bars.set_values(np.linspace(0, 1, 2048, dtype=np.float32), 1.0, [f"Unit {number}" for number in range(2048)])
    with qtbot.waitExposed(bars):
        bars.show()
    for index in (0, 127, 128, 2047):
        assert bars.unit_at(bars.bar_rect(index).center().toPoint()) == index
    assert bars.unit_at(QPoint(-1, 5)) == -1
    with qtbot.waitSignal(bars.unit_chosen) as chosen:
        click(bars, bars.bar_rect(1500).center().toPoint())
    assert chosen.args == [1500] and "Unit 1500: 0.733" in bars.accessibleDescription()


def test_the_tab_follows_the_canvas(window, open_tab, qtbot):
    tab = open_tab(window, "layers")
    draw_strokes(window.canvas, [SEVEN])
    qtbot.waitUntil(lambda: not tab.is_waiting and part(tab, QLabel, "nothing").isVisible())


def test_the_pictures_of_a_layer_have_a_scale(tab, ask):
    found = ask("cnn")
    scale = tab.findChild(ScaleBar, "layers_ink_scale")
    assert scale.isVisible() and scale.accessibleName() == f"0 … {scale_limit(found[1].values):.2g}"
    ask("softmax")
    assert not scale.isVisible(), "bars carry their figures"
