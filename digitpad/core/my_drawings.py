"""The user's own labelled drawings: a stroke file that only grows, so that no more than its last line is at risk."""

import json
import os
from pathlib import Path
from threading import Lock
from typing import IO

from digitpad.core.drawing import Drawing, line_from_row, row_from_drawing
from digitpad.core.errors import InputError
from digitpad.core.files import write_file
from digitpad.paths import my_drawings_file

WRITER = "me"

_one_at_a_time = Lock()
_PIECE_BYTES = 1 << 16


def add_drawing(drawing: Drawing, label: int) -> None:
    """Appends a drawing; when this comes back, it is on the disk. What a power cut left half-written goes before.

    Args:
        drawing: with ink or an opened image.
        label: 0 … 9.

    Raises:
        InputError: the file cannot be written; it is as it was before.
        ValueError: the drawing is empty, or the label is no digit.
    """
    if drawing.is_empty or label not in range(10):
        raise ValueError(f"an empty drawing, or {label!r} instead of a digit")
    line = _line_of(drawing, label)
    path = my_drawings_file()
    with _one_at_a_time:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            is_new = not path.exists()
            with path.open("ab+", buffering=0) as file:
                _append(file, line)
            if is_new:
                _sync_folder(path.parent)
        except OSError as error:
            raise _unwritable(path, error) from None


def relabel_drawing(drawing: Drawing, old: int, new: int | None) -> bool:
    """Gives a drawing another label where it stands, or takes it back; the file is written whole or not at all.

    Args:
        drawing: as it was added; where it was added several times, the last one is meant.
        old: its label until now.
        new: 0 … 9, or None to take it back.

    Returns:
        False when it is not there (any more).

    Raises:
        InputError: the file cannot be read or written; it is as it was before.
    """
    path = my_drawings_file()
    line = _line_of(drawing, old)
    with _one_at_a_time:
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return False
        except OSError as error:
            raise InputError("file_unreadable", path=path, reason=error.strerror) from None
        place = (b"\n" + content).rfind(b"\n" + line)
        if place < 0:
            return False
        instead = b"" if new is None else _line_of(drawing, new)
        write_file(path, content[:place] + instead + content[place + len(line) :])
    return True


def remove_last_drawing() -> int | None:
    """Takes the last drawing back; gives its label, or None when there was none.

    Raises:
        InputError: the file cannot be written.
    """
    path = my_drawings_file()
    with _one_at_a_time:
        if not path.exists():
            return None
        try:
            with path.open("rb+", buffering=0) as file:
                _repair(file)
                end = file.seek(0, os.SEEK_END)
                begin = _begin_of_last_line(file, end - 1) if end else 0
                file.seek(begin)
                line = file.read(end - begin)
                file.truncate(begin)
                os.fsync(file.fileno())
        except OSError as error:
            raise _unwritable(path, error) from None
    return _label_of(line)


def count_drawings() -> int:
    """How many there are; one that is half-written does not count.

    Raises:
        InputError: the file cannot be read.
    """
    path = my_drawings_file()
    try:
        with path.open("rb") as file:
            return sum(1 for line in file if line.endswith(b"\n") or is_whole(line))
    except FileNotFoundError:
        return 0
    except OSError as error:
        raise InputError("file_unreadable", path=path, reason=error.strerror) from None


def is_whole(line: bytes) -> bool:
    """False for a line that a power cut left half-written: no beginning of a JSON object is JSON."""
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _line_of(drawing: Drawing, label: int) -> bytes:
    return line_from_row(row_from_drawing(drawing, label=int(label), writer=WRITER)).encode()


def _append(file: IO[bytes], line: bytes) -> None:
    """Writes all of a line or, on a disk that is full, none of it."""
    _repair(file)
    end = file.seek(0, os.SEEK_END)
    try:
        written = 0
        while written < len(line):
            written += file.write(line[written:])
        os.fsync(file.fileno())
    except OSError:
        file.truncate(end)
        raise


def _repair(file: IO[bytes]) -> None:
    """Takes away a last line that is half-written, and ends one of which the end alone is missing."""
    end = file.seek(0, os.SEEK_END)
    begin = _begin_of_last_line(file, end)
    file.seek(begin)
    tail = file.read(end - begin)
    if not tail:
        return
    if is_whole(tail):
        file.write(b"\n")
    else:
        file.truncate(begin)


def _begin_of_last_line(file: IO[bytes], end: int) -> int:
    """Where the line that goes up to `end` begins."""
    while end:
        begin = max(0, end - _PIECE_BYTES)
        file.seek(begin)
        place = file.read(end - begin).rfind(b"\n")
        if place >= 0:
            return begin + place + 1
        end = begin
    return 0


def _label_of(line: bytes) -> int | None:
    try:
        return int(json.loads(line)["label"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # where a folder cannot be opened
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _unwritable(path: Path, error: OSError) -> InputError:
    return InputError("file_unwritable", path=path, reason=error.strerror)
