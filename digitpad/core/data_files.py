"""What all readers of labelled digits share: what a file holds is checked before it is believed.

Sizes are checked before memory is taken for them, and every row before it counts.
"""

import errno
import gzip
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Literal

from digitpad.core.errors import DAMAGES, InputError

LARGEST_COUNT = 500_000
"""More digits than that are not read: 390 MB of pixels, six times MNIST."""
Part = Literal["train", "test"]
"""MNIST's two halves: 60,000 and 10,000 images."""


def read_exactly(file: IO[bytes], size: int, what: str) -> bytearray:
    """Reads to the end, in pieces: memory grows with what is really there. `what` is it that the message names."""
    content = bytearray()
    while piece := file.read(min(1 << 20, size + 1 - len(content))):
        content += piece
    if len(content) < size:
        raise ValueError(f"{what} ends after {len(content):,} of {size:,} bytes")
    if len(content) > size:
        raise ValueError(f"{what} goes on after {size:,} bytes")
    return content


def numbered_lines(lines: IO[bytes], path: Path, longest: int) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank, counted from 1, without the byte-order mark that some editors put first."""
    number = 0
    while line := lines.readline(longest + 1):
        number += 1
        if len(line) > longest:
            raise damaged(path, "line_long", line=number)
        if number > LARGEST_COUNT + 1:  # a heading may be among them
            raise damaged(path, "lines", most=LARGEST_COUNT)
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            yield number, line


def open_packed(path: Path) -> IO[bytes]:
    """Opens a file that may be packed with gzip, whatever its name: some browsers unpack and keep the name."""
    with path.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
    return gzip.open(path, "rb") if packed else path.open("rb")  # type: ignore[return-value]


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Says in one sentence what the file system and the unpackers say in many ways."""
    try:
        yield
    except (EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile) as error:
        raise damaged(path, "cut_short", error=error) from None
    except OSError as error:
        if error.errno in (None, errno.EINVAL):  # not the system's word, or a place that the file itself named wrongly
            raise damaged(path, "cut_short", error=error) from None
        raise InputError("file_unreadable", path=path, reason=error.strerror) from None


def damaged(path: Path, damage: str, **details: object) -> InputError:
    """An error about the inside of a data set: a key of `DAMAGES`, and the values that its sentence names."""
    reason = " ".join(DAMAGES[damage].format(**details).split())  # one line, whatever was quoted
    return InputError("data_damaged", path=path, reason=reason, damage=damage, **details)
