import json

import numpy as np
import pytest

from digitpad.core.drawing import Drawing, drawing_from_row
from digitpad.core.errors import InputError
from digitpad.core.lessons import (
    Lesson,
    LessonPage,
    in_language,
    read_lesson,
    with_page_moved,
    with_page_removed,
    with_words,
    write_lesson,
)


@pytest.fixture
def lesson(stroke_rows) -> Lesson:
    pages = tuple(
        LessonPage(drawing_from_row(row), {"": f"note {place}"}, {}, "softmax", "evidence", {"evidence_digit": 3}, 7)
        for place, row in enumerate(stroke_rows)
    )
    return Lesson({"en": "Ones", "zh_CN": "一"}, {"": "About ones"}, pages)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "mine.digitpad-lesson"


def same(first: LessonPage, second: LessonPage) -> bool:
    strokes = zip(first.drawing.strokes, second.drawing.strokes, strict=True)
    return first._replace(drawing=None) == second._replace(drawing=None) and all(
        np.allclose(one.points, other.points, atol=0.01) for one, other in strokes
    )


def test_a_lesson_comes_back_as_it_was(lesson, file):
    write_lesson(file, lesson)
    again = read_lesson(file)
    assert again._replace(pages=()) == lesson._replace(pages=())
    assert all(same(*pages) for pages in zip(again.pages, lesson.pages, strict=True))


def test_an_opened_picture_comes_back_to_the_pixel(file):
    image = np.random.default_rng(1).integers(0, 256, (40, 40, 3), np.uint8)
    write_lesson(file, Lesson(pages=(LessonPage(Drawing(image=image)),)))
    assert np.array_equal(read_lesson(file).pages[0].drawing.image, image)


def test_an_empty_lesson_comes_back_too(file):
    write_lesson(file, Lesson())
    assert read_lesson(file) == Lesson()


def test_what_others_wrote_beside_it_is_kept(lesson, file):
    write_lesson(file, lesson)
    row = json.loads(file.read_text("utf-8"))
    row["author"], row["pages"][1]["colour"] = "A. Teacher", [1, {"deep": None}]
    file.write_text(json.dumps(row))
    write_lesson(file, read_lesson(file))
    again = json.loads(file.read_text("utf-8"))
    assert (again["author"], again["pages"][1]["colour"]) == ("A. Teacher", [1, {"deep": None}])


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda row: row.update(format="else"), "not a lesson"),
        (lambda row: row.update(version="1"), "'version'"),
        (lambda row: row.update(version=2), "later digitpad"),
        (lambda row: row.update(pages={}), "'pages'"),
        (lambda row: row.update(pages=row["pages"] * 200), "at most 500"),
        (lambda row: row.update(title=3), "'title'"),
        (lambda row: row.update(title={"en": 3}), "'title'"),
        (lambda row: row["pages"].append(3), "page 5: it is not an object"),
        (lambda row: row["pages"][2].update(strokes=3), "page 3: 'strokes'"),
        (lambda row: row["pages"][2].update(box=0), "page 3: 'box'"),
        (lambda row: row["pages"][2].update(image="AAAA"), "page 3: "),
        (lambda row: row["pages"][0].update(note=["x"]), "page 1: 'note'"),
        (lambda row: row["pages"][0].update(note="x" * 20_001), "page 1: 'note' has more"),
        (lambda row: row["pages"][0].update(model=3), "page 1: 'model'"),
        (lambda row: row["pages"][0].update(tab="x" * 201), "page 1: 'tab'"),
        (lambda row: row["pages"][0].update(label=True), "page 1: 'label'"),
        (lambda row: row["pages"][0].update(choices=[3]), "page 1: 'choices'"),
        (lambda row: row["pages"][0].update(choices={"a": 1.5}), "page 1: 'choices': 'a'"),
        (lambda row: row["pages"][0].update(choices={"a": 1 << 40}), "page 1: 'choices': 'a'"),
    ],
)
def test_a_damaged_lesson_is_refused_with_its_place(lesson, file, damage, said):
    write_lesson(file, lesson)
    row = json.loads(file.read_text("utf-8"))
    damage(row)
    file.write_text(json.dumps(row))
    with pytest.raises(InputError, match=said) as refused:
        read_lesson(file)
    assert str(file) in str(refused.value)


@pytest.mark.parametrize("content", [b"", b"{", b"[" * 100_000, b"\xff\xfe", b"null", b'{"format": NaN}'])
def test_what_is_no_lesson_is_refused(file, content):
    file.write_bytes(content)
    with pytest.raises(InputError):
        read_lesson(file)


def test_half_a_letter_does_not_stop_the_saving(file):
    write_lesson(file, Lesson(pages=(LessonPage(Drawing(), {"": "a\ud800b"}),)))
    assert read_lesson(file).pages[0].note == {"": "a?b"}


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    for path in (tmp_path / "none.digitpad-lesson", tmp_path):
        with pytest.raises(InputError):
            read_lesson(path)


def test_a_lesson_that_cannot_be_written_leaves_the_old_one(lesson, file, monkeypatch):
    write_lesson(file, lesson)
    before = file.read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(InputError, match="No space"):
        write_lesson(file, Lesson())
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_pages_move_and_go(lesson):
    notes = [page.note[""][-1] for page in with_page_moved(lesson, 0, 2).pages]
    assert notes == ["1", "2", "0", "3"]
    assert [page.note[""][-1] for page in with_page_removed(lesson, 1).pages] == ["0", "2", "3"]


def test_a_text_is_given_in_the_language_of_the_moment():
    both = {"en": "nine", "zh_CN": "九"}
    assert (in_language(both, "zh_CN"), in_language(both, "en"), in_language(both, "fr")) == ("九", "nine", "nine")
    assert (in_language({"": "9"}, "zh_CN"), in_language({"zh_CN": "九"}, "en"), in_language({}, "en")) == (
        "9",
        "九",
        "",
    )


def test_rewriting_one_language_leaves_the_other():
    assert with_words({"en": "nine", "zh_CN": "九"}, "en", "a nine") == {"en": "a nine", "zh_CN": "九"}
    assert with_words({"": "nine"}, "en", "a nine") == with_words({}, "en", "a nine") == {"": "a nine"}
