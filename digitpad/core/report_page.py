"""The pages of a report as HTML: pictures inside it, no script, light or dark, good to print."""

import base64
import html
from collections.abc import Mapping
from typing import NamedTuple

import cv2
import numpy as np

from digitpad.core.classifier import Prediction, percent_text
from digitpad.core.colours import diverging, ink_grey, scale_limit
from digitpad.core.ink import drawing_to_picture
from digitpad.core.lessons import Lesson, LessonPage, in_language

_DRAWING_SIDE = 448
_ENLARGED = 8
"""Times that 28×28 pixels are: a browser leaves them sharp, what prints its pages may not."""


class ReportWords(NamedTuple):
    """What a report says beside the lesson's own words, in one language."""

    untitled: str
    """Title of a lesson that has none."""
    place: str
    """{place} of {count}."""
    drawing: str
    sees: str
    """Above the input image."""
    evidence: str
    """Above the evidence: {digit}, {other}."""
    against: str
    """The blue end of the scale: {other}."""
    speaks_for: str
    """The red end of it: {digit}."""
    exact: str
    """How to read the evidence of a linear model."""
    covering: str
    """How to read that of any other."""
    answer: str
    """{model} reads {digit}, {percent}."""
    right: str
    wrong: str
    """It should be {label}."""
    unsure: str
    """{model} is not sure."""
    several: str
    """{model} reads {text}."""
    blank: str
    missing: str
    """{model} is not here."""
    others: str
    """Above what all models say."""
    model: str
    digit: str
    probability: str
    made_with: str
    titles: Mapping[str, str]
    """Of the shipped models, by name."""


class PageReading(NamedTuple):
    """What is said of a page's drawing."""

    model: str
    """Title of the model that read it, or the name of one that is missing."""
    prediction: Prediction | None
    """None where the model is missing."""
    picture: np.ndarray | None
    """(28, 28) float32: the evidence for the likeliest digit rather than another; None unless there is one digit."""
    is_exact: bool
    others: tuple[tuple[str, Prediction], ...]
    """What the shipped models say, by their titles."""


def report_html(lesson: Lesson, readings: list[PageReading], language: str, words: ReportWords) -> str:
    """The report as HTML; every word of the lesson is escaped."""
    title = _text(in_language(lesson.title, language) or words.untitled)
    about = in_language(lesson.about, language)
    pages = "\n".join(
        _page(page, reading, place, len(lesson.pages), language, words)
        for place, (page, reading) in enumerate(zip(lesson.pages, readings, strict=True))
    )
    return f"""<!DOCTYPE html>
<html lang="{_text(language.replace("_", "-"))}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>{_STYLE}</style>
</head>
<body>
<header><h1>{title}</h1>{_paragraphs(about)}</header>
<main>
{pages}
</main>
<footer>{_text(words.made_with)}</footer>
</body>
</html>
"""


def _page(page: LessonPage, reading: PageReading, place: int, count: int, language: str, words: ReportWords) -> str:
    where = _text(words.place.format(place=place + 1, count=count))
    title = _text(in_language(page.title, language))
    note = _paragraphs(in_language(page.note, language))
    pictures = [_figure(words.drawing, drawing_to_picture(page.drawing, _DRAWING_SIDE), words.drawing, "drawn")]
    bars, explained, others = "", "", ""
    prediction = reading.prediction
    if prediction is not None and prediction.status in ("digit", "unsure"):
        pictures.append(_figure(words.sees, ink_grey(prediction.input_image), words.sees, "pixels"))
        bars = _bars(prediction, words)
    if prediction is not None and reading.picture is not None:
        digit, other = compared(page, prediction)
        heading = words.evidence.format(digit=digit, other=other)
        colours = diverging(reading.picture, scale_limit(reading.picture))
        scale = (
            f'<p class="scale"><span>{_text(words.against.format(other=other))}</span><i></i>'
            f"<span>{_text(words.speaks_for.format(digit=digit))}</span></p>"
        )
        pictures.append(_figure(heading, colours, heading, "pixels", scale))
        explained = f'<p class="how">{_text(words.exact if reading.is_exact else words.covering)}</p>'
    if prediction is not None and prediction.status != "blank":
        others = _others(reading, words)
    return f"""<section>
<h2><span>{where}</span> {title}</h2>
{note}
<p class="answer">{_answer(page, reading, words)}</p>
<div class="pictures">{"".join(pictures)}</div>
{explained}
<div class="columns">{bars}{others}</div>
</section>"""


def _answer(page: LessonPage, reading: PageReading, words: ReportWords) -> str:
    prediction = reading.prediction
    if prediction is None:
        return _text(words.missing.format(model=reading.model))
    if prediction.status == "blank":
        return _text(words.blank)
    if prediction.status == "several":
        return _text(words.several.format(model=reading.model, text=prediction.text))
    if prediction.digit is None:
        said = words.unsure.format(model=reading.model)
    else:
        percent = percent_text(float(prediction.probabilities.max()))
        said = words.answer.format(model=reading.model, digit=prediction.digit, percent=percent)
    verdict = ""
    if page.label is not None:
        verdict = words.right if prediction.digit == page.label else words.wrong.format(label=page.label)
    return f"<strong>{_text(said)}</strong> {_text(verdict)}"


def _bars(prediction: Prediction, words: ReportWords) -> str:
    likeliest = int(prediction.probabilities.argmax())
    rows = []
    for digit, probability in enumerate(prediction.probabilities.tolist()):
        leads = ' class="leads"' if digit == likeliest and prediction.digit is not None else ""
        percent = "" if probability < 0.005 else percent_text(probability)
        rows.append(
            f'<tr{leads}><th scope="row">{digit}</th><td><b style="width:{100 * probability:.1f}%"></b></td>'
            f"<td>{_text(percent)}</td></tr>"
        )
    return f'<table class="bars"><caption>{_text(words.probability)}</caption>{"".join(rows)}</table>'


