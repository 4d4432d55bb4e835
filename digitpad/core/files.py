"""Saves a file, whole or not at all."""

import os
from pathlib import Path

from digitpad.core.errors import InputError


def write_file(path: str | os.PathLike[str], content: bytes) -> None:
    """Writes a file, whole or not at all: under another name in the same folder first.

    Raises:
        InputError: it cannot be written.
    """
    path = Path(path)
    unfinished = path.parent / f".digitpad-{os.urandom(6).hex()}"
    try:
        try:
            with unfinished.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
    except (OSError, ValueError) as error:  # ValueError: a null character
        reason = error.strerror if isinstance(error, OSError) else error
        raise InputError("file_unwritable", path=path, reason=reason) from None
