"""What can be read and seen in each look, measured in the palettes and in what is painted (WCAG 2.1)."""

import pytest
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QMenu, QSpinBox, QWidget

from digitpad.ui.appearance import (
    READABLE,
    VISIBLE,
    contrast,
    faint,
    made_readable,
    palette,
    quiet_text,
    readable_on,
    set_appearance,
)
from digitpad.ui.choice_button import ChoiceButton, ChoiceToolButton

LOOKS = ["light", "dark", ""]
ROLES, GROUPS = QPalette.ColorRole, QPalette.ColorGroup
TEXTS = (ROLES.WindowText, ROLES.Text, ROLES.ButtonText, ROLES.PlaceholderText, ROLES.Link)


@pytest.fixture
def in_look(like_new, qapp):
    """Switches the program to a look that is put back."""
    return set_appearance


def strongest(picture: QImage, ground: QColor) -> float:
    """The greatest contrast to the ground of any colour that covers more than stray pixels."""
    counts: dict[int, int] = {}
    for y in range(picture.height()):
        for x in range(picture.width()):
            rgb = picture.pixel(x, y)
            counts[rgb] = counts.get(rgb, 0) + 1
    return max(contrast(QColor(rgb), ground) for rgb, count in counts.items() if count >= 8)


def test_contrast_is_that_of_the_guidelines():
    assert contrast(QColor("white"), QColor("black")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.005)
    assert contrast(QColor("red"), QColor("red")) == 1


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("group", [GROUPS.Active, GROUPS.Inactive, GROUPS.Disabled])
def test_every_text_can_be_read_in_every_look(in_look, look, group):
    in_look(look)
    colours = QApplication.palette()
    for ground in (ROLES.Window, ROLES.Base, ROLES.AlternateBase, ROLES.Button, ROLES.ToolTipBase):
        for text in TEXTS:
            found = contrast(colours.color(group, text), colours.color(group, ground))
            assert found >= READABLE, f"{text.name} on {ground.name}: {found:.2f}"
    assert contrast(colours.color(ROLES.HighlightedText), colours.color(ROLES.Highlight)) >= READABLE
    assert contrast(colours.color(ROLES.Highlight), colours.color(ROLES.Window)) >= VISIBLE


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("kind", [QCheckBox, QLineEdit, QSpinBox, QComboBox, ChoiceButton])
def test_the_edges_of_what_can_be_changed_are_seen(in_look, show, look, kind):
    in_look(look)
    widget = show(QWidget(), 200, 60)
    field = kind(parent=widget) if kind is not ChoiceButton else ChoiceButton()
    field.setParent(widget)
    field.setGeometry(20, 20, 120, 24)
    if isinstance(field, QSpinBox):
        field.lineEdit().clear()
    field.show()
    colours = widget.palette()
    assert strongest(widget.grab().toImage(), colours.color(ROLES.Window)) >= VISIBLE


@pytest.mark.parametrize("look", LOOKS)
def test_an_entry_that_is_off_shows_its_box_in_a_menu(in_look, qtbot, look):
    in_look(look)
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.addAction("\u2003").setCheckable(True)
    menu.resize(menu.sizeHint())
    inside = menu.grab().toImage().copy(menu.rect().adjusted(3, 3, -3, -3))
    assert strongest(inside, inside.pixelColor(inside.width() - 3, 3)) >= VISIBLE


def test_like_the_system_is_our_own_look_where_the_desktop_has_none(in_look):
    in_look("")
    assert {role: QApplication.palette().color(role) for role in TEXTS} == {
        role: palette("light").color(role) for role in TEXTS
    }
    assert QApplication.palette().color(ROLES.Highlight) == palette("light").color(ROLES.Highlight)


def test_a_desktops_own_colours_stay_and_only_what_cannot_be_read_is_mended(qapp):
    desktop = QPalette(QColor("#204a3a"), QColor("#10251d"))
    mended = made_readable(desktop).resolve(desktop)
    assert mended.color(ROLES.Window) == desktop.color(ROLES.Window)
    assert mended.color(ROLES.WindowText) == desktop.color(ROLES.WindowText)
    for ground in (ROLES.Window, ROLES.Base):
        assert contrast(mended.color(ROLES.PlaceholderText), desktop.color(ground)) >= READABLE
        assert contrast(mended.color(GROUPS.Disabled, ROLES.Text), desktop.color(ground)) >= READABLE


@pytest.mark.parametrize("look", ["light", "dark"])
def test_quiet_text_is_paler_than_other_text_and_can_be_read(look):
    colours = palette(look)
    quiet = quiet_text(colours)
    assert (
        READABLE
        <= contrast(quiet, colours.color(ROLES.Window))
        < 0.7 * contrast(colours.color(ROLES.WindowText), colours.color(ROLES.Window))
    )
    assert faint(colours, 0) == colours.color(ROLES.Window) and faint(colours, 1) == colours.color(ROLES.WindowText)


@pytest.mark.parametrize("ground", ["#2272b8", "#4c9be0", "#808080", "#ffffff", "#000000", "#e06c75"])
def test_what_is_written_on_any_colour_can_be_read(ground):
    assert contrast(readable_on(QColor(ground)), QColor(ground)) >= READABLE


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("kind", [ChoiceButton, ChoiceToolButton])
def test_the_chosen_button_is_as_large_as_before_and_can_be_read(in_look, show, look, kind):
    in_look(look)
    button = kind()
    button.setText("Nothing at all")
    show(button)
    before = button.sizeHint()
    button.setChecked(True)
    assert button.sizeHint() == before
    accent = button.palette().color(ROLES.Highlight)
    inside = button.grab().toImage().copy(button.rect().adjusted(6, 6, -6, -6))
    assert inside.pixelColor(0, 0) == accent
    assert strongest(inside, accent) >= READABLE


def test_a_chosen_button_follows_when_the_look_changes(in_look, qtbot, show):
    in_look("light")
    button = ChoiceButton()
    button.setChecked(True)
    show(button, 80, 24)
    in_look("dark")
    qtbot.waitUntil(
        lambda: button.grab().toImage().pixelColor(8, 12) == palette("dark").color(ROLES.Highlight), timeout=1000
    )
