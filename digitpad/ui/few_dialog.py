"""Learn from few: ten templates and the test accuracy, from one image to ten thousand."""

import random
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from digitpad.core.data_sources import SYNTHETIC
from digitpad.core.errors import InputError
from digitpad.core.few import COUNTS
from digitpad.core.mnist_source import find_mnist
from digitpad.ui.film import Film, FilmFrame
from digitpad.ui.film_player import FilmPlayer
from digitpad.ui.return_key import ReturnPresses
from digitpad.ui.texts import error_text
from digitpad.workers.few_thread import FewThread
from digitpad.workers.unfinished import end_with

if TYPE_CHECKING:
    from digitpad.core.few import FewStep

_GAP = 8
_MOST = (100, 1_000, 10_000, 50_000)
_USUAL = 10_000


class FewDialog(QDialog):
    """Learns the same softmax model from more and more images, and plays how its templates grow.

    Args:
        window: the dialog's parent.
        data_paths: what to learn from; None for MNIST, or the built-in digits where it is not on this computer.
    """

    def __init__(self, window: QWidget, data_paths: Sequence[str] | None = None) -> None:
        super().__init__(window)
        self.setObjectName("few_dialog")
        ReturnPresses(self)
        self._data_paths = data_paths
        self._thread: FewThread | None = None
        self._steps: list[FewStep] = []
        self._seed: int | None = None
        self._error: Exception | None = None
        self._stopped = False
        self._lead, self._source, self._status, self._most_label = QLabel(), QLabel(), QLabel(), QLabel()
        for label in (self._lead, self._source):
            label.setWordWrap(True)
        self._source.setObjectName("few_source")
        self._source.hide()
        self._status.setObjectName("few_status")
        self._most = QComboBox()
        self._most.setObjectName("few_most")
        for most in _MOST:
            self._most.addItem(f"{most:,}", most)
        self._most.setCurrentIndex(_MOST.index(_USUAL))
        self._most_label.setBuddy(self._most)
        self._start, self._others, self._stop = QPushButton(), QPushButton(), QPushButton()
        self._player = FilmPlayer()
        self._lay_out()
        self._start.clicked.connect(self._on_start_clicked)
        self._others.clicked.connect(self._on_others_clicked)
        self._stop.clicked.connect(self._on_stop_clicked)
        self._retranslate()

    def _lay_out(self) -> None:
        choices = QHBoxLayout()
        choices.setSpacing(_GAP)
        choices.addWidget(self._most_label)
        choices.addWidget(self._most)
        for name, button in (("start", self._start), ("others", self._others), ("stop", self._stop)):
            button.setObjectName(f"few_{name}")
            button.setAutoDefault(False)
            choices.addWidget(button)
        choices.addSpacing(_GAP)
        choices.addWidget(self._status, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * _GAP, 2 * _GAP, 2 * _GAP, 2 * _GAP)
        layout.setSpacing(_GAP)
        layout.addWidget(self._lead)
        layout.addWidget(self._source)
        layout.addLayout(choices)
        layout.addSpacing(_GAP)
        layout.addWidget(self._player, 1)
        self.resize(840, 680)

    def end(self) -> None:
        """Ends what is under way, without waiting for it; the window is closed."""
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.stop()
        self._player.end()

    # --- learning ---

    def _on_start_clicked(self) -> None:
        self._learn(None)

    def _on_others_clicked(self) -> None:
        self._learn(random.randrange(1, 1_000_000))

    def _learn(self, seed: int | None) -> None:
        if self._thread is not None:
            return
        self._steps, self._seed, self._error, self._stopped = [], seed, None, False
        self._player.pause()
        counts = [count for count in COUNTS if count <= self._most.currentData()]
        self._thread = thread = FewThread(counts, seed, self._paths())
        thread.learnt.connect(self._on_learnt)
        thread.failed.connect(self._on_failed)
        thread.finished.connect(self._on_finished)
        end_with(self, thread)
        thread.start()
        self._show_steps()

    def _paths(self) -> Sequence[str] | None:
        """What to learn from; says so where it is not MNIST, which may have been downloaded since the last time."""
        paths = self._data_paths
        if paths is None:
            try:
                find_mnist()
            except InputError:
                paths = [SYNTHETIC]
        self._source.setVisible(paths is not None and self._data_paths is None)
        return paths

    def _on_stop_clicked(self) -> None:
        if self._thread is not None:
            self._stopped = True
            self._thread.stop()

    def _on_learnt(self, step: "FewStep") -> None:
        if self._thread is not None:
            self._steps.append(step)
            self._show_steps()

    def _on_failed(self, error: Exception) -> None:
        self._error = error

    def _on_finished(self) -> None:
        self._thread = None
        self._show_steps()

    def _show_steps(self) -> None:
        """Follows what is learnt; afterwards the film stays where it is."""
        self._player.show_film(self._film(), max(0, len(self._steps) - 1), "few.gif")
        self._tell()

    def _film(self) -> Film:
        return Film(
            title=self.tr("Learnt from few images"),
            frames=tuple(FilmFrame(step.count, step.templates, self._caption(step)) for step in self._steps),
            digits=True,
            curve_title=self.tr("Test accuracy, by the number of images"),
            curve=tuple((step.count, step.accuracy) for step in self._steps),
            end=self._most.currentData() if self._thread else max((step.count for step in self._steps), default=1),
        )

    def _caption(self, step: "FewStep") -> str:
        missing = ", ".join(str(digit) for digit, count in enumerate(step.seen) if not count)
        accuracy = f"{100 * step.accuracy:.1f} %"
        if step.count == 1:
            text = self.tr("1 image, a {digit} · {accuracy} of the test images are read right")
            return text.format(digit=step.seen.index(1), accuracy=accuracy)
        if missing:
            text = self.tr("{count} images, none of {digits} yet · {accuracy} of the test images are read right")
            return text.format(count=f"{step.count:,}", digits=missing, accuracy=accuracy)
        text = self.tr("{count} images · {accuracy} of the test images are read right")
        return text.format(count=f"{step.count:,}", accuracy=accuracy)

    # --- the dialog itself ---

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._steps:
            self._learn(None)

    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():  # minimised it goes on
            self._on_stop_clicked()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _tell(self) -> None:
        learning = self._thread is not None
        self._most.setEnabled(not learning)
        self._start.setEnabled(not learning)
        self._others.setEnabled(not learning)
        self._stop.setEnabled(learning)
        self._status.setText(self._sentence())

    def _sentence(self) -> str:
        if self._error is not None:
            return error_text(self._error)
        if self._thread is not None and not self._steps:
            return self.tr("Reading the images…")
        if self._thread is not None:
            return self.tr("Learning…")
        return self.tr("Stopped.") if self._stopped else ""

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Learn from few images"))
        self._lead.setText(
            self.tr(
                "How many examples does a model need? The same ten templates, learnt from one image, from two, from "
                "more and more; each time all test images are read."
            )
        )
        self._source.setText(
            self.tr(
                "MNIST is not on this computer, so it learns from the program's own built-in digits. Data… in the menu "
                "Model downloads MNIST."
            )
        )
        self._most_label.setText(self.tr("Up to so many images"))
        self._start.setText(self.tr("Learn again"))
        self._others.setText(self.tr("From other images"))
        self._others.setToolTip(self.tr("Learn from images in another order: with few of them, luck decides"))
        self._stop.setText(self.tr("Stop"))
        self._show_steps()
