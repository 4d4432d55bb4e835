"""The core's keys and error codes, as sentences in the user's language."""

from PySide6.QtCore import QCoreApplication

from digitpad.core.errors import MESSAGES, InputError

_translate = QCoreApplication.translate


def error_text(error: Exception) -> str:
    """What went wrong, in one sentence."""
    if isinstance(error, InputError):
        return QCoreApplication.translate("errors", MESSAGES[error.code]).format(**error.details)
    return _translate("texts", "Something went wrong ({reason}). The log has the details.").format(reason=error)


def model_title(name: str, title: str) -> str:
    """What people read in the model chooser: shipped models are translated, others keep the title on their card."""
    shipped = {
        "softmax": _translate("texts", "Softmax"),
        "mlp": _translate("texts", "Neural network"),
        "cnn": _translate("texts", "Convolutional network"),
    }
    return shipped.get(name, title)


def certainty_text(probability: float) -> str:
    """A probability in words."""
    if probability >= 0.99:
        return _translate("texts", "almost certainly")
    if probability >= 0.9:
        return _translate("texts", "very likely")
    if probability >= 0.7:
        return _translate("texts", "probably")
    return _translate("texts", "perhaps")
