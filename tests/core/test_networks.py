import numpy as np
import pytest

from digitpad.core.networks import (
    ARCHITECTURES,
    HIDDEN_UNITS,
    build,
    doubt_of,
    hidden_units,
    layers_of,
    logits_of,
    weighted_layers,
)

PARAMETERS = {"softmax": 7_850, "mlp": 89_610, "cnn": 3_274_634, "cnn-3x3": 3_241_354, "drawn": 258_459}


def noise(count=4):
    return np.random.default_rng(0).random((count, 28, 28)).astype(np.float32)


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_each_architecture_turns_input_images_into_ten_probabilities(architecture):
    network = build(architecture)
    assert network.input_shape == (None, 28, 28)
    assert network.output_shape == (None, 10)
    assert network.count_params() == PARAMETERS[architecture]
    rows = np.asarray(network(noise()))
    assert rows.dtype == np.float32
    assert (rows > 0).all()
    np.testing.assert_allclose(rows.sum(axis=1), 1, atol=1e-5)


def shapes(architecture):
    return [weights.shape for weights in build(architecture).get_weights()]


def test_the_architectures_are_those_of_the_classic_tutorials():
    assert shapes("softmax") == [(784, 10), (10,)]
    assert shapes("mlp") == [(784, 100), (100,), (100, 100), (100,), (100, 10), (10,)]
    kernels = [(5, 5, 1, 32), (32,), (5, 5, 32, 64), (64,)]
    assert shapes("cnn") == [*kernels, (7 * 7 * 64, 1024), (1024,), (1024, 10), (10,)]


def test_the_tutorials_weights_start_from_a_truncated_normal_and_biases_of_a_tenth():
    *hidden, _, _ = build("cnn-3x3", start="tutorial").get_weights()
    for weights in hidden[0::2]:
        assert np.abs(weights).max() <= 0.2, "cut off at two standard deviations"
        assert weights.std() == pytest.approx(0.088, abs=0.015), "0.1, less what is cut off"
    for biases in hidden[1::2]:
        assert biases == pytest.approx(0.1)
    assert not np.array_equal(hidden[0].ravel()[:9], hidden[2].ravel()[:9]), "all layers start alike"


def test_softmax_starts_without_an_opinion():
    assert np.asarray(build("softmax")(noise())) == pytest.approx(np.full((4, 10), 0.1))


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_the_scores_are_what_softmax_is_taken_of(architecture):
    network = build(architecture)
    scorer = logits_of(network)
    logits = np.asarray(scorer(noise()), np.float64)
    powers = np.exp(logits)
    # An untrained doubt of 0.0003 moves the probabilities by less than that.
    atol = 4e-4 if architecture == "drawn" else 1e-6
    np.testing.assert_allclose(powers / powers.sum(axis=1, keepdims=True), network(noise()), rtol=0, atol=atol)
    # The weights are shared: what one learns the other knows.
    scorer.set_weights([np.zeros_like(weights) for weights in scorer.get_weights()])
    assert np.asarray(network(noise())) == pytest.approx(np.full((4, 10), 0.1))


@pytest.mark.parametrize("doubt", [-40.0, 0.0, 40.0])
def test_doubt_evens_the_probabilities_out(doubt):
    network = build("drawn")
    kernel, _ = network.get_layer("doubt").get_weights()
    network.get_layer("doubt").set_weights([kernel, np.array([doubt])])
    looks, doubts_of_features = doubt_of(network)
    assert np.asarray(doubts_of_features(looks(noise()))) == pytest.approx(doubt)
    powers = np.exp(np.asarray(logits_of(network)(noise()), np.float64))
    sure = powers / powers.sum(axis=1, keepdims=True)
    share = 1 / (1 + np.exp(-doubt))
    np.testing.assert_allclose(network(noise()), (1 - share) * sure + share / 10, atol=1e-6)


def test_the_network_for_drawings_is_small_and_its_normalisation_has_no_bias_beside_it():
    network = build("drawn")
    kernels = [weights.shape for weights in network.get_weights() if weights.ndim == 4]
    assert kernels == [(3, 3, 1, 16), (3, 3, 16, 16), (3, 3, 16, 32), (3, 3, 32, 32), (3, 3, 32, 64)]
    assert not any(layer.use_bias for layer in network.layers if layer.name.startswith("convolution"))


def test_dropout_switches_units_off_only_while_training():
    network = build("cnn", dropout=0.5)
    assert network.count_params() == PARAMETERS["cnn"]
    still = [np.asarray(network(noise(), training=False)) for _ in range(2)]
    np.testing.assert_array_equal(*still)
    learning = [np.asarray(network(noise(), training=True)) for _ in range(2)]
    assert not np.array_equal(*learning)


def test_an_unknown_architecture_is_refused():
    with pytest.raises(ValueError, match="transformer"):
        build("transformer")


@pytest.mark.parametrize("architecture", ARCHITECTURES)
@pytest.mark.parametrize("change", [0, 7], ids=["usual", "changed"])
def test_the_chain_of_layers_is_that_of_the_network(architecture, change):
    hidden = tuple(count - change for count in HIDDEN_UNITS[architecture])
    chain, network = layers_of(architecture, hidden), build(architecture, hidden=hidden)
    shapes = {"image": (28, 28)} | {
        layer.name: tuple(layer.output.shape[1:])
        for layer in network.layers
        if layer.name.startswith(("convolution", "pool", "hidden", "logits"))
    }
    assert [layer.shape for layer in chain] == list(shapes.values())
    assert [name.split("_")[0] for name in shapes] == [layer.kind for layer in chain]
    assert sum(layer.weights for layer in chain) == network.count_params()
    kernels = [weights.shape[0] for weights in network.get_weights() if weights.ndim == 4]
    assert [layer.side for layer in chain if layer.kind == "convolution"] == kernels


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_the_tables_are_those_of_the_network(architecture):
    tables = [shape for _, shapes in weighted_layers(architecture) for shape in shapes]
    assert tables == [weights.shape for weights in build(architecture).get_weights()]


def test_hidden_layers_have_as_many_units_as_wished():
    assert [weights.shape for weights in build("mlp", hidden=(30, 20)).get_weights()[::2]] == [
        (784, 30),
        (30, 20),
        (20, 10),
    ]
    assert build("cnn", hidden=(64,)).get_layer("hidden_1").units == 64


@pytest.mark.parametrize(
    ("architecture", "hidden"), [("mlp", (100,)), ("mlp", (100, 0)), ("cnn", (2049,)), ("softmax", (10,)), ("odd", ())]
)
def test_units_that_do_not_fit_the_architecture_are_refused(architecture, hidden):
    with pytest.raises(ValueError):
        hidden_units(architecture, hidden)
