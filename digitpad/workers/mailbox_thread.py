"""A thread that answers, and forgets what is no longer asked."""

import time
from threading import Condition
from typing import Any, Generic, NamedTuple, TypeVar

from PySide6.QtCore import QThread, QTimer

from digitpad.workers.unfinished import keep_until_finished

_STARVED_MS = 3
_Mail = TypeVar("_Mail", bound=NamedTuple)


class MailboxThread(QThread, Generic[_Mail]):
    """Works on what lies in its mailbox, until it is closed.

    The mailbox has one slot of each kind, and the newest wins: what comes before the last was taken replaces it.

    Args:
        mail: what lies in it at first; a slot whose content is false is empty, and without content all are.
    """

    def __init__(self, mail: _Mail) -> None:
        super().__init__()
        keep_until_finished(self, self.end)
        self._news = Condition()
        self._mail = mail
        self._idle = False
        self._closing = False
        # An event loop that was entered with the interpreter's lock held (QTest.qWait in PySide6 6.11 is one) would
        # starve this thread: while it has work for longer than usual, the window's thread gives the lock away.
        self._starved = QTimer(interval=_STARVED_MS)
        self._starved.timeout.connect(self._give_way)

    def end(self) -> None:
        """Asks the thread to end, and does not wait."""
        with self._news:
            self._closing = True
            self._news.notify()

    def close(self, timeout_ms: int = 2000) -> None:
        """Ends the thread. Work that does not come back in time ends later, by itself."""
        self.end()
        self._starved.stop()
        self.wait(timeout_ms)

    def run(self) -> None:
        """Works until the thread is closed."""
        while (mail := self._wait_for_mail()) is not None:
            self._work(mail)

    def _work(self, mail: _Mail) -> None:
        raise NotImplementedError

    def _post(self, **news: Any) -> None:
        with self._news:
            self._mail = self._mail._replace(**news)
            self._news.notify()
        self._starved.start()

    def _wait_for_mail(self) -> _Mail | None:
        """What is in the mailbox, which is empty afterwards; None when the thread is to end."""
        with self._news:
            self._idle = True
            while not (self._closing or any(self._mail)):
                self._news.wait()
            self._idle = False
            mail, self._mail = self._mail, type(self._mail)()  # type: ignore[call-overload]  # all slots have defaults
            return None if self._closing else mail

    def _give_way(self) -> None:
        with self._news:
            idle = self._idle and not any(self._mail)  # it may not have been let look into the mailbox yet
        if idle or self.isFinished():
            self._starved.stop()
        else:
            time.sleep(0.001)
