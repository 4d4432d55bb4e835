"""What the tests of the widgets share: a window that reads every drawing as 7, and pictures to compare with."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QAction, QCloseEvent, QImage
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget

from digitpad.app import create_window
from digitpad.core.images import read_image, write_png
from digitpad.testing import draw_strokes, wait_for_prediction
from digitpad.ui.appearance import set_appearance
from digitpad.ui.drawing_files import pixels_of
from digitpad.ui.languages import install_language
from digitpad.ui.main_window import MainWindow
from digitpad.ui.reason_tab import ReasonTab

SNAPSHOTS = Path(__file__).resolve().parents[1] / "snapshots"
STRAY_SHARE, STRAY_LEVELS = 0.01, 12
"""How much of a picture may differ, and by how much before it counts: other versions of Qt soften edges otherwise."""


@pytest.fixture
def show(qtbot) -> Callable[..., QWidget]:
    """Puts a widget on the screen, in a size if it shall have one; it goes when the test ends."""

    def show(widget: QWidget, *size: int) -> QWidget:
        qtbot.addWidget(widget)
        if size:
            widget.resize(QSize(*size))
        with qtbot.waitExposed(widget):
            widget.show()
        return widget

    return show


@pytest.fixture
def window(show, fake_classifier) -> MainWindow:
    """A window on the screen, with the fake classifier."""
    window = show(create_window(fake_classifier))
    window.canvas.setFocus()
    return window


@pytest.fixture
def open_tab() -> Callable[[MainWindow, str], ReasonTab]:
    """Chooses a tab of a window by its object name; gives what stands in it."""

    def open_tab(window: MainWindow, name: str) -> ReasonTab:
        tabs, page = window.findChild(QTabWidget, "tabs"), window.findChild(QWidget, name)
        tabs.setCurrentIndex(tabs.indexOf(page))
        return page.findChild(ReasonTab)

    return open_tab


@pytest.fixture
def read_seven(show, qtbot, open_tab) -> Callable[..., tuple[MainWindow, ReasonTab]]:
    """Opens a window with a model, chooses a tab, draws a 7 or something else, and waits until both have answered."""

    def read_seven(model: object, name: str, strokes: Sequence | None = None, size: Sequence[int] = ()) -> tuple:
        window = show(create_window(model), *size)
        open_tab(window, name)
        draw_strokes(window.canvas, strokes or [[(150, 110), (350, 110), (220, 400)]])
        wait_for_prediction(window)
        tab = open_tab(window, name)
        qtbot.waitUntil(lambda: not tab.is_waiting)
        return window, tab

    return read_seven


@pytest.fixture
def data_folder(monkeypatch, tmp_path) -> Path:
    """A folder with no MNIST yet, and none elsewhere."""
    folder = tmp_path / "data"
    folder.mkdir()
    monkeypatch.setenv("DIGITPAD_DATA", str(folder))
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    return folder


@pytest.fixture
def child(window: MainWindow) -> Callable[[type, str], QObject]:
    """Finds what other programs find: a child of the window by type and name."""

    def find(kind: type, name: str) -> QObject:
        found = window.findChild(kind, name)
        assert found is not None, f"the window has no {kind.__name__} {name!r}"
        return found

    return find


class UsersWish(QCloseEvent):
    """What a window system sends when somebody presses the button on the window's frame."""

    def spontaneous(self) -> bool:
        return True


@pytest.fixture(params=["the button on its frame", "the menu"])
def close_as_a_user(request: pytest.FixtureRequest) -> Callable[[MainWindow], None]:
    """Closes a window in one of the two ways that a user has."""
    if request.param == "the menu":
        return lambda window: window.findChild(QAction, "action_quit").trigger()
    return lambda window: QApplication.sendEvent(window, UsersWish()) and None


@pytest.fixture
def like_new(qapp: QApplication) -> Iterator[None]:
    """Puts language and colours back, which belong to the whole program."""
    yield
    install_language("en")
    set_appearance("")


@pytest.fixture
def snapshot(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[QImage, str], None]:
    """Compares a picture with the one that was saved under a name; --update-snapshots saves it instead."""

    def compare(image: QImage, name: str) -> None:
        pixels, path = pixels_of(image), SNAPSHOTS / f"{name}.png"
        if request.config.getoption("update_snapshots"):
            write_png(path, pixels)
            return
        assert path.is_file(), f"no snapshot yet: look at the picture that --update-snapshots saves as {path}"
        expected = read_image(path)
        write_png(tmp_path / path.name, pixels)
        assert pixels.shape == expected.shape
        difference = np.abs(pixels.astype(int) - expected).max(axis=2)
        share = float((difference > STRAY_LEVELS).mean())
        assert share <= STRAY_SHARE, f"{share:.1%} of {path.name} differ: compare it with {tmp_path / path.name}"

    return compare
