"""Light, dark, or like the system."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

READABLE, VISIBLE = 4.5, 3.0
"""Least contrasts, of text to its ground and of an edge to what is beside it (WCAG 2.1, level AA)."""

_SCHEMES = {"": Qt.ColorScheme.Unknown, "light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
_PROPERTY = "digitpad_appearance"
_ROLES = QPalette.ColorRole
_DARK = {
    _ROLES.Window: "#25282d",
    _ROLES.WindowText: "#e8eaed",
    _ROLES.Base: "#1c1f23",
    _ROLES.AlternateBase: "#25282d",
    _ROLES.ToolTipBase: "#34383e",
    _ROLES.ToolTipText: "#e8eaed",
    _ROLES.Text: "#e8eaed",
    _ROLES.PlaceholderText: "#a3a9b1",
    _ROLES.Button: "#34383e",
    _ROLES.ButtonText: "#e8eaed",
    _ROLES.BrightText: "#ffffff",
    _ROLES.Light: "#4a4f57",
    _ROLES.Midlight: "#3e434a",
    _ROLES.Mid: "#555b64",
    _ROLES.Dark: "#17191c",
    _ROLES.Shadow: "#000000",
    _ROLES.Highlight: "#4c9be0",
    _ROLES.HighlightedText: "#0d1013",
    _ROLES.Link: "#7cb8f0",
    _ROLES.Accent: "#4c9be0",
}
_LIGHT = {
    _ROLES.Window: "#f3f4f6",
    _ROLES.WindowText: "#16191d",
    _ROLES.Base: "#ffffff",
    _ROLES.AlternateBase: "#f3f4f6",
    _ROLES.ToolTipBase: "#ffffff",
    _ROLES.ToolTipText: "#16191d",
    _ROLES.Text: "#16191d",
    _ROLES.PlaceholderText: "#5f6672",
    _ROLES.Button: "#f3f4f6",
    _ROLES.ButtonText: "#16191d",
    _ROLES.BrightText: "#ffffff",
    _ROLES.Light: "#ffffff",
    _ROLES.Midlight: "#e5e7eb",
    _ROLES.Mid: "#b6bac1",
    _ROLES.Dark: "#8a9099",
    _ROLES.Shadow: "#5c6168",
    _ROLES.Highlight: "#2272b8",
    _ROLES.HighlightedText: "#ffffff",
    _ROLES.Link: "#1d6fb8",
    _ROLES.Accent: "#2272b8",
}
_DISABLED_TEXT = {"light": "#676d77", "dark": "#9ba1aa"}
_TEXTS = (_ROLES.WindowText, _ROLES.Text, _ROLES.ButtonText)
_EDGED = (
    "QAbstractItemView",
    "QAbstractSpinBox",
    "QCheckBox",
    "QComboBox",
    "QLineEdit",
    "QMenu",
    "QProgressBar",
    "QPushButton",
    "QRadioButton",
    "QSlider",
    "QTextEdit",
    "QToolButton",
)
_EDGE = "#a7afbc"
"""What the style takes the edges of those from, by making it 1.4 times darker: seen on light and dark windows alike.
Made from the colour of a dark window they would be darker still."""


def show_edges(window: QWidget, shown: bool) -> None:
    """Gives those in a window with colours of its own their edges, or leaves these to the application again."""
    edges = QPalette()
    if shown:
        edges.setColor(_ROLES.Window, QColor(_EDGE))
    for widget in window.findChildren(QWidget):
        if any(widget.inherits(kind) for kind in _EDGED):
            widget.setPalette(edges)


def set_appearance(value: str) -> None:
    """Switches every window at once.

    Args:
        value: "light", "dark" or "" for the system's own: its colours where it brings any, else ours.
    """
    hints = QGuiApplication.styleHints()
    if (application := QGuiApplication.instance()) is not None:
        if application.property(_PROPERTY) is None:
            hints.colorSchemeChanged.connect(_on_system_changed)
        application.setProperty(_PROPERTY, value)
    hints.setColorScheme(_SCHEMES[value])
    QApplication.setPalette(QPalette())
    is_obeyed = not value or hints.colorScheme() == _SCHEMES[value]
    if is_obeyed and _desktop_has_colours():
        QApplication.setPalette(made_readable(QApplication.palette()))
        return
    if not value:
        value = "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"
    QApplication.setPalette(palette(value))
    edges = palette(value)
    edges.setColor(_ROLES.Window, QColor(_EDGE))
    for kind in _EDGED:
        QApplication.setPalette(edges, kind)  # type: ignore[arg-type]  # PySide takes no bytes, as its stubs ask for


def palette(value: str) -> QPalette:
    """Our own "light" or "dark" palette."""
    colours = QPalette()
    for role, colour in (_LIGHT if value == "light" else _DARK).items():
        colours.setColor(role, QColor(colour))
    for role in _TEXTS:
        colours.setColor(QPalette.ColorGroup.Disabled, role, QColor(_DISABLED_TEXT[value]))
    return colours


def made_readable(desktop: QPalette) -> QPalette:
    """What a desktop's colours lack: pale and disabled texts that can be read; all else is left to the desktop."""
    colours, pale = QPalette(), quiet_text(desktop)
    for role in _TEXTS:
        colours.setColor(QPalette.ColorGroup.Disabled, role, pale)
    colours.setColor(_ROLES.PlaceholderText, pale)
    return colours


def quiet_text(colours: QPalette) -> QColor:
    """Paler than the other texts of a window, and still readable on all that texts stand on."""
    grounds = [colours.color(role) for role in (_ROLES.Window, _ROLES.Base)]
    for percent in range(55, 100, 5):
        pale = faint(colours, percent / 100)
        if all(contrast(pale, ground) >= READABLE for ground in grounds):
            return pale
    return colours.windowText().color()


def faint(colours: QPalette, share: float) -> QColor:
    """Between the window's colour (0) and that of its text (1)."""
    return between(colours.window().color(), colours.windowText().color(), share)


def between(ground: QColor, ink: QColor, share: float) -> QColor:
    """A mixture: all ground at 0, all ink at 1."""
    return QColor(
        round(ground.red() + share * (ink.red() - ground.red())),
        round(ground.green() + share * (ink.green() - ground.green())),
        round(ground.blue() + share * (ink.blue() - ground.blue())),
    )


def readable_on(ground: QColor) -> QColor:
    """Black or white, whichever stands out more."""
    black, white = QColor(Qt.GlobalColor.black), QColor(Qt.GlobalColor.white)
    return max((black, white), key=lambda ink: contrast(ink, ground))


def contrast(first: QColor, second: QColor) -> float:
    """How much two opaque colours stand out from each other, from 1 to 21 (WCAG 2.1)."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _desktop_has_colours() -> bool:
    """False where all colours are those that the style falls back on: nobody has chosen them."""
    colours, fallback = QApplication.palette(), QApplication.style().standardPalette()
    return any(colours.color(role) != fallback.color(role) for role in _LIGHT)


def _on_system_changed() -> None:
    application = QGuiApplication.instance()
    if application is not None and not application.property(_PROPERTY):
        set_appearance("")
