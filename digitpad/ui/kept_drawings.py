"""Drawings that somebody labelled, on their way to the disk: one job at a time, in a thread."""

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from digitpad.core.my_drawings import add_drawing, relabel_drawing
from digitpad.workers.file_thread import FileThread

if TYPE_CHECKING:
    from digitpad.core.drawing import Drawing


class _Labelled(NamedTuple):
    drawing: "Drawing"
    label: int


class _Kept:
    """What was kept since the window opened; written by one thread at a time, and read by the window meanwhile."""

    def __init__(self) -> None:
        self._all: tuple[_Labelled, ...] = ()

    def find(self, drawing: "Drawing") -> _Labelled | None:
        """A drawing of the same ink, as it was kept."""
        return next((kept for kept in reversed(self._all) if kept.drawing.has_ink_of(drawing)), None)

    def write(self, drawing: "Drawing", label: int | None) -> None:
        """Keeps a drawing, labels it anew, or with None takes it back."""
        kept = self.find(drawing)
        if kept is None or not relabel_drawing(*kept, label):  # somebody may have taken it out of the file
            kept_now = () if label is None else (_Labelled(drawing, label),)
            if label is not None:
                add_drawing(drawing, label)
        else:
            kept_now = () if label is None else (kept._replace(label=label),)
        self._all = (*(other for other in self._all if other is not kept), *kept_now)


class KeptDrawings(QObject):
    """Keeps labelled drawings among the user's own; the same drawing labelled again gets another label.

    Signals:
        changed(): a drawing is on the disk with its label, or is no longer there.
        failed(Exception): it could not be written.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._kept = _Kept()
        self._wishes: list[tuple[Drawing, int | None]] = []
        self._job: FileThread | None = None

    def label_of(self, drawing: "Drawing") -> int | None:
        """The label of a drawing that was kept since the window opened."""
        kept = self._kept.find(drawing)
        return None if kept is None else kept.label

    def keep(self, drawing: "Drawing", label: int | None) -> None:
        """Keeps a drawing with a label, 0 … 9, or with None no longer."""
        self._wishes.append((drawing, label))
        if self._job is None:
            self._begin()

    def close(self) -> None:
        """Tells nothing more, and waits: what was labelled is written."""
        self.blockSignals(True)
        while (job := self._job) is not None:
            job.wait()
            self._end_job()

    def _begin(self) -> None:
        self._job = job = FileThread(partial(self._kept.write, *self._wishes.pop(0)))
        job.done.connect(self._on_done)
        job.failed.connect(self._on_failed)
        job.start()

    def _on_done(self, _result: object) -> None:
        self._end_job()
        self.changed.emit()

    def _on_failed(self, error: Exception) -> None:
        self._end_job()
        self.failed.emit(error)

    def _end_job(self) -> None:
        self._job = None
        if self._wishes:
            self._begin()
