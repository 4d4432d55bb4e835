"""Data sets to look through: what models learn from, what they are tested on, and what they get wrong."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QSignalBlocker, QThread, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from digitpad.core.data_sources import DataSource, file_sources, known_sources, load_source
from digitpad.core.drawing import Drawing
from digitpad.core.evaluation import as_input_images
from digitpad.core.model_store import ModelCard
from digitpad.core.selection import as_one_picture, as_opened_image, share_right
from digitpad.ui.data_offer import DataOffer
from digitpad.ui.picture_detail import PictureDetail
from digitpad.ui.picture_filter import PictureFilter
from digitpad.ui.picture_list import PictureList
from digitpad.ui.pixel_view import PixelView
from digitpad.ui.texts import error_text, model_title
from digitpad.workers.data_thread import DataThread
from digitpad.workers.file_thread import FileThread

if TYPE_CHECKING:
    from digitpad.core.datasets import DataSet
    from digitpad.core.selection import Answers

_GAP = 8
_ROWS, _ROW_PIXELS = 400, 784


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
        self._sources: list[DataSource] = []
        self._opened: list[DataSource] = []
        self._source: DataSource | None = None
        self._data: DataSet | None = None
        self._answers: Answers | None = None
        self._model: ModelCard | None = None
        self._unread = False
        self._job: FileThread | None = None
        self._thread: DataThread | None = None
        self._key, self._value = "looking", None

        self._source_chooser = QComboBox()
        self._source_chooser.setObjectName("data_source")
        self._source_chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._open, self._random, self._stop = QPushButton(), QPushButton(), QPushButton()
        for name, button in (("open", self._open), ("random", self._random), ("stop", self._stop)):
            button.setObjectName(f"data_{name}")
            button.setAutoDefault(False)
        self._open_menu = QMenu(self)
        self._open_file, self._open_folder = self._open_menu.addAction(""), self._open_menu.addAction("")
        self._open.setMenu(self._open_menu)
        self._filter = PictureFilter()
        self._count = QLabel()
        self._count.setObjectName("data_count")
        self._pictures = PictureList()
        self._pictures.setObjectName("data_pictures")
        self._rows_text = QLabel()
        self._rows_text.setWordWrap(True)
        self._rows = PixelView("ink")
        self._rows.setObjectName("data_rows")
        self._tabs = QTabWidget()
        self._tabs.setObjectName("data_tabs")
        self._tabs.setDocumentMode(True)
        self._offer = DataOffer()
        self._middle = QStackedWidget()
        self._detail = PictureDetail()
        self._status = QLabel()
        self._status.setObjectName("data_status")
        self._status.setWordWrap(True)
        self._bar = QProgressBar()
        self._bar.setObjectName("data_progress")
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
        self._job = None
        self._stop_thread()
        self._offer.end()

    # --- construction ---

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(_GAP)
        head.addWidget(self._source_chooser)
        head.addWidget(self._open)
        head.addStretch(1)
        head.addWidget(self._count)
        choice = QHBoxLayout()
        choice.setSpacing(_GAP)
        choice.addWidget(self._filter, 1)
        choice.addWidget(self._random)
        rows = QWidget()
        rows_layout = QVBoxLayout(rows)
        rows_layout.setContentsMargins(0, _GAP, 0, 0)
        rows_layout.addWidget(self._rows_text)
        rows_layout.addSpacing(_GAP)
        rows_layout.addWidget(self._rows, 1)
        rows_layout.addStretch()
        self._rows.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._rows.setMaximumSize(_ROW_PIXELS, _ROWS)  # a screen pixel each: in between they would differ in size
        self._tabs.addTab(self._pictures, "")
        self._tabs.addTab(rows, "")
        shown = QWidget()
        shown_layout = QHBoxLayout(shown)
        shown_layout.setContentsMargins(0, 0, 0, 0)
        shown_layout.setSpacing(2 * _GAP)
        shown_layout.addWidget(self._tabs, 1)
        shown_layout.addWidget(self._detail)
        self._middle.addWidget(shown)
        self._middle.addWidget(self._offer)
        foot = QHBoxLayout()
        foot.setSpacing(_GAP)
        foot.addWidget(self._status, 1)
        foot.addWidget(self._bar)
        foot.addWidget(self._stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * _GAP, 2 * _GAP, 2 * _GAP, 2 * _GAP)
        layout.setSpacing(_GAP)
        layout.addLayout(head)
        layout.addLayout(choice)
        layout.addWidget(self._middle, 1)
        layout.addLayout(foot)
        self.resize(1000, 660)

    def _connect(self) -> None:
        self._source_chooser.activated.connect(self._on_source_chosen)
        self._open_file.triggered.connect(self._ask_for_file)
        self._open_folder.triggered.connect(self._ask_for_folder)
        self._random.clicked.connect(self._on_random_clicked)
        self._stop.clicked.connect(self._on_stop_clicked)
        self._filter.changed.connect(self._show_matching)
        self._tabs.currentChanged.connect(self._on_tab_changed)
        self._pictures.picture_marked.connect(self._on_picture_marked)
        self._pictures.picture_chosen.connect(self._on_picture_chosen)
        self._detail.wanted.connect(self._on_picture_wanted)
        self._offer.downloaded.connect(self._look_for_sources)

    # --- what can be looked at ---

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self._look_for_sources()

    def _look_for_sources(self) -> None:
        self._start_job(known_sources, self._on_sources_found)

    def open(self, path: str) -> None:  # type: ignore[override]  # a QDialog's own would make it modal
        """Opens a file or folder of labelled digits."""
        self._start_job(lambda: file_sources(Path(path)), self._on_file_recognised)

    def _start_job(self, work: Callable[[], Any], on_done: Callable[[object], None]) -> None:
        self._job = FileThread(work)
        self._job.done.connect(on_done)
        self._job.failed.connect(self._on_job_failed)
        self._job.start()

    def _on_sources_found(self, sources: Any) -> None:
        if not self._is_from(self._job):
            return
        self._sources = sources
        self._fill_sources()
        present = [source for source in sources if source.path]
        wished = self._wish(present or sources)
        if wished != self._source or wished.kind == "mine" or self._data is None:
            self._show_source(wished)
        else:
            self._mark_source()
            self._read_again()

    def _wish(self, sources: list[DataSource]) -> DataSource:
        """What was shown last, if it is still there; otherwise the first."""
        if self._source is None:
            return sources[0]
        alike = [source for source in sources if source[::2] == self._source[::2]]
        if self._source.kind == "file":
            return self._source
        return alike[0] if alike else sources[0]

    def _on_file_recognised(self, sources: Any) -> None:
        if not self._is_from(self._job):
            return
        self._opened = [source for source in self._opened if source not in sources] + sources
        self._fill_sources()
        self._show_source(sources[0])

    def _on_job_failed(self, error: Exception) -> None:
        if self._is_from(self._job):
            self._tell("failed", error)

    def _ask_for_file(self) -> None:
        self._ask(QFileDialog.FileMode.ExistingFile)

    def _ask_for_folder(self) -> None:
        self._ask(QFileDialog.FileMode.Directory)

    def _ask(self, mode: QFileDialog.FileMode) -> None:
        dialog = QFileDialog(self, self.tr("Open labelled digits"))
        dialog.setObjectName("data_open_dialog")
        dialog.setFileMode(mode)
        if mode is QFileDialog.FileMode.ExistingFile:
            patterns = "*.npz *.csv *.csv.gz *.jsonl *.jsonl.gz"
            dialog.setNameFilters(
                [
                    self.tr("Labelled digits ({patterns})").format(patterns=patterns),
                    self.tr("All files ({patterns})").format(patterns="*"),
                ]
            )
        dialog.fileSelected.connect(self.open)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_source_chosen(self, index: int) -> None:
        self._show_source((self._sources + self._opened)[index])

    def _show_source(self, source: DataSource) -> None:
        self._source = source
        self._mark_source()
        self._stop_thread()
        self._forget_data()
        if source.path:
            self._middle.setCurrentIndex(0)
            self._start_thread(lambda: load_source(source))
            self._tell("loading")
        else:
            self._offer.show_missing(source.kind)
            self._middle.setCurrentWidget(self._offer)
            self._tell("missing")

    # --- loading and reading ---

    def _start_thread(self, load: "Callable[[], DataSet]") -> None:
        self._stop_thread()
        self._unread = False
        self._thread = thread = DataThread(load, self._model)
        thread.loaded.connect(self._on_loaded)
        thread.progressed.connect(self._on_progressed)
        thread.answered.connect(self._on_answered)
        thread.failed.connect(self._on_failed)
        self.destroyed.connect(thread.stop)  # a window that goes without having been closed
        self._bar.setRange(0, 0)  # nobody knows yet how long
        thread.start()

    def _stop_thread(self) -> None:
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.stop()

    def _is_from(self, thread: QThread | None) -> bool:
        """False for late news of a thread that was stopped; one that is gone already is None as a sender."""
        return thread is not None and self.sender() is thread

    def _read_again(self) -> None:
        """Lets the model in use read what is shown, if it has not."""
        data = self._data
        if data is None or not self._unread:
            return
        self._set_answers(None)
        self._start_thread(lambda: data)
        self._tell("reading")

    def _on_loaded(self, data: "DataSet") -> None:
        if not self._is_from(self._thread):
            return
        if data is not self._data:
            self._data = data
            self._pictures.set_pictures(data.images, data.labels)
            self._show_matching()
        self._tell("reading")

    def _on_progressed(self, done: int, count: int) -> None:
        if self._is_from(self._thread):
            self._bar.setRange(0, count)
            self._bar.setValue(done)

    def _on_answered(self, answers: "Answers | None") -> None:
        if self._is_from(self._thread):
            self._thread = None
            self._set_answers(answers)
            self._tell("read")

    def _on_failed(self, error: Exception) -> None:
        if self._is_from(self._thread):
            self._thread = None
            self._tell("failed", error)

    def _on_stop_clicked(self) -> None:
        if self._thread is not None:
            self._thread.stop()

    def _forget_data(self) -> None:
        self._data = None
        self._pictures.set_pictures(self._nothing())
        self._detail.clear()
        self._set_answers(None)

    @staticmethod
    def _nothing() -> Any:
        import numpy as np

        return np.zeros((0, 28, 28), np.uint8)

    # --- what is shown of it ---

    def _set_answers(self, answers: "Answers | None") -> None:
        self._answers = answers
        self._pictures.set_answers(answers)
        self._filter.set_answered(answers is not None)
        self._show_matching()
        self._on_picture_marked(self._pictures.marked)

    def _show_matching(self) -> None:
        if self._data is not None:
            self._pictures.show_rows(self._filter.rows(self._data.labels, self._answers))
        self._random.setEnabled(self._pictures.shown_count > 0)
        self._show_rows()
        self._write_count()

    def _on_tab_changed(self, index: int) -> None:
        self._detail.setVisible(index == 0)  # rows want the room: 784 pixels side by side
        self._show_rows()

    def _show_rows(self) -> None:
        if self._tabs.currentIndex() == 1 and self._data is not None:
            rows = self._pictures.shown_rows
            self._rows.set_pictures(as_one_picture(self._data.images[rows[:_ROWS]]))

    def _on_picture_marked(self, picture: int) -> None:
        if self._data is not None and picture >= 0:
            (image,) = as_input_images(self._data.images[picture : picture + 1])
            self._detail.show_picture(picture, image, int(self._data.labels[picture]), self._answers)

    def _on_random_clicked(self) -> None:
        self._tabs.setCurrentIndex(0)
        self._pictures.mark_place(random.randrange(self._pictures.shown_count))

    def _on_picture_wanted(self) -> None:
        self._on_picture_chosen(self._pictures.marked)

    def _on_picture_chosen(self, picture: int) -> None:
        if self._data is not None and picture >= 0:
            self.drawing_chosen.emit(Drawing(image=as_opened_image(self._data.images[picture])))

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
        if self._key == "read" and self._data is not None and self._answers is not None:
            count, share = share_right(self._data.labels, self._answers)
            text = self.tr("“{model}” reads {percent} % of {count} pictures rightly.")
            return text.format(model=title, percent=f"{100 * share:.2f}", count=f"{count:,}")
        return {
            "looking": self.tr("Looking for data sets…"),
            "loading": self.tr("Loading the pictures…"),
            "reading": self.tr("“{model}” reads the pictures…"),
        }.get(self._key, "").format(model=title)

    def _write_count(self) -> None:
        count = len(self._data.labels) if self._data is not None else 0
        shown = self._pictures.shown_count
        text = self.tr("{count} pictures") if shown == count else self.tr("{shown} of {count} pictures")
        self._count.setText(text.format(shown=f"{shown:,}", count=f"{count:,}") if count else "")

    def _fill_sources(self) -> None:
        with QSignalBlocker(self._source_chooser):
            self._source_chooser.clear()
            for source in self._sources + self._opened:
                self._source_chooser.addItem(self._title(source))
        self._mark_source()

    def _mark_source(self) -> None:
        sources = self._sources + self._opened
        if self._source in sources:
            self._source_chooser.setCurrentIndex(sources.index(self._source))

    def _title(self, source: DataSource) -> str:
        title = {
            "mnist": "MNIST",
            "mine": self.tr("My drawings"),
            "synthetic": self.tr("Synthetic digits"),
        }.get(source.kind, Path(source.path).name)
        if not source.halves:
            return title
        half = self.tr("test images") if source.part == "test" else self.tr("training images")
        return self.tr("{data}, {half}").format(data=title, half=half)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Data"))
        self._source_chooser.setAccessibleName(self.tr("Data set"))
        self._source_chooser.setToolTip(self.tr("Which pictures to look at"))
        self._open.setText(self.tr("&Open"))
        self._open.setToolTip(self.tr("Look at labelled digits of your own: npz, IDX, CSV, pictures, strokes"))
        self._open_file.setText(self.tr("&File…"))
        self._open_folder.setText(self.tr("F&older…"))
        self._random.setText(self.tr("&Random one"))
        self._random.setToolTip(self.tr("Go to any one of the pictures shown"))
        self._stop.setText(self.tr("&Stop"))
        self._stop.setToolTip(self.tr("Leave the other pictures unread"))
        self._bar.setAccessibleName(self.tr("Progress"))
        self._pictures.setAccessibleName(self.tr("Pictures"))
        self._tabs.setTabText(0, self.tr("Pictures"))
        self._tabs.setTabText(1, self.tr("As rows"))
        self._rows.set_name(self.tr("The first 400 pictures, each one row of 784 pixels"))
        self._rows_text.setText(
            self.tr(
                "The first 400 of the pictures shown, each laid out as one row: its 784 pixels one after another. This "
                "is all that a model without kernels receives."
            )
        )
        self._fill_sources()
        self._tell(self._key, self._value)
