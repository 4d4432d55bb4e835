"""The landscapes of data sets and models: built once, and kept here and on the disk."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from digitpad.core import neighbours
from digitpad.core.data_sources import DataSource
from digitpad.core.mistakes import model_key, source_key
from digitpad.core.model_store import ModelCard

if TYPE_CHECKING:
    from digitpad.core.classifier import DigitClassifier
    from digitpad.core.datasets import DataSet

_MOST_KEPT = 4


class Landscapes:
    """Data sets of at most `neighbours.MOST_PICTURES`, and what models see in them. Belongs to one thread."""

    def __init__(self) -> None:
        self._data: tuple[tuple, DataSet] | None = None
        self._landscapes: dict[tuple, tuple[object, neighbours.Landscape]] = {}

    def data(self, source: DataSource, should_stop: Callable[[], bool] = lambda: False) -> "DataSet":
        """The data set, or a random choice of it; in part when it should stop.

        Raises:
            InputError: it is missing, damaged or strange.
        """
        from digitpad.core.datasets import load

        key = source_key(source)
        if self._data is None or self._data[0] != key:
            most, seed = neighbours.MOST_PICTURES, neighbours.SEED
            loaded = load(source.path, source.part, limit=most, seed=seed, should_stop=should_stop)
            if should_stop():
                return loaded
            self._data = key, loaded
        return self._data[1]

    def landscape(
        self,
        source: DataSource,
        model: "ModelCard | DigitClassifier",
        load: "Callable[[ModelCard | DigitClassifier], DigitClassifier]",
        on_progress: Callable[[int, int], None],
        should_stop: Callable[[], bool],
    ) -> neighbours.Landscape | None:
        """What a model sees in a data set; None when it was stopped.

        Args:
            source: of the data set.
            model: a card, whose landscape is kept on the disk, or an object that classifies.
            load: gives the classifier of a model.
            on_progress: as `neighbours.build` takes it.
            should_stop: as `neighbours.build` takes it.

        Raises:
            InputError: the data set or the model cannot be loaded.
        """
        data = self.data(source)
        key = source_key(source), model_key(model)
        if key in self._landscapes:
            return self._landscapes[key][1]
        landscape = neighbours.cached(model, data) if isinstance(model, ModelCard) else None
        if landscape is None:
            landscape = neighbours.build(load(model), data.images, on_progress, should_stop)
            if landscape is None:
                return None
            if isinstance(model, ModelCard):
                neighbours.keep(model, data, landscape)
        self._landscapes[key] = model, landscape  # the model too, or another one might get its `id`
        while len(self._landscapes) > _MOST_KEPT:
            del self._landscapes[next(iter(self._landscapes))]
        return landscape
