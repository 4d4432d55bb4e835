import shutil
import threading

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QInputDialog,
    QLabel,
    QMessageBox,
    QPushButton,
    QTableWidget,
    QWidget,
)

from digitpad.app import create_window
from digitpad.core.errors import InputError
from digitpad.core.model_store import SHIPPED_MODELS, find_model, list_models
from digitpad.core.user_models import import_model
from digitpad.paths import models_folder, user_models_folder
from digitpad.testing import draw_strokes, wait_for_prediction
from digitpad.ui.languages import install_language

SEVEN = [[(150, 110), (350, 110), (220, 400)]]


class Dialog:
    def __init__(self, window, qtbot):
        self.window, self.qtbot = window, qtbot
        window.findChild(QAction, "action_models").trigger()
        self.widget = window.findChild(QWidget, "models_dialog")
        self.table = self.widget.findChild(QTableWidget, "models_table")
        self.status = self.widget.findChild(QLabel, "models_status")

    def button(self, name):
        return self.widget.findChild(QPushButton, f"models_{name}")

    def rows(self):
        return [self.table.item(row, 0).text() for row in range(self.table.rowCount())]

    def choose(self, name):
        self.table.selectRow(self.rows().index(name))

    def wait_for(self, words):
        self.qtbot.waitUntil(lambda: words in self.status.text())

    def delete(self, name):
        self.choose(name)
        self.button("delete").click()
        self.widget.findChild(QPushButton, "models_delete_yes").click()
        self.wait_for("is deleted")


@pytest.fixture
def window(qtbot, user_home):
    """A window that reads with a model of the user's own, `mine`."""
    shutil.copytree(models_folder() / "softmax", user_models_folder() / "mine")
    path = user_models_folder() / "mine" / "card.json"
    path.write_text(path.read_text("utf-8").replace('"title": "Softmax"', '"title": "Mine"'), "utf-8")
    window = create_window("mine")
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()


@pytest.fixture
def dialog(window, qtbot):
    return Dialog(window, qtbot)


@pytest.fixture
def chooser(window):
    return window.findChild(QComboBox, "model_chooser")


def entries(chooser):
    return [chooser.itemText(index) for index in range(chooser.count())]


def test_all_models_are_listed_and_the_dialog_opens_once(window, dialog):
    assert len(dialog.rows()) == len(SHIPPED_MODELS) + 1 and dialog.rows()[-1] == "Mine"
    assert [dialog.table.item(0, column).text() for column in range(1, 4)] == [
        "7,850",
        "92.80 %",
        "came with the program",
    ]
    window.findChild(QAction, "action_models").trigger()
    assert len(window.findChildren(QWidget, "models_dialog")) == 1 and not dialog.widget.isModal()


def test_what_came_with_the_program_can_be_neither_renamed_nor_deleted(dialog):
    for name, possible in (("Softmax", False), ("Mine", True)):
        dialog.choose(name)
        assert dialog.button("rename").isEnabled() == dialog.button("delete").isEnabled() == possible


def test_the_model_in_use_is_marked_and_chosen_at_first(window, dialog, chooser, qtbot):
    def marked():
        return [name for row, name in enumerate(dialog.rows()) if dialog.table.item(row, 4).text() == "reads now"]

    assert marked() == ["Mine"] and [index.row() for index in dialog.table.selectionModel().selectedRows()] == [
        dialog.rows().index("Mine")
    ]
    chooser.setCurrentIndex(0)
    chooser.activated.emit(0)
    qtbot.waitUntil(lambda: marked() == ["Softmax"])


def test_why_a_model_can_neither_be_renamed_nor_deleted_stands_beside_the_buttons(dialog):
    hint = dialog.widget.findChild(QLabel, "models_hint")
    dialog.choose("Softmax")
    assert hint.isVisible() and hint.text().startswith("It came with the program")
    dialog.choose("Mine")
    assert not hint.text()


def test_a_button_and_escape_close_it(window, dialog):
    dialog.button("close").click()
    assert not dialog.widget.isVisible()
    window.findChild(QAction, "action_models").trigger()
    assert dialog.widget.isVisible()


