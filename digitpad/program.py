"""The program around the window: application, settings, log, and what is done with errors that nobody caught."""

import logging
import logging.handlers
import signal
import socket
import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QCoreApplication, QObject, QSettings, QSize, QSocketNotifier, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from digitpad import app
from digitpad.core.errors import InputError
from digitpad.core.model_store import DEFAULT_MODEL, list_models
from digitpad.paths import assets_folder, log_file, user_folder
from digitpad.ui.appearance import set_appearance
from digitpad.ui.languages import install_language

if TYPE_CHECKING:
    from digitpad.ui.main_window import MainWindow

_log = logging.getLogger("digitpad")
_FRAME = QSize(16, 40)
"""About what window systems put around a window, in pixels; nobody knows before it is shown."""
_REMEMBERED = {"language": ("", "en", "zh_CN"), "appearance": ("", "light", "dark")}


def run() -> int:
    """Opens the window and runs until it is closed; gives the exit code."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("digitpad")
    application.setApplicationDisplayName("digitpad")
    application.setWindowIcon(QIcon(str(assets_folder() / "icon.png")))
    log_to_file()
    settings = Settings()
    settings.apply()
    window = app.create_window(_usable_model())
    relay = catch_exceptions()
    relay.failed.connect(window.show_failure)
    settings.follow(window)
    interrupts = Interrupts()
    window.show()
    code = application.exec()
    interrupts.close()
    return code


def _usable_model() -> str | None:
    """The default, or the first other one where that is damaged: the window still opens, and says what is wrong."""
    cards, _problems = list_models()
    names = [card.name for card in cards]
    if not names:
        raise InputError("model_damaged", name=DEFAULT_MODEL, reason="no model can be used; install digitpad again")
    return DEFAULT_MODEL if DEFAULT_MODEL in names else names[0]


class Settings(QObject):
    """What is remembered from one start to the next: language, appearance, the window's size. Never the model."""

    def __init__(self) -> None:
        super().__init__(QCoreApplication.instance())
        self._store = QSettings(str(user_folder() / "settings.ini"), QSettings.Format.IniFormat)

    def apply(self) -> None:
        """Takes on the remembered language and appearance."""
        install_language(self._text("language"))
        set_appearance(self._text("appearance"))

    def follow(self, window: "MainWindow") -> None:
        """Gives a window its remembered size or one that its screen has room for; remembers what is chosen in it."""
        window.commands.mark_choices(self._text("language"), self._text("appearance"))
        geometry = self._store.value("geometry")
        if isinstance(geometry, QByteArray):
            window.restoreGeometry(geometry)
        else:
            fit_on_screen(window)
        window.language_requested.connect(self._on_language_requested)
        window.appearance_requested.connect(self._on_appearance_requested)
        window.closed.connect(self._on_closed)

    def _text(self, name: str) -> str:
        value = str(self._store.value(name, ""))
        return value if value in _REMEMBERED[name] else ""

    def _on_language_requested(self, code: str) -> None:
        self._store.setValue("language", code)

    def _on_appearance_requested(self, value: str) -> None:
        self._store.setValue("appearance", value)

    def _on_closed(self, geometry: QByteArray) -> None:
        self._store.setValue("geometry", geometry)


def fit_on_screen(window: QWidget) -> None:
    """Makes a window smaller that would not fit on its screen with its frame, and puts it into the corner."""
    room = window.screen().availableGeometry()
    size = window.size().boundedTo(room.size() - _FRAME)
    if size != window.size():
        window.resize(size)
        window.move(room.topLeft())


def log_to_file() -> None:
    """Sends warnings and tracebacks to the per-user log; where that cannot be written the program goes without."""
    try:
        log_file().parent.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(log_file(), maxBytes=1_000_000, backupCount=1, encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    _log.addHandler(handler)


class Interrupts(QObject):
    """Ends the program on Ctrl+C in the terminal; Qt's event loop would not let Python see the signal."""

    def __init__(self) -> None:
        super().__init__()
        self._reader, self._writer = socket.socketpair()
        for end in (self._reader, self._writer):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._on_activated)
        signal.signal(signal.SIGINT, lambda *_: QApplication.closeAllWindows())
        signal.set_wakeup_fd(self._writer.fileno())

    def close(self) -> None:
        """Leaves signals as they were."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        self._notifier.setEnabled(False)
        self._reader.close()
        self._writer.close()

    def _on_activated(self) -> None:
        self._reader.recv(64)  # Python calls its handler now that it runs at all


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
