"""Draws the README's pictures from the real window: `make pictures`."""

import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import numpy as np
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QProgressBar, QPushButton, QTabWidget, QWidget

from digitpad.app import create_window
from digitpad.testing import draw_strokes, wait_for_prediction
from digitpad.ui.appearance import set_appearance
from digitpad.ui.languages import install_language
from digitpad.ui.reason_tab import ReasonTab

_FOLDER = Path(__file__).parent
# Our own hand: a nine that leans, in the units of a box of side 500.
_ROUND = np.linspace(-0.3, -2 * np.pi, 40)
_DOWN = np.linspace(0, 1, 24)
_NINE = [
    [
        *zip(255 + 64 * np.cos(_ROUND), 190 + 66 * np.sin(_ROUND), strict=True),
        *zip(319 - 12 * _DOWN - 28 * _DOWN**2, 196 + 196 * _DOWN, strict=True),
    ]
]
_PICTURES = {
    "window.png": ("softmax", "light", "en"),
    "window-dark.png": ("drawn", "dark", "en"),
    "window-chinese.png": ("mlp", "light", "zh_CN"),
}
_TABS = {
    "evidence": ("softmax", "light"),
    "steps": ("drawn", "dark"),
    "move": ("softmax", "light"),
    "compare": ("softmax", "dark"),
    "layers": ("cnn", "light"),
    "mistakes": ("softmax", "dark"),
    "neighbours": ("mlp", "light"),
}
_ANSWER_MS = 20_000


def main() -> int:
    """Draws all pictures, one window each."""
    _application = QApplication(sys.argv[:1])
    for name, (model, appearance, language) in _PICTURES.items():
        set_appearance(appearance)
        install_language(language)
        window = create_window(model)
        window.show()
        draw_strokes(window.canvas, _NINE)
        wait_for_prediction(window)
        QTest.qWait(200)  # the weights come by the same thread, after the answer
        window.grab().save(str(_FOLDER / name))
        window.close()
    _draw_tabs()
    _draw_training()
    return 0


def _draw_tabs() -> None:
    """Each explaining tab beside the drawing; Mistakes and Like this want MNIST."""
    install_language("en")
    for name, (model, appearance) in _TABS.items():
        set_appearance(appearance)
        window = create_window(model)
        window.show()
        draw_strokes(window.canvas, _NINE)
        wait_for_prediction(window)
        tabs, page = window.findChild(QTabWidget, "tabs"), window.findChild(QWidget, name)
        tabs.setCurrentWidget(page)
        tab = page.findChild(ReasonTab)
        loop, timer = QEventLoop(), QTimer(interval=100)
        timer.timeout.connect(lambda tab=tab, loop=loop: tab.is_waiting or loop.quit())
        timer.start()
        QTimer.singleShot(_ANSWER_MS, loop.quit)
        loop.exec()
        window.grab().save(str(_FOLDER / f"{name}.png"))
        window.close()


def _draw_training() -> None:
    """The training dialog in mid-run; it needs MNIST."""
    set_appearance("light")
    install_language("en")
    window = create_window("mlp")
    window.show()
    window.commands.train.trigger()
    dialog = window.findChild(QWidget, "train_dialog")
    recipes = dialog.findChild(QComboBox, "recipe_chooser")
    recipes.setCurrentIndex(recipes.findData("mlp"))
    dialog.findChild(QPushButton, "train_start").click()
    progress = dialog.findChild(QProgressBar, "train_progress")
    loop, timer = QEventLoop(), QTimer(interval=100)
    timer.timeout.connect(lambda: 0 < progress.maximum() < 3 * progress.value() and loop.quit())
    timer.start()
    loop.exec()
    dialog.grab().save(str(_FOLDER / "training.png"))
    window.close()


if __name__ == "__main__":
    sys.exit(main())
