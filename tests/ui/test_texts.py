import re
from collections import defaultdict
from pathlib import Path

import pytest

from digitpad.core.data_files import damaged
from digitpad.core.datasets import load
from digitpad.core.errors import DAMAGES, MESSAGES, InputError
from digitpad.core.lessons import read_lesson
from digitpad.ui.texts import error_details, error_text

FOLDER = "/home/somebody/deep/inside"


def error(code, **details):
    names = re.findall(r"\{(\w+)", MESSAGES[code])
    values = defaultdict(lambda: "9", path=f"{FOLDER}/seven.png", name="mine", **details)
    return InputError(code, **{name: values[name] for name in names})


@pytest.mark.parametrize("code", MESSAGES)
def test_the_window_says_every_error_in_one_sentence_that_names_no_folder(code):
    sentence = error_text(error(code))
    assert re.match(r"[A-Z“\d]", sentence) and sentence.endswith((".", "?")) and not sentence.endswith("..")
    assert FOLDER not in sentence and "{" not in sentence and "'" not in sentence.replace("'s", "")
    assert ("“seven.png”" in sentence) == ("{path}" in MESSAGES[code])


def test_the_details_have_the_whole_path():
    assert error_details(error("file_empty")) == f"{FOLDER}/seven.png: the file is empty"
    assert error_details(ValueError("odd")) == ""


@pytest.mark.parametrize(
    ("code", "reason", "path", "words"),
    [
        (
            "file_unwritable",
            "No space left on device",
            "a.png",
            "“a.png” cannot be saved: no space is left on the disk.",
        ),
        ("file_unreadable", "Permission denied", "a.png", "“a.png” cannot be read: you are not allowed to."),
        (
            "data_damaged",
            "it is not JSON (Expecting value, line 1, column 1)",
            "a.digitpad-lesson",
            "“a.digitpad-lesson” cannot be used: it is not written as digitpad writes it.",
        ),
    ],
)
def test_reasons_are_said_for_people(code, reason, path, words):
    assert error_text(InputError(code, path=f"{FOLDER}/{path}", reason=reason)) == words


@pytest.mark.parametrize(
    ("file", "content", "words"),
    [
        ("a.jsonl", b"{}\n{", "its line 1 holds no drawing"),
        ("a.jsonl", b"nothing\n", "its line 1 holds no drawing"),
        ("a.jsonl", b'{"box": 5, "strokes": []}\n', "its line 1 does not say which digit it is"),
        ("a.npz", b"PK\x03\x04", "it is damaged or cut short"),
        ("a.csv", b"1,2\n", "line 1 has 2 columns instead of 785"),
        ("a.csv", b"1" + 784 * b",dog", "line 1, column 2: “dog” is not a whole number from 0 to 255"),
    ],
)
def test_what_is_wrong_inside_a_data_set_is_said_in_words(tmp_path, file, content, words):
    path = tmp_path / file
    path.write_bytes(content)
    with pytest.raises(InputError) as refused:
        load(path)
    assert error_text(refused.value) == f"“{file}” cannot be used: {words}."


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("nothing", "it is not written as digitpad writes it"),
        ("{}", "it is not a lesson of digitpad's"),
        ('{"format": "digitpad-lesson", "version": 9, "pages": []}', "a later digitpad has written it"),
        ('{"format": "digitpad-lesson", "version": 1, "pages": [{"box": 0}]}', "its page 1 holds no drawing"),
        (
            '{"format": "digitpad-lesson", "version": 1, "pages": [{"box": 5, "strokes": [], "label": 12}]}',
            "the label of its page 1 is not a digit from 0 to 9",
        ),
    ],
)
def test_what_is_wrong_inside_a_lesson_is_said_in_words(tmp_path, content, words):
    path = tmp_path / "a.digitpad-lesson"
    path.write_text(content, "utf-8")
    with pytest.raises(InputError) as refused:
        read_lesson(path)
    assert error_text(refused.value) == f"“{path.name}” cannot be used: {words}."
    assert error_details(refused.value) == str(refused.value)


@pytest.mark.parametrize("damage", DAMAGES)
def test_every_damage_is_said_in_the_users_language(damage, monkeypatch):
    monkeypatch.setattr("digitpad.ui.damage_texts._translate", lambda _, text: f"中{text}")
    values = dict.fromkeys(re.findall(r"\{(\w+)", DAMAGES[damage]), 3)
    sentence = error_text(damaged(Path("a.csv"), damage, **values))
    assert sentence.startswith("“a.csv” cannot be used: 中") and "{" not in sentence
    assert "'" not in sentence.replace("'s", "")


def test_a_code_without_a_sentence_of_its_own_is_still_a_sentence(monkeypatch):
    monkeypatch.setitem(MESSAGES, "new", "something new")
    assert error_text(InputError("new")) == "Something new."