def test_a_model_is_renamed_everywhere_and_goes_on_reading(window, dialog, chooser, qtbot):
    dialog.choose("Mine")
    dialog.button("rename").click()
    asked = dialog.widget.findChild(QInputDialog, "models_name_dialog")
    confirm = asked.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)
    for bad in ("", "../up", "softmax", "mine"):
        asked.setTextValue(bad)
        assert not confirm.isEnabled(), bad
    asked.setTextValue("Class 5b")
    confirm.click()
    dialog.wait_for("It is called “Class 5b” now.")
    assert "Class 5b" in dialog.rows() and "Mine" not in dialog.rows()
    assert chooser.currentText() == "Class 5b" and "Mine" not in entries(chooser)
    draw_strokes(window.canvas, SEVEN)
    assert wait_for_prediction(window).input_image.any()


def test_a_deleted_model_in_use_gives_way_to_the_default_one(window, dialog, chooser, qtbot):
    dialog.delete("Mine")
    assert "Mine" not in dialog.rows() + entries(chooser)
    assert chooser.currentText() == "Network for drawings"
    assert "“Network for drawings” reads now" in window.statusBar().currentMessage()
    draw_strokes(window.canvas, SEVEN)
    assert wait_for_prediction(window).digit == 7


def test_another_model_that_is_deleted_disturbs_nothing(window, dialog, chooser):
    import_model(models_folder() / "mlp")
    window.add_model(find_model("mlp (2)"), use=False)
    dialog.widget.show_models()
    dialog.delete("mlp (2)")
    assert chooser.currentText() == "Mine" and "mlp (2)" not in entries(chooser)
    assert not window.statusBar().currentMessage()


def test_a_question_is_asked_before_a_model_is_deleted(dialog):
    dialog.choose("Mine")
    dialog.button("delete").click()
    box = dialog.widget.findChild(QMessageBox, "models_delete_question")
    assert "“Mine”" in box.text()
    box.reject()
    assert "Mine" in dialog.rows() and find_model("mine")


def test_a_deleted_model_comes_back_when_it_is_wished(dialog, chooser):
    assert not dialog.button("undo").isVisible()
    dialog.delete("Mine")
    dialog.button("undo").click()
    dialog.wait_for("“Mine” is back.")
    assert "Mine" in dialog.rows() and "Mine" in entries(chooser) and not dialog.button("undo").isVisible()


def test_what_was_deleted_is_gone_for_good_once_the_window_is_closed(window, dialog):
    dialog.delete("Mine")
    window.close()
    assert list(user_models_folder().iterdir()) == []


def test_a_model_folder_is_imported(dialog, chooser, tmp_path):
    shutil.copytree(models_folder() / "mlp", tmp_path / "from a friend")
    dialog.button("import_folder").click()
    asked = dialog.widget.findChild(QFileDialog, "models_import_dialog")
    asked.fileSelected.emit(str(tmp_path / "from a friend"))
    asked.reject()
    dialog.wait_for("is imported")
    assert "from a friend" in [card.name for card in list_models()[0]]
    assert len(dialog.rows()) == chooser.count() == len(SHIPPED_MODELS) + 2


def test_an_exported_file_is_imported_with_tensorflow_and_no_other_job_begins_meanwhile(dialog, monkeypatch, tmp_path):
    gate, loaded = threading.Event(), threading.Event()
    monkeypatch.setattr("digitpad.ui.models_dialog.load_tensorflow", loaded.set)
    monkeypatch.setattr("digitpad.ui.models_dialog.import_model", lambda path: (gate.wait(10), find_model("mlp"))[1])
    (tmp_path / "copy.keras").touch()
    dialog.choose("Mine")
    dialog.widget.import_from(str(tmp_path / "copy.keras"))
    dialog.widget.import_from(str(tmp_path / "again.keras"))
    assert dialog.status.text() == "Checking and converting…" and loaded.wait(5)
    assert not any(dialog.button(name).isEnabled() for name in ("rename", "delete", "import", "import_folder"))
    gate.set()
    dialog.wait_for("is imported")
    assert dialog.button("import").isEnabled()


def test_what_cannot_be_done_is_told_in_a_sentence(dialog, monkeypatch):
    def fail(card):
        raise InputError("file_unwritable", path="models", reason="the disk is read-only")

    monkeypatch.setattr("digitpad.ui.models_dialog.delete_model", fail)
    dialog.choose("Mine")
    dialog.button("delete").click()
    dialog.widget.findChild(QPushButton, "models_delete_yes").click()
    dialog.wait_for("the disk is read-only")
    assert "Mine" in dialog.rows()


def test_every_text_changes_with_the_language(dialog, like_new):
    for language in ("zh_CN", "en"):
        install_language(language)
    assert dialog.widget.windowTitle() == "Manage models" and dialog.rows()[0] == "Softmax"
