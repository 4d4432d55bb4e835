"""Where MNIST comes from: found on this computer, or downloaded from where Keras downloads it."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread

from digitpad.core.errors import InputError
from digitpad.core.files import write_file
from digitpad.paths import user_folder

FILE = "mnist.npz"
ADDRESS = f"https://storage.googleapis.com/tensorflow/tf-keras-datasets/{FILE}"
SHA256 = "731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1"
"""Address and hash are those of `keras.datasets.mnist.load_data`."""
MEGABYTES = 11
"""How much is downloaded, for people who are asked."""

_SILENCE_S = 20.0
_LOOK_S = 0.1  # how soon a wish to stop is noticed
_PIECE_BYTES = 1 << 16
_MOST_BYTES = 64 * 2**20


def find_mnist() -> Path:
    """Looks for `mnist.npz` in the folder that DIGITPAD_DATA names, where Keras keeps it, and in the per-user folder.

    Raises:
        InputError: it is in none of them; the message says what to do.
    """
    keras_home = Path(os.environ.get("KERAS_HOME") or Path("~/.keras").expanduser())
    folders = [keras_home / "datasets", user_folder()]
    if named := os.environ.get("DIGITPAD_DATA"):
        folders.insert(0, Path(named))
    for folder in folders:
        if (path := folder / FILE).is_file():
            return path
    raise InputError("mnist_missing", address=ADDRESS, folder=user_folder())


def download_mnist(
    on_progress: Callable[[int, int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
    folder: Path | None = None,
    address: str = ADDRESS,
    sha256: str = SHA256,
    silence_s: float = _SILENCE_S,
) -> Path | None:
    """Downloads `mnist.npz`; the file is there when it is whole and the right one, and not before.

    Args:
        on_progress: told how many bytes of how many have come (0 where the server does not say), many times.
        should_stop: asked ten times a second, however slow the server is; True ends the download.
        folder: where to put the file; the per-user folder where it is None.
        address: what to download.
        sha256: of the file.
        silence_s: how long the server may say nothing.

    Returns:
        The file, or None when the download was stopped.

    Raises:
        InputError: there is no connection, what came is not the file, or it cannot be written; the message says what
            to do.
    """
    place = (folder or user_folder()) / FILE
    try:
        place.parent.mkdir(parents=True, exist_ok=True)  # before anybody waits for eleven megabytes
    except OSError as error:
        raise InputError("file_unwritable", path=place, reason=error.strerror) from None
    transfer = _Transfer(address, silence_s)
    transfer.start()
    try:
        content = _receive(transfer, on_progress, should_stop, silence_s)
        if content is None:
            return None
        _check(content, transfer.size, sha256)
    except _TransferError as error:
        raise InputError("mnist_unavailable", reason=error, address=address, folder=place.parent) from None
    finally:
        transfer.unwanted.set()
    write_file(place, bytes(content))
    return place


class _TransferError(Exception):
    """What went wrong on the way here, in a few words."""


class _Transfer(Thread):
    """Reads from the server, in a thread of its own: one that waits for a name or an answer notices no wish to stop.

    Nobody has to wait for its end, which comes after `silence_s` at the latest.
    """

    def __init__(self, address: str, silence_s: float) -> None:
        super().__init__(name="download", daemon=True)
        self._address, self._silence_s = address, silence_s
        self.news: SimpleQueue[bytes | Exception] = SimpleQueue()
        """Pieces of the file, and then an empty one or what went wrong."""
        self.size = 0
        """As the server says before the first piece; 0 where it does not."""
        self.unwanted = Event()
        """Set it to let the thread end."""

    def run(self) -> None:
        try:
            self._read()
        except Exception as error:  # whatever a stranger's server brings about is told in the thread that waits
            self.news.put(error)

    def _read(self) -> None:
        from urllib.request import urlopen

        with urlopen(self._address, timeout=self._silence_s) as response:
            self.size = int(response.headers.get("Content-Length") or 0)
            count = 0
            while not self.unwanted.is_set():
                piece = response.read1(_PIECE_BYTES)
                self.news.put(piece)
                count += len(piece)
                if not piece or count > _MOST_BYTES:
                    break


def _receive(
    transfer: _Transfer,
    on_progress: Callable[[int, int], None] | None,
    should_stop: Callable[[], bool] | None,
    silence_s: float,
) -> bytearray | None:
    content = bytearray()
    heard = time.monotonic()
    while not (should_stop and should_stop()):
        try:
            news = transfer.news.get(timeout=_LOOK_S)
        except Empty:
            if time.monotonic() - heard > silence_s:
                raise _silent(silence_s) from None
            continue
        if isinstance(getattr(news, "reason", news), TimeoutError):
            raise _silent(silence_s)
        if isinstance(news, Exception):
            raise _TransferError(_in_few_words(news))
        if not news:
            return content
        heard = time.monotonic()
        content += news
        if len(content) > _MOST_BYTES:
            raise _TransferError("what came is not MNIST")
        if on_progress:
            on_progress(len(content), transfer.size)
    return None


def _check(content: bytearray, size: int, sha256: str) -> None:
    import hashlib

    if size and len(content) != size:
        raise _TransferError(f"the connection broke off after {len(content):,} of {size:,} bytes")
    if hashlib.sha256(content).hexdigest() != sha256:
        raise _TransferError("what came is not MNIST")


def _silent(silence_s: float) -> _TransferError:
    return _TransferError(f"the server has said nothing for {silence_s:g} s")


def _in_few_words(error: Exception) -> str:
    """What urllib raises, without its brackets and numbers."""
    from urllib.error import HTTPError

    if isinstance(error, HTTPError):
        error.close()
        return f"the server says {error.code} {error.reason}"
    inner = getattr(error, "reason", error)
    said = getattr(inner, "strerror", None) or str(inner) or type(inner).__name__
    return str(said).splitlines()[0][:200]
