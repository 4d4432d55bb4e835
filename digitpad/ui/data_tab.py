"""What the tabs about a whole data set have in common: which one, and the way to one that is missing."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from digitpad.core.data_sources import DataSource
from digitpad.core.drawing import Drawing
from digitpad.core.selection import as_opened_image
from digitpad.ui.data_chooser import DataChooser
from digitpad.ui.data_offer import DataOffer
from digitpad.ui.picture_list import PictureList
from digitpad.ui.reason_tab import ReasonTab
from digitpad.ui.texts import error_text
from digitpad.ui.work_row import WorkRow

if TYPE_CHECKING:
    from digitpad.core.data_sources import Part
    from digitpad.core.datasets import DataSet

_GAP = 8
_OFFER_WIDTH = 300


class DataTab(ReasonTab):
    """A data set to choose, its pictures, and in their place the offer of a data set that is not there yet.

    Args:
        name: of the tab's own parts, and of the file that its picture is saved in unless `file_name` says otherwise.
        part: of the data sets, "train" or "test".
        columns: how many pictures stand side by side; 0 for as many as there is room for.
    """

    needs_drawing = False

    def __init__(self, name: str, part: "Part", columns: int = 0, file_name: str = "") -> None:
        super().__init__(file_name or name)
        self._source: DataSource | None = None
        self._data: DataSet | None = None  # whose pictures are shown
        self._sources = DataChooser(narrow=True, part=part)
        self._sources.setObjectName(f"{name}_data")
        self._source_label = QLabel()  # in place of the chooser, before a class
        self._source_label.setObjectName(f"{name}_source")
        self._source_label.setWordWrap(True)
        self._source_label.hide()
        self.content.addWidget(self._source_label)
        self.at_the_desk.append(self._sources)
        self._work = WorkRow(name)
        self._pictures = PictureList(columns)
        self._pictures.setObjectName(f"{name}_pictures")
        self._offer = DataOffer(_OFFER_WIDTH)
        self._pages_of_data = QStackedWidget()
        shown = QWidget()
        self._shown = QVBoxLayout(shown)
        """Where a tab puts what it shows of a data set."""
        self._shown.setContentsMargins(0, 0, 0, 0)
        self._shown.setSpacing(_GAP)
        self._pages_of_data.addWidget(shown)
        self._pages_of_data.addWidget(self._offer)
        self._sources.chosen.connect(self._on_source_chosen)
        self._sources.failed.connect(self._on_source_failed)
        self._offer.downloaded.connect(self._sources.look)
        self._pictures.picture_marked.connect(self._put_on_canvas)
        self._pictures.picture_chosen.connect(self._put_on_canvas)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self._sources.look()

    def end(self) -> None:
        self._sources.end()
        self._offer.end()

    def set_presented(self, presented: bool) -> None:
        super().set_presented(presented)
        self._source_label.setText(self._sources.title)
        self._source_label.setVisible(presented)

    def _show_pictures_of(self, data: "DataSet") -> None:
        self._data = data
        self._pictures.set_pictures(data.images, data.labels)

    def _on_source_chosen(self, source: DataSource) -> None:
        self._source = source
        self._source_label.setText(self._sources.title)
        self._pages_of_data.setCurrentIndex(0 if source.path else 1)
        if not source.path:
            self._offer.show_missing(source.kind)
        self.asks_again.emit()

    def _on_source_failed(self, error: Exception) -> None:
        self._work.show_sentence(error_text(error))

    def _put_on_canvas(self, picture: int) -> None:
        if self._data is not None:
            self.drawing_chosen.emit(Drawing(image=as_opened_image(self._data.images[picture])))
