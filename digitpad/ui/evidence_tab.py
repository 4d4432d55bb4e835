"""Which pixels spoke for a digit, and which against."""

from typing import TYPE_CHECKING

from digitpad.ui.reason_tab import ReasonTab
from digitpad.ui.subject import Subject

if TYPE_CHECKING:
    from digitpad.workers.explain_thread import Question


class EvidenceTab(ReasonTab):
    """For the softmax model exactly, for the networks by covering."""

    def __init__(self) -> None:
        super().__init__("evidence")
        self.retranslate()

    def question(self, subject: Subject) -> "Question | None":
        return None

    def show_answer(self, answer: object) -> None:
        pass

    def retranslate(self) -> None:
        super().retranslate()
        self.set_words(
            self.tr("Evidence"),
            self.tr("Ink on red speaks for the digit, ink on blue against it."),
            self.tr("Draw a digit, and see here which pixels speak for it."),
        )
