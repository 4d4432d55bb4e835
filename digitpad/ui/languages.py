"""The program's languages: Qt's translators for our own texts and for Qt's dialogs."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from digitpad.paths import assets_folder

_installed: list[QTranslator] = []


def install_language(code: str = "") -> None:
    """Switches the whole program to a language, at once.

    Args:
        code: such as "en" or "zh_CN"; "" for the system's language. English where there is no translation.
    """
    application = QCoreApplication.instance()
    if application is None:
        return
    while _installed:
        application.removeTranslator(_installed.pop())
    locale = QLocale(code) if code else QLocale.system()
    if locale.language() != QLocale.Language.Chinese:
        return
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, folder in (("qtbase", qt_folder), ("digitpad", str(assets_folder() / "translations"))):
        translator = QTranslator(application)
        # Traditional Chinese readers are better served by Simplified Chinese than by English.
        if translator.load(f"{name}_zh_CN", folder):
            application.installTranslator(translator)
            _installed.append(translator)


def language_in_use() -> str:
    """The code of the language that is spoken: "zh_CN" or "en"."""
    return "zh_CN" if _installed else "en"
