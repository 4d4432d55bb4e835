"""A page of a form: captions on the left, what can be changed on the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QLineEdit, QScrollArea, QWidget

_GAP, _CAPTION_WIDTH = 8, 132


class FormPage(QScrollArea):
    """Rows in line with those of other pages; it scrolls where large letters leave no room."""

    def __init__(self) -> None:
        super().__init__()
        self._captions: dict[str, QLabel] = {}
        self._editors: dict[str, QWidget] = {}
        page = QWidget()
        self._form = QFormLayout(page)
        self._form.setContentsMargins(_GAP, _GAP, _GAP, _GAP)
        self._form.setSpacing(_GAP)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def add_wide(self, widget: QWidget) -> None:
        """Adds what has no caption."""
        self._form.addRow(widget)

    def add_row(self, name: str, editor: QWidget) -> None:
        """Adds what can be changed."""
        self._captions[name] = caption = QLabel()
        self._editors[name] = editor
        caption.setMinimumWidth(_CAPTION_WIDTH)
        caption.setBuddy(editor.findChild(QLineEdit) or editor)
        self._form.addRow(caption, editor)

    def set_row_visible(self, name: str, wanted: bool) -> None:
        """Shows a row, or closes the gap where it was."""
        self._form.setRowVisible(self._editors[name], wanted)

    def describe(self, words: dict[str, tuple[str, str]]) -> None:
        """Writes the captions, with an explanation each."""
        for name, caption in self._captions.items():
            text, explanation = words[name]
            caption.setText(text)
            caption.setToolTip(explanation)
