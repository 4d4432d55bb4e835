import base64
import html
import re
from html.parser import HTMLParser

import cv2
import numpy as np
import pytest

from digitpad.core.classifier import percent_text
from digitpad.core.drawing import Drawing, drawing_from_row
from digitpad.core.errors import InputError
from digitpad.core.lessons import Lesson, LessonPage, prepared_lesson, read_lesson
from digitpad.core.model_store import find_model, load_classifier
from digitpad.core.reading import read_drawing
from digitpad.core.report import write_report
from digitpad.core.report_page import ReportWords

WORDS = ReportWords(
    **{name: name for name in ReportWords._fields}
    | {
        "answer": "{model} reads {digit} {percent}",
        "wrong": "should be {label}",
        "evidence": "evidence {digit} {other}",
        "missing": "{model} is missing",
        "unsure": "{model} is unsure",
        "several": "{model} reads the number {text}",
        "titles": {"softmax": "Softmax <b>"},
    }
)


@pytest.fixture
def report(tmp_path):
    """Writes the report of some pages, and gives its text."""

    def report(*pages, title="", language="en"):
        path = tmp_path / "lesson.html"
        write_report(path, Lesson({"": title} if title else {}, pages=pages), None, language, WORDS)
        return path.read_text("utf-8")

    return report


class _Elements(HTMLParser):
    """Which elements there are, and whether each is closed in turn."""

    def __init__(self):
        super().__init__()
        self.open, self.seen = [], []

    def handle_starttag(self, tag, attributes):
        self.seen.append((tag, dict(attributes)))
        if tag not in ("meta", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def elements(text):
    parser = _Elements()
    parser.feed(text)
    parser.close()
    assert not parser.open
    return parser.seen


def pictures(text):
    return [
        cv2.imdecode(np.frombuffer(base64.b64decode(data), np.uint8), cv2.IMREAD_UNCHANGED)[:, :, ::-1]
        for data in re.findall(r'src="data:image/png;base64,([^"]+)"', text)
    ]


@pytest.fixture
def seven(stroke_rows):
    return LessonPage(drawing_from_row(stroke_rows[3]), {"": "A note"}, model="softmax", label=7)


def test_a_report_holds_all_it_needs_and_runs_nothing(report, seven):
    text = report(seven, seven)
    for tag, attributes in elements(text):
        assert tag not in ("script", "link", "iframe", "object")
        assert not any(name.startswith("on") for name in attributes)
        assert attributes.get("src", "data:image/png;").startswith("data:image/png;")
    assert "http" not in text
    assert "url(" not in text


def test_nothing_is_escaped_twice(report, seven):
    text = report(seven)
    assert "&gt; 99 %" in text and "&amp;gt;" not in text


def test_the_pictures_are_the_drawing_the_input_and_the_evidence(report, seven):
    drawn, received, evidence = pictures(report(seven))
    prediction = read_drawing(load_classifier(find_model("softmax")), seven.drawing)
    assert drawn.shape == (448, 448, 3)
    received, evidence = received[::8, ::8], evidence[::8, ::8]  # enlarged, so that they are printed sharp
    assert np.array_equal(received[:, :, 0], np.rint(255 * (1 - prediction.input_image)).astype(np.uint8))
    assert evidence.shape == (28, 28, 3)
    assert np.all(evidence[prediction.input_image == 0] == 247), "paper speaks for nothing"


def test_bars_and_answer_are_the_models(report, seven):
    text = report(seven)
    assert "reads 7" in text and "right" in text
    widths = [float(width) for width in re.findall(r"width:([\d.]+)%", text)]
    expected = 100 * read_drawing(load_classifier(find_model("softmax")), seven.drawing).probabilities
    assert widths == pytest.approx(expected.tolist(), abs=0.06)


def test_percentages_are_written_as_in_the_window(report, seven):
    cells = re.findall(r"<td>([^<]*)</td></tr>", report(seven).partition('class="others"')[0])
    shares = read_drawing(load_classifier(find_model("softmax")), seven.drawing).probabilities
    assert [html.unescape(cell) for cell in cells] == [
        percent_text(share) if share >= 0.005 else "" for share in shares.tolist()
    ]


def test_what_it_should_have_been_is_said(report, seven):
    text = report(seven._replace(label=3))
    assert "should be 3" in text and "evidence 7 3" in text


def test_words_of_a_lesson_are_never_taken_for_html(report, seven):
    evil = "<script>alert(1)</script> & \"x\" 'y'"
    text = report(seven._replace(note={"": evil}, title={"": evil}), title=evil)
    assert "<script" not in text and "Softmax <b>" not in text
    assert text.count("&lt;script&gt;") == 4
    elements(text)


def test_a_missing_model_an_empty_page_and_a_number_have_their_sentences(report, stroke_rows):
    def half(row, shift):
        drawing = drawing_from_row(row)
        scale = 200 / drawing.box
        return [[[scale * x + shift, scale * y + 150] for x, y in stroke.points] for stroke in drawing.strokes]

    number = {"box": 500, "width": 20, "strokes": half(stroke_rows[3], 20) + half(stroke_rows[1], 250)}
    text = report(
        LessonPage(drawing_from_row(stroke_rows[3]), model="gone"),
        LessonPage(Drawing()),
        LessonPage(drawing_from_row(number), model="cnn"),
    )
    assert "gone is missing" in text and "blank" in text and "reads the number 71" in text
    elements(text)


def test_a_prepared_lesson_becomes_a_report_in_each_language(tmp_path):
    lesson = read_lesson(prepared_lesson("same-nine"))
    for language, title in (("en", "the same nine"), ("zh_CN", "同一个 9")):
        path = tmp_path / f"{language}.html"
        write_report(path, lesson, None, language, WORDS)
        text = path.read_text("utf-8")
        assert title in text and f'<html lang="{language.replace("_", "-")}">' in text
        assert len(pictures(text)) == 15
        assert "mlp" not in WORDS.titles and "is unsure" in text


def test_a_report_that_cannot_be_written_is_told_of(tmp_path, seven):
    with pytest.raises(InputError, match="cannot be written"):
        write_report(tmp_path / "none" / "lesson.html", Lesson(pages=(seven,)), None, "en", WORDS)
