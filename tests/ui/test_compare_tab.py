import shutil

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QPushButton

from digitpad.core.classifier import predict
from digitpad.core.drawing import drawing_from_row
from digitpad.core.lessons import prepared_lesson, read_lesson
from digitpad.core.model_store import LITERT_FILE, SHIPPED_MODELS, find_model, load_classifier
from digitpad.core.preprocess import drawing_to_input
from digitpad.paths import user_models_folder
from digitpad.ui.compare_tab import CompareTab
from digitpad.ui.subject import Subject
from digitpad.ui.whole_scroll import ColumnScroll
from digitpad.workers.explain_thread import Classifiers

SEVEN = [(150, 110), (350, 110), (220, 400)]


@pytest.fixture
def tab(show):
    return show(CompareTab(), 372, 600)


@pytest.fixture
def compare(tab, stroke_rows):
    """Asks the tab about a drawn 7 or another drawing, and gives it the answer, of the last models if so wished."""

    def compare(model, drawing=None, last=0):
        model = find_model(model) if isinstance(model, str) else model
        classifiers, drawing = Classifiers(model, {}, print), drawing or drawing_from_row(stroke_rows[3])
        subject = Subject(drawing, predict(classifiers.in_use, drawing_to_input(drawing)), model)
        answer = tab.question(subject)(classifiers, lambda: False)
        tab.receive(answer._replace(readings=answer.readings[-last:]))
        return subject

    return compare


def texts(tab, name):
    return [label.text() for label in tab.findChildren(QLabel, name) if label.isVisible()]


def test_every_model_has_a_row_with_its_three_likeliest_digits(tab, compare):
    image = compare("softmax").prediction.input_image
    assert len(texts(tab, "compare_title")) == len(SHIPPED_MODELS) and texts(tab, "compare_digit") == ["7"] * 4
    for row, name in enumerate(SHIPPED_MODELS):
        expected = load_classifier(find_model(name)).classify(image[np.newaxis])[0]
        for rank, digit in enumerate(expected.argsort()[::-1][:3]):
            bar = tab.findChildren(QProgressBar, f"compare_{rank}")[row]
            assert bar.accessibleName().endswith(str(digit))
            assert bar.value() / bar.maximum() == pytest.approx(float(expected[digit]), abs=1e-3)
    assert "7,850" in texts(tab, "compare_details")[0] and " ms" in texts(tab, "compare_details")[0]


def test_models_that_agree_are_said_to(tab, compare):
    compare("softmax")
    assert texts(tab, "compare_verdict") == ["All models say 7."]
    assert [("in use" in title) for title in texts(tab, "compare_title")] == [True, False, False, False]


def test_who_disagrees_with_the_model_in_use_is_marked(tab, compare, fake_classifier):
    fake_classifier.digit = 3
    compare(fake_classifier)
    titles = texts(tab, "compare_title")
    assert len(titles) == 5 and titles[4] == "Own classifier · in use"
    assert all("disagrees" in title for title in titles[:4])
    (verdict,) = texts(tab, "compare_verdict")
    assert "says 3" in verdict and "Softmax: 7" in verdict
    assert "weights" not in texts(tab, "compare_details")[4]


@pytest.fixture
def unsure(fake_classifier):
    fake_classifier.classify = lambda images: np.full((len(images), 10), 0.1, np.float32)
    return fake_classifier


def test_a_model_that_is_not_sure_is_not_said_to_read_a_digit(tab, compare, unsure):
    compare(unsure)
    (verdict,) = texts(tab, "compare_verdict")
    assert "in use is not sure" in verdict and "Softmax: 7" in verdict and "says" not in verdict
    assert texts(tab, "compare_digit")[-1] == "–"
    assert not any("disagrees" in title for title in texts(tab, "compare_title"))


def test_another_model_that_is_not_sure_is_said_to_be(tab, compare):
    compare("cnn", read_lesson(prepared_lesson("same-nine")).pages[1].drawing)
    (verdict,) = texts(tab, "compare_verdict")
    assert "says 9" in verdict and "Softmax: 3" in verdict and "Neural network: not sure" in verdict


def test_who_is_not_sure_is_not_said_to_disagree(tab, compare, fake_classifier):
    fake_classifier.digit = 5  # where the two that are sure read 9, and softmax 3
    compare(fake_classifier, read_lesson(prepared_lesson("same-nine")).pages[1].drawing)
    titles = dict(zip(texts(tab, "compare_title"), texts(tab, "compare_digit"), strict=True))
    assert titles["Neural network · not sure"] == "–" and titles["Softmax · disagrees"] == "3"
    bold = [label.text() for label in tab.findChildren(QLabel, "compare_title") if label.font().bold()]
    assert "Softmax · disagrees" in bold and "Neural network · not sure" not in bold


