"""What a report of a lesson says, in the language of the moment."""

from PySide6.QtCore import QCoreApplication

from digitpad.core.model_store import SHIPPED_MODELS
from digitpad.core.report_page import ReportWords
from digitpad.ui.texts import model_title

_translate = QCoreApplication.translate


def report_words() -> ReportWords:
    """Its words and sentences."""
    return ReportWords(
        untitled=_translate("report", "Lesson"),
        place=_translate("report", "{place} of {count}"),
        drawing=_translate("report", "The drawing"),
        sees=_translate("report", "What the model sees: 28×28 pixels"),
        evidence=_translate("report", "Evidence for {digit} rather than {other}"),
        against=_translate("report", "for {other}"),
        speaks_for=_translate("report", "for {digit}"),
        exact=_translate(
            "report",
            "Evidence is ink times weight, pixel by pixel: red ink speaks for the likeliest digit, blue ink for the "
            "other one.",
        ),
        covering=_translate(
            "report",
            "Evidence is red where the lead of the likeliest digit falls when a patch of paper covers the ink.",
        ),
        answer=_translate("report", "{model}: {digit}, {percent}."),
        right=_translate("report", "That is right."),
        wrong=_translate("report", "It should be {label}."),
        unsure=_translate("report", "{model}: not sure this is a digit."),
        several=_translate("report", "{model}: {text}."),
        blank=_translate("report", "There is nothing on the canvas."),
        missing=_translate("report", "The model “{model}” is not here, so nothing was read."),
        others=_translate("report", "What each model reads"),
        model=_translate("report", "Model"),
        digit=_translate("report", "Digit"),
        probability=_translate("report", "Probability"),
        made_with=_translate("report", "Made with digitpad"),
        titles={name: model_title(name, name) for name in SHIPPED_MODELS},
    )
