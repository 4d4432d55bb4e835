"""One line about what teaching is doing."""

from typing import Any

from digitpad.ui.status_line import StatusLine
from digitpad.ui.texts import error_text, stage_text


class TeachStatus(StatusLine):
    """Tells what becomes of a lesson, from the drawings to the model in use."""

    def __init__(self) -> None:
        super().__init__("teach_status")

    def sentence(self, key: str, value: Any) -> str:
        """Says it in words.

        Args:
            key: "", "problem", "stage", "step", "stopping", "taught", "stopped", "cancelled", "failed", "saving",
                "saved", "unsaved", "used", "kept", "back" or "other".
            value: an exception, a stage, a `Progress`, a model's title: what the key is about.
        """
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
            "saved": self.tr("Saved as {model}"),
            "used": self.tr("“{model}” reads now: draw another one, and see."),
            "kept": self.tr("“{model}” stays as it is."),
            "other": self.tr("Another practice of “{model}”: compare, and decide."),
            "back": self.tr("“{model}” reads again; the taught one is still in the list of models."),
        }[key].format(model=value)


def _as_sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith(("。", ".")) else ".")
