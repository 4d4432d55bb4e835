"""Data sets to look through: what models learn from, what they are tested on, and what they get wrong."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from digitpad.core.data_sources import MY_DRAWINGS, DataSource, load_source
from digitpad.core.model_store import ModelCard
from digitpad.core.selection import share_right
from digitpad.ui.data_chooser import DataChooser
from digitpad.ui.data_offer import DataOffer
from digitpad.ui.data_view import DataView
from digitpad.ui.progress_bar import ProgressBar
from digitpad.ui.return_key import ReturnPresses
from digitpad.ui.texts import error_text, model_title
from digitpad.workers.data_thread import DataThread
from digitpad.workers.unfinished import end_with

if TYPE_CHECKING:
    from digitpad.core.datasets import DataSet
    from digitpad.core.selection import Answers

_GAP = 8


class DataBrowser(QDialog):
    """Scrolls through a data set, shows what the model in use makes of it, and puts pictures on the canvas.

    Closing it only hides it.

    Signals:
        drawing_chosen(Drawing): a picture, to go on the canvas.
    """

    drawing_chosen = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("data_browser")
        ReturnPresses(self)
        self._source: DataSource | None = None
        self._model: ModelCard | None = None
        self._unread = False
        self._thread: DataThread | None = None
        self._key, self._value = "looking", None

        self._sources = DataChooser()
        self._stop = QPushButton()
        self._stop.setObjectName("data_stop")
        self._stop.setAutoDefault(False)
        self._count = QLabel()
        self._count.setObjectName("data_count")
        self._view = DataView()
        self._offer = DataOffer()
        self._middle = QStackedWidget()
        self._status = QLabel()
        self._status.setObjectName("data_status")
        self._status.setWordWrap(True)
        self._bar = ProgressBar("data_progress")
        self._bar.setFixedWidth(240)
        self._lay_out()
        self._connect()
        self._retranslate()
        self._tell("looking")

    def set_model_in_use(self, model: object) -> None:
        """What reads the pictures: a `ModelCard`, or somebody else's classifier, which is left alone."""
        self._model = model if isinstance(model, ModelCard) else None
        self._unread = True
        if self.isVisible():
            self._read_again()

    def end(self) -> None:
        """Ends what is under way, without waiting for it; the window is closed."""
        self._sources.end()
        self._stop_thread()
        self._offer.end()

    # --- construction ---

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(_GAP)
        head.addWidget(self._sources)
        head.addStretch(1)
        head.addWidget(self._count)
        self._middle.addWidget(self._view)
        self._middle.addWidget(self._offer)
        foot = QHBoxLayout()
        foot.setSpacing(_GAP)
        foot.addWidget(self._status, 1)
        foot.addWidget(self._stop)
        foot.addWidget(self._bar)
        for widget in (self._bar, self._stop):  # or all above would move when they go
            policy = widget.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            widget.setSizePolicy(policy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * _GAP, 2 * _GAP, 2 * _GAP, 2 * _GAP)
        layout.setSpacing(_GAP)
        layout.addLayout(head)
        layout.addWidget(self._middle, 1)
        layout.addLayout(foot)
        self.resize(1000, 660)

    def _connect(self) -> None:
        self._sources.chosen.connect(self._on_source_chosen)
        self._sources.failed.connect(self._on_source_failed)
        self._stop.clicked.connect(self._on_stop_clicked)
        self._view.shown_changed.connect(self._write_count)
        self._view.drawing_chosen.connect(self.drawing_chosen)
        self._offer.downloaded.connect(self._sources.look)

    # --- what can be looked at ---

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self._sources.look()

    def _on_source_chosen(self, source: DataSource) -> None:
        if source == self._source and source.kind != MY_DRAWINGS and self._view.data is not None:
            self._read_again()
        else:
            self._show_source(source)

    def _on_source_failed(self, error: Exception) -> None:
        self._tell("failed", error)

    def _show_source(self, source: DataSource) -> None:
        self._source = source
        self._stop_thread()
        self._view.clear()
        if source.path:
            self._middle.setCurrentWidget(self._view)
            self._start_thread(partial(load_source, source))
            self._tell("loading")
        else:
            self._offer.show_missing(source.kind)
            self._middle.setCurrentWidget(self._offer)
            self._tell("missing")

    # --- loading and reading ---

    def _start_thread(self, load: "Callable[[Callable[[], bool]], DataSet]") -> None:
        self._stop_thread()
        self._unread = False
        self._thread = thread = DataThread(load, self._model)
        thread.loaded.connect(self._on_loaded)
        thread.progressed.connect(self._on_progressed)
        thread.answered.connect(self._on_answered)
        thread.failed.connect(self._on_failed)
        end_with(self, thread)
        self._bar.show_busy()
        thread.start()

    def _stop_thread(self) -> None:
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.stop()

    def _is_news(self) -> bool:
        """False for what a thread that was stopped still tells; one that is gone is None as a sender."""
        return self._thread is not None and self.sender() is self._thread

    def _read_again(self) -> None:
        """Lets the model in use read what is shown, if it has not."""
        data = self._view.data
        if data is None or not self._unread:
            return
        self._view.set_answers(None)
        self._start_thread(lambda _: data)
        self._tell("reading")

    def _on_loaded(self, data: "DataSet") -> None:
        if not self._is_news():
            return
        if data is not self._view.data:
            self._view.set_data(data)
        self._tell("reading")

    def _on_progressed(self, done: int, count: int) -> None:
        if self._is_news():
            self._bar.show_done(done, count)

    def _on_answered(self, answers: "Answers | None") -> None:
        if self._is_news():
            self._thread = None
            self._view.set_answers(answers)
            self._tell("read")

    def _on_failed(self, error: Exception) -> None:
        if self._is_news():
            self._thread = None
            self._tell("failed", error)

    def _on_stop_clicked(self) -> None:
        if self._thread is not None:
            self._thread.stop()

    # --- words ---

    def _tell(self, key: str, value: Any = None) -> None:
        self._key, self._value = key, value
        busy = key in ("loading", "reading", "looking")
        self._bar.setVisible(busy)
        self._stop.setVisible(key == "reading")
        self._status.setText(self._sentence())
        self._write_count()

    def _sentence(self) -> str:
        title = model_title(self._model.name, self._model.title) if self._model else ""
        if self._key == "failed":
            return error_text(self._value) if self._value else ""
        data, answers = self._view.data, self._view.answers
        if self._key == "read" and data is not None and answers is not None:
            count, share = share_right(data.labels, answers)
            text = self.tr("“{model}” reads {percent} % of {count} images rightly.")
            return text.format(model=title, percent=f"{100 * share:.2f}", count=f"{count:,}")
        return {
            "looking": self.tr("Looking for data sets…"),
            "loading": self.tr("Loading the images…"),
            "reading": self.tr("“{model}” reads the images…"),
        }.get(self._key, "").format(model=title)

    def _write_count(self) -> None:
        shown, count = self._view.counts
        text = self.tr("{shown} of {count} images")
        if shown == count:
            text = self.tr("1 image") if count == 1 else self.tr("{count} images")
        self._count.setText(text.format(shown=f"{shown:,}", count=f"{count:,}") if count else "")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Data"))
        self._stop.setText(self.tr("Stop"))
        self._stop.setToolTip(self.tr("Leave the other images unread"))
        self._tell(self._key, self._value)
