"""Draws the README's pictures from the real window: `make pictures`."""

import os
import sys
from collections.abc import Callable
from itertools import product
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import numpy as np
from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QTabWidget,
    QWidget,
)

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
_TABS = {
    "evidence": "softmax",
    "steps": "drawn",
    "move": "softmax",
    "compare": "softmax",
    "layers": "cnn",
    "mistakes": "softmax",
    "neighbours": "mlp",
}
_APPEARANCES = {"light": "", "dark": "-dark"}
"""And what a picture's name ends with: the README shows the one that fits the reader's page."""
_ANSWER_MS, _TRAINING_MS = 60_000, 300_000
_QUIET_MS = 2_000  # a tab that looks for data first asks for an answer when it has found some
_EPOCHS = 12  # a third of them is over soon, also on a busy machine
_DIALOG_SIZE = 1120, 680  # whatever the screen that nobody sees would leave it


def main() -> int:
    """Draws all pictures, one window each."""
    _application = QApplication(sys.argv[:1])
    install_language("en")
    for appearance, ending in _APPEARANCES.items():
        set_appearance(appearance)
        window = create_window("softmax")
        window.show()
        draw_strokes(window.canvas, _NINE)
        wait_for_prediction(window)
        QTest.qWait(200)  # the weights come by the same thread, after the answer
        window.grab().save(str(_FOLDER / f"window{ending}.png"))
        window.close()
    _draw_tabs()
    return 0 if _draw_training() else 1


def _draw_tabs() -> None:
    """Each explaining tab beside the drawing; Mistakes and Like this want MNIST."""
    install_language("en")
    for (name, model), (appearance, ending) in product(_TABS.items(), _APPEARANCES.items()):
        set_appearance(appearance)
        window = create_window(model)
        window.show()
        draw_strokes(window.canvas, _NINE)
        wait_for_prediction(window)
        tabs, page = window.findChild(QTabWidget, "tabs"), window.findChild(QWidget, name)
        tabs.setCurrentWidget(page)
        tab = page.findChild(ReasonTab)
        _wait_until(lambda tab=tab: not tab.is_waiting, _ANSWER_MS, _QUIET_MS)
        window.grab().save(str(_FOLDER / f"{name}{ending}.png"))
        window.close()


def _draw_training() -> bool:
    """The training dialog in mid-run; it needs MNIST. Says why where there is no run to draw."""
    set_appearance("light")
    install_language("en")
    window = create_window("mlp")
    window.show()
    window.commands.train.trigger()
    dialog = window.findChild(QWidget, "train_dialog")
    recipes = dialog.findChild(QComboBox, "recipe_chooser")
    recipes.setCurrentIndex(recipes.findData("mlp"))
    dialog.findChild(QLineEdit, "train_length").setText(str(_EPOCHS))
    dialog.findChild(QTabWidget, "train_pages").setCurrentIndex(1)
    dialog.resize(*_DIALOG_SIZE)
    dialog.findChild(QPushButton, "train_start").click()
    progress = dialog.findChild(QProgressBar, "train_progress")
    _wait_until(lambda: not dialog.is_running or 0 < progress.maximum() < 3 * progress.value(), _TRAINING_MS)
    is_drawn = dialog.is_running and progress.value() > 0
    if is_drawn:
        dialog.grab().save(str(_FOLDER / "training.png"))
    else:
        print(f"training.png is not drawn: {dialog.findChild(QLabel, 'train_status').text()}", file=sys.stderr)
    window.close()
    return is_drawn


def _wait_until(is_so: Callable[[], bool], most_ms: int, quiet_ms: int = 0) -> None:
    """Until something is so, and stays so for a while."""
    loop, timer, since = QEventLoop(), QTimer(interval=50), QElapsedTimer()

    def look() -> None:
        if not is_so():
            since.invalidate()
        elif not since.isValid():
            since.start()
        if since.isValid() and since.elapsed() >= quiet_ms:
            loop.quit()

    timer.timeout.connect(look)
    timer.start()
    QTimer.singleShot(most_ms, loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main())
