"""What is wrong with a field, in a sentence below it."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget


class ProblemLabel(QLabel):
    """Takes no room while nothing is wrong."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setWordWrap(True)
        self.tell("")

    def tell(self, problem: str) -> None:
        """Says what is wrong; "" takes it back."""
        self.setText(problem)
        self.setVisible(bool(problem))

    def stand_below(self, editor: QWidget, field: QWidget) -> None:
        """Makes a field of an editor and of this label below it."""
        layout = QVBoxLayout(field)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(editor)
        layout.addWidget(self)
