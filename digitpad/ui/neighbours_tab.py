"""The pictures of a data set that a model sees as most like the drawing."""

from collections.abc import Callable
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PySide6.QtCore import QEvent, QSignalBlocker
from PySide6.QtWidgets import QLabel

from digitpad.core.data_sources import DataSource
from digitpad.core.landscapes import Landscapes
from digitpad.core.mistakes import model_key, source_key
from digitpad.core.neighbours import Landscape, hidden_of, middles
from digitpad.ui.data_tab import DataTab
from digitpad.ui.map_view import MapView
from digitpad.ui.subject import Subject

if TYPE_CHECKING:
    from digitpad.core.classifier import DigitClassifier
    from digitpad.core.datasets import DataSet
    from digitpad.core.model_store import ModelCard
    from digitpad.workers.explain_thread import Classifiers, Question

_SHOWN, _ROWS = 10, 2
_SHARE = 0.45
"""Of the height; the pictures grow until they take it, and the map has the rest."""
_ROOM_FIRST = 1000  # a stretch: the map gets what both rows of pictures leave


class _Answer(NamedTuple):
    key: tuple
    image: np.ndarray | None
    """The drawing that it is about; None for a blank one."""
    data: "DataSet"
    landscape: Landscape | None
    """None where it was stopped before it was there."""
    drawn: tuple[float, float] | None = None
    """Where the drawing lies on the map."""
    near: np.ndarray = np.zeros(0, np.int64)


