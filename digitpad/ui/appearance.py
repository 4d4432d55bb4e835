"""Light, dark, or like the system."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

_ROLES = QPalette.ColorRole
_DARK = {
    _ROLES.Window: "#25282d",
    _ROLES.WindowText: "#e8eaed",
    _ROLES.Base: "#1c1f23",
    _ROLES.AlternateBase: "#25282d",
    _ROLES.ToolTipBase: "#34383e",
    _ROLES.ToolTipText: "#e8eaed",
    _ROLES.Text: "#e8eaed",
    _ROLES.PlaceholderText: "#9aa0a6",
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
    _ROLES.PlaceholderText: "#6b7280",
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
_DISABLED_TEXT = {"light": "#a3a8b0", "dark": "#767c85"}


def set_appearance(value: str) -> None:
    """Switches every window at once.

    Args:
        value: "light", "dark" or "" for the system's own.
    """
    schemes = {"": Qt.ColorScheme.Unknown, "light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    hints = QGuiApplication.styleHints()
    hints.setColorScheme(schemes[value])
    if not value or hints.colorScheme() == schemes[value]:
        QApplication.setPalette(QPalette())
    else:  # many Linux desktops, and the offscreen platform, offer no scheme to switch
        QApplication.setPalette(palette(value))


def palette(value: str) -> QPalette:
    """Our own "light" or "dark" palette."""
    colours = QPalette()
    for role, colour in (_LIGHT if value == "light" else _DARK).items():
        colours.setColor(role, QColor(colour))
    for role in (_ROLES.WindowText, _ROLES.Text, _ROLES.ButtonText):
        colours.setColor(QPalette.ColorGroup.Disabled, role, QColor(_DISABLED_TEXT[value]))
    return colours


def faint(colours: QPalette, share: float) -> QColor:
    """Between the window's colour (0) and that of its text (1)."""
    ground, ink = colours.window().color(), colours.windowText().color()
    return QColor(
        round(ground.red() + share * (ink.red() - ground.red())),
        round(ground.green() + share * (ink.green() - ground.green())),
        round(ground.blue() + share * (ink.blue() - ground.blue())),
    )
