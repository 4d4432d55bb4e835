"""Which images a run learns from."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from digitpad.core.data_sources import MNIST, MY_DRAWINGS, SYNTHETIC, Glance, glance_at, totals
from digitpad.core.errors import InputError
from digitpad.ui.data_offer import DataOffer
from digitpad.ui.file_dialogs import ask_for_file, ask_for_folder
from digitpad.ui.problem_label import ProblemLabel
from digitpad.ui.texts import error_text
from digitpad.workers.file_thread import FileThread

_GAP, _OFFER_WIDTH = 8, 278  # in line with the names of the sources
_BUILT_IN = (MNIST, SYNTHETIC, MY_DRAWINGS)
_ABSENT = ("data_missing", "mnist_missing", "data_empty")


class DataSources(QWidget):
    """Sources to be ticked, each with the number of its images, which a thread counts; MNIST can be downloaded.

    Signals:
        changed(): other sources were ticked, or their images were counted.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sources: list[SourceRow] = []
        self._grid = QVBoxLayout()
        self._grid.setSpacing(_GAP // 2)
        self._add_file, self._add_folder = QPushButton(), QPushButton()
        for name, button in (("file", self._add_file), ("folder", self._add_folder)):
            button.setObjectName(f"train_add_{name}")
            button.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.setSpacing(_GAP)
        buttons.addWidget(self._add_file)
        buttons.addWidget(self._add_folder)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        layout.addLayout(self._grid)
        layout.addLayout(buttons)
        self._mnist = self._append(MNIST)
        self._mnist.tick(True)
        self._offer = DataOffer(_OFFER_WIDTH)
        self._offer.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._offer.hide()
        self._grid.addWidget(self._offer)
        for source in (SYNTHETIC, MY_DRAWINGS):
            self._append(source)
        self._mnist.changed.connect(self._on_mnist_changed)
        self._offer.downloaded.connect(self._mnist.look)
        self._add_file.clicked.connect(self._on_add_file_clicked)
        self._add_folder.clicked.connect(self._on_add_folder_clicked)
        self._retranslate()

    @property
    def chosen(self) -> list[str]:
        """The ticked sources, as `load_training_data` takes them."""
        return [row.source for row in self._sources if row.is_ticked]

    @property
    def totals(self) -> tuple[int, int] | None:
        """How many images there are to learn from and to be tested on; None while nobody knows."""
        glances = [row.glance for row in self._sources if row.is_ticked]
        known = [glance for glance in glances if glance is not None]
        return totals(known, self._mnist.glance) if known and len(known) == len(glances) else None

    @property
    def samples(self) -> np.ndarray | None:
        """A few images of the first ticked source, (n, 28, 28) uint8; None while nobody has seen any."""
        return next((row.glance.samples for row in self._sources if row.is_ticked and row.glance is not None), None)

    def add(self, path: str) -> None:
        """Adds a data set, and ticks it."""
        if all(row.source != path for row in self._sources):
            row = self._append(path)
            row.look()
        for row in self._sources:
            if row.source == path:
                row.tick(True)

    def forget_jobs(self) -> None:
        """Lets no thread tell anything any more, and ends a download."""
        for row in self._sources:
            row.forget_job()
        self._offer.end()

    def look(self) -> None:
        """Counts the images of sources that nobody has counted yet, and of those that may have grown."""
        for row in self._sources:
            if row.glance is None or row.source == MY_DRAWINGS:
                row.look()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _append(self, source: str) -> "SourceRow":
        row = SourceRow(source)
        row.changed.connect(self.changed)
        self._sources.append(row)
        self._grid.addWidget(row)
        return row

    def _on_mnist_changed(self) -> None:
        self._offer.setVisible(self._mnist.is_missing)

    def _on_add_file_clicked(self) -> None:
        filters = [self.tr("Data sets (*.npz *.csv *.jsonl *.jsonl.gz)"), self.tr("All files (*)")]
        ask_for_file(self.window(), "train_data_dialog", self.tr("Add a data set"), filters, self.add)

    def _on_add_folder_clicked(self) -> None:
        title = self.tr("Add a folder of pictures or IDX files")
        ask_for_folder(self.window(), "train_data_dialog", title, self.add)

    def _retranslate(self) -> None:
        self._add_file.setText(self.tr("Add a file…"))
        self._add_file.setToolTip(self.tr("npz, CSV with the label first, or a stroke file"))
        self._add_folder.setText(self.tr("Add a folder…"))
        self._add_folder.setToolTip(self.tr("IDX files, or pictures in one sub-folder a digit"))


class SourceRow(QWidget):
    """One source: its name, how many images it has, and what is wrong with it.

    Signals:
        changed(): it was ticked, or its images were counted.
    """

    changed = Signal()

    def __init__(self, source: str) -> None:
        super().__init__()
        self.source = source
        self.glance: Glance | None = None
        """None while nobody has looked, and where there is nothing."""
        self._error: Exception | None = None
        self._job: FileThread | None = None
        self._box = QCheckBox()
        name = source.replace(" ", "_") if source in _BUILT_IN else "file"
        self._box.setObjectName(f"train_source_{name}")
        self._count, self._problem = QLabel(), ProblemLabel(f"train_source_{name}_problem")
        self._count.setObjectName(f"train_source_{name}_count")
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setVerticalSpacing(0)
        layout.addWidget(self._box, 0, 0)
        layout.addWidget(self._count, 0, 1, Qt.AlignmentFlag.AlignRight)
        layout.addWidget(self._problem, 1, 0, 1, 2)
        layout.setColumnStretch(0, 1)
        self._box.toggled.connect(self.changed)
        self._write()

    @property
    def is_ticked(self) -> bool:
        """True where a run is to learn from it."""
        return self._box.isChecked()

    @property
    def is_missing(self) -> bool:
        """True where it is not on this computer, or empty."""
        return isinstance(self._error, InputError) and self._error.code in _ABSENT

    def tick(self, wanted: bool) -> None:
        """Says whether a run is to learn from it."""
        self._box.setChecked(wanted)

    def look(self) -> None:
        """Counts its images, in a thread."""
        if self._job is not None:
            return
        source = self.source
        self._job = FileThread(lambda: glance_at(source))
        self._job.done.connect(self._on_done)
        self._job.failed.connect(self._on_failed)
        self._job.start()
        self._write()

    def forget_job(self) -> None:
        """Hears no more of a thread that is still counting."""
        self._job = None

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._write()
        super().changeEvent(event)

    def _on_done(self, glance: Glance) -> None:
        if self._job is not None:
            self._end_job(glance, None)

    def _on_failed(self, error: Exception) -> None:
        if self._job is not None:
            self._end_job(None, error)

    def _end_job(self, glance: Glance | None, error: Exception | None) -> None:
        self._job, self.glance, self._error = None, glance, error
        self._write()
        self.changed.emit()

    def _write(self) -> None:
        self._box.setText(self._name())
        self._box.setToolTip(self._explanation())
        if self.glance is not None:
            one, several = self.tr("1 image"), self.tr("{count} images")
            count = one if self.glance.training == 1 else several.format(count=f"{self.glance.training:,}")
        elif self._error is not None:
            count = self.tr("none yet") if self.is_missing else "–"
        else:
            count = self.tr("counting…") if self._job is not None else ""
        self._count.setText(count)
        self._box.setAccessibleDescription(count)
        # MNIST can be wished for before it is there: the run says what to do.
        usable = self._error is None or (self.is_missing and self.source == MNIST)
        if not usable:
            self._box.setChecked(False)
        self._box.setEnabled(usable)
        self._problem.tell("" if self.is_missing or self._error is None else error_text(self._error))

    def _name(self) -> str:
        names = {MNIST: "MNIST", SYNTHETIC: self.tr("Built-in digits"), MY_DRAWINGS: self.tr("My drawings")}
        return names.get(self.source) or Path(self.source).name

    def _explanation(self) -> str:
        explanations = {
            MNIST: self.tr("Digits that people in the USA wrote by hand around 1990"),
            SYNTHETIC: self.tr("Drawn by the program itself, in many ways"),
            MY_DRAWINGS: self.tr("What you have drawn and labelled yourself"),
        }
        return explanations.get(self.source, self.source)
