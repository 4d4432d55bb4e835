import errno
import hashlib
import os
import socket
import time
from pathlib import Path

import pytest

from digitpad.core.errors import InputError
from digitpad.core.mnist_source import ADDRESS, SHA256, download_mnist, find_mnist


@pytest.fixture
def download(file_server, tmp_path):
    """Downloads from the server of the moment into an empty folder."""

    def run(**options):
        given = {"folder": tmp_path / "data", "address": file_server.address, "sha256": file_server.sha256}
        return download_mnist(**given | options)

    return run


def refused(download, *words, code="mnist_unavailable", **options):
    """Downloads what cannot be had: one sentence says why and what to do, and nothing is left behind."""
    with pytest.raises(InputError) as error:
        download(**options)
    assert error.value.code == code
    assert "\n" not in str(error.value)
    for word in words:
        assert word in str(error.value)
    return str(error.value)


def left_in(folder):
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


# finding


def test_mnist_is_found_in_the_data_folder_then_at_keras_then_in_the_user_folder(tmp_path, monkeypatch):
    monkeypatch.delenv("DIGITPAD_DATA", raising=False)
    monkeypatch.setenv("DIGITPAD_HOME", str(tmp_path / "user"))
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    with pytest.raises(InputError) as error:
        find_mnist()
    assert error.value.code == "mnist_missing"
    assert ADDRESS in str(error.value) and str(tmp_path / "user") in str(error.value)
    places = [tmp_path / name / "mnist.npz" for name in ("user", "keras/datasets", "data")]
    for place in places:
        place.parent.mkdir(parents=True)
    places[0].touch()
    assert find_mnist() == places[0]
    places[1].touch()
    assert find_mnist() == places[1]
    monkeypatch.setenv("DIGITPAD_DATA", str(tmp_path / "data"))
    assert find_mnist() == places[1]
    places[2].touch()
    assert find_mnist() == places[2]


def test_keras_keeps_it_in_the_home_folder(tmp_path, monkeypatch):
    for variable in ("DIGITPAD_DATA", "KERAS_HOME"):
        monkeypatch.delenv(variable, raising=False)
    for variable in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, str(tmp_path))
    place = tmp_path / ".keras" / "datasets" / "mnist.npz"
    place.parent.mkdir(parents=True)
    place.touch()
    assert find_mnist() == place


def test_address_and_hash_are_those_that_keras_uses():
    from importlib.util import find_spec

    package = Path(find_spec("keras").submodule_search_locations[0])
    source = (package / "src" / "datasets" / "mnist.py").read_text("utf-8")
    assert SHA256 in source
    assert ADDRESS.removesuffix("mnist.npz") in source


# downloading


@pytest.mark.parametrize("way", ["well", "unsized"])
def test_the_file_comes_whole_and_progress_is_told(file_server, download, tmp_path, way):
    file_server.way = way
    told = []
    place = download(on_progress=lambda done, total: told.append((done, total)))
    assert place == tmp_path / "data" / "mnist.npz"
    assert place.read_bytes() == file_server.content
    assert left_in(tmp_path / "data") == ["mnist.npz"]
    size = len(file_server.content)
    assert told[-1] == (size, size if way == "well" else 0)
    assert len(told) > 1 and told == sorted(told)


def test_without_a_folder_it_goes_where_it_is_found(file_server, download, monkeypatch, tmp_path):
    monkeypatch.delenv("DIGITPAD_DATA", raising=False)
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    assert download(folder=None) == find_mnist()


@pytest.mark.parametrize(
    ("way", "words"),
    [
        ("cut off", ["broke off after 256,000 of 512,000 bytes"]),
        ("wrong", ["not MNIST"]),
        ("endless", ["not MNIST"]),
        ("missing", ["404"]),
        ("silent", ["nothing for 0.3 s"]),
        ("stalled", ["nothing for 0.3 s"]),
    ],
)
def test_whatever_the_server_does_one_sentence_says_why_and_what_to_do(file_server, download, tmp_path, way, words):
    file_server.way = way
    refused(download, *words, file_server.address, str(tmp_path / "data"), silence_s=0.3)
    assert left_in(tmp_path / "data") == []


def test_a_computer_without_a_connection_is_told_what_to_do(download, tmp_path):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))  # and does not listen
        address = f"http://127.0.0.1:{unused.getsockname()[1]}/mnist.npz"
        refused(download, os.strerror(errno.ECONNREFUSED), address, str(tmp_path / "data"), address=address)


def test_a_name_that_is_unknown_is_told_too(download, monkeypatch):
    def fail(*_arguments, **_options):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    refused(download, "Name or service not known")


@pytest.mark.parametrize("way", ["slow", "silent", "stalled"])
def test_a_wish_to_stop_is_noticed_within_half_a_second_and_nothing_is_kept(file_server, download, tmp_path, way):
    file_server.way = way
    asked_at = []

    def stop_once_connected():
        if file_server.asked.is_set() and not asked_at:
            asked_at.append(time.monotonic())
            return False  # it goes on waiting for the server
        return bool(asked_at)

    assert download(should_stop=stop_once_connected) is None
    assert time.monotonic() - asked_at[0] < 0.5
    assert left_in(tmp_path / "data") == []


def test_a_full_disk_is_told_and_leaves_nothing_behind(download, tmp_path, monkeypatch):
    def fail(_descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", fail)
    refused(download, os.strerror(errno.ENOSPC), code="file_unwritable")
    assert left_in(tmp_path / "data") == []


def test_a_folder_that_cannot_be_made_is_told_before_anything_is_downloaded(file_server, download, tmp_path):
    (tmp_path / "file").touch()
    refused(download, code="file_unwritable", folder=tmp_path / "file" / "data")
    assert not file_server.asked.is_set()


def test_a_failed_download_keeps_the_file_that_was_there(file_server, download, tmp_path):
    download()
    file_server.way = "cut off"
    refused(download)
    assert hashlib.sha256((tmp_path / "data" / "mnist.npz").read_bytes()).hexdigest() == file_server.sha256
