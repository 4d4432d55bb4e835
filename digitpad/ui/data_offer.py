"""What stands in the place of a data set that is not on this computer: for MNIST, the offer to download it."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from digitpad.core.data_sources import MNIST
from digitpad.core.mnist_source import MEGABYTES
from digitpad.ui.texts import error_text
from digitpad.workers.download_thread import DownloadThread
from digitpad.workers.unfinished import end_with

_GAP, _WIDTH = 8, 420


class DataOffer(QWidget):
    """Says what is missing, and downloads MNIST on request.

    Args:
        width: of its text.

    Signals:
        downloaded(): MNIST is on this computer now.
    """

    downloaded = Signal()

    def __init__(self, width: int = _WIDTH, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._width = width
        self._thread: DownloadThread | None = None
        self._missing = MNIST
        self._error: Exception | None = None
        self._text = QLabel()
        self._text.setObjectName("data_offer")
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)  # an address may be in it
        self._bar = QProgressBar()
        self._bar.setFormat("%p %")
        self._bar.setObjectName("data_download_progress")
        self._button = QPushButton()
        self._button.setObjectName("data_download")
        self._button.setAutoDefault(False)
        self._button.clicked.connect(self._on_clicked)
        column = QWidget()
        column.setFixedWidth(width)
        inner = QVBoxLayout(column)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(2 * _GAP)
        inner.addWidget(self._text)
        inner.addWidget(self._bar)
        inner.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(column, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)
        self._show_state()

    def show_missing(self, kind: str) -> None:
        """Says what is missing: `data_sources.MNIST` or `data_sources.MY_DRAWINGS`."""
        self._missing = kind
        self._show_state()

    def end(self) -> None:
        """Ends a download under way, without waiting for it."""
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.cancel()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._show_state()
        super().changeEvent(event)

    def _on_clicked(self) -> None:
        if self._thread is not None:
            self._thread.cancel()
            return
        self._error = None
        self._thread = thread = DownloadThread()
        thread.progressed.connect(self._on_progressed)
        thread.downloaded.connect(self._on_downloaded)
        thread.cancelled.connect(self._on_cancelled)
        thread.failed.connect(self._on_failed)
        end_with(self, thread)
        self._bar.setRange(0, 0)  # nobody knows yet how much
        thread.start()
        self._show_state()

    def _on_progressed(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _on_downloaded(self) -> None:
        if self._thread is not None:
            self._end_download()
            self.downloaded.emit()

    def _on_cancelled(self) -> None:
        if self._thread is not None:
            self._end_download()

    def _on_failed(self, error: Exception) -> None:
        if self._thread is not None:
            self._error = error
            self._end_download()

    def _end_download(self) -> None:
        self._thread = None
        self._show_state()

    def _show_state(self) -> None:
        is_mnist, is_running = self._missing == MNIST, self._thread is not None
        self._button.setVisible(is_mnist)
        self._button.setText(self.tr("Cancel") if is_running else self.tr("Download"))
        self._bar.setVisible(is_mnist and is_running)
        self._bar.setAccessibleName(self.tr("Progress of the download"))
        if not is_mnist:
            self._text.setText(self.tr("You have not labelled any drawing yet."))
        elif is_running:
            self._text.setText(self.tr("MNIST is being downloaded…"))
        elif self._error is not None:
            self._text.setText(error_text(self._error))
        else:
            text = self.tr(
                "MNIST is not on this computer yet: 70,000 digits that pupils and officials wrote by hand, "
                "{megabytes} MB to download."
            )
            self._text.setText(text.format(megabytes=MEGABYTES))
        self._text.setFixedHeight(
            self._text.heightForWidth(self._width)
        )  # a layout in the middle would give it one line
