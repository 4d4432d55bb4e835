"""A lesson: drawings with notes, in order, in one file; each with the model and the tab that are to be seen."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from digitpad.core.data_files import damaged
from digitpad.core.drawing import Drawing, drawing_from_row, row_from_drawing
from digitpad.core.errors import InputError
from digitpad.core.images import write_file
from digitpad.paths import assets_folder

SUFFIX = ".digitpad-lesson"
PREPARED = ("784-numbers", "ten-templates", "leaning-1", "same-nine", "sure-and-wrong", "your-seven")
"""The lessons that come with the program, by their file's name, in the order in which they build on each other."""
MOST_PAGES = 500
MOST_LETTERS = 20_000
"""Of one note or title."""
_MOST_BYTES = 64 * 2**20
_MOST_CHOICES = 64
_MOST_NAME = 200
_FORMAT, _VERSION = "digitpad-lesson", 1

Words = Mapping[str, str]
"""A text by language code, such as "en" and "zh_CN"; under "" in no language in particular."""
Choice = int | str


class _Damage(Exception):
    """Something in a lesson is not what it should be: a key of `core.errors.DAMAGES` without its beginning."""

    def __init__(self, what: str, **details: object) -> None:
        super().__init__(what)
        self.what, self.details = what, details


class LessonPage(NamedTuple):
    """One drawing, and how it is shown."""

    drawing: Drawing
    note: Words = {}  # noqa: RUF012  # nobody writes into it
    title: Words = {}  # noqa: RUF012
    model: str = ""
    """Name of the model that reads it; "" for whichever is in use."""
    tab: str = ""
    """Name of the tab beside it; "" for none."""
    choices: Mapping[str, Choice] = {}
    """What is chosen in the tab, by the names of its choosers."""
    label: int | None = None
    """The digit that it should be."""
    extra: Mapping[str, Any] = {}
    """What other programs wrote beside it."""


class Lesson(NamedTuple):
    """Pages in order."""

    title: Words = {}  # noqa: RUF012
    about: Words = {}  # noqa: RUF012
    """One sentence about it."""
    pages: tuple[LessonPage, ...] = ()
    extra: Mapping[str, Any] = {}


def in_language(words: Words, language: str) -> str:
    """A text in a language, or else in none in particular, in English, in any."""
    for code in (language, "", "en", *words):
        if code in words:
            return words[code]
    return ""


def with_words(words: Words, language: str, text: str) -> dict[str, str]:
    """The same text with one language rewritten; one that is in no language in particular stays so."""
    return {**words, language: text} if set(words) - {""} else {"": text}


def with_page(lesson: Lesson, place: int, page: LessonPage) -> Lesson:
    """The lesson with another page in that place."""
    return lesson._replace(pages=(*lesson.pages[:place], page, *lesson.pages[place + 1 :]))


def with_page_added(lesson: Lesson, place: int, page: LessonPage) -> Lesson:
    """The lesson with one page more, in that place."""
    return lesson._replace(pages=(*lesson.pages[:place], page, *lesson.pages[place:]))


def with_page_removed(lesson: Lesson, place: int) -> Lesson:
    """The lesson without that page."""
    return lesson._replace(pages=lesson.pages[:place] + lesson.pages[place + 1 :])


def with_page_moved(lesson: Lesson, place: int, target: int) -> Lesson:
    """The lesson with that page in another place."""
    return with_page_added(with_page_removed(lesson, place), target, lesson.pages[place])


def prepared_lesson(name: str) -> Path:
    """Where a lesson that comes with the program lies."""
    return assets_folder() / "lessons" / f"{name}{SUFFIX}"


def read_lesson(path: str | os.PathLike[str]) -> Lesson:
    """Reads a lesson, and checks all of it.

    Raises:
        InputError: there is no such file, it cannot be read, or something in it is not what it should be; the message
            says what and on which page.
    """
    path = Path(path)
    if path.is_dir():
        raise InputError("file_is_folder", path=path)
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        raise InputError("file_missing", path=path) from None
    except (OSError, ValueError) as error:  # ValueError: a null character
        reason = error.strerror if isinstance(error, OSError) else error
        raise InputError("file_unreadable", path=path, reason=reason) from None
    if not content:
        raise InputError("file_empty", path=path)
    try:
        return _lesson_from(_parsed(content))
    except _Damage as found:
        raise damaged(path, f"lesson_{found.what}", **found.details) from None


