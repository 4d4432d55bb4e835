"""The core's keys and error codes, as sentences in the user's language."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from digitpad.core.errors import InputError

_translate = QCoreApplication.translate


def error_text(error: Exception) -> str:
    """What went wrong, in one sentence; a file by its name alone."""
    if isinstance(error, InputError):
        return _input_error_text(error)
    if isinstance(error, MemoryError):
        text = _translate("texts", "There is not enough memory: close other programs, or take fewer images.")
        return f"{text} ({error})" if str(error) else text
    return _translate("texts", "Something went wrong ({reason}). The log has the details.").format(reason=error)


def error_details(error: Exception) -> str:
    """The same as the command line and the log say it: with the whole path, and what the file itself is wrong about."""
    return str(error) if isinstance(error, InputError) else ""


def _input_error_text(error: InputError) -> str:
    sentences = {
        "file_missing": _translate("texts", "There is no file “{file}”."),
        "file_is_folder": _translate("texts", "“{file}” is a folder, not a file."),
        "file_empty": _translate("texts", "“{file}” is empty."),
        "file_unreadable": _translate("texts", "“{file}” cannot be read: {reason}."),
        "file_unwritable": _translate("texts", "“{file}” cannot be saved: {reason}."),
        "file_too_large": _translate(
            "texts", "“{file}” is too large for a picture: {megabytes} MB, and {limit} are the most."
        ),
        "image_unknown": _translate(
            "texts", "“{file}” is not a picture that can be opened: PNG, JPEG, BMP, WebP and TIFF can."
        ),
        "image_damaged": _translate("texts", "“{file}” could not be opened: the picture is damaged or cut short."),
        "image_too_large": _translate(
            "texts", "“{file}” is too large: {width} × {height} pixels, and {limit} million in all are the most."
        ),
        "data_missing": _translate("texts", "There is no file or folder “{file}”."),
        "data_unknown": _translate(
            "texts", "“{file}” is not a data set: npz, IDX, CSV, folders of pictures and drawings can be read."
        ),
        "data_damaged": _translate("texts", "“{file}” cannot be used: {reason}."),
        "data_empty": _translate("texts", "“{file}” holds no digit to work with."),
        "data_too_few": _translate(
            "texts", "{count} images are too few for this recipe, which keeps {kept} for choosing."
        ),
        "strokes_needed": _translate("texts", "“{file}” holds no pen strokes, which {option} needs."),
        "mnist_missing": _translate(
            "texts", "MNIST was not found: let “Data” download it, or download {address} and put it into {folder}."
        ),
        "mnist_unavailable": _translate(
            "texts",
            "MNIST could not be downloaded ({reason}): try again, or download {address} elsewhere and put it into "
            "{folder}.",
        ),
        "digits_several": _translate("texts", "“{file}” shows several digits ({text}): one at a time is explained."),
        "model_missing": _translate("texts", "No model has been loaded."),
        "model_unknown": _translate("texts", "There is no model called “{name}”."),
        "model_name_bad": _translate(
            "texts",
            "“{name}” cannot be a model's name: at most 64 letters, no dot, space or ~ first, none of "
            "/ \\ : * ? < > |.",
        ),
        "model_shipped": _translate(
            "texts", "The model “{name}” came with the program and is not overwritten: choose another name."
        ),
        "model_unconvertible": _translate(
            "texts", "The model could not be converted: is there room on the disk, for temporary files, and in memory?"
        ),
        "model_not_own": _translate(
            "texts", "The model “{name}” came with the program: it is neither renamed nor deleted."
        ),
        "model_name_taken": _translate("texts", "There is a model called “{name}” already."),
        "model_damaged": _translate("texts", "The model “{name}” is damaged, or was not made by digitpad."),
        "teach_object": _translate("texts", "Somebody else's program reads here: it answers, but it cannot be taught."),
        "teach_architecture": _translate("texts", "“{name}” is not a network that digitpad knows how to teach."),
        "teach_file_missing": _translate("texts", "“{name}” cannot be taught: its file {file} is missing."),
        "teach_nothing": _translate(
            "texts", "There is nothing to teach yet: draw a digit, and say with a digit key what it should have been."
        ),
        "recipe_unknown": _translate("texts", "There is no recipe called “{name}”."),
        "option_bad": _translate("texts", "{option}: {reason}."),
    }
    details = dict(error.details)
    if "path" in details:
        path = Path(str(details["path"]))
        details["file"] = path.name or str(path)
    if "reason" in details:
        details["reason"] = _damage_text(error) or _plain_reason(str(details["reason"]))
    known = sentences.get(error.code)
    return known.format(**details) if known else _as_sentence(str(error))


def _damage_text(error: InputError) -> str:
    from digitpad.ui.damage_texts import damage_text  # here: most windows meet no damaged data set

    return damage_text(error.details)


def _as_sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith(".") else ".")


def _plain_reason(reason: str) -> str:
    """Why, in words that are not only a programmer's; never with a full stop."""
    for known, words in (
        ("No space left", _translate("texts", "no space is left on the disk")),
        ("Permission denied", _translate("texts", "you are not allowed to")),
        ("no permission", _translate("texts", "you are not allowed to")),
        ("Read-only", _translate("texts", "nothing can be saved there")),
        ("not a regular file", _translate("texts", "it is not an ordinary file")),
        ("not a lesson", _translate("texts", "it is not a lesson of digitpad's")),
        ("not JSON", _translate("texts", "it is not written as digitpad writes it")),
    ):
        if known in reason:
            return words
    return reason.rstrip(".")


