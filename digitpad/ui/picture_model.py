"""What a list of pictures shows: any number of them, looked up one by one."""

from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from digitpad.core.selection import Answers

AnyIndex = QModelIndex | QPersistentModelIndex


class PictureModel(QAbstractTableModel):
    """Pictures in rows of as many as there is room for; only what is asked for is looked up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images = np.zeros((0, 28, 28), np.uint8)
        self._labels: np.ndarray | None = None
        self._answers: Answers | None = None
        self._captions: list[str] | None = None
        self._rows = np.zeros(0, np.int64)
        self._columns = 1

    @property
    def rows(self) -> np.ndarray:
        """The pictures shown, in their order, by their places among all."""
        return self._rows

    def set_pictures(
        self,
        images: np.ndarray,
        labels: np.ndarray | None,
        answers: "Answers | None",
        captions: list[str] | None = None,
    ) -> None:
        """Takes other pictures, and shows all; captions of their own stand in the place of labels and answers."""
        self.beginResetModel()
        self._images, self._labels, self._answers, self._captions = images, labels, answers, captions
        self._rows = np.arange(len(images))
        self.endResetModel()

    def set_answers(self, answers: "Answers | None") -> None:
        """Takes what a model reads in the pictures."""
        self._answers = answers

    def set_rows(self, rows: np.ndarray) -> None:
        """Shows these pictures alone, (n,) int64, in this order."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def set_columns(self, columns: int) -> None:
        """How many pictures stand side by side."""
        if columns != self._columns:
            self.beginResetModel()
            self._columns = columns
            self.endResetModel()

    def place_at(self, index: AnyIndex) -> int:
        """Which of the pictures shown stands there; −1 for none."""
        place = index.row() * self._columns + index.column()
        return place if index.isValid() and place < len(self._rows) else -1

    def picture_at(self, index: AnyIndex) -> int:
        """Which of all pictures stands there; −1 for none."""
        place = self.place_at(index)
        return int(self._rows[place]) if place >= 0 else -1

    def index_at(self, place: int) -> QModelIndex:
        """Where the `place`-th of the pictures shown stands."""
        return self.index(*divmod(place, self._columns)) if 0 <= place < len(self._rows) else QModelIndex()

    def place_of(self, picture: int) -> int:
        """Where among those shown a picture comes; −1 where it is not shown."""
        found = np.flatnonzero(self._rows == picture)
        return int(found[0]) if len(found) else -1

    def image(self, picture: int) -> QImage:
        """Ink dark on white, 28×28."""
        pixels = np.ascontiguousarray(self._images[picture])
        shared = QImage(pixels.data, 28, 28, 28, QImage.Format.Format_Grayscale8)
        image = shared.copy()  # inverting works in place, and the pixels are everybody's
        image.invertPixels()
        return image

    def is_wrong(self, picture: int) -> bool:
        """True where the model reads another digit than the label says."""
        read = self._read_digit(picture)
        return self._labels is not None and read >= 0 and read != self._labels[picture]

    def caption(self, picture: int) -> str:
        """What stands under a picture."""
        if self._captions is not None:
            return self._captions[picture]
        read = self._read_digit(picture)
        if self._labels is None:
            return str(read) if read >= 0 else ""
        label = int(self._labels[picture])
        return self.wrong_caption(label, read) if self.is_wrong(picture) else str(label)

    def wrong_caption(self, label: int, read: int) -> str:
        """What stands under a picture that the model reads as another digit: the widest caption there is."""
        return self.tr("{label} read as {digit}").format(label=label, digit=read)

    def widest_caption(self) -> str:
        """The one that needs most room."""
        return self.wrong_caption(8, 8) if self._captions is None else max(self._captions, key=len, default="")

    def sentence(self, picture: int) -> str:
        """A picture in words."""
        parts = [self.tr("Image {number}").format(number=f"{picture + 1:,}")]
        if self._labels is not None:
            parts.append(self.tr("a {digit}").format(digit=int(self._labels[picture])))
        if self._answers is not None and (read := self._read_digit(picture)) >= 0:
            percent = f"{100 * float(self._answers.confidences[picture]):.0f}"
            parts.append(self.tr("read as {digit} ({percent} %)").format(digit=read, percent=percent))
        if self._captions is not None:
            parts.append(self._captions[picture])
        return ", ".join(parts)

    def _read_digit(self, picture: int) -> int:
        return -1 if self._answers is None else int(self._answers.digits[picture])

    # --- Qt's questions ---

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else -(-len(self._rows) // self._columns)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._columns

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if self.picture_at(index) < 0:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.DisplayRole):
            picture = self.picture_at(index)
            return self.sentence(picture) if picture >= 0 else None
        return None
