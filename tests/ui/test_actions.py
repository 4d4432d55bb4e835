import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QMenu, QToolBar, QToolButton

from digitpad.testing import draw_strokes, wait_for_prediction
from digitpad.ui.appearance import palette, set_appearance

BAR = [(250, 100), (250, 400)]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def in_menus(menu):
    """All actions of a menu or menu bar and of the menus in it."""
    for action in menu.actions():
        if action.menu() is not None:
            yield from in_menus(action.menu())
        elif not action.isSeparator():
            yield action


def named_actions(window):
    return [action for action in window.findChildren(QAction) if action.objectName().startswith("action_")]


def press(window, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(window.canvas, key, modifier)


# --- keys ---


def test_delete_clears_and_the_usual_keys_undo_and_redo(window):
    draw_strokes(window.canvas, [BAR])
    press(window, Qt.Key.Key_Delete)
    assert window.canvas.drawing.is_empty
    press(window, Qt.Key.Key_Z, CTRL)
    assert len(window.canvas.drawing.strokes) == 1
    press(window, Qt.Key.Key_Z, CTRL | SHIFT)
    assert window.canvas.drawing.is_empty
    press(window, Qt.Key.Key_Z, CTRL)
    press(window, Qt.Key.Key_Y, CTRL)
    assert window.canvas.drawing.is_empty
    press(window, Qt.Key.Key_Z, CTRL)
    press(window, Qt.Key.Key_N, CTRL)
    assert window.canvas.drawing.is_empty


def test_a_key_works_wherever_the_focus_is(window, child):
    draw_strokes(window.canvas, [BAR])
    chooser = child(QComboBox, "model_chooser")
    chooser.setFocus()
    QTest.keyClick(chooser, Qt.Key.Key_Delete)
    assert window.canvas.drawing.is_empty


def test_e_and_g_switch_eraser_and_guide(window, child):
    for key, name in ((Qt.Key.Key_E, "action_eraser"), (Qt.Key.Key_G, "action_guide")):
        press(window, key)
        assert child(QAction, name).isChecked()
        press(window, key)
        assert not child(QAction, name).isChecked()


def test_the_eraser_key_makes_the_mouse_erase(window):
    draw_strokes(window.canvas, [BAR])
    press(window, Qt.Key.Key_E)
    draw_strokes(window.canvas, [BAR])
    assert window.canvas.drawing.is_empty


def test_open_and_save_open_their_dialogs(window, child):
    press(window, Qt.Key.Key_O, CTRL)
    child(QFileDialog, "open_dialog").reject()
    draw_strokes(window.canvas, [BAR])
    press(window, Qt.Key.Key_S, CTRL)
    child(QFileDialog, "save_dialog").reject()


def test_quit_closes_the_window(window, child):
    child(QAction, "action_quit").trigger()
    assert not window.isVisible()


def test_full_screen_and_back(window):
    press(window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    draw_strokes(window.canvas, [BAR])
    assert wait_for_prediction(window).digit == 7
    press(window, Qt.Key.Key_F11)
    assert not window.isFullScreen() and window.isVisible()


# --- menus ---


def test_every_action_is_in_a_menu(window):
    reachable = set(in_menus(window.menuBar()))
    assert len(named_actions(window)) >= 17
    assert not [action.objectName() for action in named_actions(window) if action not in reachable]
    assert all(action.text() for action in reachable)


def test_every_menu_can_be_opened_by_its_letter(window):
    for menu in window.menuBar().findChildren(QMenu):
        if menu.actions():
            assert "&" in menu.title() or menu.menuAction().text() == "", menu.title()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_no_two_entries_of_a_menu_share_a_letter(window, child, like_new, language):
    child(QAction, f"action_language_{language}").trigger()
    bars = [window.menuBar(), *(menu for menu in window.findChildren(QMenu) if menu.actions())]
    for bar in bars:
        letters = [letter.upper() for action in bar.actions() for letter in re.findall(r"&(\w)", action.text())]
        assert len(letters) == len(set(letters)), [action.text() for action in bar.actions()]


def test_no_two_actions_share_a_key(window):
    keys = [sequence.toString() for action in window.findChildren(QAction) for sequence in action.shortcuts()]
    assert len(keys) == len(set(keys))


def test_buttons_tell_their_keys_and_show_no_marks(window):
    buttons = [
        button for button in window.findChild(QToolBar, "toolbar").findChildren(QToolButton) if button.isVisible()
    ]
    assert len(buttons) >= 5
    for button in buttons:
        assert button.text() and "&" not in button.text() and not button.text().endswith("…")
        key = button.defaultAction().shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        assert key and f"({key})" in button.toolTip()


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_eraser_that_is_on_has_the_accent_colour(window, child, like_new, look):
    set_appearance(look)
    eraser = next(
        button
        for button in window.findChild(QToolBar, "toolbar").findChildren(QToolButton)
        if button.defaultAction() is child(QAction, "action_eraser")
    )
    accent = palette(look).color(QPalette.ColorRole.Highlight)
    assert eraser.grab().toImage().pixelColor(6, 4) != accent
    press(window, Qt.Key.Key_E)
    assert eraser.grab().toImage().pixelColor(6, 4) == accent


def test_there_is_always_exactly_one_language_and_one_appearance(window, child, like_new):
    for name in ("language", "appearance"):
        group = [action for action in named_actions(window) if action.objectName().startswith(f"action_{name}_")]
        assert len(group) == 3
        for action in group:
            action.trigger()
            assert [other for other in group if other.isChecked()] == [action]


# --- appearance ---


def test_dark_and_light_switch_every_window_at_once(window, child, like_new):
    before = window.palette().color(QPalette.ColorRole.Window)
    for name in ("dark", "light"):
        child(QAction, f"action_appearance_{name}").trigger()
        QApplication.processEvents()
        shown = window.palette().color(QPalette.ColorRole.Window)
        assert (shown.lightness() < 100) == (name == "dark")
        assert window.findChild(QToolBar, "toolbar").palette().color(QPalette.ColorRole.Window) == shown
    child(QAction, "action_appearance_system").trigger()
    QApplication.processEvents()
    assert window.palette().color(QPalette.ColorRole.Window) == before


@pytest.mark.parametrize("value", ["light", "dark"])
def test_our_palettes_can_be_read(value):
    colours = palette(value)
    roles = QPalette.ColorRole
    for ground, words in (
        (roles.Window, roles.WindowText),
        (roles.Base, roles.Text),
        (roles.Button, roles.ButtonText),
        (roles.ToolTipBase, roles.ToolTipText),
        (roles.Base, roles.Link),
        (roles.Highlight, roles.HighlightedText),
    ):
        # 4.5 : 1 is what the Web Content Accessibility Guidelines ask of small letters.
        assert contrast(colours.color(ground), colours.color(words)) >= 4.5, (ground, words)
    assert contrast(colours.color(roles.Window), colours.color(roles.Highlight)) >= 3  # the leading bar
    disabled = colours.color(QPalette.ColorGroup.Disabled, roles.ButtonText)
    assert disabled != colours.color(roles.ButtonText)


def contrast(one, other):
    def luminance(colour):
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.getRgbF()[:3]]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_system_appearance_gives_the_system_palette_back(qapp, like_new):
    before = QApplication.palette().color(QPalette.ColorRole.Window)
    set_appearance("dark")
    set_appearance("")
    assert QApplication.palette().color(QPalette.ColorRole.Window) == before
