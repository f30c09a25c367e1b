"""What simple_network_learning.py promises of its network, and of what it shows."""
import math
import random

import pytest
from tools import PAIRS, build, flatten, learned, loss_of, slopes_of

import simple_network_learning as snl

GRUS = [20, 20, 20, 20, -30, -10, -60, 60, -30]


def gradients_of(numbers, x, expected):
    """Return the four gradients of one pair's loss, laid out like the network."""
    network = build(numbers)
    z, output = snl.run_network(x, *network)
    return snl.backpropagate(output, expected, x, z, network[2])


# The network.

@pytest.mark.parametrize("name, truth", [
    ("AND", lambda a, b: a and b), ("OR", lambda a, b: a or b), ("XOR", lambda a, b: a != b)])
def test_each_table_is_the_function_of_its_name(name, truth):
    assert snl.FUNCTIONS[name] == [(x, int(truth(*x))) for x in PAIRS]
    assert getattr(snl, "BOOLEAN_" + name) is snl.FUNCTIONS[name]


def test_the_forward_pass_by_hand():
    # Every weight and bias is another number, so that none can stand in for its neighbour.
    excitations = snl.compute_excitation_vec((2, 3), [[0.5, 0.25], [-1, 2]], [10, 20])
    assert excitations == [2 * 0.5 - 3 + 10, 2 * 0.25 + 3 * 2 + 20]
    assert snl.compute_l1_outputs([0, math.log(3)]) == pytest.approx([1 / 2, 3 / 4])
    assert snl.compute_excitation([0.5, 0.25], [4, 8], 16) == 2 + 2 + 16
    assert snl.compute_output(-math.log(3)) == pytest.approx(1 / 4)
    assert snl.compute_loss(0.25, 1) == 0.75 ** 2 / 2


def test_hand_set_weights_compute_xor():
    """Grus, Data Science from Scratch: "or, but not and"."""
    for x, expected in snl.BOOLEAN_XOR:
        assert abs(snl.run_network(x, *build(GRUS))[1] - expected) < 1e-13


@pytest.mark.parametrize("excitation, expected", [
    (0, 0.5), (math.log(3), 0.75), (-math.log(3), 0.25), (-700, math.exp(-700)),
    (-750, 0), (-1000, 0), (1000, 1), (-1e308, 0), (1e308, 1), (-math.inf, 0), (math.inf, 1)])
def test_sigmoid_is_right_for_every_size(excitation, expected):
    assert snl.sigmoid(excitation) == pytest.approx(expected, rel=1e-14)


# The gradients.

@pytest.mark.parametrize("seed", range(30))
def test_every_gradient_matches_central_differences(seed):
    rng = random.Random(seed)
    numbers = [rng.uniform(-3, 3) for _ in range(9)]
    x, expected = (rng.uniform(-2, 2), rng.uniform(-2, 2)), rng.choice((0, 1))
    slopes = build(slopes_of(lambda n: loss_of(n, [(x, expected)]), numbers))
    # From the output back, so that the first wrong gradient is named.
    for name, gradient, slope in zip(("l2_bias", "l2_weights", "l1_biases", "l1_weights"),
                                     gradients_of(numbers, x, expected)[::-1], slopes[::-1]):
        assert flatten(gradient) == pytest.approx(flatten(slope), rel=1e-6, abs=1e-10), (
            f"the gradient of {name} is wrong at {numbers} for inputs {x}, expected {expected}")


def test_what_functions_return_are_lists_laid_out_like_the_network():
    l1_weights, l1_biases, l2_weights, l2_bias = gradients_of(GRUS, (0, 1), 1)
    assert [type(part) for part in (l1_weights, l1_biases, l2_weights, l2_bias)] == [
        list, list, list, float]
    assert [len(row) for row in l1_weights] == [len(l1_biases), len(l2_weights)] == [2, 2]


def test_negnevitskys_worked_step_is_one_call():
    """Negnevitsky, Artificial Intelligence: one step, rate 0.1, inputs (1, 1), expected 0."""
    start = [[0.5, 0.9], [0.4, 1.0]], [-0.8, 0.1], [-1.2, 1.1], -0.3
    z, output = snl.run_network((1, 1), *start)
    assert z + [output] == pytest.approx([0.524979, 0.880797, 0.509724], abs=5e-7)
    *after, _ = snl.learn_boolean_function([((1, 1), 0)], 0.1, max_iters=1, start=start)
    assert flatten(after) == pytest.approx(
        [0.5038119, 0.8985288, 0.4038119, 0.9985288, -0.7961881, 0.0985288,
         -1.2066873, 1.0887802, -0.3127383], abs=5e-8)


# Learning.

def test_the_start_is_random_in_the_first_layers_weights_alone():
    seen = []
    for seed in range(300):
        random.seed(seed)
        l1_weights, *rest = snl.learn_boolean_function(max_iters=0)
        assert rest == [[0, 0], [1, -1], 0, 0]
        seen.append(flatten(l1_weights))
        assert len(set(seen[-1])) == 4
    for weights in zip(*seen):
        assert 1 <= min(weights) < 1.05 and 1.95 < max(weights) <= 2


