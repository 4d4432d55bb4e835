"""Which data set to look at: those on this computer, and files and folders of the user's own."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from digitpad.core.data_sources import MNIST, MY_DRAWINGS, SYNTHETIC, DataSource, file_sources, known_sources
from digitpad.ui.file_dialogs import ask_for_file, ask_for_folder
from digitpad.ui.shortened_box import ShortenedBox
from digitpad.workers.file_thread import FileThread

if TYPE_CHECKING:
    from digitpad.core.datasets import Part

_GAP = 8
_LEAST_LETTERS, _MOST_LETTERS = 10, 48


class DataChooser(QWidget):
    """Lists the data sets; looking for them happens in a thread.

    Args:
        narrow: True where there is no room for the longest title.
        part: the half that is shown at first, of a data set that has two.

    Signals:
        chosen(DataSource): this one is to be shown; also after looking again, and then often the same as before.
        failed(Exception): a file is none that can be shown.
    """

    chosen = Signal(object)
    failed = Signal(object)

    def __init__(self, narrow: bool = False, part: "Part" = "test", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("data_chooser")
        self._part = part
        self._known: list[DataSource] = []
        self._opened: list[DataSource] = []
        self._shown: DataSource | None = None
        self._job: FileThread | None = None
        self._list = ShortenedBox(0 if narrow else _MOST_LETTERS)
        self._list.setObjectName("data_source")
        self._list.setMinimumContentsLength(_LEAST_LETTERS)
        self._open = QPushButton()
        self._open.setObjectName("data_open")
        self._open.setAutoDefault(False)
        menu = QMenu(self)
        self._file, self._folder = menu.addAction(""), menu.addAction("")
        self._open.setMenu(menu)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        layout.addWidget(self._list, 1 if narrow else 0)
        layout.addWidget(self._open)
        self._list.activated.connect(self._on_activated)
        self._file.triggered.connect(self._ask_for_file)
        self._folder.triggered.connect(self._ask_for_folder)
        self._retranslate()

    @property
    def title(self) -> str:
        """What the data set is called that is shown."""
        return self._list.currentText()

    def look(self) -> None:
        """Looks for what is on this computer, and chooses what was shown last or else the first that is there."""
        self._start_job(known_sources, self._on_found)

    def open(self, path: str) -> None:
        """Opens a file or folder of labelled digits."""
        self._start_job(lambda: file_sources(Path(path)), self._on_recognised)

    def end(self) -> None:
        """Forgets what is under way."""
        self._job = None

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _start_job(self, work: Callable[[], Any], on_done: Callable[[object], None]) -> None:
        self._job = FileThread(work)
        self._job.done.connect(on_done)
        self._job.failed.connect(self._on_failed)
        self._job.start()

    def _is_news(self) -> bool:
        return self._job is not None and self.sender() is self._job

    def _on_found(self, sources: Any) -> None:
        if self._is_news():
            self._known = sources
            self._fill()
            self._choose(self._wished())

    def _on_recognised(self, sources: Any) -> None:
        if self._is_news():
            self._opened = [source for source in self._opened if source not in sources] + sources
            self._fill()
            self._choose(sources[0])

    def _on_failed(self, error: Exception) -> None:
        if self._is_news():
            self.failed.emit(error)

    def _on_activated(self, index: int) -> None:
        self._choose((self._known + self._opened)[index])

    def _choose(self, source: DataSource) -> None:
        self._shown = source
        self._mark()
        self.chosen.emit(source)

    def _wished(self) -> DataSource:
        last = self._shown
        if last in self._opened:
            return last
        if last is not None:
            for source in self._known:
                if (source.kind, source.part) == (last.kind, last.part) and (source.path or not last.path):
                    return source
        there = [source for source in self._known if source.path and (source.part == self._part or not source.halves)]
        return there[0] if there else self._known[0]

    def _fill(self) -> None:
        with QSignalBlocker(self._list):
            self._list.clear()
            for source in self._known + self._opened:
                self._list.addItem(self._title(source))
        self._mark()

    def _mark(self) -> None:
        sources = self._known + self._opened
        if self._shown in sources:
            self._list.setCurrentIndex(sources.index(self._shown))

    def _ask_for_file(self) -> None:
        patterns = "*.npz *.csv *.csv.gz *.jsonl *.jsonl.gz"
        filters = [
            self.tr("Labelled digits ({patterns})").format(patterns=patterns),
            self.tr("All files ({patterns})").format(patterns="*"),
        ]
        ask_for_file(self, "data_open_dialog", self.tr("Open labelled digits"), filters, self.open)

    def _ask_for_folder(self) -> None:
        ask_for_folder(self, "data_open_dialog", self.tr("Open labelled digits"), self.open)

    def _title(self, source: DataSource) -> str:
        title = {
            MNIST: "MNIST",
            MY_DRAWINGS: self.tr("My drawings"),
            SYNTHETIC: self.tr("Synthetic digits"),
        }.get(source.kind) or Path(source.path).name
        if not source.halves:
            return title
        half = self.tr("test images") if source.part == "test" else self.tr("training images")
        return self.tr("{data}, {half}").format(data=title, half=half)

    def _retranslate(self) -> None:
        self._list.setAccessibleName(self.tr("Data set"))
        self._list.setToolTip(self.tr("Which images to look at"))
        self._open.setText(self.tr("Open…"))
        self._open.setToolTip(self.tr("Look at labelled digits of your own: npz, IDX, CSV, pictures, strokes"))
        self._file.setText(self.tr("&File…"))
        self._folder.setText(self.tr("F&older…"))
        self._fill()
