"""Stroke files: one drawing a line, as JSON."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from digitpad.core.data_files import damaged, numbered_lines, open_packed, reading
from digitpad.core.drawing import Drawing, drawing_from_row
from digitpad.core.my_drawings import is_whole
from digitpad.paths import my_drawings_file

_LONGEST_LINE = 1 << 26  # an opened image may be in it


class LabelledDrawing(NamedTuple):
    """One line of a stroke file."""

    line: int
    """Counted from 1."""
    label: int | None
    """None where the file names none."""
    writer: str
    """"" where the file names none."""
    drawing: Drawing


def read_drawings(path: Path) -> Iterator[LabelledDrawing]:
    """Reads a stroke file line by line, so that only what is kept takes memory.

    Of the user's own drawings, a last line that a power cut left half-written is passed over.

    Raises:
        InputError: a line is no drawing, or the file is cut short; the lines before it have been given.
    """
    with reading(path), open_packed(path) as lines:
        for number, line in numbered_lines(lines, path, _LONGEST_LINE):
            if not line.endswith(b"\n") and _is_of_mine(path) and not is_whole(line):
                return
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                problem = f" is not JSON ({error.msg}, column {error.colno})"
                raise damaged(path, "line_drawing", line=number, problem=problem) from None
            except (ValueError, RecursionError):
                raise damaged(path, "line_drawing", line=number, problem=" is not JSON") from None
            try:
                drawing = drawing_from_row(row)
            except ValueError as error:
                raise damaged(path, "line_drawing", line=number, problem=f": {error}") from None
            label, writer = row.get("label"), row.get("writer", "")
            if label is not None and (type(label) is not int or not 0 <= label <= 9):
                problem = "'label' is not a digit from 0 to 9"
                raise damaged(path, "line_label", line=number, problem=problem)
            if type(writer) not in (str, int):
                raise damaged(path, "line_drawing", line=number, problem=": 'writer' is not a name")
            yield LabelledDrawing(number, label, str(writer), drawing)


def _is_of_mine(path: Path) -> bool:
    return path.resolve() == my_drawings_file().resolve()
