"""A question with a few answers, asked without holding anything up."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QMessageBox, QWidget


class Answer(NamedTuple):
    """A button."""

    name: str
    """Its object name."""
    text: str
    role: QMessageBox.ButtonRole
    action: Callable[[], object] = lambda: None
    """What is done when it is pressed."""


def ask(
    window: QWidget, name: str, text: str, answers: Sequence[Answer], likely: str, safe: str, details: str = ""
) -> None:
    """Asks once: a question that stands there already comes to the front.

    Args:
        window: that it is about.
        name: of the box.
        text: the question.
        answers: one button each.
        likely: the name of the answer that Enter gives.
        safe: the name of the answer that Escape gives.
        details: what should be known beforehand.
    """
    if (asked := window.findChild(QMessageBox, name)) is not None:
        asked.raise_()
        return
    box = QMessageBox(window)
    box.setObjectName(name)
    box.setIcon(QMessageBox.Icon.Question)
    box.setText(text)
    box.setInformativeText(details)
    for answer in answers:
        button = box.addButton(answer.text, answer.role)
        button.setObjectName(answer.name)
        button.clicked.connect(answer.action)
        if answer.name == likely:
            box.setDefaultButton(button)
        if answer.name == safe:
            box.setEscapeButton(button)
    box.finished.connect(box.deleteLater)
    box.open()