def write_lesson(path: str | os.PathLike[str], lesson: Lesson) -> None:
    """Writes a lesson, whole or not at all.

    Raises:
        InputError: it cannot be written.
    """
    head = {**lesson.extra, "format": _FORMAT, "version": _VERSION, **_words_row("title", lesson.title)}
    head |= _words_row("about", lesson.about)
    # A page a line, so that two versions of a lesson can be compared.
    pages = ",\n".join(_json(_page_row(page)) for page in lesson.pages)
    content = f'{_json(head)[:-1]},"pages":[\n{pages}\n]}}\n'
    write_file(path, content.encode(errors="replace"))  # JSON can say half a letter, a file cannot


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _page_row(page: LessonPage) -> dict[str, Any]:
    row = {**page.extra, **_words_row("title", page.title), **_words_row("note", page.note)}
    for key in ("model", "tab"):
        if value := getattr(page, key):
            row[key] = value
    if page.choices:
        row["choices"] = dict(page.choices)
    if page.label is not None:
        row["label"] = page.label
    return row_from_drawing(page.drawing, **row)


def _words_row(key: str, words: Words) -> dict[str, Any]:
    if not any(words.values()):
        return {}
    return {key: words[""] if set(words) == {""} else dict(words)}


def _parsed(content: bytes) -> dict[str, Any]:
    if len(content) > _MOST_BYTES:
        raise _Damage("large", megabytes=_MOST_BYTES >> 20)
    try:
        row = json.loads(content)
    except json.JSONDecodeError as error:
        problem = f" ({error.msg}, line {error.lineno}, column {error.colno})"
        raise _Damage("unreadable", problem=problem) from None
    except (ValueError, RecursionError):
        raise _Damage("unreadable", problem="") from None
    if not isinstance(row, dict) or row.get("format") != _FORMAT:
        raise _Damage("foreign")
    version = row.get("version")
    if type(version) is not int or version < 1:
        raise _Damage("version")
    if version > _VERSION:
        raise _Damage("later", version=version)
    return row


def _lesson_from(row: dict[str, Any]) -> Lesson:
    pages = row.get("pages")
    if not isinstance(pages, list):
        raise _Damage("pages")
    if len(pages) > MOST_PAGES:
        raise _Damage("many", count=len(pages), most=MOST_PAGES)
    read = []
    for number, page in enumerate(pages, 1):
        try:
            read.append(_page_from(page))
        except _Damage as found:
            raise _Damage(f"page_{found.what}", page=number, **found.details) from None
    extra = {key: row[key] for key in row if key not in ("format", "version", "title", "about", "pages")}
    return Lesson(_words(row, "title"), _words(row, "about"), tuple(read), extra)


_PAGE_KEYS = {"box", "width", "strokes", "image", "note", "title", "model", "tab", "choices", "label"}


def _page_from(row: object) -> LessonPage:
    if not isinstance(row, dict):
        raise _Damage("drawing", problem="it is not an object")
    label = row.get("label")
    if label is not None and (type(label) is not int or not 0 <= label <= 9):
        raise _Damage("label")
    return LessonPage(
        _drawing(row),
        _words(row, "note"),
        _words(row, "title"),
        _name(row, "model"),
        _name(row, "tab"),
        _choices(row.get("choices", {})),
        label,
        {key: row[key] for key in row if key not in _PAGE_KEYS},
    )


def _drawing(row: dict[str, Any]) -> Drawing:
    try:
        return drawing_from_row(row)
    except ValueError as error:
        raise _Damage("drawing", problem=error) from None


def _words(row: dict[str, Any], key: str) -> dict[str, str]:
    words = row.get(key, {})
    words = {"": words} if isinstance(words, str) else words
    if not isinstance(words, dict) or not all(isinstance(text, str) for text in words.values()):
        raise _Damage("words", key=key, problem="is neither a text nor a text for each language")
    if any(len(text) > MOST_LETTERS for text in words.values()):
        raise _Damage("words", key=key, problem=f"has more than {MOST_LETTERS:,} letters")
    return words


def _name(row: dict[str, Any], key: str) -> str:
    name = row.get(key, "")
    if not isinstance(name, str) or len(name) > _MOST_NAME:
        raise _Damage("name", key=key)
    return name


def _choices(choices: object) -> dict[str, Choice]:
    if not isinstance(choices, dict) or len(choices) > _MOST_CHOICES:
        raise _Damage("choices", problem=" is not an object, or a very long one")
    for name, choice in choices.items():
        is_short = type(choice) is str and len(choice) <= _MOST_NAME
        is_small = type(choice) is int and abs(choice) < 2**31
        if not (is_short or is_small):
            raise _Damage("choices", problem=f": {name[:40]!r} is neither a short text nor a whole number")
    return choices
