import builtins
import gc
import importlib
import linecache
import subprocess
import sys

import pytest
from PySide6.QtCore import QObject  # noqa: F401  # PySide is there, and its hook

from digitpad.workers.preload import large_import, preload_libraries


def test_the_collector_rests_during_a_large_import():
    with large_import():
        assert not gc.isenabled()
        with large_import():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_collector_comes_back_after_a_failed_import():
    with pytest.raises(ImportError), large_import():
        import no_such_module  # noqa: F401
    assert gc.isenabled()


def test_what_was_imported_is_out_of_the_collectors_way():
    before = gc.get_freeze_count()
    with large_import():
        kept = [[number] for number in range(1000)]
    assert gc.get_freeze_count() >= before + len(kept)


def test_pyside_does_not_read_what_a_large_import_brings(tmp_path, monkeypatch):
    (tmp_path / "brought_in.py").write_text("import brought_in_by_it\n")
    (tmp_path / "brought_in_by_it.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    hook = builtins.__import__
    with large_import():
        importlib.import_module("brought_in")
    assert builtins.__import__ is hook
    assert "brought_in_by_it" in sys.modules
    assert str(tmp_path / "brought_in_by_it.py") not in linecache.cache


def test_pysides_hook_and_the_collector_outlast_large_imports_that_overlap():
    hook = builtins.__import__
    first, second = large_import(), large_import()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    second.__exit__(None, None, None)
    assert builtins.__import__ is hook
    assert gc.isenabled()


def test_what_is_missing_is_left_to_the_import():
    preload_libraries([("no_such_package", "lib.so"), ("numpy", "no_such_library.so"), ("json", "lib.so")])


@pytest.mark.skipif(sys.platform != "linux", reason="reads Linux's /proc")
def test_a_library_is_in_memory_before_its_package_is_imported():
    code = """
from digitpad.workers.preload import preload_libraries
preload_libraries([("cv2", "cv2.abi3.so")])
import sys
print("cv2.abi3.so" in open("/proc/self/maps").read(), "cv2" in sys.modules)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["True", "False"]
