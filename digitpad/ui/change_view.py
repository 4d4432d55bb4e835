"""Which answers changed when a model was taught: for better and for worse, in pictures."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from digitpad.ui.picture_list import PictureList

if TYPE_CHECKING:
    from digitpad.core.teaching import Changed

_GAP = 8


class ChangeView(QWidget):
    """How many of some labelled pictures are read right before and after, and those that changed.

    Args:
        name: the view's object name, and the beginning of its parts' names.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._title = self._remark = ""
        self._changed: Changed | None = None
        self._heading, self._figures, self._doubts, self._note = (QLabel() for _ in range(4))
        self._better_words, self._worse_words = QLabel(), QLabel()
        self._better, self._worse = PictureList(), PictureList()
        self._figures.setObjectName(f"{name}_figures")
        self._doubts.setObjectName(f"{name}_doubts")
        self._better.setObjectName(f"{name}_better")
        self._worse.setObjectName(f"{name}_worse")
        self._note.setWordWrap(True)
        self._note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._note.setMinimumHeight(
            2 * self.fontMetrics().lineSpacing()
        )  # two views side by side keep their lines level
        bold = QFont(self._heading.font())
        bold.setWeight(QFont.Weight.DemiBold)
        self._heading.setFont(bold)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP // 2)
        for label in (self._heading, self._figures, self._doubts, self._note):
            layout.addWidget(label)
        layout.addSpacing(_GAP)
        for words, pictures in ((self._better_words, self._better), (self._worse_words, self._worse)):
            layout.addWidget(words)
            layout.addWidget(pictures, 1)
            words.setBuddy(pictures)
        self._retranslate()

    def show_changes(self, title: str, changed: "Changed | None", remark: str) -> None:
        """Shows what changed, or with None nothing yet.

        Args:
            title: what pictures they are.
            changed: the answers of before and after.
            remark: what is to be thought of when they are judged.
        """
        self._title, self._changed, self._remark = title, changed, remark
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _show(self) -> None:
        changed = self._changed
        self._heading.setText(self._title)
        self._note.setText(self._remark)
        if changed is None:
            return
        text = self.tr("{before} of {count} read right before, {after} now")
        figures = {"before": changed.right_before, "after": changed.right_after, "count": len(changed.labels)}
        self._figures.setText(text.format(**{name: f"{value:,}" for name, value in figures.items()}))
        doubts = self.tr("Of these, not sure (“?”): {before} before, {after} now")
        self._doubts.setText(doubts.format(before=f"{changed.doubted_before:,}", after=f"{changed.doubted_after:,}"))
        self._better_words.setText(self.tr("Better: {count}").format(count=f"{len(changed.better):,}"))
        self._worse_words.setText(self.tr("Worse: {count}").format(count=f"{len(changed.worse):,}"))
        for pictures, rows in ((self._better, changed.better), (self._worse, changed.worse)):
            captions = [self._caption(changed, row) for row in rows]
            pictures.set_pictures(changed.images[rows], captions=captions)

    def _caption(self, changed: "Changed", row: np.int64) -> str:
        """What was said before and what is said now."""
        before = _word(changed.before[row], changed.unsure_before[row])
        return f"{before} → {_word(changed.after[row], changed.unsure_after[row])}"

    def _retranslate(self) -> None:
        self._better.setAccessibleName(self.tr("Images that are read right now"))
        self._worse.setAccessibleName(self.tr("Images that are read wrong now"))
        self._better.set_words_for_none(self.tr("No answer became right."))
        self._worse.set_words_for_none(self.tr("No answer became wrong."))
        self._show()


def _word(digit: np.int64, is_unsure: np.bool_) -> str:
    return f"{digit}?" if is_unsure else str(digit)
