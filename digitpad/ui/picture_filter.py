"""Which pictures of a data set to show."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QSpinBox, QWidget

from digitpad.core.selection import matching_rows

if TYPE_CHECKING:
    import numpy as np

    from digitpad.core.selection import Answers

_GAP = 8


class PictureFilter(QWidget):
    """By label, by being read wrongly, by how sure the model is.

    Signals:
        changed(): other pictures are wished for.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = QComboBox()
        self._label.setObjectName("data_label")
        self._label.addItem("", None)
        for digit in range(10):
            self._label.addItem(str(digit), digit)
        self._wrong = QCheckBox()
        self._wrong.setObjectName("data_wrong")
        self._confidence, self._up_to = QLabel(), QLabel()
        self._least, self._most = QSpinBox(), QSpinBox()
        for name, box, value in (("least", self._least, 0), ("most", self._most, 100)):
            box.setObjectName(f"data_{name}")
            box.setRange(0, 100)
            box.setSingleStep(5)
            box.setSuffix(" %")
            box.setValue(value)
        self._confidence.setBuddy(self._least)
        self._up_to.setBuddy(self._most)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        layout.addWidget(self._label)
        layout.addSpacing(_GAP)
        layout.addWidget(self._wrong)
        layout.addSpacing(_GAP)
        for widget in (self._confidence, self._least, self._up_to, self._most):
            layout.addWidget(widget)
        layout.addStretch(1)

        self._label.currentIndexChanged.connect(self.changed)
        self._wrong.toggled.connect(self.changed)
        self._least.valueChanged.connect(self._on_least_changed)
        self._most.valueChanged.connect(self._on_most_changed)
        self._retranslate()

    def rows(self, labels: "np.ndarray", answers: "Answers | None") -> "np.ndarray":
        """The places of the pictures to show, (n,) int64, among those with these labels and answers."""
        return matching_rows(
            labels,
            answers,
            self._label.currentData(),
            self._wrong.isChecked() and self._wrong.isEnabled(),
            self._least.value() / 100 if self._least.isEnabled() else 0.0,
            self._most.value() / 100 if self._most.isEnabled() else 1.0,
        )

    def set_answered(self, answered: bool) -> None:
        """Whether a model has read the pictures: only then it can be asked what it makes of them."""
        for widget in (self._wrong, self._confidence, self._least, self._up_to, self._most):
            widget.setEnabled(answered)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _on_least_changed(self, percent: int) -> None:
        self._most.setMinimum(percent)
        self.changed.emit()

    def _on_most_changed(self, percent: int) -> None:
        self._least.setMaximum(percent)
        self.changed.emit()

    def _retranslate(self) -> None:
        self._label.setItemText(0, self.tr("All digits"))
        self._label.setAccessibleName(self.tr("Digit"))
        self._label.setToolTip(self.tr("Show this digit alone"))
        self._wrong.setText(self.tr("Only those read wrongly"))
        self._wrong.setToolTip(self.tr("Show what the model in use takes for another digit"))
        self._confidence.setText(self.tr("Confidence from"))
        self._up_to.setText(self.tr("to"))
        explanation = self.tr("How sure the model in use is of what it reads")
        for box, name in ((self._least, self.tr("Least confidence")), (self._most, self.tr("Greatest confidence"))):
            box.setAccessibleName(name)
            box.setToolTip(explanation)
