import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget

from digitpad.ui.return_key import ReturnPresses


@pytest.fixture
def dialog(show, qtbot):
    """A field and two buttons, the second of them off."""
    dialog = QDialog()
    layout = QVBoxLayout(dialog)
    layout.addWidget(QLineEdit())
    for name in ("on", "off"):
        button = QPushButton(name)
        button.setObjectName(name)
        button.setAutoDefault(False)
        layout.addWidget(button)
    dialog.findChild(QPushButton, "off").setEnabled(False)
    ReturnPresses(dialog)
    show(dialog)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_that_has_the_keyboard_is_pressed_once(dialog, key):
    pressed = []
    button = dialog.findChild(QPushButton, "on")
    button.clicked.connect(lambda: pressed.append(True))
    button.setFocus()
    QTest.keyClick(button, key)
    assert pressed == [True] and dialog.isVisible()


def test_return_in_a_field_presses_nothing(dialog):
    pressed = []
    for button in dialog.findChildren(QPushButton):
        button.clicked.connect(lambda: pressed.append(True))
    field = dialog.findChild(QLineEdit)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert not pressed and dialog.isVisible()


@pytest.mark.parametrize("name", ["train_dialog", "teach_dialog", "models_dialog"])
def test_the_tool_windows_do_so(window, name):
    window.findChild(QAction, f"action_{name.removesuffix('_dialog')}").trigger()
    assert window.findChild(QWidget, name).findChild(ReturnPresses)
