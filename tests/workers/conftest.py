"""What the tests of threads share."""

from threading import Event

import pytest

from digitpad.core import datasets


@pytest.fixture
def half_drawn(monkeypatch) -> Event:
    """Set as soon as a hundred of the built-in digits are drawn."""
    event, draw = Event(), datasets.synthetic_drawings

    def drawn(*arguments, **options):
        for number, drawing in enumerate(draw(*arguments, **options)):
            if number == 100:
                event.set()
            yield drawing

    monkeypatch.setattr(datasets, "synthetic_drawings", drawn)
    return event
