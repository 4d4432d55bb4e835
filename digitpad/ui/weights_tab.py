"""What a model has learnt, as pictures."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QFont, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from digitpad.core.colours import scale_limit
from digitpad.ui.pixel_view import PixelView
from digitpad.ui.scale_bar import ScaleBar

if TYPE_CHECKING:
    from digitpad.core.classifier import Weights

_DELAY_MS = 50
_MOST = 100  # pictures of units: more are too small to be looked at, and hold up the window


class WeightsTab(QWidget):
    """Templates, hidden units or kernels of the model in use, all on one scale.

    Signals:
        weights_requested(): the tab is visible and its pictures are not those of the model in use.
        save_requested(QImage): the pictures as shown.
        copied(): they are on the clipboard.
    """

    weights_requested = Signal()
    save_requested = Signal(object)
    copied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("weights")
        self._layers: list[Weights] | None = None  # None: no model has been loaded yet
        self._outdated = False
        self._presented = False
        self._sentence_label = QLabel(self)
        self._sentence_label.setWordWrap(True)
        self._heading = QLabel(self)
        self._back = QPushButton(self)
        self._back.setObjectName("weights_back")
        self._back.hide()
        self._layer_chooser = QComboBox(self)
        self._layer_chooser.setObjectName("weights_layer")
        self._channel_chooser = QComboBox(self)
        self._channel_chooser.setObjectName("weights_channel")
        self._view = PixelView("diverging", self)
        self._view.setObjectName("weights_view")
        self._view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._scale = ScaleBar(self)
        self._copy, self._save = QPushButton(self), QPushButton(self)
        self._copy.setObjectName("weights_copy")
        self._save.setObjectName("weights_save")

        choosers = QHBoxLayout()
        choosers.addWidget(self._layer_chooser, 1)
        choosers.addWidget(self._channel_chooser)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._back)
        foot.addStretch(1)
        foot.addWidget(self._copy)
        foot.addWidget(self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(self._heading)
        layout.addWidget(self._sentence_label)
        layout.addLayout(choosers)
        layout.addWidget(self._view, 1)
        layout.addWidget(self._scale)
        layout.addLayout(foot)

        self._layer_chooser.currentIndexChanged.connect(self._on_layer_changed)
        self._channel_chooser.currentIndexChanged.connect(self._show_pictures)
        self._view.picture_enlarged.connect(self._on_picture_enlarged)
        self._back.clicked.connect(self._on_back_clicked)
        self._copy.clicked.connect(self._on_copy_clicked)
        self._save.clicked.connect(self._on_save_clicked)
        self._scale_heading()
        self._retranslate()

    def model_changed(self) -> None:
        """The pictures no longer belong to the model in use."""
        self._outdated = True
        self._request_soon()

    def set_weights(self, layers: "list[Weights]") -> None:
        """Shows the pictures of a model, first layer first."""
        self._layers = layers
        self._retranslate()

    def set_presented(self, presented: bool) -> None:
        """Shows a class the pictures and their scale alone."""
        self._presented = presented
        self._retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._request_soon()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.FontChange:
            self._scale_heading()
        super().changeEvent(event)

    def _scale_heading(self) -> None:
        font = QFont(self.font())
        font.setPointSizeF(1.15 * font.pointSizeF())
        font.setWeight(QFont.Weight.DemiBold)
        self._heading.setFont(font)

    def _request_soon(self) -> None:
        # The answer comes first: a drawing is read before the weights are fetched and painted.
        QTimer.singleShot(_DELAY_MS, self, self._request)

    def _request(self) -> None:
        if self._outdated and self.isVisible():
            self._outdated = False
            self.weights_requested.emit()

    def _on_layer_changed(self) -> None:
        self._fill_channels()
        self._show_pictures()

    def _on_picture_enlarged(self, index: int) -> None:
        self._back.setVisible(index >= 0)

    def _on_back_clicked(self) -> None:
        self._view.enlarge(-1)
        self._view.setFocus()

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setImage(self._view.render_image())
        self.copied.emit()

    def _on_save_clicked(self) -> None:
        self.save_requested.emit(self._view.render_image())

    def _shown_layer(self) -> "Weights | None":
        index = self._layer_chooser.currentIndex()
        return self._layers[index] if self._layers and 0 <= index < len(self._layers) else None

    def _fill_channels(self) -> None:
        layer = self._shown_layer()
        count = layer.pictures.shape[1] if layer else 1
        chosen = max(0, self._channel_chooser.currentIndex())
        with QSignalBlocker(self._channel_chooser):
            self._channel_chooser.clear()
            for channel in range(count):
                self._channel_chooser.addItem(self.tr("input channel {number}").format(number=channel + 1))
            self._channel_chooser.setCurrentIndex(min(chosen, count - 1))
        self._channel_chooser.setVisible(count > 1 and not self._presented)

    def _show_pictures(self) -> None:
        layer = self._shown_layer()
        for button in (self._copy, self._save):
            button.setVisible(layer is not None and not self._presented)
        self._scale.setVisible(layer is not None)
        if layer is None:
            import numpy as np

            self._view.set_pictures(np.zeros((0, 1, 1), np.float32))
            self._back.hide()
            return
        pictures = layer.pictures[:_MOST, max(0, self._channel_chooser.currentIndex())]
        captions = [str(digit) for digit in range(10)] if layer.layer == "templates" else None
        names = [self._name(layer.layer, number) for number in range(len(pictures))]
        self._view.set_pictures(pictures, captions, names, scale_limit(layer.pictures))
        self._view.set_name(self._layer_chooser.currentText())
        self._back.setVisible(self._view.enlarged >= 0)
        self._scale.set_limit(self._view.limit)
        self._sentence_label.setText(self._sentence(layer.layer).format(count=len(pictures)))

    def _name(self, kind: str, number: int) -> str:
        if kind == "templates":
            return self.tr("Template of the {digit}").format(digit=number)
        if kind == "hidden":
            return self.tr("Unit {number}").format(number=number + 1)
        return self.tr("Kernel {number}").format(number=number + 1)

    def _sentence(self, kind: str) -> str:
        return {
            "templates": self.tr(
                "One template a digit. Ink on red speaks for the digit, ink on blue against it; the digit whose "
                "template agrees most with the drawing wins."
            ),
            "hidden": self.tr(
                "What {count} units of the first layer look for: ink on red wakes a unit, ink on blue calms it."
            ),
            "kernels": self.tr(
                "The kernels of the first layer: small patterns, edges and ends of lines, looked for everywhere in the "
                "picture."
            ),
            "second_kernels": self.tr(
                "The kernels of the second layer, for one channel of the first: they put small patterns together to "
                "larger ones."
            ),
        }[kind]

    def _retranslate(self) -> None:
        names = {
            "templates": self.tr("Templates, {side}×{side}"),
            "hidden": self.tr("First hidden layer, {side}×{side}"),
            "kernels": self.tr("First layer, {side}×{side}"),
            "second_kernels": self.tr("Second layer, {side}×{side}"),
        }
        chosen = max(0, self._layer_chooser.currentIndex())
        with QSignalBlocker(self._layer_chooser):
            self._layer_chooser.clear()
            for layer in self._layers or ():
                self._layer_chooser.addItem(names[layer.layer].format(side=layer.pictures.shape[-1]))
            self._layer_chooser.setCurrentIndex(min(chosen, self._layer_chooser.count() - 1))
        self._layer_chooser.setVisible(self._layer_chooser.count() > 1 and not self._presented)
        self._layer_chooser.setAccessibleName(self.tr("Layer"))
        self._channel_chooser.setAccessibleName(self.tr("Input channel"))
        self._heading.setText(self.tr("What the model has learnt"))
        self._back.setText(self.tr("← All pictures"))
        self._back.setToolTip(self.tr("Show all pictures again (Esc)"))
        self._copy.setText(self.tr("Copy"))
        self._copy.setToolTip(self.tr("Put the pictures on the clipboard"))
        self._save.setText(self.tr("Save picture…"))
        nothing = self.tr("This model has no weights that can be shown as pictures.")
        self._sentence_label.setText("" if self._layers is None else nothing)
        self._sentence_label.setVisible(not self._presented or self._layers == [])
        self._on_layer_changed()
