"""One line about what training is doing."""

from typing import Any

from PySide6.QtWidgets import QSizePolicy

from digitpad.ui.status_line import StatusLine
from digitpad.ui.texts import error_text, stage_text


class TrainStatus(StatusLine):
    """Tells what becomes of a run, from the form to the model that was saved."""

    def __init__(self) -> None:
        super().__init__("train_status", "ready")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sentence(self, key: str, value: Any) -> str:
        """Says it in words.

        Args:
            key: "ready", "unusable", "stage", "step", "paused", "stopping", "trained", "cancelled", "failed", "saving",
                "saved", "used" or "unsaved".
            value: a stage, a `Progress`, a `TrainResult`, an exception, a name: what the key is about.
        """
        if key == "stage":
            return stage_text(value)
        if key == "step":
            return self.tr("Step {step} of {steps} · {rate} images a second · {left} left").format(
                step=f"{value.step:,}",
                steps=f"{value.steps:,}",
                rate=f"{value.images_per_second:,.0f}",
                left=self._duration(value.seconds_left),
            )
        if key == "paused":
            text = self.tr("Paused at step {step} of {steps}")
            return text.format(step=f"{value.step:,}", steps=f"{value.steps:,}")
        if key == "trained":
            text = self.tr("Learnt for {time}, {rate} images a second")
            return text.format(time=self._duration(value.seconds), rate=f"{value.images_per_second:,.0f}")
        if key == "failed":
            text = self.tr("The run failed, and the model in use stays: {reason}")
            return text.format(reason=error_text(value))
        if key == "unsaved":
            return self.tr("Not saved, but the new model is still here: {reason}").format(reason=error_text(value))
        return {
            "ready": self.tr("The model in use goes on answering while another one is trained."),
            "unusable": self.tr("Some values cannot be used: what is wrong stands below them."),
            "stopping": self.tr("Stopping…"),
            "cancelled": self.tr("Stopped before anything was learnt."),
            "saving": self.tr("Saving…"),
            "saved": self.tr("Saved as {name}"),
            "used": self.tr("Saved as {name}, and in use"),
        }[key].format(name=value)

    def _duration(self, seconds: float) -> str:
        if seconds < 90:
            return self.tr("{count} s").format(count=max(1, round(seconds)))
        return self.tr("{count} min").format(count=round(seconds / 60))
