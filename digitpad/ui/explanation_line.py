"""What the field is for that is being changed."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget


class ExplanationLine(QLabel):
    """Shows the tool tip of the field that has the keyboard: nobody must rest the mouse to be told.

    Args:
        fields: a widget whose fields are explained.
    """

    def __init__(self, fields: QWidget) -> None:
        super().__init__()
        self.setObjectName("explanation")
        self.setWordWrap(True)
        self.setMinimumHeight(self.fontMetrics().lineSpacing())
        self._fields = fields
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def refresh(self) -> None:
        """The bounds of the field may be others now."""
        self._explain(QApplication.focusWidget())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.clear()  # the field may not have its new words yet
        super().changeEvent(event)

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        self._explain(now)

    def _explain(self, field: QWidget | None) -> None:
        if field is None or not self._fields.isAncestorOf(field):
            self.clear()
        elif field.toolTip():
            name = field.accessibleName() or getattr(field, "text", str)()
            text = self.tr("{name}: {explanation}")
            self.setText(text.format(name=name.replace("&", ""), explanation=field.toolTip()))
