import re
from collections import defaultdict

import pytest

from digitpad.core.errors import MESSAGES, InputError
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
            "line 12 is not JSON (Expecting value, column 1)",
            "a.jsonl",
            "“a.jsonl” cannot be used: its line 12 holds no drawing.",
        ),
        (
            "data_damaged",
            "line 3: 'strokes' is missing or not a list",
            "a.jsonl.gz",
            "“a.jsonl.gz” cannot be used: its line 3 holds no drawing.",
        ),
        (
            "data_damaged",
            "it is not JSON (Expecting value, line 1, column 1)",
            "a.digitpad-lesson",
            "“a.digitpad-lesson” cannot be used: it is not written as digitpad writes it.",
        ),
        (
            "data_damaged",
            "it is damaged or cut short (Error -3 while decompressing)",
            "a.npz",
            "“a.npz” cannot be used: it is damaged or cut short.",
        ),
        (
            "data_damaged",
            "line 1 has 2 columns instead of 785",
            "a.csv",
            "“a.csv” cannot be used: line 1 has 2 columns instead of 785.",
        ),
    ],
)
def test_reasons_are_said_for_people(code, reason, path, words):
    assert error_text(InputError(code, path=f"{FOLDER}/{path}", reason=reason)) == words


def test_a_code_without_a_sentence_of_its_own_is_still_a_sentence(monkeypatch):
    monkeypatch.setitem(MESSAGES, "new", "something new")
    assert error_text(InputError("new")) == "Something new."
