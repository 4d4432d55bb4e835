"""What a lesson was before each change, so that every change can be taken back."""

from digitpad.core.lessons import Lesson


class LessonHistory:
    """A lesson, its past and what was taken back."""

    def __init__(self, lesson: Lesson) -> None:
        self.lesson = lesson
        """As it is now."""
        self._saved = lesson
        self._done: list[tuple[Lesson, int]] = []
        self._undone: list[tuple[Lesson, int]] = []
        self._writing: object = None

    @property
    def is_changed(self) -> bool:
        """True when the lesson is not what was last saved or opened."""
        return self.lesson is not self._saved

    @property
    def can_undo(self) -> bool:
        """True when there is a change to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """True when a change was taken back."""
        return bool(self._undone)

    def change(self, lesson: Lesson, place: int, writing: object = None) -> None:
        """Takes another lesson in the place of this one.

        Args:
            lesson: what it is from now on.
            place: of the page that is open before the change.
            writing: which text is being written; its letters are one change together.
        """
        if writing is None or writing != self._writing:
            self._done.append((self.lesson, place))
        self._writing = writing
        self._undone.clear()
        self.lesson = lesson

    def undo(self, place: int) -> int:
        """Takes the last change back; gives the page that was open before it."""
        return self._step(self._done, self._undone, place)

    def redo(self, place: int) -> int:
        """Makes the change again; gives the page that was open after it."""
        return self._step(self._undone, self._done, place)

    def mark_saved(self, lesson: Lesson) -> None:
        """That lesson is on the disk."""
        self._saved = lesson
        self._writing = None

    def _step(self, source: list[tuple[Lesson, int]], target: list[tuple[Lesson, int]], place: int) -> int:
        if not source:
            return place
        target.append((self.lesson, place))
        self.lesson, place = source.pop()
        self._writing = None
        return place
