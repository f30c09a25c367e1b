"""The scripts can be held beside the blog's code: its functions, order and parameter names."""
import inspect

import pytest
from test_pasting import read

import one_neuron
import simple_network_learning as snl

NETWORK_LINES = """
def compute_excitation_vec(x, l1_weights, l1_biases):
def sigmoid(exc):
def compute_l1_outputs(exc_vec):
def compute_excitation(z, l2_weights, l2_bias):
def compute_output(exc):
def compute_loss(output, expected):
def run_network(x, l1_weights, l1_biases, l2_weights, l2_bias):
def compute_l1_weight_gradients(output, expected, x, z, v):
def compute_l1_bias_gradients(output, expected, z, v):
def compute_l2_weight_gradients(output, expected, z):
def compute_l2_bias_gradient(output, expected):
def test_if_we_learned(l1_weights, l1_biases, l2_weights, l2_bias, bool_func=BOOLEAN_XOR):
def backpropagate(output, expected, inputs, l1_outputs, layer2_weights):
def learn_boolean_function(bool_func=BOOLEAN_XOR, learning_rate=LEARNING_RATE,
def list_pairs(bool_func):
"""
NEURON_LINES = """
def sigmoid(excitation):
def compute_output(weight_vec, input_vec, bias_vec):
def compute_excitation(weight_vec, input_vec, bias_vec):
def compute_gradient(output, expected_output, input_vec=1):
def compute_loss(output, expected_output):
def output_learning_results(func_learned, weight_vec, bias_vec, iterations):
def learn_boolean_function(bool_func=BOOLEAN_OR, learning_rate=LEARNING_RATE,
def list_pairs(bool_func):
"""
FOUR_LINES = """
l1_w_grads = compute_l1_weight_gradients(output, expected, inputs, l1_outputs, layer2_weights)
l1_b_grads = compute_l1_bias_gradients(output, expected, l1_outputs, layer2_weights)
l2_w_grads = compute_l2_weight_gradients(output, expected, l1_outputs)
l2_b_grad = compute_l2_bias_gradient(output, expected)
"""
LEARNED = ("layer1_weights", "layer1_biases", "layer2_weights", "layer2_bias")


@pytest.mark.parametrize("script, expected", [
    ("one_neuron.py", NEURON_LINES), ("simple_network_learning.py", NETWORK_LINES)])
def test_the_def_lines_of_the_upper_half_are_the_blogs_in_its_order(script, expected):
    upper = read(script).split("# What stands below")[0]
    lines = [line for line in upper.splitlines() if line.startswith("def ")]
    assert lines == expected.strip().splitlines()


def test_the_four_lines_of_the_post_stand_there_one_after_the_other():
    assert FOUR_LINES.replace("\n", "\n    ").rstrip(" ") in inspect.getsource(snl.backpropagate)
    assert "l1_w_grads, l1_b_grads, l2_w_grads, l2_b_grad = backpropagate(\n" in (
        inspect.getsource(snl.learn_boolean_function))


def test_what_is_learned_has_the_blogs_names():
    assert set(LEARNED) <= set(snl.learn_boolean_function.__code__.co_varnames)
    names = one_neuron.learn_boolean_function.__code__.co_varnames
    assert {"weight_vec", "bias_vec"} <= set(names)


def test_the_networks_functions_take_the_blogs_keyword_names():
    x, expected = (1, 0), 1
    layer1 = {"l1_weights": [[1, 2], [3, 4]], "l1_biases": [5, 6]}
    layer2 = {"l2_weights": [7, 8], "l2_bias": 9}
    exc_vec = snl.compute_excitation_vec(x=x, **layer1)
    z = snl.compute_l1_outputs(exc_vec=exc_vec)
    output = snl.compute_output(exc=snl.compute_excitation(z=z, **layer2))
    assert (z, output) == snl.run_network(x, *layer1.values(), *layer2.values())
    assert z[0] == snl.sigmoid(exc=exc_vec[0])
    assert snl.compute_loss(output=output, expected=expected) > 0
    v = layer2["l2_weights"]
    assert snl.backpropagate(output, expected, x, z, v) == (
        snl.compute_l1_weight_gradients(output=output, expected=expected, x=x, z=z, v=v),
        snl.compute_l1_bias_gradients(output=output, expected=expected, z=z, v=v),
        snl.compute_l2_weight_gradients(output=output, expected=expected, z=z),
        snl.compute_l2_bias_gradient(output=output, expected=expected))
    assert snl.test_if_we_learned(**layer1, **layer2) is False
    *_, iterations = snl.learn_boolean_function(learning_rate=0.5, loss_goal=0.4, max_iters=500)
    assert 0 < iterations < 500


def test_the_neurons_functions_take_the_blogs_keyword_names():
    neuron = {"weight_vec": [1, 2], "bias_vec": 4}
    excitation = one_neuron.compute_excitation(input_vec=(1, 0), **neuron)
    output = one_neuron.compute_output(input_vec=(1, 0), **neuron)
    assert output == one_neuron.sigmoid(excitation=excitation)
    assert one_neuron.compute_loss(output=output, expected_output=0) > 0
    assert (one_neuron.compute_gradient(output=output, expected_output=0)
            == one_neuron.compute_gradient(output=output, expected_output=0, input_vec=1) > 0)
    assert one_neuron.output_learning_results(
        func_learned=one_neuron.BOOLEAN_OR, iterations=0, **neuron) is False
    and_as_in_the_blog = tuple(((x1, x2), x1 * x2) for x1 in (0, 1) for x2 in (0, 1))
    *_, iterations = one_neuron.learn_boolean_function(
        bool_func=and_as_in_the_blog, loss_goal=0.0000000001, max_iters=300)
    assert iterations == 300
