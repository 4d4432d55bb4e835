"""The core's keys and error codes, as sentences in the user's language."""

from PySide6.QtCore import QCoreApplication

from digitpad.core.errors import MESSAGES, InputError

_translate = QCoreApplication.translate


def error_text(error: Exception) -> str:
    """What went wrong, in one sentence."""
    if isinstance(error, InputError):
        return QCoreApplication.translate("errors", MESSAGES[error.code]).format(**error.details)
    if isinstance(error, MemoryError):
        text = _translate("texts", "There is not enough memory: close other programs, or take fewer images.")
        return f"{text} ({error})" if str(error) else text
    return _translate("texts", "Something went wrong ({reason}). The log has the details.").format(reason=error)


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
        "softmax-sum": _translate("texts", "Softmax, summed loss as first written"),
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
    shipped = _translate("texts", "How the shipped model was trained.")
    texts = {
        "softmax": shipped,
        "mlp": shipped,
        "cnn": shipped,
        "drawn": _translate("texts", "Smaller and deeper; the shipped one learnt from people's pen strokes too."),
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
        "measuring": _translate("texts", "Measuring on the test images…"),
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


def percent_text(probability: float) -> str:
    """A probability in whole percents; a model is never certain."""
    if probability < 0.005:
        return "< 1 %"
    return "> 99 %" if probability >= 0.995 else f"{int(100 * probability + 0.5)} %"


def verdict_text(largest_probability: float, is_right: bool) -> str:
    """How sure an answer was, and whether rightly."""
    if largest_probability >= 0.9:
        return _translate("texts", "sure and right") if is_right else _translate("texts", "sure and wrong")
    return _translate("texts", "right, but not sure") if is_right else _translate("texts", "wrong, but not sure")
