import numpy as np

from digitpad.core.activations import layers
from digitpad.core.model_store import find_model, load_classifier

IMAGE = np.random.default_rng(1).random((28, 28), np.float32)


def test_a_litert_that_tells_no_order_of_its_steps_still_classifies(monkeypatch):
    from ai_edge_litert.interpreter import Interpreter

    expected = load_classifier(find_model("cnn")).classify(IMAGE[np.newaxis])
    monkeypatch.delattr(Interpreter, "_get_ops_details")
    classifier = load_classifier(find_model("cnn"))
    assert classifier.operations(IMAGE) == [] and layers(classifier, IMAGE) == []
    np.testing.assert_array_equal(classifier.classify(IMAGE[np.newaxis]), expected)
