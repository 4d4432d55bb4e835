"""The pictures of a data set: a choice of them, one in detail, or as rows of pixels."""

import random
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget

from digitpad.core.drawing import Drawing
from digitpad.core.evaluation import as_input_images
from digitpad.core.selection import as_opened_image
from digitpad.ui.picture_detail import PictureDetail
from digitpad.ui.picture_filter import PictureFilter
from digitpad.ui.picture_list import PictureList
from digitpad.ui.picture_rows import PictureRows

if TYPE_CHECKING:
    from digitpad.core.datasets import DataSet
    from digitpad.core.selection import Answers

_GAP = 8


class DataView(QWidget):
    """Shows those pictures that the filter lets through, with what a model reads in them.

    Signals:
        shown_changed(): other pictures are shown.
        drawing_chosen(Drawing): a picture, to go on the canvas.
    """

    shown_changed = Signal()
    drawing_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.data: DataSet | None = None
        """What is shown."""
        self.answers: Answers | None = None
        """What the model in use reads."""
        self._filter = PictureFilter()
        self._random = QPushButton()
        self._random.setObjectName("data_random")
        self._random.setAutoDefault(False)
        self._pictures = PictureList()
        self._pictures.setObjectName("data_pictures")
        self._rows = PictureRows()
        self._tabs = QTabWidget()
        self._tabs.setObjectName("data_tabs")
        self._tabs.setDocumentMode(True)
        self._detail = PictureDetail()
        self._lay_out()
        self._filter.changed.connect(self._show_matching)
        self._random.clicked.connect(self._on_random_clicked)
        self._tabs.currentChanged.connect(self._on_tab_changed)
        self._pictures.picture_marked.connect(self._on_picture_marked)
        self._pictures.picture_chosen.connect(self._on_picture_chosen)
        self._detail.wanted.connect(self._on_picture_wanted)
        self._retranslate()

    @property
    def counts(self) -> tuple[int, int]:
        """How many pictures are shown, of how many."""
        return self._pictures.shown_count, 0 if self.data is None else len(self.data.labels)

    def set_data(self, data: "DataSet") -> None:
        """Shows a data set, whose pictures nobody has read yet."""
        self.data = data
        self._pictures.set_pictures(data.images, data.labels)
        self._show_matching()

    def clear(self) -> None:
        """Shows nothing."""
        self.data = None
        self._pictures.clear()
        self._detail.clear()
        self.set_answers(None)

    def set_answers(self, answers: "Answers | None") -> None:
        """What the model in use reads; None while nobody knows."""
        self.answers = answers
        self._pictures.set_answers(answers)
        self._filter.set_answered(answers is not None)
        self._show_matching()
        self._on_picture_marked(self._pictures.marked)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        choice = QHBoxLayout()
        choice.setSpacing(_GAP)
        choice.addWidget(self._filter, 1)
        choice.addWidget(self._random)
        self._tabs.addTab(self._pictures, "")
        self._tabs.addTab(self._rows, "")
        shown = QHBoxLayout()
        shown.setSpacing(2 * _GAP)
        shown.addWidget(self._tabs, 1)
        shown.addWidget(self._detail)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        layout.addLayout(choice)
        layout.addLayout(shown, 1)

    def _show_matching(self) -> None:
        if self.data is not None:
            self._pictures.show_rows(self._filter.rows(self.data.labels, self.answers))
        self._random.setEnabled(self._pictures.shown_count > 0)
        self._show_rows()
        self.shown_changed.emit()

    def _on_tab_changed(self, index: int) -> None:
        self._detail.setVisible(index == 0)  # rows want the room: 784 pixels side by side
        self._show_rows()

    def _show_rows(self) -> None:
        if self._tabs.currentIndex() == 1 and self.data is not None:
            self._rows.show_pictures(self.data.images, self._pictures.shown_rows)

    def _on_picture_marked(self, picture: int) -> None:
        if self.data is not None and picture >= 0:
            (image,) = as_input_images(self.data.images[picture : picture + 1])
            self._detail.show_picture(picture, image, int(self.data.labels[picture]), self.answers)

    def _on_random_clicked(self) -> None:
        self._tabs.setCurrentIndex(0)
        self._pictures.mark_place(random.randrange(self._pictures.shown_count))

    def _on_picture_wanted(self) -> None:
        self._on_picture_chosen(self._pictures.marked)

    def _on_picture_chosen(self, picture: int) -> None:
        if self.data is not None and picture >= 0:
            self.drawing_chosen.emit(Drawing(image=as_opened_image(self.data.images[picture])))

    def _retranslate(self) -> None:
        self._random.setText(self.tr("Random one"))
        self._random.setToolTip(self.tr("Go to any one of the images shown"))
        self._pictures.setAccessibleName(self.tr("Images"))
        self._tabs.setTabText(0, self.tr("Images"))
        self._tabs.setTabText(1, self.tr("As rows"))