@pytest.mark.parametrize("size", [(312, 540), (640, 980)])
def test_a_long_name_ends_in_dots_and_cuts_nothing_off(tab, compare, size):
    name = "the one that class 3b taught on a rainy Tuesday in November, before lunch, twice"
    tab.resize(*size)
    compare(find_model("softmax")._replace(name="ours", title=name))
    QTest.qWait(0)
    title = tab.findChildren(QLabel, "compare_title")[-1]
    shown, note = title.text().split("…")
    assert name.startswith(shown) and note == " · in use" and len(shown) > 8
    assert title.fontMetrics().horizontalAdvance(title.text()) <= title.width()
    assert title.toolTip() == f"{name} · in use"
    area = tab.findChild(ColumnScroll)
    assert area.widget().width() == area.viewport().width()
    assert title.font().pointSizeF() >= (1.5 if size[0] > 600 else 1) * tab.font().pointSizeF()


def test_nobody_is_sure(tab, compare, unsure):
    compare(unsure, last=1)
    assert texts(tab, "compare_verdict") == ["No model is sure."]


def test_nothing_moves_when_models_begin_to_disagree(tab, compare, fake_classifier):
    compare("softmax")
    places = [label.mapTo(tab, QPoint()) for label in tab.findChildren(QLabel, "compare_title")]
    verdict = tab.findChild(QLabel, "compare_verdict")
    verdict.setText("The model in use says 3; others don't: Neural network: 7, Network for drawings: 7.")
    QApplication.processEvents()
    tab.layout().activate()
    assert [label.mapTo(tab, QPoint()) for label in tab.findChildren(QLabel, "compare_title")] == places
    assert verdict.heightForWidth(verdict.width()) <= verdict.height()


def test_titles_follow_when_the_letters_of_the_tab_grow_and_shrink_again(tab, compare):
    compare("softmax")
    titles = tab.findChildren(QLabel, "compare_title")
    usual, font = tab.font().pointSizeF(), QFont(tab.font())
    font.setPointSizeF(2 * usual)
    tab.setFont(font)
    compare("softmax")
    assert all(title.font().pointSizeF() == 2 * usual for title in titles)
    tab.setFont(QFont())
    assert all(title.font().pointSizeF() == usual for title in titles)


@pytest.mark.parametrize(
    ("size", "least"), [((320, 540), 1.0), ((372, 600), 1.0), ((640, 980), 1.7), ((1290, 2040), 2.4)]
)
def test_the_rows_fill_the_tab_with_larger_letters(show, tab, compare, qtbot, size, least):
    usual = tab.font().pointSizeF()
    compare("softmax")
    tab.resize(*size)
    area = tab.findChild(ColumnScroll)
    last = tab.findChildren(QLabel, "compare_details")[-1]

    def empty():
        return area.height() - last.mapTo(area, last.rect().bottomLeft()).y()

    qtbot.waitUntil(lambda: 0 <= empty() < 0.2 * area.height())
    titles = tab.findChildren(QLabel, "compare_title")
    assert all(title.font().pointSizeF() >= least * usual for title in titles)
    assert all(title.sizeHint().width() <= title.width() for title in titles)
    tab.resize(372, 600)
    qtbot.waitUntil(lambda: all(title.font().pointSizeF() < 1.2 * usual for title in titles))


def test_no_letter_changes_its_size_when_somebody_disagrees(tab, compare, fake_classifier, qtbot):
    tab.resize(500, 980)
    compare(fake_classifier)
    titles = tab.findChildren(QLabel, "compare_title")
    before = [title.font().pointSizeF() for title in titles]
    fake_classifier.digit = 3
    compare(fake_classifier)
    QTest.qWait(0)
    assert [title.font().pointSizeF() for title in titles] == before
    assert any("disagrees" in title.text() for title in titles)
    assert all(title.sizeHint().width() <= title.width() for title in titles)


def test_the_percentages_end_where_the_buttons_do(tab, compare):
    compare("softmax")
    bar, save = tab.findChild(QProgressBar, "compare_0"), tab.findChild(QPushButton, "reason_save")
    QTest.qWait(0)
    assert bar.mapTo(tab, bar.rect().topRight()).x() == save.mapTo(tab, save.rect().topRight()).x()


def test_pale_words_are_read_by_screen_readers_as_any_others(tab, compare):
    compare("softmax")
    assert all(label.isEnabled() for label in tab.findChildren(QLabel))


def test_a_damaged_model_is_told_in_its_row(tab, compare):
    folder = user_models_folder() / "damaged"
    shutil.copytree(find_model("softmax").folder, folder)
    (folder / LITERT_FILE).write_bytes(b"no model")
    compare("softmax")
    assert texts(tab, "compare_digit")[-1] == "–" and "damaged" in texts(tab, "compare_details")[-1]
    assert texts(tab, "compare_verdict") == ["All models say 7."]
    shutil.rmtree(folder)
    compare("softmax")
    assert len(texts(tab, "compare_title")) == 4


def test_the_windows_own_bars_are_still_found_by_their_names(read_seven, fake_classifier):
    window, tab = read_seven(fake_classifier, "compare")
    assert len(texts(tab, "compare_title")) == 5
    assert all(len(window.findChildren(QProgressBar, f"probability_{digit}")) == 1 for digit in range(10))
    window.close()
