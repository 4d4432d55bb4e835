"""One line about what training is doing."""

from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from digitpad.ui.texts import error_text, stage_text


class TrainStatus(QLabel):
    """Keeps the last news, and tells it in the language of the moment."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("train_status")
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._key, self._value = "ready", None

    @property
    def key(self) -> str:
        """Of the last news."""
        return self._key

    @property
    def value(self) -> Any:
        """What the last news were about."""
        return self._value

    def tell(self, key: str, value: Any = None) -> None:
        """Tells news.

        Args:
            key: "ready", "unusable", "stage", "step", "paused", "stopping", "trained", "cancelled", "failed", "saving",
                "saved", "used" or "unsaved".
            value: a stage, a `Progress` or None, a `TrainResult`, an exception, a name: what the key is about.
        """
        self._key, self._value = key, value
        self.setText(self._sentence())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.setText(self._sentence())
        super().changeEvent(event)

    def _sentence(self) -> str:
        value: Any = self._value
        if self._key == "stage":
            return stage_text(value)
        if self._key == "step":
            return self.tr("Step {step} of {steps} · {rate} images a second · {left} left").format(
                step=f"{value.step:,}",
                steps=f"{value.steps:,}",
                rate=f"{value.images_per_second:,.0f}",
                left=self._duration(value.seconds_left),
            )
        if self._key == "paused" and value is not None:
            text = self.tr("Paused at step {step} of {steps}")
            return text.format(step=f"{value.step:,}", steps=f"{value.steps:,}")
        if self._key == "trained":
            text = self.tr("Learnt for {time}, {rate} images a second")
            return text.format(time=self._duration(value.seconds), rate=f"{value.images_per_second:,.0f}")
        if self._key == "failed":
            text = self.tr("The run failed, and the model in use stays: {reason}")
            return text.format(reason=error_text(value))
        if self._key == "unsaved":
            return self.tr("Not saved, but the new model is still here: {reason}").format(reason=error_text(value))
        return {
            "ready": self.tr("The model in use goes on answering while another one is trained."),
            "unusable": self.tr("Some values cannot be used: what is wrong stands below them."),
            "paused": self.tr("Pauses before the first step"),
            "stopping": self.tr("Stopping…"),
            "cancelled": self.tr("Stopped before anything was learnt."),
            "saving": self.tr("Saving…"),
            "saved": self.tr("Saved as {name}"),
            "used": self.tr("Saved as {name}, and in use"),
        }[self._key].format(name=value)

    def _duration(self, seconds: float) -> str:
        if seconds < 90:
            return self.tr("{count} s").format(count=max(1, round(seconds)))
        return self.tr("{count} min").format(count=round(seconds / 60))
