"""What is chosen in a tab: the values of its choosers, sliders and switches, by their names."""

from collections.abc import Mapping

from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QComboBox, QScrollBar, QWidget

from digitpad.core.lessons import Choice


def choices_of(tab: QWidget) -> dict[str, Choice]:
    """The choices of the moment; those that are no number and no text are left out."""
    choices: dict[str, Choice] = {}
    for chooser in tab.findChildren(QComboBox):
        if not chooser.objectName() or chooser.currentIndex() < 0:
            continue
        data = chooser.currentData()
        value = chooser.currentIndex() if data is None else data
        if type(value) in (int, str):
            choices[chooser.objectName()] = value
    for slider in _sliders(tab):
        choices[slider.objectName()] = slider.value()
    for button in _switches(tab):
        choices[button.objectName()] = int(button.isChecked())
    return choices


def set_choices(tab: QWidget, choices: Mapping[str, Choice]) -> None:
    """Chooses what is named, as a hand would; what the tab does not have, or not offer, is passed over."""
    for chooser in tab.findChildren(QComboBox):
        if (value := choices.get(chooser.objectName())) is None:
            continue
        has_data = chooser.count() > 0 and chooser.itemData(0) is not None
        place = chooser.findData(value) if has_data else value
        if isinstance(place, int) and 0 <= place < chooser.count() and place != chooser.currentIndex():
            chooser.setCurrentIndex(place)
            chooser.activated.emit(place)
    for slider in _sliders(tab):
        value = choices.get(slider.objectName())
        if isinstance(value, int):
            slider.setValue(value)
    for button in _switches(tab):
        value = choices.get(button.objectName())
        if isinstance(value, int) and bool(value) != button.isChecked():
            button.click()


def _sliders(tab: QWidget) -> list[QAbstractSlider]:
    sliders = tab.findChildren(QAbstractSlider)
    return [slider for slider in sliders if slider.objectName() and not isinstance(slider, QScrollBar)]


def _switches(tab: QWidget) -> list[QAbstractButton]:
    return [button for button in tab.findChildren(QAbstractButton) if button.isCheckable() and button.objectName()]