def _others(reading: PageReading, words: ReportWords) -> str:
    rows = []
    for title, prediction in reading.others:
        shown = prediction.text or "–"
        percent = percent_text(float(prediction.probabilities.max())) if prediction.status == "digit" else ""
        rows.append(f'<tr><th scope="row">{_text(title)}</th><td>{_text(shown)}</td><td>{_text(percent)}</td></tr>')
    head = "".join(f'<th scope="col">{_text(word)}</th>' for word in (words.model, words.digit, words.probability))
    return f'<table class="others"><caption>{_text(words.others)}</caption><tr>{head}</tr>{"".join(rows)}</table>'


def _figure(heading: str, pixels: np.ndarray, alternative: str, kind: str, below: str = "") -> str:
    if kind == "pixels":
        pixels = pixels.repeat(_ENLARGED, axis=0).repeat(_ENLARGED, axis=1)
    encoded = base64.b64encode(cv2.imencode(".png", cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR))[1].tobytes()).decode()
    return (
        f'<figure class="{kind}"><figcaption>{_text(heading)}</figcaption>'
        f'<img src="data:image/png;base64,{encoded}" alt="{_text(alternative)}">{below}</figure>'
    )


def compared(page: LessonPage, prediction: Prediction) -> tuple[int, int]:
    """The likeliest digit, and what it should have been or, where that is the same or unknown, the next."""
    digit, runner_up = prediction.probabilities.argsort()[::-1][:2].tolist()
    return digit, runner_up if page.label in (None, digit) else page.label


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{_text(line)}</p>" for line in text.splitlines() if line.strip())


def _text(text: str) -> str:
    return html.escape(text, quote=True)


_STYLE = """\
:root { --ground: #fff; --ink: #16191d; --faint: #5c6168; --line: #d9dce1;
  --track: #eceef1; --bar: #a3a8b0; --accent: #2272b8; }
@media screen and (prefers-color-scheme: dark) {
  :root { --ground: #1c1f23; --ink: #e8eaed; --faint: #a9afb7; --line: #3e434a;
    --track: #34383e; --bar: #767c85; --accent: #4c9be0; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 56rem; padding: 2rem 1.5rem; background: var(--ground); color: var(--ink);
  font: 1.05rem/1.55 system-ui, "Noto Sans", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 0 0 .5rem; }
h2 span { color: var(--faint); font-weight: 400; margin-right: .5rem; }
p { margin: 0 0 .75rem; }
section { border-top: 1px solid var(--line); padding: 1.5rem 0; margin-top: 1.5rem; }
.answer strong { color: var(--accent); }
.pictures { display: grid; grid-template-columns: repeat(3, 1fr); column-gap: 1.25rem; margin: 1rem 0; }
figure { margin: 0; display: grid; grid-row: span 3; grid-template-rows: subgrid; }
figcaption { color: var(--faint); font-size: .9rem; line-height: 1.35; align-self: end; margin-bottom: .3rem; }
img { display: block; width: 100%; aspect-ratio: 1; border: 1px solid var(--line); background: #fff; }
.pixels img { image-rendering: pixelated; }
.scale { display: flex; align-items: center; gap: .4rem; font-size: .85rem; color: var(--faint); margin: .3rem 0 0; }
.scale i { flex: 1; height: .6rem; background: linear-gradient(to right, #2166ac, #f7f7f7, #b2182b); }
.how { color: var(--faint); font-size: .9rem; }
.columns { display: grid; grid-template-columns: 1fr 1fr; gap: 1.25rem 2.5rem; align-items: start; }
@media screen and (max-width: 40rem) {
  .pictures, .columns { grid-template-columns: 1fr; }
  figure { max-width: 20rem; margin-bottom: .75rem; }
}
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--faint); font-size: .9rem; margin-bottom: .3rem; }
th { text-align: left; font-weight: 400; }
.bars th { width: 1.5rem; }
.bars td { padding: .12rem 0; }
.bars td:nth-child(2) { background: var(--track); background-clip: content-box; }
.bars td:last-child { width: 4.5rem; text-align: right; }
.bars b { display: block; height: 1rem; background: var(--bar); }
.bars .leads { font-weight: 600; }
.bars .leads th { font-weight: 600; }
.bars .leads b { background: var(--accent); }
.others td, .others th { padding: .2rem .75rem .2rem 0; border-bottom: 1px solid var(--line); }
.others :is(td, th):last-child { width: 1%; padding-right: 0; text-align: right; white-space: nowrap; }
.others [scope=col] { color: var(--faint); font-size: .9rem; }
footer { color: var(--faint); font-size: .85rem; border-top: 1px solid var(--line); padding-top: 1rem; }
@media print {
  :root { font-size: 9.5pt; }
  body { max-width: none; padding: 0; font-size: 1rem; line-height: 1.35; }
  section { break-inside: avoid; padding: .5rem 0; margin-top: .5rem; }
  h1 { font-size: 18pt; } h2 { font-size: 13pt; margin-bottom: .25rem; } p { margin-bottom: .3rem; }
  .pictures { margin: .3rem 0; } .pictures img, .scale { width: 3.8cm; }
  .columns { grid-template-columns: 1fr 1fr; gap: .7cm; line-height: 1.1; }
  .bars td { padding: .5px 0; } .others td, .others th { padding: 1px 0; }
  b, i, td { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""
