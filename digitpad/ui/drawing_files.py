"""Open, paste and save drawings: the reading and writing happens in a thread."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from digitpad.core.drawing import Drawing
from digitpad.core.errors import InputError
from digitpad.ui.file_dialogs import ask_for_file, saving_dialog, show_once
from digitpad.ui.texts import error_details, error_text
from digitpad.workers.file_thread import FileThread

_STROKE_SUFFIXES = (".jsonl", ".jsonl.gz")


class DrawingFiles(QObject):
    """Dialogs and jobs for the window's drawing.

    Signals:
        opened(Drawing): a picture or a stroke file was read; only the newest wish is answered.
        saved(str): a file was written, by its name.
        copied(): a drawing is on the clipboard as a picture.
        failed(str, str): a sentence about what did not work, and its details; what is on the canvas stays.
    """

    opened = Signal(object)
    saved = Signal(str)
    copied = Signal()
    failed = Signal(str, str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._threads: list[FileThread] = []
        self._newest: FileThread | None = None

    def ask_and_open(self) -> None:
        """Lets the user choose a file to open."""
        pictures = "*.png *.jpg *.jpeg *.bmp *.webp *.tif *.tiff"
        filters = [
            self.tr("Pictures and drawings ({patterns})").format(patterns=f"{pictures} *.jsonl *.jsonl.gz"),
            self.tr("All files ({patterns})").format(patterns="*"),
        ]
        ask_for_file(self._window(), "open_dialog", self.tr("Open a picture or drawing"), filters, self.open)

    def open(self, path: str) -> None:
        """Opens a picture, or the first drawing of a stroke file."""
        self._newest = self._start(lambda: read_drawing(Path(path)), self._on_read)

    def paste(self, content: QMimeData | None) -> None:
        """Opens what is on the clipboard: a file or a picture."""
        content = content or QMimeData()  # some window systems have none before something was copied
        files = [url.toLocalFile() for url in content.urls() if url.isLocalFile()]
        if files:
            self.open(files[0])
        elif content.hasImage() and not (image := QImage(content.imageData())).isNull():
            self._newest = self._start(lambda: _drawing_from_image(image), self._on_read)
        else:
            self.failed.emit(self.tr("There is no picture on the clipboard."), "")

    def copy(self, drawing: Drawing) -> None:
        """Puts a drawing on the clipboard as a picture."""
        self._start(lambda: _picture_of(drawing), self._on_painted)

    def ask_and_save(self, drawing: Drawing) -> None:
        """Lets the user choose where to save a drawing, as a picture or as strokes."""
        dialog = saving_dialog(self._window(), "save_dialog", self.tr("Save the drawing"), "drawing.png")
        dialog.setNameFilters([self.tr("Picture (*.png)"), self.tr("Strokes (*.jsonl)")])
        dialog.filterSelected.connect(
            lambda chosen: dialog.setDefaultSuffix("jsonl" if "jsonl" in chosen else "png")  # the dialog's own suffix
        )
        dialog.fileSelected.connect(lambda path: self.save(drawing, path))
        show_once(dialog)

    def save(self, drawing: Drawing, path: str) -> None:
        """Saves a drawing; a name that ends in .jsonl gets strokes, any other one a PNG."""
        self._start(lambda: write_drawing(drawing, Path(path)), self._on_written)

    def ask_and_save_image(self, image: QImage, name: str) -> None:
        """Lets the user choose where to save a picture."""
        dialog = saving_dialog(self._window(), "save_picture_dialog", self.tr("Save the picture"), name)
        dialog.setNameFilters([self.tr("Picture (*.png)")])
        dialog.fileSelected.connect(lambda path: self.save_image(image, path))
        show_once(dialog)

    def save_image(self, image: QImage, path: str) -> None:
        """Saves a picture as PNG."""
        self._start(lambda: _write_image(image, Path(path)), self._on_written)

    def close(self) -> None:
        """Waits for jobs under way: what is being written is written whole."""
        self._newest = None
        for thread in self._threads:
            thread.wait()

    def _window(self) -> QWidget | None:
        # Asked for, not kept: a circle of references would leave the window to the garbage collector, which may run in
        # any thread.
        window = self.parent()
        return window if isinstance(window, QWidget) else None

    def _start(self, job: Callable[[], Any], on_done: Callable[[object], None]) -> FileThread:
        thread = FileThread(job)
        self._threads.append(thread)
        thread.done.connect(on_done)
        thread.failed.connect(self._on_failed)
        thread.finished.connect(self._on_finished)
        thread.start()
        return thread

    def _on_read(self, drawing: object) -> None:
        if self.sender() is self._newest:
            self.opened.emit(drawing)

    def _on_painted(self, image: object) -> None:
        QGuiApplication.clipboard().setImage(image)  # type: ignore[call-overload]  # signals carry objects
        self.copied.emit()

    def _on_written(self, path: object) -> None:
        self.saved.emit(str(path))

    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(error_text(error), error_details(error))

    def _on_finished(self) -> None:
        thread = self.sender()
        if isinstance(thread, FileThread):
            self._threads.remove(thread)


def read_drawing(path: Path) -> Drawing:
    """Reads a picture, or the first drawing of a stroke file.

    Raises:
        InputError: it cannot be read.
    """
    from digitpad.core.images import read_image, square_image

    if path.name.endswith(_STROKE_SUFFIXES):
        from digitpad.core.stroke_files import read_drawings

        first = next(iter(read_drawings(path)), None)
        if first is None:
            raise InputError("data_empty", path=path)
        return first.drawing
    return Drawing(image=square_image(read_image(path)))


def write_drawing(drawing: Drawing, path: Path) -> str:
    """Writes a drawing as strokes (.jsonl) or as a picture (anything else); gives the file's name."""
    from digitpad.core.drawing import line_from_row, row_from_drawing
    from digitpad.core.images import write_file, write_png
    from digitpad.core.ink import drawing_to_picture

    if path.suffix == ".jsonl":
        write_file(path, line_from_row(row_from_drawing(drawing)).encode())
    else:
        write_png(path, drawing_to_picture(drawing))
    return path.name


def _picture_of(drawing: Drawing) -> QImage:
    from digitpad.core.ink import drawing_to_picture
    from digitpad.ui.pixel_view import to_image

    return to_image(drawing_to_picture(drawing))


def _drawing_from_image(image: QImage) -> Drawing:
    from digitpad.core.images import square_image

    return Drawing(image=square_image(pixels_of(image)))


def pixels_of(image: QImage) -> Any:
    """A QImage on white paper, as (height, width, 3) uint8 RGB of its own."""
    import numpy as np

    from digitpad.core.images import flatten_alpha

    with_alpha = image.convertToFormat(QImage.Format.Format_RGBA8888)
    # The view shares QImage's memory and its rows may be padded: cut the padding, then copy.
    rows = np.frombuffer(with_alpha.constBits(), np.uint8).reshape(with_alpha.height(), with_alpha.bytesPerLine())
    pixels = rows[:, : 4 * with_alpha.width()].reshape(with_alpha.height(), with_alpha.width(), 4)
    return flatten_alpha(pixels.copy())


def _write_image(image: QImage, path: Path) -> str:
    from digitpad.core.images import write_png

    write_png(path, pixels_of(image))
    return path.name
