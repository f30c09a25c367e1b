"""The scripts can be held beside the blog's code: its functions, order and parameter names."""
import inspect
import random

import pytest
from tools import upper_half

import one_neuron
import simple_network_learning as snl

DEF_LINES = {"simple_network_learning.py": """
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
""", "one_neuron.py": """
def sigmoid(excitation):
def compute_output(weight_vec, input_vec, bias_vec):
def compute_excitation(weight_vec, input_vec, bias_vec):
def compute_gradient(output, expected_output, input_vec=1):
def compute_loss(output, expected_output):
def output_learning_results(func_learned, weight_vec, bias_vec, iterations):
def learn_boolean_function(bool_func=BOOLEAN_OR, loss_goal=LOSS_GOAL, learning_rate=LEARNING_RATE,
"""}
FOUR_LINES = """
    l1_w_grads = compute_l1_weight_gradients(output, expected, inputs, l1_outputs, layer2_weights)
    l1_b_grads = compute_l1_bias_gradients(output, expected, l1_outputs, layer2_weights)
    l2_w_grads = compute_l2_weight_gradients(output, expected, l1_outputs)
    l2_b_grad = compute_l2_bias_gradient(output, expected)
"""


@pytest.mark.parametrize("script", sorted(DEF_LINES))
def test_the_def_lines_of_the_upper_half_are_the_blogs_in_its_order(script):
    lines = [line for line in upper_half(script).splitlines() if line.startswith("def ")]
    assert lines == DEF_LINES[script].strip().splitlines()


def test_the_four_lines_of_the_post_stand_there_one_after_the_other():
    assert FOUR_LINES in inspect.getsource(snl.backpropagate)


def test_learning_can_be_called_by_position_as_the_blogs_code_is():
    # One neuron: bool_func, loss_goal, learning_rate, max_iters.
    assert one_neuron.learn_boolean_function(one_neuron.BOOLEAN_AND, 1e-10, 0.5, 300) == (
        one_neuron.learn_boolean_function(bool_func=one_neuron.BOOLEAN_AND, loss_goal=1e-10,
                                          learning_rate=0.5, max_iters=300))
    assert one_neuron.learn_boolean_function(one_neuron.BOOLEAN_AND, 1e-10, 0.5)[2] == 10000
    # The network: learning_rate, loss_goal, max_iters, after the function, which the blog's names.
    runs = []
    for arguments, options in (((snl.BOOLEAN_XOR, 0.5, 0.4, 500), {}),
                               ((), {"learning_rate": 0.5, "loss_goal": 0.4, "max_iters": 500})):
        random.seed(1)
        runs.append(snl.learn_boolean_function(*arguments, **options))
    assert runs[0] == runs[1] and 0 < runs[0][-1] < 500
