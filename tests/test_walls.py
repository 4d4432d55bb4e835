"""The walls of the house: app → ui → workers → core, an import may only go to the right."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import digitpad

PACKAGE = Path(digitpad.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
FLOORS = {"paths": 0, "core": 1, "workers": 2, "ui": 3}
"""Where a part of the package stands; what is not named (app, cli, testing, …) wires the others and stands on top."""
TOP = 4


def imports(module: Path, *, deferred: bool = True) -> Iterator[str]:
    """The full names of all that a module imports; `from a import b` gives both a and a.b.

    Those in functions and for the type checker are `deferred`: importing the module does not carry them out.
    """
    package = ["digitpad", *module.relative_to(PACKAGE).parent.parts]
    nodes = [ast.parse(module.read_text("utf-8"))]
    while nodes:
        node = nodes.pop()
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) + 1 - node.level] if node.level else []
            source = ".".join([*base, *([node.module] if node.module else [])])
            yield source
            yield from (f"{source}.{alias.name}" for alias in node.names)
        elif deferred or not (isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or is_for_type_checker(node)):
            nodes.extend(ast.iter_child_nodes(node))


def is_for_type_checker(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING")


def floor(name: str) -> int:
    """Of a module of ours, by its full name."""
    part = name.split(".")[1] if "." in name else ""
    return FLOORS.get(part, TOP) if part else 0


def is_of(name: str, *packages: str) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def full_name(module: Path) -> str:
    return ".".join(["digitpad", *module.relative_to(PACKAGE).with_suffix("").parts]).removesuffix(".__init__")


@pytest.mark.parametrize("module", MODULES, ids=full_name)
def test_imports_go_only_to_the_right(module):
    own = [name for name in imports(module) if is_of(name, "digitpad")]
    wrong = [name for name in own if floor(name) > floor(full_name(module)) and resolves(name)]
    assert not wrong, f"{full_name(module)} may not import {wrong}"


def resolves(name: str) -> bool:
    """True for a module of ours, False for something inside one (`digitpad.__version__`)."""
    path = PACKAGE.joinpath(*name.split(".")[1:])
    return path.is_dir() or path.with_suffix(".py").is_file()


@pytest.mark.parametrize("module", MODULES, ids=full_name)
def test_each_floor_keeps_to_its_libraries(module):
    names, name = list(imports(module)), full_name(module)
    at_import = list(imports(module, deferred=False))
    assert not [n for n in names if is_of(n, "pytest", "_pytest", "pytestqt")], "the program does not need pytest"
    assert not [n for n in at_import if is_of(n, "keras", "tensorflow")], "Keras only inside functions"
    assert not [n for n in names if is_of(n, "pickle", "shelve", "marshal")], "nothing in a file is executed"
    if is_of(name, "digitpad.paths", "digitpad.core"):
        assert not [n for n in names if is_of(n, "PySide6", "shiboken6")], "no Qt here"
    if is_of(name, "digitpad.workers"):
        assert not [n for n in names if is_of(n, "PySide6.QtWidgets")], "threads, no widgets"
    if is_of(name, "digitpad.ui"):
        assert not [n for n in names if is_of(n, "keras", "tensorflow", "ai_edge_litert")], "widgets, no maths"


def test_the_core_loads_neither_qt_nor_tensorflow():
    core = [full_name(module) for module in MODULES if is_of(full_name(module), "digitpad.core", "digitpad.paths")]
    assert len(core) > 3
    code = (
        "import json, sys\nfor name in json.loads(sys.argv[1]): __import__(name)\nprint(json.dumps(list(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code, json.dumps(core)], capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stderr
    loaded = {name.partition(".")[0] for name in json.loads(run.stdout)}
    assert "digitpad" in loaded
    assert not loaded & {"PySide6", "shiboken6", "tensorflow", "keras"}


def test_the_window_reads_a_drawing_without_loading_what_it_does_not_need():
    code = """
import sys
from PySide6.QtWidgets import QApplication
application = QApplication([])
from digitpad.app import create_window
from digitpad.testing import draw_strokes, wait_for_prediction
window = create_window()
window.show()
draw_strokes(window.canvas, [[(150, 110), (350, 110), (220, 400)]])
print(wait_for_prediction(window).digit)
window.close()
print(*sys.modules)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stderr
    digit, modules = run.stdout.splitlines()
    loaded = {name.partition(".")[0] for name in modules.split()}
    assert digit == "7" and "ai_edge_litert" in loaded
    assert not loaded & {"tensorflow", "keras"}
    assert "numpy.ma" not in modules.split()  # masked arrays: some of numpy's functions load them, and it takes 8 ms
