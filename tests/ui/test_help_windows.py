"""The list of keys, and what the program says of itself."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLabel, QScrollArea

from digitpad import __version__
from digitpad.ui.about_window import AboutWindow
from digitpad.ui.keys_window import KeysWindow

KINDS = {"keys": KeysWindow, "about": AboutWindow}


@pytest.fixture
def opened(window, child):
    """Opens one of the two from its menu."""

    def open(name):
        child(QAction, f"action_{name}").trigger()
        return window.findChild(QDialog, f"{name}_window")

    return open


def texts(dialog):
    return [label.text() for label in dialog.findChildren(QLabel)]


@pytest.mark.parametrize("name", KINDS)
def test_it_opens_once_holds_nothing_up_and_closes(window, opened, qtbot, name):
    dialog = opened(name)
    assert isinstance(dialog, KINDS[name]) and dialog.isVisible() and not dialog.isModal() and dialog.windowTitle()
    assert opened(name) is dialog
    QTest.mouseClick(dialog.findChild(QDialogButtonBox).buttons()[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.findChildren(KINDS[name]))
    assert opened(name).isVisible(), "and again"


def test_every_key_of_an_action_is_in_the_list(window, opened):
    dialog = opened("keys")
    listed = texts(dialog)
    actions = [action for action in window.findChildren(QAction) if action.shortcuts() and action.objectName()]
    assert len(actions) >= 15
    for action in actions:
        assert action.iconText() in listed
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        assert any(key in text.split("  ") for text in listed), key
    assert "0 … 9" in listed and "Arrow keys" in listed
    assert not [text for text in listed if "&" in text or text.endswith("…")]


def test_the_list_of_keys_is_never_wider_than_its_window(opened):
    area = opened("keys").findChild(QScrollArea)
    assert area.widget().width() <= area.viewport().width()


def test_all_keys_are_seen_at_once_where_the_window_is_high_enough(window, opened):
    window.resize(1240, 1000)
    area = opened("keys").findChild(QScrollArea)
    QApplication.processEvents()
    assert not area.verticalScrollBar().isVisible()


def test_it_says_its_version_and_whose_digits_the_models_learnt_from(opened):
    said = " ".join(texts(opened("about")))
    for words in (__version__, "MNIST", "CC BY-SA 3.0", "Alpaydin", "CC BY 4.0", "MIT"):
        assert words in said, words


@pytest.mark.parametrize("name", KINDS)
def test_it_goes_with_the_window(window, opened, name):
    dialog = opened(name)
    window.close()
    assert not dialog.isVisible()
