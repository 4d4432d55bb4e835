"""What this program is, and whom it owes."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from digitpad import __version__
from digitpad.ui.close_buttons import CloseButtons

_MARGIN, _GAP, _WIDTH = 24, 12, 400


class AboutWindow(QDialog):
    """The version, the licence, and those whose digits the models learnt from."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("about_window")
        self._title, self._what, self._data, self._licence = QLabel(), QLabel(), QLabel(), QLabel()
        font = QFont(self._title.font())
        font.setPointSizeF(1.6 * font.pointSizeF())
        font.setWeight(QFont.Weight.DemiBold)
        self._title.setFont(font)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN // 2)
        layout.setSpacing(_GAP)
        for label in (self._title, self._what, self._data, self._licence):
            label.setWordWrap(True)
            label.setMinimumWidth(_WIDTH)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            layout.addWidget(label)
        layout.addWidget(CloseButtons(self))
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("About digitpad"))
        self._title.setText(f"digitpad {__version__}")
        self._what.setText(self.tr("Draw a digit, and see what a model makes of it and why."))
        sources = [
            self.tr("MNIST, by Yann LeCun, Corinna Cortes and Christopher Burges (CC BY-SA 3.0)"),
            self.tr(
                "Pen-Based Recognition of Handwritten Digits, by Ethem Alpaydin and Fevzi Alimoglu, UCI Machine "
                "Learning Repository (CC BY 4.0)"
            ),
        ]
        heading = self.tr("The models learnt from digits that people wrote:")
        self._data.setText("\n".join([heading, *(f"• {source}" for source in sources)]))
        self._licence.setText(self.tr("digitpad itself is free software under the MIT licence."))