def model_title(name: str, title: str) -> str:
    """What people read in the model chooser: shipped models are translated, others keep the title on their card."""
    shipped = {
        "softmax": _translate("texts", "Softmax"),
        "mlp": _translate("texts", "Neural network"),
        "cnn": _translate("texts", "Convolutional network"),
        "drawn": _translate("texts", "Network for drawings"),
    }
    return shipped.get(name, title)


def recipe_title(name: str, title: str) -> str:
    """What people read in the recipe chooser."""
    titles = {
        "tutorial-softmax": _translate("texts", "Softmax, all images at each step"),
        "softmax-sgd": _translate("texts", "Softmax, gradient descent"),
        "softmax-sum": _translate("texts", "Softmax, losses added up"),
        "mlcc-linear": _translate("texts", "Crash course, linear"),
        "mlcc-dnn": _translate("texts", "Crash course, neural network"),
        "cnn-5x5": _translate("texts", "Deep MNIST, 5×5 kernels"),
        "cnn-3x3": _translate("texts", "Deep MNIST, 3×3 kernels"),
    }
    return titles.get(name) or model_title(name, title)  # the other recipes are those of the shipped models


def recipe_text(name: str) -> str:
    """What a recipe is, in one or two sentences."""
    beginners = _translate("texts", "From TensorFlow's tutorial for beginners (2015).")
    experts = _translate("texts", "From TensorFlow's tutorial for experts (2015).")
    crash_course = _translate("texts", "From Google's Machine Learning Crash Course (2018).")
    published = _translate("texts", "Published accuracy: {figure}")
    smaller = _translate("texts", "With smaller kernels, and quicker.")
    shipped = _translate("texts", "How the program's own model was trained.")
    texts = {
        "softmax": shipped,
        "mlp": shipped,
        "cnn": shipped,
        "drawn": _translate("texts", "Smaller and deeper; the program's own one learnt from people's pen strokes too."),
        "tutorial-softmax": f"{beginners} {published.format(figure='0.91')}",
        "softmax-sgd": f"{beginners} {published.format(figure='0.92')}",
        "softmax-sum": _translate("texts", "The tutorial warns of it: the loss becomes infinite after a few steps."),
        "mlcc-linear": f"{crash_course} {published.format(figure='0.90')}",
        "mlcc-dnn": f"{crash_course} {published.format(figure='0.95')}",
        "cnn-5x5": f"{experts} {published.format(figure='0.992')}",
        "cnn-3x3": f"{experts} {smaller}",
    }
    return texts.get(name, "")


def stage_text(stage: str) -> str:
    """What a run does at the moment."""
    stages = {
        "reading": _translate("texts", "Reading the images…"),
        "loading": _translate("texts", "Loading TensorFlow…"),
        "training": _translate("texts", "Preparing the first step…"),
        "doubting": _translate("texts", "Learning what is no digit…"),
        "measuring": _translate("texts", "Measuring what was learnt…"),
        "stopping": _translate("texts", "Stopping…"),
    }
    return stages.get(stage, stage)


def certainty_text(probability: float) -> str:
    """A probability in words."""
    if probability >= 0.99:
        return _translate("texts", "almost certainly")
    if probability >= 0.9:
        return _translate("texts", "very likely")
    if probability >= 0.7:
        return _translate("texts", "probably")
    return _translate("texts", "perhaps")


def verdict_text(largest_probability: float, is_right: bool) -> str:
    """How sure an answer was, and whether rightly."""
    if largest_probability >= 0.9:
        return _translate("texts", "sure and right") if is_right else _translate("texts", "sure and wrong")
    return _translate("texts", "right, but not sure") if is_right else _translate("texts", "wrong, but not sure")
