"""Lessons read and written in the background, one file each."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from digitpad.core.lessons import Lesson, read_lesson, write_lesson
from digitpad.core.model_store import ModelCard
from digitpad.workers.file_thread import FileThread


class LessonFiles(QObject):
    """Does one thing a thread; of several lessons that are being read the last one counts.

    Signals:
        failed(Exception): a file could not be read or written.
    """

    failed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._threads: dict[FileThread, Callable[[Any], None]] = {}
        self._newest: FileThread | None = None  # of those that read

    def read(self, path: Path, then: Callable[[Lesson], None]) -> None:
        """Reads a lesson, and does something with it unless another one is wanted meanwhile."""
        self._newest = self._start(partial(read_lesson, path), then)

    def write(self, path: Path, lesson: Lesson, then: Callable[[Any], None]) -> None:
        """Writes a lesson."""
        self._start(partial(write_lesson, path, lesson), then)

    def report(self, path: Path, lesson: Lesson, model: ModelCard | None, then: Callable[[Any], None]) -> None:
        """Writes a report of a lesson; pages that name no model are read by this one."""
        from digitpad.core.report import write_report  # here: few lessons become reports
        from digitpad.ui.languages import language_in_use
        from digitpad.ui.report_words import report_words

        self._start(partial(write_report, str(path), lesson, model, language_in_use(), report_words()), then)

    def end(self) -> None:
        """Waits for what is being written, and wants nothing more read."""
        self._newest = None
        for thread in list(self._threads):
            thread.wait()

    def _start(self, job: Callable[[], Any], then: Callable[[Any], None]) -> FileThread:
        thread = FileThread(job)
        self._threads[thread] = then
        thread.done.connect(self._on_done)
        thread.failed.connect(self.failed)
        thread.finished.connect(self._on_finished)
        thread.start()
        return thread

    def _on_done(self, result: object) -> None:
        thread = self.sender()
        if isinstance(thread, FileThread) and thread in self._threads:
            is_outdated = isinstance(result, Lesson) and thread is not self._newest
            if not is_outdated:
                self._threads[thread](result)

    def _on_finished(self) -> None:
        thread = self.sender()
        if isinstance(thread, FileThread):
            self._threads.pop(thread, None)
