"""The foot of a window that is only read: Close."""

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox


class CloseButtons(QDialogButtonBox):
    """Closes a dialog, in Qt's own word for it."""

    def __init__(self, dialog: QDialog) -> None:
        super().__init__(QDialogButtonBox.StandardButton.Close)
        self.buttons()[0].setIcon(QIcon())  # some desktops' is black in the dark too, and no other window has one
        self.rejected.connect(dialog.reject)
