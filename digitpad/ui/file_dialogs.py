"""The system's dialogs in which a file is chosen."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget


def ask_for_file(
    owner: QWidget | None, name: str, title: str, filters: Sequence[str], on_chosen: Callable[[str], object]
) -> None:
    """Lets the user choose a file that is there.

    Args:
        owner: of the dialog.
        name: the dialog's object name.
        title: what it says.
        filters: which files it offers, as Qt writes them.
        on_chosen: called with the path.
    """
    dialog = _dialog(owner, name, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(filters)
    dialog.fileSelected.connect(on_chosen)
    show_once(dialog)


def ask_for_folder(owner: QWidget | None, name: str, title: str, on_chosen: Callable[[str], object]) -> None:
    """Lets the user choose a folder; the arguments are those of `ask_for_file`."""
    dialog = _dialog(owner, name, title)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.fileSelected.connect(on_chosen)
    show_once(dialog)


def saving_dialog(owner: QWidget | None, name: str, title: str, file_name: str) -> QFileDialog:
    """A dialog that asks where to save, still to be shown; what has no suffix gets that of the proposed name."""
    dialog = _dialog(owner, name, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(file_name.split(".", 1)[1])
    dialog.selectFile(file_name)
    return dialog


def show_once(dialog: QDialog) -> None:
    """Shows a dialog, which goes when it is answered."""
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _dialog(owner: QWidget | None, name: str, title: str) -> QFileDialog:
    dialog = QFileDialog(owner, title)
    dialog.setObjectName(name)
    return dialog
