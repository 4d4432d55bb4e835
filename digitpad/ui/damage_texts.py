"""What is wrong inside a data set or a lesson, in the user's language."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

_translate = QCoreApplication.translate


def damage_text(details: Mapping[str, object]) -> str:
    """Why a file cannot be used, without a full stop; nothing where `damage` is no key of `core.errors.DAMAGES`.

    Args:
        details: of the error.
    """
    broken = _translate("damage_texts", "it is damaged or cut short")
    foreign = _translate("damage_texts", "it is not written as digitpad writes it")
    sentences = {
        "unpackable": broken,
        "cut_short": broken,
        "lines": _translate("damage_texts", "it has more than {most:,} lines"),
        "line_long": _translate("damage_texts", "line {line} is too long to be one digit"),
        "line_drawing": _translate("damage_texts", "its line {line} holds no drawing"),
        "line_label": _translate("damage_texts", "its line {line} does not say which digit it is"),
        "csv_columns": _translate("damage_texts", "line {line} has {count} columns instead of {wanted}"),
        "csv_field": _translate(
            "damage_texts", "line {line}, column {column}: “{field}” is not a whole number from 0 to 255"
        ),
        "csv_label": _translate("damage_texts", "line {line}: the label {label} is not a digit from 0 to 9"),
        "label_count": _translate("damage_texts", "there are {labels:,} labels for {count:,} images"),
        "label": _translate("damage_texts", "label {row} is {label}, not a digit from 0 to 9"),
        "npz_missing": _translate("damage_texts", "there is no “{array}” in it"),
        "npz_objects": _translate("damage_texts", "“{array}” in it could be a program, and is not read"),
        "npz_large": _translate("damage_texts", "“{array}” in it is too large: at most {most:,} digits are read"),
        "npz_images": _translate("damage_texts", "“{array}” in it holds no images of {side} × {side} pixels"),
        "npz_labels": _translate("damage_texts", "“{array}” in it holds no labels, one whole number for each image"),
        "idx_missing": _translate("damage_texts", "there is no “{name}” in it, neither plain nor packed (.gz)"),
        "idx_images": _translate("damage_texts", "it does not begin like an IDX file of images"),
        "idx_labels": _translate("damage_texts", "it does not begin like an IDX file of labels"),
        "idx_size": _translate("damage_texts", "its images are {size} pixels, not {side} × {side}"),
        "idx_large": _translate("damage_texts", "it claims to hold {rows:,} digits, and at most {most:,} are read"),
        "idx_length": _translate("damage_texts", "it claims to hold {rows:,} digits, but holds more or fewer"),
        "folder_name": _translate("damage_texts", "its folder “{name}” is not named after a digit from 0 to 9"),
        "folder_large": _translate("damage_texts", "it holds {count:,} pictures, and at most {most:,} are read"),
        "lesson_large": _translate("damage_texts", "it has more than {megabytes} MB"),
        "lesson_unreadable": foreign,
        "lesson_foreign": _translate("damage_texts", "it is not a lesson of digitpad's"),
        "lesson_version": foreign,
        "lesson_later": _translate("damage_texts", "a later digitpad has written it"),
        "lesson_pages": _translate("damage_texts", "it has no pages"),
        "lesson_many": _translate("damage_texts", "it has {count:,} pages, and at most {most:,} are read"),
        "lesson_words": _translate("damage_texts", "its “{key}” is no text, or one that is too long"),
        "lesson_page_drawing": _translate("damage_texts", "its page {page} holds no drawing"),
        "lesson_page_label": _translate("damage_texts", "the label of its page {page} is not a digit from 0 to 9"),
        "lesson_page_words": _translate(
            "damage_texts", "the “{key}” of its page {page} is no text, or one that is too long"
        ),
        "lesson_page_name": _translate("damage_texts", "the “{key}” of its page {page} is not a name"),
        "lesson_page_choices": _translate("damage_texts", "what its page {page} chooses in its tab cannot be read"),
    }
    sentence = sentences.get(str(details.get("damage")), "")
    return " ".join(sentence.format(**details).split())  # one line, whatever is quoted
