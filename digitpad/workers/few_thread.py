"""Learns from few in the background, and then the thread ends."""

import logging
from collections.abc import Sequence
from threading import Event

from PySide6.QtCore import QThread, Signal

from digitpad.core.errors import InputError
from digitpad.workers.unfinished import keep_until_finished

_log = logging.getLogger(__name__)


class FewThread(QThread):
    """Learns the same softmax model from more and more images.

    Args:
        counts: how many images to learn from, rising.
        seed: of their order; None for that of the file.
        data_paths: what to learn from; None for MNIST.

    Signals:
        learnt(FewStep): another count is done.
        failed(Exception): an `InputError` is something the user can mend.
    """

    learnt = Signal(object)
    failed = Signal(object)

    def __init__(self, counts: Sequence[int], seed: int | None, data_paths: Sequence[str] | None = None) -> None:
        super().__init__()
        self._counts, self._seed, self._data_paths = counts, seed, data_paths
        self._stopping = Event()
        keep_until_finished(self, self.stop)

    def stop(self) -> None:
        """Ends it at the next safe point, without waiting; what was learnt stays."""
        self._stopping.set()

    def run(self) -> None:
        """Learns, and tells of each count."""
        from digitpad.core import few, training_data

        try:
            data, _ = training_data.load_training_data(self._data_paths, should_stop=self._stopping.is_set)
            few.learn_from_few(data, self._counts, self._seed, self.learnt.emit, self._stopping.is_set)
        except training_data.Stopped:
            return
        except InputError as error:
            self.failed.emit(error)
        except Exception as error:
            _log.exception("learning from few failed")
            self.failed.emit(error)
