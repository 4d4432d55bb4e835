"""The first tutorial's own way of reading a picture, for comparison: all of it is one digit, wherever it stands."""

import numpy as np

from digitpad.core.classifier import DigitBox, DigitClassifier, Prediction, blank_prediction, predict
from digitpad.core.preprocess import SIDE, find_ink, tutorial_input


def read_as_in_the_tutorial(classifier: DigitClassifier, picture: np.ndarray) -> Prediction:
    """Reads a picture as `tutorial_input` makes it small.

    Args:
        classifier: of this thread.
        picture: (height, width) or (height, width, 3) uint8, RGB, dark ink on light paper.

    Returns:
        The prediction of one digit, never of several; its box is in pixels.

    Raises:
        ValueError: the classifier gave something else than ten finite numbers.
    """
    image = tutorial_input(picture)
    box = find_ink(image)
    if box is None:
        return blank_prediction()
    prediction = predict(classifier, image)
    if prediction.status != "digit":
        return prediction
    wide, high = picture.shape[1] / SIDE, picture.shape[0] / SIDE
    in_pixels = wide * box[0], high * box[1], wide * box[2], high * box[3]
    return prediction._replace(digits=(DigitBox(prediction.digit, prediction.probabilities, image, in_pixels),))
