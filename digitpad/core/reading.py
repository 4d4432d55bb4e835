"""A drawing or a picture to the digits on it: the one way that window, command line and tests take."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

import numpy as np

from digitpad.core.classifier import (
    UNSURE_BELOW,
    DigitBox,
    DigitClassifier,
    Prediction,
    blank_prediction,
    even_share,
    is_unsure,
    predict_each,
)
from digitpad.core.drawing import Drawing
from digitpad.core.ink import drawing_to_ink
from digitpad.core.preprocess import find_ink, ink_to_input, is_input_image, strokes_to_input
from digitpad.core.reading_costs import INK_COSTS
from digitpad.core.segmentation import Group, group_pieces, rows_of

if TYPE_CHECKING:
    from digitpad.core.blots import Blots

_SPECK = 0.12  # heights of the highest digit: smaller ones beside it are none
_MOST_DOUBT = 0.97  # that a mark beside digits is one too
_ROUNDING = 1e-6  # of float32: two equally probable digits are no answer, whichever comes out larger
_SURE = 0.95  # a digit of a number that is less probable is looked at again


def read_drawing(classifier: DigitClassifier, drawing: Drawing) -> Prediction:
    """Reads the digits of a drawing, row by row.

    Returns:
        The prediction; its boxes are in the drawing's units.

    Raises:
        ValueError: the classifier gave something else than ten finite numbers.
    """
    if drawing.image is not None:
        ink = drawing_to_ink(drawing)
        return _placed(read_ink(classifier, ink), drawing.box / len(ink))
    strokes = tuple(stroke for stroke in drawing.strokes if stroke.count)
    if not strokes:
        return blank_prediction()
    boxes = np.array([[*stroke.points.min(axis=0), *stroke.points.max(axis=0)] for stroke in strokes], float)

    def to_input(group: Group) -> np.ndarray | None:
        return strokes_to_input(tuple(strokes[place] for place in group), drawing.width)

    def look_again(group: Group) -> list[np.ndarray | None]:
        from digitpad.core.second_look import looks_at  # here: a single digit does without

        return looks_at(tuple(strokes[place] for place in group), drawing.width)

    return _read_pieces(classifier, boxes, to_input, drawing.width / 2, look_again)


def read_ink(classifier: DigitClassifier, ink: np.ndarray) -> Prediction:
    """Reads the digits of a picture's ink, row by row.

    Args:
        classifier: of this thread.
        ink: (height, width) float32 in [0, 1], ink 1, paper 0.

    Returns:
        The prediction; its boxes are in pixels.

    Raises:
        ValueError: the classifier gave something else than ten finite numbers.
    """
    box = find_ink(ink)
    if box is None:
        return blank_prediction()
    if is_input_image(ink, box):  # which is of one digit
        x, y, width, height = box
        edges = np.array([[x, y, x + width, y + height]], float)
        return _read_pieces(classifier, edges, lambda _: ink_to_input(ink), 0.0)
    from digitpad.core.blots import find_blots  # here: strokes need not wait for it

    blots = find_blots(ink, box)
    everything = tuple(range(len(blots.boxes)))

    def to_input(group: Group) -> np.ndarray | None:
        return ink_to_input(ink) if group == everything else ink_to_input(blots.part(group), whole=False)

    prediction = _read_pieces(classifier, blots.boxes, to_input, 0.0, blots=blots)
    return _placed(prediction, blots.scale, blots.offset)


def least_sure(prediction: Prediction) -> int:
    """The place of that digit of several whose largest probability is smallest."""
    return min(range(len(prediction.digits)), key=lambda place: prediction.digits[place].probabilities.max())


def one_of_several(prediction: Prediction, place: int) -> Prediction:
    """One of several digits, as if it had been read alone; its box says which ink is its own."""
    digit = prediction.digits[place]
    status: Literal["digit", "unsure"] = "unsure" if digit.digit is None else "digit"
    return Prediction(status, digit.probabilities, digit.input_image, (digit,))


def _placed(prediction: Prediction, scale: float, offset: tuple[float, float] = (0.0, 0.0)) -> Prediction:
    """The same prediction with its boxes in other units."""
    digits = []
    for digit in prediction.digits:
        x, y, width, height = digit.box
        box = offset[0] + scale * x, offset[1] + scale * y, scale * width, scale * height
        digits.append(digit._replace(box=box))
    return prediction._replace(digits=tuple(digits))


def _read_pieces(
    classifier: DigitClassifier,
    boxes: np.ndarray,
    to_input: Callable[[Group], np.ndarray | None],
    margin: float,
    look_again: Callable[[Group], list[np.ndarray | None]] = lambda group: [],
    blots: "Blots | None" = None,
) -> Prediction:
    """Reads pieces of ink whose boxes, (n, 4) left, top, right, bottom, lie `margin` inside the ink's; of several
    digits each that is not sure with the mean of its looks."""
    known: dict[Group, Prediction] = {}

    def predict_groups(groups: Sequence[Group]) -> list[Prediction]:
        new = [group for group in groups if group not in known]
        known.update(zip(new, predict_each(classifier, [to_input(group) for group in new]), strict=True))
        return [known[group] for group in groups]

    if blots is None:
        groups = group_pieces(boxes, predict_groups)
    else:
        groups = group_pieces(boxes, predict_groups, blots.cuts, INK_COSTS, blots.loose_ink)
    rows = rows_of(boxes).tolist()
    bounds = [_bounds(boxes[list(group)], margin) for group in groups]
    extents = [max(width, height) - 2 * margin for _, _, width, height in bounds]
    digits = [place for place, extent in enumerate(extents) if extent >= _SPECK * max(extents)]
    predictions = predict_groups([groups[place] for place in digits])
    read = tuple(
        DigitBox(
            prediction.digit, prediction.probabilities, prediction.input_image, bounds[place], rows[groups[place][0]]
        )
        for prediction, place in zip(predictions, digits, strict=True)
    )
    if len(read) == 1:
        return predictions[0]._replace(digits=read if predictions[0].status == "digit" else ())
    if all(digit.digit is None for digit in read):  # then it is no number
        return predict_groups([tuple(range(len(boxes)))])[0]._replace(status="unsure")
    looked_at = tuple(
        _looked_at(classifier, digit, look_again(groups[place])) if digit.probabilities.max() < _SURE else digit
        for digit, place in zip(read, digits, strict=True)
    )
    return blank_prediction()._replace(status="several", digits=tuple(map(_beside_digits, looked_at)))


def _looked_at(classifier: DigitClassifier, digit: DigitBox, looks: Sequence[np.ndarray | None]) -> DigitBox:
    """The same with what some more looks at it say too."""
    if not looks:
        return digit
    from digitpad.core.second_look import mean_of_looks  # here: a single digit does without

    others = [prediction.probabilities for prediction in predict_each(classifier, looks)]
    probabilities = mean_of_looks(np.stack([digit.probabilities, *others]))
    (unsure,) = is_unsure(probabilities[np.newaxis])
    return digit._replace(
        digit=None if unsure else int(probabilities.argmax()), probabilities=probabilities, looks=1 + len(others)
    )


def _beside_digits(digit: DigitBox) -> DigitBox:
    """The same, taken for its likeliest digit in spite of some doubt: beside digits a mark is one sooner than alone."""
    doubt, likeliest = float(even_share(digit.probabilities)), float(digit.probabilities.max())
    is_open = likeliest - doubt / 10 < UNSURE_BELOW * (1 - doubt) + _ROUNDING
    if digit.digit is not None or doubt > _MOST_DOUBT or is_open:
        return digit
    return digit._replace(digit=int(digit.probabilities.argmax()))


def _bounds(boxes: np.ndarray, margin: float) -> tuple[float, float, float, float]:
    """x, y, width and height of what is around boxes."""
    left, top = (boxes[:, :2].min(axis=0) - margin).tolist()
    right, bottom = (boxes[:, 2:].max(axis=0) + margin).tolist()
    return left, top, right - left, bottom - top
