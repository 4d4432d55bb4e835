"""Where files lie: what ships with the program, and the per-user folder; who writes there creates it."""

import os
import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def models_folder() -> Path:
    """The shipped models."""
    return _shipped("models")


def assets_folder() -> Path:
    """The shipped samples and translations."""
    return _shipped("assets")


def user_folder() -> Path:
    """The user's models, drawings, data and log: `DIGITPAD_HOME`, or where the system keeps a program's files."""
    if chosen := os.environ.get("DIGITPAD_HOME"):
        return Path(chosen).expanduser().absolute()
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "digitpad"
    if sys.platform == "win32":
        return _absolute_or("APPDATA", Path.home() / "AppData" / "Roaming") / "digitpad"
    return _absolute_or("XDG_DATA_HOME", Path.home() / ".local" / "share") / "digitpad"


def user_models_folder() -> Path:
    """The models that the user trained or imported."""
    return user_folder() / "models"


def my_drawings_file() -> Path:
    """The drawings that the user labelled, as a stroke file."""
    return user_folder() / "my_drawings.jsonl"


def neighbours_folder() -> Path:
    """What is kept of the data sets that drawings are compared with; it may be deleted at any time."""
    return user_folder() / "neighbours"


def log_file() -> Path:
    """Where tracebacks go."""
    return user_folder() / "digitpad.log"


def _shipped(name: str) -> Path:
    """A folder inside the package when it was installed from a wheel, beside it in a checkout."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def _absolute_or(variable: str, otherwise: Path) -> Path:
    # The XDG base directory specification wants relative paths ignored.
    folder = os.environ.get(variable, "")
    return Path(folder) if Path(folder).is_absolute() else otherwise
