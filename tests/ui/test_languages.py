import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QFileDialog, QLabel, QMenu, QTabWidget, QWidget

import digitpad
from digitpad.app import create_window
from digitpad.core.errors import InputError
from digitpad.paths import assets_folder
from digitpad.testing import draw_strokes, wait_for_prediction
from digitpad.ui.drawing_files import pixels_of
from digitpad.ui.languages import install_language
from digitpad.ui.texts import error_text

TRANSLATION = assets_folder() / "translations" / "digitpad_zh_CN.ts"
SAME_EVERYWHERE = {"digitpad", "English", "简体中文"}
"""A name, and languages by their own names."""
WORD = re.compile(r"[A-Za-z]{3,}")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
KEYS = re.compile(r" \([^()]*\)$")


def texts(window):
    """Every text of the window, whether it is seen at the moment or not, by the place where it stands."""
    found = {}

    def note(owner, kind, text):
        found[f"{type(owner).__name__} {owner.objectName()} {id(owner)} {kind}"] = KEYS.sub("", text)

    for item in [window, *window.findChildren(QObject)]:
        if item.objectName() in ("ScrollLeftButton", "ScrollRightButton"):
            continue  # Qt names them once, and they are never seen
        if isinstance(item, QWidget):
            note(item, "tooltip", item.toolTip())
            note(item, "name", item.accessibleName())
            note(item, "description", item.accessibleDescription())
        if isinstance(item, QAction | QLabel):
            note(item, "text", item.text())
        if isinstance(item, QAction):
            note(item, "tooltip", item.toolTip())
            note(item, "icon text", item.iconText())
        if isinstance(item, QMenu):
            note(item, "title", item.title())
        if isinstance(item, QComboBox):
            for index in range(item.count()):
                note(item, f"item {index}", item.itemText(index))
        if isinstance(item, QTabWidget):
            for index in range(item.count()):
                note(item, f"tab {index}", item.tabText(index))
        if isinstance(item, QWidget) and hasattr(item, "text") and not isinstance(item, QLabel):
            note(item, "text", item.text())
    return found


@pytest.fixture
def full(qtbot):
    """A window in which as much as possible is to be read: kernels, a channel, a digit."""
    window = create_window()
    qtbot.addWidget(window)
    window.show()
    draw_strokes(window.canvas, [[(150, 110), (350, 110), (220, 400)]])
    wait_for_prediction(window)
    layer = window.findChild(QComboBox, "weights_layer")
    qtbot.waitUntil(lambda: layer.count() == 2)
    layer.setCurrentIndex(1)
    return window


def choose(window, code):
    window.findChild(QAction, f"action_language_{code}").trigger()
    QCoreApplication.processEvents()


# --- the window ---


def test_every_text_changes_at_once_and_back(full, like_new):
    choose(full, "en")
    english = texts(full)
    choose(full, "zh_CN")
    chinese = texts(full)
    choose(full, "en")
    assert chinese.keys() == english.keys() and texts(full) == english
    words = {place: text for place, text in english.items() if WORD.search(text) and text not in SAME_EVERYWHERE}
    assert len(words) > 60
    unchanged = {place: text for place, text in words.items() if chinese[place] == text}
    assert not unchanged
    assert not {place: text for place in words if not CHINESE.search(text := chinese[place])}


def test_the_answer_is_told_in_the_language_of_the_moment(full, like_new):
    hint = full.findChild(QLabel, "hint")
    choose(full, "zh_CN")
    assert CHINESE.search(hint.text())
    draw_strokes(full.canvas, [[(100, 450), (400, 450)]])
    wait_for_prediction(full)
    assert CHINESE.search(hint.text())
    full.canvas.clear()
    assert CHINESE.search(hint.text())


def test_the_invitation_on_the_canvas_changes_too(window, child, like_new):
    choose(window, "en")
    before = pixels_of(window.canvas.grab().toImage())
    choose(window, "zh_CN")
    assert (pixels_of(window.canvas.grab().toImage()) != before).any()
    choose(window, "en")
    assert (pixels_of(window.canvas.grab().toImage()) == before).all()


def test_the_drawing_and_its_answer_stay_when_the_language_changes(full, like_new):
    drawing, prediction = full.canvas.drawing, full.prediction
    index = full.findChild(QComboBox, "model_chooser").currentIndex()
    choose(full, "zh_CN")
    assert full.canvas.drawing is drawing and full.prediction is prediction
    assert full.findChild(QComboBox, "model_chooser").currentIndex() == index
    assert full.findChild(QComboBox, "weights_layer").currentIndex() == 1
    assert full.findChild(QLabel, "predicted_digit").text() == str(prediction.digit)


def test_the_dialogs_of_qt_change_too(window, child, like_new):
    choose(window, "zh_CN")
    child(QAction, "action_open").trigger()
    dialog = child(QFileDialog, "open_dialog")
    buttons = dialog.findChild(QDialogButtonBox).buttons()
    assert all(CHINESE.search(button.text()) for button in buttons) and len(buttons) == 2
    assert CHINESE.search(dialog.windowTitle())
    assert all(CHINESE.search(pattern) for pattern in dialog.nameFilters())
    dialog.reject()


