"""One line about what teaching is doing."""

from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QWidget

from digitpad.ui.texts import error_text, stage_text


class TeachStatus(QLabel):
    """Keeps the last news, and tells it in the language of the moment."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("teach_status")
        self.setWordWrap(True)
        self._key = ""
        self._value: Any = None

    @property
    def key(self) -> str:
        """Of the last news."""
        return self._key

    def tell(self, key: str, value: Any = None) -> None:
        """Tells news.

        Args:
            key: "", "problem", "stage", "step", "stopping", "taught", "stopped", "cancelled", "failed", "saving",
                "unsaved", "used", "kept" or "back".
            value: an exception, a stage, a `Progress`, a model's title: what the key is about.
        """
        self._key, self._value = key, value
        self.setText(self._sentence())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.setText(self._sentence())
        super().changeEvent(event)

    def _sentence(self) -> str:
        key, value = self._key, self._value
        if key == "problem":
            return _as_sentence(error_text(value))
        if key == "stage":
            return stage_text(value)
        if key == "step":
            return self.tr("Practising: {step} of {steps}").format(step=value.step, steps=value.steps)
        if key == "failed":
            text = self.tr("It could not be taught, and the model in use stays: {reason}")
            return text.format(reason=error_text(value))
        if key == "unsaved":
            return self.tr("Not saved, but what was learnt is still here: {reason}").format(reason=error_text(value))
        return {
            "": "",
            "stopping": self.tr("Stopping…"),
            "taught": self.tr("It has practised: compare, and decide."),
            "stopped": self.tr("Stopped early, but it has learnt something: compare, and decide."),
            "cancelled": self.tr("Stopped before anything was learnt."),
            "saving": self.tr("Saving…"),
            "used": self.tr("“{model}” reads now: draw another one, and see."),
            "kept": self.tr("“{model}” stays as it is."),
            "back": self.tr("“{model}” reads again; the taught one is still in the list of models."),
        }[key].format(model=value)


def _as_sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith(("。", ".")) else ".")
