"""Where everything is wired: the application, its language and log, and the window."""

import logging
import os
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QApplication

from digitpad.core.model_store import DEFAULT_MODEL, ModelCard, find_model
from digitpad.paths import log_file
from digitpad.ui.languages import install_language
from digitpad.workers.inference_thread import InferenceThread

if TYPE_CHECKING:
    from digitpad.core.classifier import DigitClassifier
    from digitpad.ui.main_window import MainWindow

_log = logging.getLogger("digitpad")


def create_window(model: "str | os.PathLike[str] | DigitClassifier | None" = None) -> "MainWindow":
    """Makes the window; a QApplication exists already.

    Args:
        model: a model's name, a model folder, or any object with
            `classify(images: (n, 28, 28) float32) -> (n, 10) float32`; None is the shipped default.

    Raises:
        InputError: there is no such model, or its card is damaged.
    """
    chosen = _resolve(model)
    thread = InferenceThread(chosen)
    thread.start()
    # Imported only now: the thread reads and hashes the model's file meanwhile.
    from digitpad.ui.main_window import MainWindow

    window = MainWindow(thread, chosen)
    window.language_requested.connect(install_language)
    return window


def _resolve(model: "str | os.PathLike[str] | DigitClassifier | None") -> "ModelCard | DigitClassifier":
    if model is None:
        return find_model(DEFAULT_MODEL)
    if isinstance(model, str):
        return find_model(Path(model) if os.sep in model else model)
    return find_model(model) if isinstance(model, os.PathLike) else model


def run() -> int:
    """Opens the window and runs until it is closed; gives the exit code."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("digitpad")
    application.setApplicationDisplayName("digitpad")
    log_to_file()
    install_language()
    window = create_window()
    relay = catch_exceptions()
    relay.failed.connect(window.show_failure)
    window.show()
    return application.exec()


def log_to_file() -> None:
    """Sends warnings and tracebacks to the per-user log; where that cannot be written the program goes without."""
    try:
        import logging.handlers  # ten milliseconds that a window in a test need not wait for

        log_file().parent.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(log_file(), maxBytes=1_000_000, backupCount=1, encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    _log.addHandler(handler)


class ExceptionRelay(QObject):
    """Carries what nobody caught to the window's thread.

    Signals:
        failed(str): the exception, in short; its traceback is in the log.
    """

    failed = Signal(str)

    def report(self, kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
        """An exception hook: any thread may call it, so it logs and emits and builds no widget."""
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        _log.error("an exception that nobody caught", exc_info=(kind, error, traceback))
        self.failed.emit(str(error) or kind.__name__)


def catch_exceptions() -> ExceptionRelay:
    """Keeps the program going when a slot or a thread fails."""
    relay = ExceptionRelay(QCoreApplication.instance())
    sys.excepthook = relay.report
    threading.excepthook = lambda args: relay.report(
        args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
    )
    return relay
