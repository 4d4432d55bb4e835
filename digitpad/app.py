"""Where the window is wired: its model, its thread, its language and appearance."""

import os
import sys
from typing import TYPE_CHECKING

from digitpad.workers.preload import large_import, without_pyside_hook

with large_import():  # it is one: who first asks for Qt's enumerations has all 1,200 of their members made
    from digitpad.core.model_store import ModelCard, find_model, find_model_or_folder
    from digitpad.ui.appearance import set_appearance
    from digitpad.ui.languages import install_language
    from digitpad.workers.inference_thread import InferenceThread

if TYPE_CHECKING:
    from digitpad.core.classifier import DigitClassifier
    from digitpad.ui.main_window import MainWindow

# Before numpy is imported: OpenBLAS, its library, makes a thread for each core, and each would look for work for some
# 25 ms, on a core that the start needs. For products as small as ours one is no slower, and leaves the bars a core.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


# That long, in seconds, a thread at work in Python keeps the window waiting each time it asks for its turn, which a
# frame does several times. Python's own 5 ms made every hundredth frame of a training 22 to 26 ms late; this, 16 to 21.
_SWITCH_INTERVAL = 0.001


def create_window(model: "str | os.PathLike[str] | DigitClassifier | None" = None) -> "MainWindow":
    """Makes the window; a QApplication exists already.

    Args:
        model: a model's name, a model folder, or any object with
            `classify(images: (n, 28, 28) float32) -> (n, 10) float32`; None is the shipped default.

    Raises:
        InputError: there is no such model, or its card is damaged.
    """
    sys.setswitchinterval(min(_SWITCH_INTERVAL, sys.getswitchinterval()))
    chosen = _resolve(model)
    thread = InferenceThread(chosen, held=True)
    thread.start()
    try:
        # Imported only now: the thread reads and hashes the model's file meanwhile.
        if "digitpad.ui.main_window" not in sys.modules:
            with large_import():
                import digitpad.ui.main_window  # noqa: F401
        with without_pyside_hook():  # some of numpy's functions import what they need when they are first called
            from digitpad.ui.main_window import MainWindow

            window = MainWindow(thread, chosen)
    except BaseException:
        thread.close()
        raise
    window.language_requested.connect(install_language)
    window.appearance_requested.connect(set_appearance)
    return window


def _resolve(model: "str | os.PathLike[str] | DigitClassifier | None") -> "ModelCard | DigitClassifier":
    if model is None or isinstance(model, str):
        return find_model_or_folder(model)
    return find_model(model) if isinstance(model, os.PathLike) else model
