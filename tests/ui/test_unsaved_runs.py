import gc
import weakref

from digitpad.ui.unsaved_runs import UnsavedRuns


class Run:
    def __init__(self):
        self.result, self.sources = object(), []


class Files:
    """Of which nothing is ever saved."""

    result = None

    @property
    def is_unsaved(self):
        return self.result is not None

    def set_result(self, result, sources):
        self.result = result


def test_an_exported_run_is_not_counted_and_let_go_when_it_is_thrown_away():
    runs = UnsavedRuns(Files())
    first, second = Run(), Run()
    seen = weakref.ref(second)
    runs.add(first)
    runs.add(second)
    assert runs.count == 2
    runs.mark_exported()
    assert runs.count == 1 and runs.shown is second
    runs.show_other()
    runs.show_other()
    assert runs.count == 1 and runs.shown is second, "it was exported, whatever was looked at meanwhile"
    runs.drop()
    del second
    gc.collect()
    assert runs.shown is first and runs.count == 1
    assert seen() is None, "a network stays in memory for nothing"
