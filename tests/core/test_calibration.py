import numpy as np
import pytest

from digitpad.core.calibration import calibration_error


def rows(*surest):
    """Predictions for digit 0 with that probability, the rest shared evenly."""
    return np.array([[p] + [(1 - p) / 9] * 9 for p in surest])


def test_probabilities_that_mean_what_they_say_have_no_error():
    labels = np.array([0] * 9 + [1])
    assert calibration_error(rows(*[0.9] * 10), labels) == pytest.approx(0)


def test_being_too_sure_and_too_unsure_both_count():
    assert calibration_error(rows(1.0, 1.0), np.array([0, 1])) == pytest.approx(0.5)
    assert calibration_error(rows(0.6, 0.6), np.array([0, 0])) == pytest.approx(0.4)
    both = calibration_error(rows(1.0, 1.0, 0.6, 0.6), np.array([0, 1, 0, 0]))
    assert both == pytest.approx((0.5 + 0.4) / 2), "errors of different bins do not cancel"


def test_within_a_bin_errors_cancel():
    assert calibration_error(rows(0.95, 0.95), np.array([0, 1])) == pytest.approx(0.45)
    assert calibration_error(rows(*[0.95] * 20), np.array([0] * 19 + [1])) == pytest.approx(0)
