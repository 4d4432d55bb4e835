"""Asks for the name of a model, and says what is wrong with one."""

from PySide6.QtWidgets import QDialogButtonBox, QInputDialog, QWidget

from digitpad.core.errors import InputError
from digitpad.core.model_store import check_new_name
from digitpad.paths import user_models_folder
from digitpad.ui.texts import error_text


class NameDialog(QInputDialog):
    """A name that can be used, or none: OK stays off over others.

    Its signal `textValueSelected` gives the name.
    """

    def __init__(self, parent: QWidget | None, object_name: str, title: str, name: str) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setWindowTitle(title)
        self.textValueChanged.connect(self._on_changed)
        self.finished.connect(self.deleteLater)
        self.setTextValue(name)
        self.setLabelText(self.tr("Name of the model"))

    def accept(self) -> None:
        """Only over a name that can be used: Enter goes past the button."""
        if not self._problem():
            super().accept()

    def _on_changed(self) -> None:
        problem = self._problem()
        self.setLabelText(problem or self.tr("Name of the model"))
        if (buttons := self.findChild(QDialogButtonBox)) is not None:
            buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not problem)

    def _problem(self) -> str:
        name = self.textValue()
        try:
            check_new_name(name)
        except InputError as error:
            return error_text(error)
        return self.tr("There is a model of this name already.") if is_taken(name) else ""


def is_taken(name: str) -> bool:
    """True where the user has a model of that name."""
    return (user_models_folder() / name).exists()