@pytest.mark.parametrize("seed", range(60))
def test_xor_is_learned_from_every_seed_as_or_and_not_and(seed):
    random.seed(seed)
    *network, iterations = snl.learn_boolean_function()
    assert learned(flatten(network), snl.BOOLEAN_XOR)
    assert 1013 <= iterations <= 1064
    hidden = [[zj > 0.5 for zj in snl.run_network(x, *network)[0]] for x in PAIRS]
    assert hidden == [[False, False], [True, False], [True, False], [True, True]]


@pytest.mark.parametrize("rate", [0.1, 1, 10])
def test_xor_is_learned_at_other_rates(rate):
    random.seed(1)
    *network, _ = snl.learn_boolean_function(learning_rate=rate, max_iters=100000)
    assert learned(flatten(network), snl.BOOLEAN_XOR)


# What is shown.

def test_the_table_shows_every_neuron_of_the_network(capsys):
    numbers = [40, 1, 0, -1, -20, 0, 40, 0, -20]
    assert snl.test_if_we_learned(*build(numbers), list(zip(PAIRS, (0, 0, 1, 1)))) is True
    assert capsys.readouterr().out == """
x1  x2  hidden 1  hidden 2  output  expected
 0   0     0.000     0.500   0.000         0
 0   1     0.000     0.269   0.000         0
 1   0     1.000     0.731   1.000         1
 1   1     1.000     0.500   1.000         1
"""
    assert snl.test_if_we_learned(*build(GRUS)) is True, "it asks for XOR where nothing is said"


@pytest.mark.parametrize("sign", [1, -1])
def test_the_formulas_show_every_number_where_it_belongs(capsys, sign):
    snl.show_numbers(*build([sign * n for n in (1.234, 2, 3, 4, 5, 6, 7, 8.5, 1.2e300)]))
    first, then = (("", "+"), ("-", "-"))[sign < 0]
    assert capsys.readouterr().out == f"""
hidden 1 = sigmoid({first}1.23 * x1 {then} 3 * x2 {then} 5)
hidden 2 = sigmoid({first}2 * x1 {then} 4 * x2 {then} 6)
output   = sigmoid({first}7 * hidden 1 {then} 8.5 * hidden 2 {then} 1.2e+300)
"""


@pytest.mark.parametrize("output, character", [
    (0, " "), (0.0999, " "), (0.1001, "."), (0.25, ":"), (0.35, "-"), (0.4999, "="),
    (0.5, "+"), (0.65, "*"), (0.75, "#"), (0.85, "%"), (0.9001, "@"), (1, "@"),
    (-0.3, " "), (-1e308, " "), (1.5, "@"), (math.inf, "@"), (-math.inf, " ")])
def test_a_map_has_a_character_for_each_tenth(output, character):
    assert snl.draw([output, 0]) == "|" + character + " |"


def test_the_maps_are_hidden_1_hidden_2_and_output_with_x2_upwards(capsys):
    # Hidden 1 turns from 0 to 1 at x1 = 0.275; hidden 2 is sigmoid(4 x2 - 2), whatever x1 is; the
    # output is 0 left of that turn, and sigmoid(9 hidden 2 - 4.5) right of it.
    snl.show_maps([[8000, 0], [0, 4]], [-2200, -2], [9, 9], -13.5)
    assert capsys.readouterr().out.endswith('''
x2         hidden 1                hidden 2                 output
1.0 |      @@@@@@@@@@@@@@@| |%%%%%%%%%%%%%%%%%%%%%| |      @@@@@@@@@@@@@@@|
0.9 |      @@@@@@@@@@@@@@@| |%%%%%%%%%%%%%%%%%%%%%| |      @@@@@@@@@@@@@@@|
0.8 |      @@@@@@@@@@@@@@@| |#####################| |      @@@@@@@@@@@@@@@|
0.7 |      @@@@@@@@@@@@@@@| |*********************| |      %%%%%%%%%%%%%%%|
0.6 |      @@@@@@@@@@@@@@@| |+++++++++++++++++++++| |      ###############|
0.5 |      @@@@@@@@@@@@@@@| |+++++++++++++++++++++| |      +++++++++++++++|
0.4 |      @@@@@@@@@@@@@@@| |=====================| |      :::::::::::::::|
0.3 |      @@@@@@@@@@@@@@@| |---------------------| |      ...............|
0.2 |      @@@@@@@@@@@@@@@| |:::::::::::::::::::::| |                     |
0.1 |      @@@@@@@@@@@@@@@| |.....................| |                     |
0.0 |      @@@@@@@@@@@@@@@| |.....................| |                     |
x1   0                   1   0                   1   0                   1
''')


def test_progress_is_shown_at_0_1_2_5_10_and_at_the_last_with_a_bar(capsys):
    for iterations in range(5556):
        snl.show_loss(iterations, 0.25, None, iterations == 5555)
    lines = capsys.readouterr().out.splitlines()
    assert [int(line.split()[0]) for line in lines] == [
        0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 5555]
    assert lines[-1] == "     5555  0.250000  #######"
    snl.show_loss(0, 0.01, None, False)
    assert capsys.readouterr().out == "        0  0.010000\n"
