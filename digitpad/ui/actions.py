"""What can be done: actions with their keys, in the menus and the toolbar."""

import re

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QLabel, QMainWindow, QMenu, QSizePolicy, QSlider, QToolBar, QToolButton, QWidget

from digitpad.core.drawing import DEFAULT_PEN_WIDTH
from digitpad.ui.canvas import BOX
from digitpad.ui.choice_button import ChoiceToolButton

LANGUAGES = {"": "", "en": "English", "zh_CN": "简体中文"}
"""Codes and their own names; "" is the system's language."""
_MNEMONIC = re.compile(r"\(&\w\)|&")
_PEN_WIDTHS = (1, 20)  # percent of the canvas


class WindowActions(QObject):
    """The window's actions, found by name as children of the window.

    Signals:
        pen_width_changed(float): in box units.
        language_requested(str): a code of `LANGUAGES`.
        appearance_requested(str): "light", "dark" or "" for the system's.
    """

    pen_width_changed = Signal(float)
    language_requested = Signal(str)
    appearance_requested = Signal(str)

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        keys = QKeySequence.StandardKey
        self.clear = self._action("clear", QKeySequence(Qt.Key.Key_Delete), QKeySequence(keys.New))
        self.undo = self._action("undo", QKeySequence(keys.Undo))
        self.redo = self._action("redo", QKeySequence(keys.Redo), QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z"))
        self.eraser = self._action("eraser", QKeySequence("E"), checkable=True)
        self.open = self._action("open", QKeySequence(keys.Open))
        self.copy = self._action("copy", QKeySequence(keys.Copy))
        self.paste = self._action("paste", QKeySequence(keys.Paste))
        self.save = self._action("save", QKeySequence(keys.Save))
        self.train = self._action("train", QKeySequence("Ctrl+T"))
        self.data = self._action("data", QKeySequence("Ctrl+D"))
        self.few = self._action("few")
        self.teach = self._action("teach", QKeySequence("Ctrl+L"))
        self.models = self._action("models")
        self.quit = self._action("quit", QKeySequence("Ctrl+Q"))
        self.guide = self._action("guide", QKeySequence("G"), checkable=True)
        self.reasons = self._action("reasons", QKeySequence("F9"), checkable=True)
        self.reasons.setChecked(True)
        self.full_screen = self._action("full_screen", QKeySequence("F11"), checkable=True)
        self.lessons = self._action("lessons", QKeySequence(keys.HelpContents))
        self.present = self._action("present", QKeySequence("F5"))
        self.keys = self._action("keys")
        self.about = self._action("about")
        self.undo.setEnabled(False)
        self.redo.setEnabled(False)
        self._languages = self._choices("language", list(LANGUAGES), self.language_requested)
        self._appearances = self._choices("appearance", ["", "light", "dark"], self.appearance_requested)

    def build_bars(self, model_label: QLabel, model_chooser: QWidget) -> None:
        """Fills the window's menu bar and toolbar."""
        window = self._window()
        menus = window.menuBar()
        self._file, self._edit, self._view = menus.addMenu(""), menus.addMenu(""), menus.addMenu("")
        self._model, self._lesson, self._help = menus.addMenu(""), menus.addMenu(""), menus.addMenu("")
        self._file.addActions([self.open, self.save])
        self._file.addSeparator()
        self._file.addAction(self.quit)
        self._edit.addActions([self.undo, self.redo])
        self._edit.addSeparator()
        self._edit.addActions([self.copy, self.paste])
        self._edit.addSeparator()
        self._edit.addActions([self.clear, self.eraser])
        self._view.addActions([self.guide, self.reasons, self.full_screen])
        self._view.addSeparator()
        self._model.addActions([self.train, self.teach, self.few])
        self._model.addSeparator()
        self._model.addActions([self.data, self.models])
        self._lesson.addActions([self.lessons, self.present])
        self._help.addActions([self.keys, self.about])
        self._appearance_menu, self._language_menu = QMenu(self._view), QMenu(self._view)
        self._view.addMenu(self._appearance_menu).setMenu(self._appearance_menu)
        self._view.addMenu(self._language_menu).setMenu(self._language_menu)
        self._appearance_menu.addActions(self._appearances.actions())
        self._language_menu.addActions(self._languages.actions())

        self._toolbar = bar = QToolBar(window)
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        bar.toggleViewAction().setVisible(False)
        bar.addWidget(_space(8))  # to where the canvas begins
        for action in (self.clear, self.undo, self.redo):
            _add_button(bar, action, QToolButton())
        bar.addSeparator()
        self._pen_label = QLabel()
        self._pen = QSlider(Qt.Orientation.Horizontal)
        self._pen.setObjectName("pen_width")
        self._pen.setRange(*_PEN_WIDTHS)
        self._pen.setValue(round(100 * DEFAULT_PEN_WIDTH))
        self._pen.setFixedWidth(120)
        self._pen.valueChanged.connect(self._on_pen_moved)
        self._pen_label.setContentsMargins(8, 0, 8, 0)
        model_label.setContentsMargins(0, 0, 8, 0)
        bar.addWidget(self._pen_label)
        bar.addWidget(self._pen)
        self._eraser = ChoiceToolButton()  # else nobody would see in a dark window that it is on
        _add_button(bar, self.eraser, self._eraser)
        bar.addSeparator()
        _add_button(bar, self.open, QToolButton())
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(space)
        bar.addWidget(model_label)
        bar.addWidget(model_chooser)
        _add_button(bar, self.train, QToolButton())
        bar.addWidget(_space(8))
        if (layout := bar.layout()) is not None:
            layout.setSpacing(4)
        window.addToolBar(bar)

    def retranslate(self) -> None:
        """Writes every text anew in the language of the moment."""
        self._file.setTitle(self.tr("&File"))
        self._edit.setTitle(self.tr("&Edit"))
        self._view.setTitle(self.tr("&View"))
        self._model.setTitle(self.tr("&Model"))
        self._lesson.setTitle(self.tr("&Lesson"))
        self._help.setTitle(self.tr("&Help"))
        self._appearance_menu.setTitle(self.tr("&Appearance"))
        self._language_menu.setTitle(self.tr("&Language"))
        self._toolbar.setWindowTitle(self.tr("Tools"))
        self._set(self.clear, self.tr("&Clear"), self.tr("Take everything off the canvas"))
        self._set(self.undo, self.tr("&Undo"), self.tr("Take the last change back"))
        self._set(self.redo, self.tr("&Redo"), self.tr("Do again what was undone"))
        self._set(self.eraser, self.tr("&Eraser"), self.tr("Take single strokes away: touch them"))
        self._eraser.setAccessibleName(self.eraser.iconText())
        self._set(self.open, self.tr("&Open…"), self.tr("Open a picture or a saved drawing"))
        self._set(self.copy, self.tr("C&opy drawing"), self.tr("Put the drawing on the clipboard as a picture"))
        self._set(self.paste, self.tr("&Paste picture"), self.tr("Put the picture on the clipboard on the canvas"))
        self._set(self.save, self.tr("&Save drawing…"), self.tr("Save as a picture, or as strokes to draw on later"))
        self._set(self.train, self.tr("&Train…"), self.tr("Train a model of your own, and compare it"))
        self._set(self.data, self.tr("&Data…"), self.tr("Look through MNIST and other labelled digits"))
        self._set(self.teach, self.tr("Teac&h it…"), self.tr("Let the model in use learn from your own drawings"))
        self._set(self.few, self.tr("Learn from &few…"), self.tr("See how much a model learns from few images"))
        self._set(self.models, self.tr("&Manage models…"), self.tr("Rename, delete and import models"))
        self._set(self.quit, self.tr("&Quit"), "")
        self._set(self.guide, self.tr("&Guide box"), self.tr("Show the box that the model's own digits fill"))
        self._set(self.reasons, self.tr("&Reasons"), self.tr("Show the tabs on the right"))
        self._set(self.full_screen, self.tr("F&ull screen"), self.tr("Fill the screen"))
        self._set(self.lessons, self.tr("&Lessons…"), self.tr("Open a prepared lesson, or make one of your own"))
        self._set(self.present, self.tr("&Present"), self.tr("Show the lesson to a class, large and full-screen"))
        self._set(self.keys, self.tr("&Keys…"), self.tr("All that can be done with the keyboard"))
        self._set(self.about, self.tr("&About digitpad"), "")
        self._pen_label.setText(self.tr("Pen"))
        self._pen.setAccessibleName(self.tr("Pen width"))
        self._pen.setToolTip(self.tr("Pen width"))
        appearances = {"": self.tr("Like the &system"), "light": self.tr("&Light"), "dark": self.tr("&Dark")}
        for action in self._appearances.actions():
            action.setText(appearances[action.data()])
        for action in self._languages.actions():
            action.setText(LANGUAGES[action.data()] or self.tr("Like the &system"))

    def mark_choices(self, language: str, appearance: str) -> None:
        """Marks in the menus what is in force."""
        for action in self._languages.actions():
            action.setChecked(action.data() == language)
        for action in self._appearances.actions():
            action.setChecked(action.data() == appearance)

    def _window(self) -> QMainWindow:
        # Asked for, not kept: a circle of references would leave the window to the garbage collector, which may run in
        # any thread.
        window = self.parent()
        assert isinstance(window, QMainWindow)
        return window

    def _action(self, name: str, *shortcuts: QKeySequence, checkable: bool = False) -> QAction:
        action = QAction(self._window())
        action.setObjectName(f"action_{name}")
        action.setShortcuts(list(dict.fromkeys(shortcuts)))  # a system may call its own what is given besides
        action.setCheckable(checkable)
        self._window().addAction(action)
        return action

    def _choices(self, name: str, values: list[str], chosen: SignalInstance) -> QActionGroup:
        group = QActionGroup(self._window())
        for value in values:
            action = QAction(group)
            action.setObjectName(f"action_{name}_{value or 'system'}")
            action.setCheckable(True)
            action.setData(value)
            action.setChecked(not value)
        group.triggered.connect(lambda action: chosen.emit(action.data()))
        return group

    def _set(self, action: QAction, text: str, tip: str) -> None:
        action.setText(text)
        # Buttons show neither a letter to press, which Chinese menus have in brackets, nor the dots of a menu.
        action.setIconText(_MNEMONIC.sub("", text).removesuffix("…"))
        shortcut = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{tip or action.iconText()} ({shortcut})" if shortcut else tip)
        action.setStatusTip("")

    def _on_pen_moved(self, percent: int) -> None:
        self.pen_width_changed.emit(percent / 100 * BOX)


def _add_button(bar: QToolBar, action: QAction, button: QToolButton) -> None:
    button.setDefaultAction(action)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    bar.addWidget(button)
    button.setAutoRaise(False)  # with an edge, which the bar takes: words alone do not look like things to press


def _space(width: int) -> QWidget:
    space = QWidget()
    space.setFixedWidth(width)
    return space