class NeighboursTab(DataTab):
    """The pictures nearest to the drawing, and a map of them all."""

    def __init__(self) -> None:
        super().__init__("neighbours", part="train", columns=_SHOWN // _ROWS, file_name="like-this")
        self._image: np.ndarray | None = None
        self._answer: _Answer | None = None
        self._ready: tuple = ()  # the key of what was built and is shown
        self._failed: tuple = ()  # or could not be, or was stopped
        self._awaited: tuple = ()
        self._landscapes = Landscapes()
        self._stop = Event()

        self._work.reserve_lines(2)
        self._map = MapView()
        self._map.setObjectName("neighbours_map")
        self._legend = QLabel()
        self._legend.setObjectName("neighbours_legend")
        self._legend.setWordWrap(True)
        self._bound_pictures()
        self._pictures.set_words_for_none("")  # the sentence above says what to do
        self._shown.addWidget(self._work)
        self._shown.addWidget(self._pictures, _ROOM_FIRST)
        self._shown.addWidget(self._map, 1)
        self._shown.addWidget(self._legend)
        self.content.addWidget(self._sources)
        self.content.addWidget(self._pages_of_data, 1)
        self.at_the_desk.append(self._legend)
        self._work.stop_requested.connect(self._on_stop_requested)
        self._work.go_on_requested.connect(self._on_go_on_requested)
        self._map.picture_chosen.connect(self._put_on_canvas)
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._bound_pictures()
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._bound_pictures()
        return super().event(event)

    def _bound_pictures(self) -> None:
        """Even rows, as large as there is room for; where two would push the map out, the second is scrolled to."""
        room = self._pages_of_data.size()
        self._pictures.enlarge_within(room.width(), round(_SHARE * room.height()), _ROWS)
        around = self._shown.minimumHeightForWidth(room.width()) - self._pictures.minimumHeight()
        rows = _ROWS if self._pictures.height_of(_ROWS) + around <= room.height() else 1
        self._pictures.setMinimumHeight(self._pictures.height_of(1))
        self._pictures.setMaximumHeight(self._pictures.height_of(rows))

    # --- what can be chosen ---

    def end(self) -> None:
        super().end()
        self._stop.set()

    def _on_stop_requested(self) -> None:
        self._stop.set()

    def _on_go_on_requested(self) -> None:
        self._failed = ()
        self.asks_again.emit()

    # --- question and answer ---

    def question(self, subject: Subject) -> "Question | None":
        self._image = None if subject.is_blank else subject.prediction.input_image
        if self._source is None or not self._source.path:
            return None
        key = (source_key(self._source), model_key(subject.model))
        is_built = key == self._ready
        if key == self._failed or (not is_built and self.is_waiting and key == self._awaited):
            return None
        if is_built and not self.is_waiting and self._answer is not None and self._answer.image is self._image:
            return None
        self._awaited = key
        if not is_built:
            self._stop = Event()
            self._work.show_progress(self.tr("Loading the images…"))
        return partial(_compute, key, self._source, subject.model, self._image, self._landscapes, self._stop)

    def show_progress(self, progress: tuple[int, int]) -> None:
        self._work.show_progress(self.tr("Looking at the images…"), *progress)

    def show_answer(self, answer: _Answer) -> None:
        if answer.key != self._awaited:
            return
        if answer.landscape is None:
            self._failed = answer.key
            self._work.show_sentence(self.tr("Stopped before all images were looked at."), can_go_on=True)
            return
        if self._answer is None or self._answer.landscape is not answer.landscape:
            points = answer.landscape.points
            if points.shape[1] < 2:  # a single picture, or all alike
                points = np.pad(points, ((0, 0), (0, 2 - points.shape[1])))
            self._show_pictures_of(answer.data)
            self._map.set_pictures(points[:, :2], answer.data.labels, middles(points, answer.data.labels))
        self._answer, self._ready = answer, answer.key
        self._map.set_drawn(answer.drawn, answer.near)
        with QSignalBlocker(self._pictures):
            self._pictures.show_rows(answer.near)
        self._work.show_sentence(self._verdict())
        if not self.is_waiting and answer.image is not self._image:  # drawn while the map was made
            self.asks_again.emit()

    def show_failure(self, sentence: str) -> None:
        """Beside the choices, so that another one can be made."""
        self._failed = self._awaited
        self._work.show_sentence(sentence, can_go_on=True)

    # --- words ---

    def _verdict(self) -> str:
        assert self._answer is not None
        if self._answer.drawn is None:
            return self.tr("Draw one digit, and see which of {count} images are most like it.").format(
                count=f"{len(self._answer.data.labels):,}"
            )
        counts = np.bincount(self._answer.data.labels[self._answer.near], minlength=10)
        order = [digit for digit in counts.argsort(kind="stable")[::-1].tolist() if counts[digit]]
        nearest = len(self._answer.near)
        if len(order) == 1:
            return self.tr("All {count} nearest images show a {digit}.").format(count=nearest, digit=order[0])
        parts = ", ".join(f"{counts[digit]} × {digit}" for digit in order)
        return self.tr("Of the {count} nearest images: {parts}.").format(count=nearest, parts=parts)

    def retranslate(self) -> None:
        super().retranslate()
        self.set_words(
            self.tr("What it is like"),
            self.tr(
                "The images that are most like the drawing in the model's last hidden layer, the nearest first. "
                "Choose one to put it on the canvas."
            ),
            "",
        )
        self._legend.setText(
            self.tr(
                "Each dot is an image: the nearer two dots, the more alike they are to the model. The cross is your "
                "drawing. The directions themselves mean nothing."
            )
        )
        self._legend.setToolTip(
            self.tr(
                "A principal component analysis: of all directions in which the images differ, the map shows the two "
                "in which they differ most. The nearest images are found in fifty directions. "
                "A model without hidden layers compares the pixels themselves."
            )
        )
        self._map.setAccessibleName(self.tr("Map of the images"))
        self._pictures.setAccessibleName(self.tr("Nearest images"))
        if self._answer is not None and not self.is_waiting:
            self._work.show_sentence(self._verdict())


def _compute(
    key: tuple,
    source: DataSource,
    model: "ModelCard | DigitClassifier",
    image: np.ndarray | None,
    landscapes: Landscapes,
    stop: Event,
    classifiers: "Classifiers",
    should_stop: Callable[[], bool],
) -> _Answer | None:
    data = landscapes.data(source, should_stop)
    if should_stop():
        return None
    landscape = landscapes.landscape(
        source,
        model,
        classifiers.of,
        lambda done, count: classifiers.report((done, count)),
        lambda: stop.is_set() or should_stop(),
    )
    if landscape is None:
        return None if should_stop() else _Answer(key, image, data, None)
    if image is None:
        return _Answer(key, image, data, landscape)
    point = landscape.place(hidden_of(classifiers.of(model), image[np.newaxis]))[0]
    x, y = (*point[:2].tolist(), 0.0, 0.0)[:2]
    return _Answer(key, image, data, landscape, (x, y), landscape.nearest(point, _SHOWN))
