"""Errors that a person can do something about."""


class InputError(Exception):
    """Something outside the program is not what it should be: a file, a folder, a name, an option.

    The message is one English sentence for the command line; `code` and `details` let the window say the same in
    the user's language (`ui/texts.py`).

    Args:
        code: the kind of error, a key of `MESSAGES`.
        details: the values that the sentence names.
    """

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(MESSAGES[code].format(**details))
        self.code = code
        self.details = details


def _marked(_context: str, sentence: str) -> str:
    """The sentence itself: the collector of texts to be translated finds it by this function's name."""
    return sentence


MESSAGES = {
    "file_missing": _marked("errors", "{path}: there is no such file"),
    "file_is_folder": _marked("errors", "{path}: this is a folder, not a file"),
    "file_empty": _marked("errors", "{path}: the file is empty"),
    "file_unreadable": _marked("errors", "{path}: the file cannot be read ({reason})"),
    "file_unwritable": _marked("errors", "{path}: the file cannot be written ({reason})"),
    "file_too_large": _marked("errors", "{path}: {megabytes} MB are too many for a picture (at most {limit})"),
    "image_unknown": _marked("errors", "{path}: not a picture that can be read (PNG, JPEG, BMP, WebP and TIFF can)"),
    "image_damaged": _marked("errors", "{path}: the picture is damaged or cut short"),
    "image_too_large": _marked("errors", "{path}: {width} × {height} pixels are too many (at most {limit} million)"),
    "data_missing": _marked("errors", "{path}: there is no such file or folder"),
    "data_unknown": _marked("errors", "{path}: not a data set (npz, IDX, CSV, image folders or a stroke file)"),
    "data_damaged": _marked("errors", "{path}: {reason}"),
    "data_empty": _marked("errors", "{path}: no digit is left to work with"),
    "data_too_few": _marked("errors", "{count} images are too few for this recipe, which keeps {kept} for choosing"),
    "strokes_needed": _marked("errors", "{path}: {option} needs pen strokes, and this data set has none"),
    "mnist_missing": _marked(
        "errors",
        "MNIST was not found: let the window's “Data” download it, or download {address} and put it into {folder}",
    ),
    "mnist_unavailable": _marked(
        "errors",
        "MNIST could not be downloaded ({reason}): try again, or download {address} elsewhere and put it into {folder}",
    ),
    "digits_several": _marked("errors", "{path}: there are several digits ({text}), and one at a time is explained"),
    "model_missing": _marked("errors", "no model has been loaded"),
    "model_unknown": _marked("errors", "there is no model called {name!r} (known: {known})"),
    "model_name_bad": _marked(
        "errors",
        "{name!r} cannot be a model's name: at most 64 characters, no dot, space or ~ first, none of / \\ : * ? < > |",
    ),
    "model_shipped": _marked(
        "errors", "the model {name!r} came with the program and is not overwritten: choose another name"
    ),
    "model_unconvertible": _marked(
        "errors", "the model could not be converted: is there room in {folder}, for temporary files, and in memory?"
    ),
    "model_not_own": _marked("errors", "the model {name!r} came with the program: it is neither renamed nor deleted"),
    "model_name_taken": _marked("errors", "there is a model called {name!r} already"),
    "model_damaged": _marked("errors", "the model {name!r} is damaged or not digitpad's: {reason}"),
    "teach_object": _marked("errors", "a program of somebody else's reads here: it answers, but it cannot be taught"),
    "teach_architecture": _marked("errors", "“{name}” is no network that digitpad knows how to teach"),
    "teach_file_missing": _marked("errors", "“{name}” cannot be taught: its file {file} is missing"),
    "teach_nothing": _marked(
        "errors", "there is nothing to teach yet: draw a digit, and say with a digit key what it should have been"
    ),
    "recipe_unknown": _marked("errors", "there is no recipe called {name!r} (known: {known})"),
    "option_bad": _marked("errors", "{option}: {reason}"),
}

DAMAGES = {
    "unpackable": "it is damaged ({error})",
    "cut_short": "it is damaged or cut short ({error})",
    "lines": "it has more than {most:,} lines",
    "line_long": "line {line} is too long to be one digit",
    "line_drawing": "line {line}{problem}",
    "line_label": "line {line}: {problem}",
    "csv_columns": "line {line} has {count} columns instead of {wanted}",
    "csv_field": "line {line}, column {column}: {field!r} is not a whole number from 0 to 255",
    "csv_label": "line {line}: the label {label} is not a digit from 0 to 9",
    "label_count": "there are {labels:,} labels for {count:,} images",
    "label": "{labels} {row} is {label}, not a digit from 0 to 9",
    "npz_missing": "there is no '{array}' in it (only: {held})",
    "npz_objects": "'{array}' holds Python objects, which are not read: they could run anything",
    "npz_large": "'{array}' is {held}: at most {most:,} digits are read",
    "npz_images": "'{array}' is {held} instead of (n, {side}, {side}) uint8",
    "npz_labels": "'{array}' is {held} instead of (n,) whole numbers",
    "idx_missing": "there is no {name} in it, plain or .gz",
    "idx_images": "it does not begin like an IDX file of images",
    "idx_labels": "it does not begin like an IDX file of labels",
    "idx_size": "its images are {size} pixels, not {side} × {side}",
    "idx_large": "its header claims {rows:,} rows, at most {most:,} are read",
    "idx_length": "its header claims {rows:,} rows, but {problem}",
    "folder_name": "its sub-folder {name!r} is not named after a digit from 0 to 9",
    "folder_large": "there are {count:,} files in it, at most {most:,} are read",
    "lesson_large": "a lesson of more than {megabytes} MB is not read",
    "lesson_unreadable": "it is not JSON{problem}",
    "lesson_foreign": "it is not a lesson of digitpad's",
    "lesson_version": "'version' is missing or not a number",
    "lesson_later": "it was written by a later digitpad (version {version} of the format)",
    "lesson_pages": "'pages' is missing or not a list",
    "lesson_many": "it has {count:,} pages, at most {most:,} are read",
    "lesson_words": "'{key}' {problem}",
    "lesson_page_drawing": "page {page}: {problem}",
    "lesson_page_label": "page {page}: 'label' is not a digit from 0 to 9",
    "lesson_page_words": "page {page}: '{key}' {problem}",
    "lesson_page_name": "page {page}: '{key}' is not a name",
    "lesson_page_choices": "page {page}: 'choices'{problem}",
}
"""What is wrong inside a data set or a lesson: the reason of `data_damaged`, and its detail `damage`."""
