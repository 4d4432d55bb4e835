"""One line of news."""

from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel


class StatusLine(QLabel):
    """Keeps the last news, and tells it in the language of the moment; a subclass has the words.

    Args:
        name: the line's object name.
        key: of the news that it begins with, and does not tell yet.
    """

    def __init__(self, name: str, key: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setWordWrap(True)
        self._key, self._value = key, None

    @property
    def key(self) -> str:
        """Of the last news."""
        return self._key

    @property
    def value(self) -> Any:
        """What the last news were about."""
        return self._value

    def tell(self, key: str, value: Any = None) -> None:
        """Tells news: what has happened, and what it is about."""
        self._key, self._value = key, value
        self.setText(self.sentence(key, value))

    def sentence(self, key: str, value: Any) -> str:
        """The words of the subclass."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.setText(self.sentence(self._key, self._value))
        super().changeEvent(event)
