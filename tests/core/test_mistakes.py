import numpy as np
import pytest

from digitpad.core.data_sources import DataSource
from digitpad.core.errors import InputError
from digitpad.core.mistakes import Results, model_key, most_sure_first, source_key
from digitpad.core.model_store import find_model
from digitpad.core.selection import answers_from


def probabilities_of(digits, sure):
    rows = np.full((len(digits), 10), 0.01, np.float32)
    rows[np.arange(len(digits)), digits] = sure
    return rows


@pytest.fixture
def csv(tmp_path):
    """Thirty pictures, three of each digit."""

    def write(count=30):
        path = tmp_path / "digits.csv"
        path.write_text("".join(f"{row % 10}," + ",".join(["0"] * 783 + ["9"]) + "\n" for row in range(count)))
        return DataSource("file", str(path), "test", False)

    return write


def evaluate(results, source, model, should_stop=lambda: False):
    return results.result(source, model, lambda model: model, lambda done, count: None, should_stop)


def test_mistakes_come_with_the_surest_first():
    labels = np.array([4, 4, 9, 4, 9, 1])
    answers = answers_from(probabilities_of([9, 4, 9, 9, 4, 9], [0.6, 0.9, 0.8, 0.95, 0.7, 0.99]), 6)
    assert most_sure_first(labels, answers).tolist() == [5, 3, 4, 0]
    assert most_sure_first(labels, answers, (4, 9)).tolist() == [3, 0]
    assert most_sure_first(labels, answers, (4, 4)).tolist() == [1]
    assert most_sure_first(labels, answers, (0, 0)).tolist() == []


def test_what_was_not_read_is_no_mistake_and_in_no_cell():
    labels = np.array([4, 4, 9])
    answers = answers_from(probabilities_of([9], [0.6]), 3)
    assert most_sure_first(labels, answers).tolist() == [0]


def test_every_cell_holds_as_many_pictures_as_the_matrix_counts(csv, fake_classifier):
    results, source = Results(), csv()
    result, labels = evaluate(results, source, fake_classifier), results.data(source).labels
    for label in range(10):
        for digit in range(10):
            rows = most_sure_first(labels, result.answers, (label, digit))
            assert len(rows) == result.evaluation.confusion[label, digit]
    assert len(most_sure_first(labels, result.answers)) == 27


def test_coming_back_reads_nothing_again_and_a_changed_file_does(csv, fake_classifier):
    results, source = Results(), csv()
    first = evaluate(results, source, fake_classifier)
    assert evaluate(results, source, fake_classifier) is first and len(fake_classifier.batches) == 1
    csv(20)
    assert evaluate(results, source, fake_classifier).evaluation.count == 20 and len(fake_classifier.batches) == 2


def test_a_reading_that_was_stopped_is_begun_anew(csv, fake_classifier, monkeypatch):
    monkeypatch.setattr("digitpad.core.evaluation._CHUNK", 10)
    results, source = Results(), csv()
    assert evaluate(results, source, fake_classifier, lambda: True).evaluation.count == 10
    assert evaluate(results, source, fake_classifier).evaluation.count == 30


def test_old_data_sets_are_let_go(csv, tmp_path, fake_classifier, monkeypatch):
    monkeypatch.setattr("digitpad.core.mistakes._MOST_KEPT", 40)
    results, first = Results(), csv()
    kept = results.data(first)
    other = tmp_path / "others.csv"
    other.write_bytes((tmp_path / "digits.csv").read_bytes())
    results.data(DataSource("file", str(other), "test", False))
    assert results.data(first) is not kept


def test_keys_tell_models_and_halves_apart(fake_classifier):
    assert model_key(find_model("softmax")) != model_key(find_model("mlp"))
    assert model_key(fake_classifier) == model_key(fake_classifier) != model_key(object())
    halves = [DataSource("synthetic", "synthetic", part, True) for part in ("test", "train")]
    assert source_key(halves[0]) != source_key(halves[1])


def test_a_missing_file_is_an_input_error(tmp_path, fake_classifier):
    with pytest.raises(InputError):
        evaluate(Results(), DataSource("file", str(tmp_path / "gone.csv"), "test", False), fake_classifier)
