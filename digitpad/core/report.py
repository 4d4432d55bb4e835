"""A lesson as one web page that needs nothing else."""

import os
from collections.abc import Mapping

from digitpad.core.classifier import Classifier
from digitpad.core.errors import InputError
from digitpad.core.explain import contrast, evidence
from digitpad.core.images import write_file
from digitpad.core.lessons import Lesson
from digitpad.core.model_store import DEFAULT_MODEL, SHIPPED_MODELS, ModelCard, find_model, load_classifier
from digitpad.core.reading import read_drawing
from digitpad.core.report_page import PageReading, ReportWords, compared, report_html


def write_report(
    path: str | os.PathLike[str], lesson: Lesson, default: ModelCard | None, language: str, words: ReportWords
) -> None:
    """Reads every page of a lesson and writes the report, whole or not at all.

    Args:
        path: where to; a file that is there is replaced.
        lesson: at least one page.
        default: reads the pages that name no model; None for the program's default.
        language: of the lesson's words, such as "en".
        words: everything else that is said.

    Raises:
        InputError: it cannot be written, or a model is damaged.
    """
    readings = read_pages(lesson, default, words.titles)
    write_file(path, report_html(lesson, readings, language, words).encode(errors="replace"))


def read_pages(lesson: Lesson, default: ModelCard | None, titles: Mapping[str, str]) -> list[PageReading]:
    """What every page's model and the shipped ones make of its drawing; each model is loaded once.

    Raises:
        InputError: a model is damaged.
    """
    classifiers: dict[str, Classifier] = {}

    def classifier(card: ModelCard) -> Classifier:
        key = str(card.folder)
        if key not in classifiers:
            classifiers[key] = load_classifier(card)
        return classifiers[key]

    shipped = [find_model(name) for name in SHIPPED_MODELS]
    default = default or find_model(DEFAULT_MODEL)
    readings = []
    for page in lesson.pages:
        try:
            card = find_model(page.model) if page.model else default
        except InputError:
            readings.append(PageReading(page.model, None, None, False, ()))
            continue
        prediction = read_drawing(classifier(card), page.drawing)
        picture, is_exact = None, False
        if prediction.status in ("digit", "unsure"):
            found = evidence(classifier(card), prediction.input_image)
            assert found is not None, "nobody stops it"
            picture = contrast(found, *compared(page, prediction)).picture
            is_exact = found.bias is not None
        others = [(_title(other, titles), read_drawing(classifier(other), page.drawing)) for other in shipped]
        readings.append(PageReading(_title(card, titles), prediction, picture, is_exact, tuple(others)))
    return readings


def _title(card: ModelCard, titles: Mapping[str, str]) -> str:
    return titles.get(card.name, card.title)
