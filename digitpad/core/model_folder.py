"""Model folders on the disk: all of one is written, or nothing of it."""

import os
from collections.abc import Callable
from pathlib import Path

from digitpad.core.errors import InputError

DELETED = ".deleted-"
"""What a deleted model's name begins with, until it is taken back or gone."""
_TEMPORARY = ".saving-"
_REPLACED = ".replaced-"


def write_folder(place: Path, fill: Callable[[Path], None]) -> None:
    """Writes a folder beside its place under a temporary name, syncs and renames it; one that is there is replaced.

    Args:
        place: of the folder; the folder around it is made where it is missing.
        fill: writes the files into the folder that it is given.

    Raises:
        InputError: something cannot be written; what was there is there still.
    """
    import shutil
    import tempfile

    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=_TEMPORARY, dir=place.parent))
    except OSError as error:
        raise InputError("file_unwritable", path=place.parent, reason=reason_of(error)) from error
    try:
        fill(temporary)
        temporary.chmod(0o755)
        for path in (*temporary.iterdir(), temporary):
            _sync(path)
        _replace_folder(temporary, place)
    except OSError as error:
        raise InputError("file_unwritable", path=place, reason=reason_of(error)) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def finish_interrupted_saves(parent: Path) -> None:
    """Puts right what a power cut left: a replaced model comes back, half-written and deleted ones go after a day."""
    import shutil
    import time

    for replaced in parent.glob(f"{_REPLACED}*") if parent.is_dir() else ():
        place = parent / replaced.name.removeprefix(_REPLACED)
        if place.exists():
            shutil.rmtree(replaced, ignore_errors=True)
        else:
            replaced.rename(place)
    for temporary in [*parent.glob(f"{_TEMPORARY}*"), *parent.glob(f"{DELETED}*")]:
        if temporary.stat().st_mtime < time.time() - 86_400:
            shutil.rmtree(temporary, ignore_errors=True)


def _replace_folder(new: Path, place: Path) -> None:
    """Renames `new` to `place`; a folder there goes away only after the new one has taken its place."""
    import shutil

    replaced = place.with_name(_REPLACED + place.name)
    shutil.rmtree(replaced, ignore_errors=True)
    if place.exists():
        place.rename(replaced)
    try:
        new.rename(place)
    except OSError:
        if replaced.exists():
            replaced.rename(place)
        raise
    _sync(place.parent)
    shutil.rmtree(replaced, ignore_errors=True)


def reason_of(error: Exception) -> str:
    """An error in one line."""
    said = (error.strerror if isinstance(error, OSError) else "") or str(error) or type(error).__name__
    return said.splitlines()[0][:200]


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError:
        if path.is_file():  # some systems cannot sync a folder
            raise
    finally:
        os.close(descriptor)