def test_messages_are_translated(window, child, qtbot, like_new, tmp_path):
    choose(window, "zh_CN")
    child(QAction, "action_save").trigger()
    assert CHINESE.search(window.statusBar().currentMessage())
    with qtbot.waitSignal(window.files.failed) as failed:
        window.files.open(str(tmp_path / "missing.png"))
    assert CHINESE.search(failed.args[0]) and "missing.png" in failed.args[0]


def test_everything_fits_in_chinese_too(full, like_new):
    choose(full, "zh_CN")
    full.resize(1024, 700)
    QCoreApplication.processEvents()
    assert (full.width(), full.height()) == (1024, 700)


# --- which language ---


@pytest.mark.parametrize(
    ("code", "chinese"), [("en", False), ("zh_CN", True), ("zh_TW", True), ("de", False), ("nonsense", False)]
)
def test_chinese_for_readers_of_chinese_and_english_for_all_others(window, like_new, code, chinese):
    install_language(code)
    QCoreApplication.processEvents()
    assert bool(CHINESE.search(window.findChild(QLabel, "hint").text())) == chinese


@pytest.mark.parametrize(("locale", "chinese"), [("zh_CN.UTF-8", True), ("C.UTF-8", False), ("fr_FR.UTF-8", False)])
def test_the_language_of_the_system_is_the_first(locale, chinese):
    code = (
        "from PySide6.QtWidgets import QApplication\n"
        "from digitpad.ui.answer_panel import AnswerPanel\n"
        "from digitpad.ui.languages import install_language\n"
        "application = QApplication([]); install_language(); panel = AnswerPanel()\n"
        "print(ascii(panel.findChild(object, 'hint').text()))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "LC_ALL": locale, "LANG": locale, "LANGUAGE": ""},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode == 0, run.stderr
    assert ("\\u" in run.stdout) == chinese, run.stdout


def test_without_an_application_there_is_nothing_to_switch():
    code = "from digitpad.ui.languages import install_language; install_language('zh_CN')"
    assert subprocess.run([sys.executable, "-c", code], timeout=60).returncode == 0


# --- errors of the core ---


def test_an_error_is_told_in_the_language_of_the_moment(qapp, like_new):
    error = InputError("file_missing", path="seven.png")
    install_language("en")
    assert error_text(error) == "There is no file “seven.png”."
    install_language("zh_CN")
    assert CHINESE.search(error_text(error)) and "seven.png" in error_text(error)
    assert CHINESE.search(error_text(ValueError("odd"))) and "odd" in error_text(ValueError("odd"))


# --- the translation ---


def messages(path):
    """(context, source, translation's element) of every entry."""
    for context in ElementTree.parse(path).iter("context"):
        for entry in context.iter("message"):
            yield context.findtext("name"), entry.findtext("source"), entry.find("translation")


def test_no_entry_is_unfinished():
    entries = list(messages(TRANSLATION))
    assert len(entries) > 80
    for context, source, translation in entries:
        assert translation.get("type") is None, f"{context}: {source!r} is {translation.get('type')}"
        assert (translation.text or "").strip(), f"{context}: {source!r} is empty"


def test_translations_keep_what_is_filled_in():
    places = re.compile(r"\{[^}]*\}")
    for context, source, translation in messages(TRANSLATION):
        assert sorted(places.findall(source)) == sorted(places.findall(translation.text)), f"{context}: {source!r}"
        assert ("&" in source) == ("&" in translation.text), f"{context}: {source!r} has a letter to press"
        assert source.endswith("…") == translation.text.endswith(("…", "……")), f"{context}: {source!r}"


@pytest.fixture
def tools():
    folder = Path(sys.executable).parent
    found = [shutil.which(f"pyside6-{name}", path=str(folder)) for name in ("lupdate", "lrelease")]
    assert all(found), "PySide6 brings both"
    return found


def test_every_text_of_the_program_is_in_the_translation(tools, tmp_path):
    fresh = tmp_path / TRANSLATION.name
    shutil.copy(TRANSLATION, fresh)
    package = Path(digitpad.__file__).parent
    aliases = "translate+=_translate,QT_TRANSLATE_NOOP+=_marked"  # as in the Makefile
    options = ["-silent", "-extensions", "py", "-no-obsolete", "-locations", "none", "-tr-function-alias", aliases]
    subprocess.run([tools[0], *options, str(package), "-ts", str(fresh)], check=True, timeout=60)
    known = {(context, source) for context, source, _ in messages(TRANSLATION)}
    wanted = {(context, source) for context, source, _ in messages(fresh)}
    assert known == wanted, "make translations"


def test_the_compiled_translation_is_that_of_the_file(tools, tmp_path):
    fresh = tmp_path / "fresh.qm"
    subprocess.run([tools[1], "-silent", str(TRANSLATION), "-qm", str(fresh)], check=True, timeout=60)
    assert fresh.read_bytes() == TRANSLATION.with_suffix(".qm").read_bytes(), "make translations"
