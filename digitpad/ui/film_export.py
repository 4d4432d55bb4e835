"""Saves a film as an animation or as one sheet of all its frames: a thread paints and writes."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from digitpad.ui.film import Film, paint_frame
from digitpad.workers.film_thread import FilmThread
from digitpad.workers.unfinished import end_with

_SHARPNESS = {".png": 1, ".gif": 2}  # a sheet has many frames, and is large as it is


class FilmExport(QObject):
    """A dialog and a job for one film; one job at a time.

    Signals:
        progressed(int, int): so many frames of so many are painted.
        saved(str): a file was written, by its name.
        failed(Exception): nothing was written.
    """

    progressed = Signal(int, int)
    saved = Signal(str)
    failed = Signal(object)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._job: FilmThread | None = None

    @property
    def is_busy(self) -> bool:
        """True while a job is under way."""
        return self._job is not None

    def ask_and_save(self, film: Film, limit: float | None, name: str) -> None:
        """Lets the user choose where to save a film, as an animation or as a sheet.

        Args:
            film: to save.
            limit: the end of the scale that all frames share; None for a scale of each frame's own.
            name: of the file, to begin with.
        """
        owner = self.parent()
        dialog = QFileDialog(owner if isinstance(owner, QWidget) else None, self.tr("Save the film"))
        dialog.setObjectName("film_save_dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Animation (*.gif)"), self.tr("All frames on one sheet (*.png)")])
        dialog.setDefaultSuffix("gif")
        dialog.filterSelected.connect(
            lambda chosen: dialog.setDefaultSuffix("png" if "png" in chosen else "gif")  # the dialog's own suffix
        )
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda path: self.save(film, limit, path))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, film: Film, limit: float | None, path: str) -> None:
        """Saves a film; a name that ends in .png gets a sheet, any other one an animation."""
        if self._job is not None:
            return
        scale = _SHARPNESS.get(Path(path).suffix.lower(), 2)
        self._job = job = FilmThread(Path(path), len(film.frames), lambda index: paint_frame(film, index, limit, scale))
        job.progressed.connect(self.progressed)
        job.saved.connect(self._on_saved)
        job.failed.connect(self._on_failed)
        end_with(self, job)
        job.start()
        self.progressed.emit(0, len(film.frames))

    def cancel(self) -> None:
        """Ends a job under way, without waiting; a file that is being written is written whole, and not told of."""
        job, self._job = self._job, None
        if job is not None:
            job.cancel()

    def _on_saved(self, name: str) -> None:
        if self._job is not None:
            self._job = None
            self.saved.emit(name)

    def _on_failed(self, error: Exception) -> None:
        if self._job is not None:
            self._job = None
            self.failed.emit(error)
