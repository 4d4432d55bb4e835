"""What the explaining tabs have in common: a title, how to read it, the content, and a foot to keep its picture."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QImage, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from digitpad.ui.subject import Subject

if TYPE_CHECKING:
    from digitpad.workers.explain_thread import Question

_MARGIN, _GAP = 16, 12
_SHARPNESS = 2
"""Pixels of a saved picture for each on the screen."""


class ReasonTab(QWidget):
    """One question answered about the drawing or the model.

    A tab says what it wants to know (`question`) whenever the drawing, its prediction or the model has changed and the
    tab is visible; the answer, computed in another thread, comes back to `show_answer`.

    Args:
        name: of the file that its picture is saved in, without a suffix.

    Signals:
        asks_again(): a choice in the tab has changed, and with it the question.
        save_requested(QImage, str): the picture of the tab, and a name for its file.
        copied(): the picture is on the clipboard.
        drawing_chosen(Drawing): a picture in the tab is to go on the canvas.
    """

    asks_again = Signal()
    save_requested = Signal(object, str)
    copied = Signal()
    drawing_chosen = Signal(object)

    needs_drawing = True
    """False for a tab that has something to say while the canvas is blank too."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_waiting = False
        """True while the answer to the last question is still to come."""
        self._file_name = name
        self._title_label, self._sentence_label, self._message_label = QLabel(), QLabel(), QLabel()
        self._part_label = QLabel()
        self._part: tuple[int, int, int | None] | None = None
        self._blank_text = ""
        self._scale_title()
        for label in (self._title_label, self._sentence_label, self._message_label, self._part_label):
            label.setWordWrap(True)
        self._part_label.setObjectName("reason_part")
        self._part_label.hide()
        self._message_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._message_label.setObjectName("reason_message")

        self._sheet = QWidget()
        """What a saved picture shows."""
        sheet = QVBoxLayout(self._sheet)
        sheet.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        sheet.setSpacing(_GAP)
        sheet.addWidget(self._title_label)
        sheet.addWidget(self._sentence_label)
        sheet.addWidget(self._part_label)
        self.content = QVBoxLayout()
        """Where a tab puts its own widgets."""
        self.content.setSpacing(_GAP)
        sheet.addLayout(self.content, 1)

        self._save_button, self._copy_button = QPushButton(), QPushButton()
        self._save_button.setObjectName("reason_save")
        self._copy_button.setObjectName("reason_copy")
        self.at_the_desk: list[QWidget] = [self._sentence_label, self._save_button, self._copy_button]
        """What one who works with the tab needs, and a class that it is presented to does not."""
        foot = QHBoxLayout()
        foot.setContentsMargins(_MARGIN, 0, _MARGIN, _MARGIN)
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self._copy_button)
        foot.addWidget(self._save_button)
        answered = QWidget()
        layout = QVBoxLayout(answered)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._sheet, 1)
        layout.addLayout(foot)

        self._pages = QStackedWidget()
        self._pages.addWidget(_in_the_middle(self._message_label))
        self._pages.addWidget(answered)
        if not self.needs_drawing:
            self._pages.setCurrentIndex(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        self._save_button.clicked.connect(self._on_save_clicked)
        self._copy_button.clicked.connect(self._on_copy_clicked)

    # --- what each tab does its own way ---

    def question(self, subject: Subject) -> "Question | None":
        """What the tab wants to know about a subject; None when what it shows, or waits for, still holds.

        The question is called in another thread and must not hold the tab or any other widget. Its answer says by
        itself what it answers: while the pen moves, or a slider does, the one before the last may be shown first.
        """
        raise NotImplementedError

    def show_answer(self, answer: Any) -> None:
        """Shows the answer to the last question, or to the one before."""
        raise NotImplementedError

    def show_progress(self, progress: Any) -> None:
        """Shows what the question reported on its way."""

    def retranslate(self) -> None:
        """Writes every text anew in the language of the moment; a tab calls it when it is made."""
        self._save_button.setText(self.tr("Save picture…"))
        self._copy_button.setText(self.tr("Copy"))
        self._save_button.setToolTip(self.tr("Save what this tab shows as a picture"))
        self._copy_button.setToolTip(self.tr("Put what this tab shows on the clipboard as a picture"))
        self._write_part()

    def end(self) -> None:
        """Ends what the tab itself has under way, without waiting for it; the window is closed."""

    # --- what they share ---

    def set_words(self, title: str, sentence: str, nothing: str) -> None:
        """Sets the title, the sentence that says how to read the content, and what is said while there is none."""
        self._title_label.setText(title)
        self._sentence_label.setText(sentence)
        for area in self._sheet.findChildren(QScrollArea):  # the arrow keys scroll it
            area.setAccessibleName(title)
        if self._message_label.text() == self._blank_text:
            self._message_label.setText(nothing)
        self._blank_text = nothing

    def receive(self, answer: Any) -> None:
        """Takes an answer, and shows the content."""
        self.show_answer(answer)
        self._pages.setCurrentIndex(1)

    def show_nothing(self) -> None:
        """The canvas is blank."""
        self._show_message(self._blank_text)

    def show_part(self, subject: Subject) -> None:
        """Says which of several digits the tab is about, or nothing where there is one alone."""
        self._part = None if subject.place is None else (subject.place + 1, subject.digits, subject.prediction.digit)
        self._write_part()

    def set_presented(self, presented: bool) -> None:
        """Shows what is readable from the last row, and nothing beside it."""
        for widget in self.at_the_desk:
            widget.setVisible(not presented)

    def show_failure(self, sentence: str) -> None:
        """The question could not be answered."""
        self._show_message(sentence)

    def picture(self) -> QImage:
        """Title, sentence and content, as they are saved: all of it, what has to be scrolled to as well."""
        seen = self._sheet.size()
        areas = [(area, area.verticalScrollBarPolicy()) for area in self._sheet.findChildren(QScrollArea)]
        for area, _ in areas:
            area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._sheet.resize(seen.width(), max(seen.height(), self._sheet.heightForWidth(seen.width())))
        image = QImage(self._sheet.size() * _SHARPNESS, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_SHARPNESS)
        image.fill(self.palette().window().color())
        painter = QPainter(image)
        self._sheet.render(painter, QPoint())
        painter.end()
        self._sheet.resize(seen)
        for area, policy in areas:
            area.setVerticalScrollBarPolicy(policy)
        return image

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self._let_keyboard_come_last_to_foot()

    def _let_keyboard_come_last_to_foot(self) -> None:
        """The foot was made before what a tab puts above it, and Tab would go there first."""
        # Not along the focus chain: PySide would hold each widget by the one before, and the window never go by itself.
        inside = [child for child in self._sheet.findChildren(QWidget) if self._sheet.isAncestorOf(child)]
        for last in [child for child in inside if child.focusPolicy() & Qt.FocusPolicy.TabFocus][-1:]:
            self.setTabOrder(last, self._copy_button)
        self.setTabOrder(self._copy_button, self._save_button)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.FontChange:
            self._scale_title()
        super().changeEvent(event)

    def _write_part(self) -> None:
        self._part_label.setVisible(self._part is not None)
        if self._part is None:
            return
        place, count, digit = self._part
        if digit is None:
            words = self.tr("This is about digit {place} of {count}, which is not sure.")
        else:
            words = self.tr("This is about digit {place} of {count}, the {digit}.")
        which = words.format(place=place, count=count, digit=digit)
        how = self.tr("For another one choose its picture below the bars, or right-click its box.")
        self._part_label.setText(f"{which} {how}")

    def _scale_title(self) -> None:
        font = QFont(self.font())
        font.setPointSizeF(1.15 * font.pointSizeF())
        font.setWeight(QFont.Weight.DemiBold)
        self._title_label.setFont(font)

    def _show_message(self, sentence: str) -> None:
        self._message_label.setText(sentence)
        self._pages.setCurrentIndex(0)

    def _on_save_clicked(self) -> None:
        self.save_requested.emit(self.picture(), f"{self._file_name}.png")

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setImage(self.picture())
        self.copied.emit()


def _in_the_middle(label: QLabel) -> QWidget:
    page = QWidget()
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    layout = QVBoxLayout(page)
    layout.setContentsMargins(2 * _MARGIN, _MARGIN, 2 * _MARGIN, _MARGIN)
    layout.addWidget(label)
    return page
