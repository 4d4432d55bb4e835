import sys
from pathlib import Path

import pytest

from digitpad import paths


@pytest.fixture
def home(monkeypatch, tmp_path):
    """A user without settings of their own."""
    for variable in ("DIGITPAD_HOME", "XDG_DATA_HOME", "APPDATA"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    return tmp_path


def test_a_checkout_has_its_folders_beside_the_package():
    root = Path(paths.__file__).resolve().parents[1]
    assert paths.models_folder() == root / "models"
    assert paths.assets_folder() == root / "assets"


def test_an_installed_package_has_its_folders_inside(monkeypatch, tmp_path):
    package = tmp_path / "digitpad"
    (package / "models").mkdir(parents=True)
    (package / "assets").mkdir()
    (tmp_path / "models").mkdir()  # another project's, beside it in site-packages
    monkeypatch.setattr(paths, "_PACKAGE", package)
    assert paths.models_folder() == package / "models"
    assert paths.assets_folder() == package / "assets"


@pytest.mark.parametrize(
    ("platform", "folder"),
    [
        ("linux", ".local/share/digitpad"),
        ("freebsd14", ".local/share/digitpad"),
        ("darwin", "Library/Application Support/digitpad"),
        ("win32", "AppData/Roaming/digitpad"),
    ],
)
def test_each_system_has_its_own_user_folder(monkeypatch, home, platform, folder):
    monkeypatch.setattr(sys, "platform", platform)
    assert paths.user_folder() == home / folder


@pytest.mark.parametrize(("platform", "variable"), [("linux", "XDG_DATA_HOME"), ("win32", "APPDATA")])
def test_the_system_may_name_another_place(monkeypatch, home, platform, variable):
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv(variable, str(home / "elsewhere"))
    assert paths.user_folder() == home / "elsewhere" / "digitpad"


@pytest.mark.parametrize("folder", ["", "relative"])
def test_a_place_that_is_not_absolute_is_ignored(monkeypatch, home, folder):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", folder)
    assert paths.user_folder() == home / ".local/share/digitpad"


def test_digitpad_home_replaces_the_user_folder(monkeypatch, home):
    monkeypatch.setenv("DIGITPAD_HOME", str(home / "mine"))
    assert paths.user_folder() == home / "mine"
    assert paths.user_models_folder() == home / "mine" / "models"
    assert paths.log_file().parent == home / "mine"


def test_a_relative_digitpad_home_counts_from_the_working_folder(monkeypatch, home):
    monkeypatch.chdir(home)
    monkeypatch.setenv("DIGITPAD_HOME", "mine")
    assert paths.user_folder() == home / "mine"
    assert paths.user_folder().is_absolute()


def test_asking_for_a_folder_creates_none(monkeypatch, home):
    monkeypatch.setenv("DIGITPAD_HOME", str(home / "mine"))
    paths.user_models_folder()
    paths.log_file()
    assert list(home.iterdir()) == []
