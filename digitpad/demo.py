"""`digitpad --demo`: the program on a machine without a screen."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from digitpad.app import create_window
from digitpad.core.errors import InputError
from digitpad.paths import assets_folder
from digitpad.testing import draw_strokes, wait_for_prediction
from digitpad.ui.appearance import set_appearance
from digitpad.ui.drawing_files import read_drawing
from digitpad.ui.languages import install_language


def run_demo(picture: Path) -> int:
    """Replays the bundled 7 with mouse events, prints the ten probabilities and saves a picture of the window.

    Raises:
        InputError: the picture cannot be written.
    """
    _application = QApplication.instance() or QApplication(["digitpad"])
    set_appearance("")
    install_language()
    window = create_window()
    window.show()
    drawing = read_drawing(assets_folder() / "samples" / "7.jsonl")
    draw_strokes(window.canvas, [stroke.points.tolist() for stroke in drawing.strokes], drawing.box)
    prediction = wait_for_prediction(window, timeout_ms=60_000)
    for digit, probability in enumerate(prediction.probabilities):
        print(f"{digit}  {probability:.6f}")
    QApplication.processEvents()
    saved = window.grab().save(str(picture))
    window.close()
    if not saved:
        raise InputError("file_unwritable", path=picture, reason="is the folder writable?")
    print(f"picture of the window: {picture}")
    return 0
