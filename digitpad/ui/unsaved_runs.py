"""What runs gave that nobody has saved yet: the one that is looked at, and others to go to."""

from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from digitpad.ui.model_files import ModelFiles

if TYPE_CHECKING:
    from digitpad.core.training import TrainResult


class _Run(Protocol):
    @property
    def result(self) -> "TrainResult": ...

    @property
    def sources(self) -> list[dict[str, Any]]: ...


_Given = TypeVar("_Given", bound=_Run)


class UnsavedRuns(Generic[_Given]):
    """Keeps what a run gave through the next runs, which may be worse, until somebody saves it or throws it away.

    Args:
        files: save and export the one that is shown.
    """

    def __init__(self, files: ModelFiles) -> None:
        self._files = files
        self._others: list[_Given] = []  # of earlier runs; the next to go to last
        self._exported: list[_Given] = []  # a copy lies where the user put it
        self.shown: _Given | None = None
        """What is looked at; it stays when it is saved."""

    @property
    def count(self) -> int:
        """How many models would be lost."""
        return int(self._shown_would_be_lost) + sum(not self._is_exported(run) for run in self._others)

    @property
    def other_count(self) -> int:
        """How many others there are to go to."""
        return len(self._others)

    def add(self, run: _Given) -> None:
        """Shows what a run gave; what was shown waits among the others, if it is not saved."""
        if self.shown is not None and self._files.is_unsaved:
            self._others.append(self.shown)
        self._show(run)

    def show_other(self) -> None:
        """Goes to the run before; in the end round to the last one."""
        if self._others:
            other = self._others.pop()
            if self.shown is not None and self._files.is_unsaved:
                self._others.insert(0, self.shown)
            self._show(other)

    def show_lost(self) -> None:
        """Goes to one that would be lost, if there is one."""
        while self.count and not self._shown_would_be_lost:
            self.show_other()

    def drop(self) -> None:
        """Throws away what is shown, and goes to the run before."""
        self._show(None)
        self.show_other()

    def mark_exported(self) -> None:
        """What is shown would not be lost any more, though it is not in the list of models."""
        if self.shown is not None:
            self._exported.append(self.shown)

    @property
    def _shown_would_be_lost(self) -> bool:
        return self.shown is not None and self._files.is_unsaved and not self._is_exported(self.shown)

    def _is_exported(self, run: _Given) -> bool:
        return any(run is exported for exported in self._exported)

    def _show(self, run: _Given | None) -> None:
        self.shown = run
        self._exported = [kept for kept in self._exported if any(kept is known for known in (run, *self._others))]
        self._files.set_result(None if run is None else run.result, [] if run is None else run.sources)
