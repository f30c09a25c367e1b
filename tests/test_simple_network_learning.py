"""What simple_network_learning.py promises of its network, its learning and its showing."""
import math
import random

import pytest
from conftest import ALL_SIXTEEN, PAIRS, any_iterable, distance, not_pairs, of_several_lengths
from recount import build, central_differences

import simple_network_learning as snl

GRUS = ([[20, 20], [20, 20]], [-30, -10], [-60, 60], -30)


def random_network(rng, size=3):
    """Return l1_weights, l1_biases, l2_weights, l2_bias, each between -size and size."""
    def draw():
        return rng.uniform(-size, size)
    return [[draw(), draw()], [draw(), draw()]], [draw(), draw()], [draw(), draw()], draw()


def flatten(network):
    """Return the nine numbers of a network, or of its gradients, in one list."""
    l1_weights, l1_biases, l2_weights, l2_bias = network
    return l1_weights[0] + l1_weights[1] + list(l1_biases) + list(l2_weights) + [l2_bias]


def gradients_of(network, inputs, expected):
    """Return the four gradients of one pair's loss, laid out as the network."""
    l1_outputs, output = snl.run_network(inputs, *network)
    return snl.backpropagate(output, expected, inputs, l1_outputs, network[2])


def loss_of(network, inputs, expected):
    """Return the loss of one pair, from the formulas and not from the script."""
    (w11, w12), (w21, w22) = network[0]
    x1, x2 = inputs
    z1 = 1 / (1 + math.exp(-(x1 * w11 + x2 * w21 + network[1][0])))
    z2 = 1 / (1 + math.exp(-(x1 * w12 + x2 * w22 + network[1][1])))
    output = 1 / (1 + math.exp(-(z1 * network[2][0] + z2 * network[2][1] + network[3])))
    return (output - expected) ** 2 / 2


def step(network, pairs, rate, freeze_biases=False):
    """Return the network after one step on the gradients added over the pairs."""
    moves = [math.fsum(column) for column in zip(
        *[flatten(gradients_of(network, inputs, expected)) for inputs, expected in pairs])]
    if freeze_biases:
        moves[4] = moves[5] = moves[8] = 0
    return build([number - rate * move for number, move in zip(flatten(network), moves)])


def learned(network, bool_func):
    return all(abs(snl.run_network(inputs, *network)[1] - expected) <= 0.2
               for inputs, expected in bool_func)


# The network.

@pytest.mark.parametrize("name, truth", [
    ("BOOLEAN_AND", lambda a, b: a and b), ("BOOLEAN_OR", lambda a, b: a or b),
    ("BOOLEAN_XOR", lambda a, b: a != b)])
def test_each_table_is_the_function_of_its_name(name, truth):
    assert getattr(snl, name) == [(pair, int(truth(*pair))) for pair in PAIRS]
    assert snl.FUNCTIONS[name.replace("BOOLEAN_", "")] is getattr(snl, name)


def test_the_forward_pass_by_hand():
    # Every weight and bias is another number, so that none can stand in for its neighbour.
    excitations = snl.compute_excitation_vec((2, 3), [[0.5, 0.25], [-1, 2]], [10, 20])
    assert excitations == [2 * 0.5 - 3 + 10, 2 * 0.25 + 3 * 2 + 20]
    assert snl.compute_excitation([0.5, 0.25], [4, 8], 16) == 2 + 2 + 16
    assert snl.compute_l1_outputs([0, math.log(3)]) == pytest.approx([1 / 2, 3 / 4])
    assert snl.compute_output(-math.log(3)) == pytest.approx(1 / 4)
    assert snl.compute_loss(0.25, 1) == 0.75 ** 2 / 2
    assert snl.compute_loss(0.75, 0) == 0.75 ** 2 / 2


def test_hand_set_weights_compute_xor():
    """Grus, Data Science from Scratch: "or, but not and"."""
    for inputs, expected in snl.BOOLEAN_XOR:
        assert abs(snl.run_network(inputs, *GRUS)[1] - expected) < 1e-13


@pytest.mark.parametrize("excitation, expected", [
    (0, 0.5), (math.log(3), 0.75), (-math.log(3), 0.25), (-700, math.exp(-700)),
    (-1000, 0), (1000, 1), (-1e308, 0), (1e308, 1), (-math.inf, 0), (math.inf, 1)])
def test_sigmoid_is_right_for_every_size(excitation, expected):
    assert snl.sigmoid(excitation) == pytest.approx(expected, rel=1e-14)


def test_sigmoids_of_opposite_excitations_add_to_one():
    rng = random.Random(2)
    for size in [0.1, 1, 10, 100, 1000] * 200:
        excitation = rng.uniform(-size, size)
        a, b = snl.sigmoid(excitation), snl.sigmoid(-excitation)
        assert 0 <= a <= 1 and abs(a + b - 1) < 3e-16, excitation


# The gradients.

@pytest.mark.parametrize("seed", range(50))
def test_every_gradient_matches_central_differences(seed):
    rng = random.Random(seed)
    network = random_network(rng)
    inputs, expected = (rng.uniform(-2, 2), rng.uniform(-2, 2)), rng.choice((0, 1))
    numbers = flatten(network)
    slopes = central_differences(
        lambda moved: loss_of(build(moved), inputs, expected), numbers)
    gradients = flatten(gradients_of(network, inputs, expected))
    for name, part in [("l1_weights", slice(0, 4)), ("l1_biases", slice(4, 6)),
                       ("l2_weights", slice(6, 8)), ("l2_bias", slice(8, 9))]:
        assert distance(gradients[part], slopes[part]) < 1e-7, (name, network, inputs, expected)


def test_gradients_have_the_shapes_of_what_they_move():
    network = random_network(random.Random(3))
    l1_weights, l1_biases, l2_weights, l2_bias = gradients_of(network, (0, 1), 1)
    assert [len(row) for row in l1_weights] == [2, 2]
    assert len(l1_biases) == len(l2_weights) == 2
    assert isinstance(l2_bias, float)


@pytest.mark.parametrize("seed", range(20))
def test_swapping_the_inputs_and_their_weights_changes_nothing(seed):
    rng = random.Random(seed)
    network = random_network(rng)
    (x1, x2), expected = (rng.uniform(0, 1), rng.uniform(0, 1)), rng.choice((0, 1))
    swapped = (network[0][::-1],) + network[1:]
    assert (snl.run_network((x1, x2), *network)[1]
            == pytest.approx(snl.run_network((x2, x1), *swapped)[1], rel=1e-12))
    before = gradients_of(network, (x1, x2), expected)
    after = gradients_of(swapped, (x2, x1), expected)
    assert flatten((before[0][::-1],) + before[1:]) == pytest.approx(flatten(after), rel=1e-9)


@pytest.mark.parametrize("seed", range(20))
def test_negating_the_second_layer_and_the_function_keeps_the_loss(seed):
    rng = random.Random(seed)
    network = random_network(rng)
    inputs, expected = (rng.uniform(0, 1), rng.uniform(0, 1)), rng.choice((0, 1))
    l1_weights, l1_biases, l2_weights, l2_bias = network
    negated = l1_weights, l1_biases, [-l2_weights[0], -l2_weights[1]], -l2_bias
    loss = snl.compute_loss(snl.run_network(inputs, *network)[1], expected)
    flipped = snl.compute_loss(snl.run_network(inputs, *negated)[1], 1 - expected)
    assert flipped == pytest.approx(loss, rel=1e-9)
    before = flatten(gradients_of(network, inputs, expected))
    after = flatten(gradients_of(negated, inputs, 1 - expected))
    assert after[6:] == pytest.approx([-slope for slope in before[6:]], rel=1e-9)
    assert after[:6] == pytest.approx(before[:6], rel=1e-9)


# Worked examples that others have published.

def test_negnevitskys_worked_step():
    """Negnevitsky, Artificial Intelligence: one step, rate 0.1, inputs (1, 1), expected 0."""
    network = [[0.5, 0.9], [0.4, 1.0]], [-0.8, 0.1], [-1.2, 1.1], -0.3
    l1_outputs, output = snl.run_network((1, 1), *network)
    assert l1_outputs + [output] == pytest.approx([0.524979, 0.880797, 0.509724], abs=5e-7)
    assert flatten(step(network, [((1, 1), 0)], 0.1)) == pytest.approx(
        [0.5038119, 0.8985288, 0.4038119, 0.9985288, -0.7961881, 0.0985288,
         -1.2066873, 1.0887802, -0.3127383], abs=5e-8)


def test_three_passes_of_the_stack_overflow_example():
    """Question 2359571, "XOR neural network, backprop": a step after each pair, rate 0.1."""
    network = [[0.6, 0.6], [0.6, 0.6]], [-0.6, -0.6], [0.6, 0.6], -0.6
    passes = []
    for _ in range(3):
        for pair in snl.BOOLEAN_XOR:
            network = step(network, [pair], 0.1)
        passes.append(flatten(network))
    for after, (bias, first, second, l2_bias, l2_weight) in [
            (passes[0], (-0.599691, 0.599987, 0.599985, -0.599864, 0.599712)),
            (passes[2], (-0.599072, 0.599960, 0.599956, -0.599587, 0.599139))]:
        assert after == pytest.approx([first, first, second, second, bias, bias,
                                       l2_weight, l2_weight, l2_bias], abs=6e-7)


# Learning.

@pytest.mark.parametrize("seed", range(200))
def test_xor_is_learned_from_every_seed(seed):
    random.seed(seed)
    l1_weights, l1_biases, l2_weights, l2_bias, iterations = snl.learn_boolean_function()
    network = l1_weights, l1_biases, l2_weights, l2_bias
    assert learned(network, snl.BOOLEAN_XOR)
    assert 0 < iterations < 10000
    # Hidden 1 cuts off the corner (0, 0), hidden 2 the corner (1, 1).
    hidden = [[h > 0.5 for h in snl.run_network(pair, *network)[0]] for pair in PAIRS]
    assert hidden == [[False, False], [True, False], [True, False], [True, True]]


@pytest.mark.parametrize("bool_func", ALL_SIXTEEN, ids=lambda f: "".join(str(e) for _, e in f))
def test_all_sixteen_functions_are_learned(bool_func):
    for seed in range(5):
        random.seed(seed)
        network = snl.learn_boolean_function(bool_func)[:4]
        assert learned(network, bool_func), seed


@pytest.mark.parametrize("rate", [0.1, 1, 10])
def test_xor_is_learned_at_other_rates(rate):
    for seed in range(3):
        random.seed(seed)
        network = snl.learn_boolean_function(learning_rate=rate, max_iters=100000)[:4]
        assert learned(network, snl.BOOLEAN_XOR), seed


def test_the_start_is_the_measured_one():
    seen = []
    for seed in range(300):
        random.seed(seed)
        l1_weights, *rest = snl.learn_boolean_function(max_iters=0)
        assert rest == [[0, 0], [1, -1], 0, 0]
        seen.append(l1_weights[0] + l1_weights[1])
    for weights in zip(*seen):
        assert 1 <= min(weights) < 1.05 and 1.95 < max(weights) <= 2
    assert all(len(set(weights)) == 4 for weights in seen)


@of_several_lengths
@pytest.mark.parametrize("rate", [0.5, 3, 7, 250])
def test_one_iteration_is_one_step_down_the_summed_loss(bool_func, rate):
    random.seed(4)
    start = flatten(snl.learn_boolean_function(max_iters=0)[:4])
    slopes = central_differences(lambda moved: sum(
        loss_of(build(moved), *pair) for pair in bool_func), start)
    random.seed(4)
    *network, iterations = snl.learn_boolean_function(bool_func, learning_rate=rate, max_iters=1)
    assert iterations == 1
    assert flatten(network) == pytest.approx(
        [number - rate * slope for number, slope in zip(start, slopes)], abs=rate * 1e-9)


@of_several_lengths
def test_the_goal_is_for_the_summed_loss_of_all_pairs(bool_func):
    losses = []
    network = snl.learn_boolean_function(
        bool_func, loss_goal=0.05, report=lambda _, loss, last: losses.append(loss))[:4]
    assert losses[-1] <= 0.05 < losses[-2]
    assert losses[-1] == pytest.approx(sum(loss_of(network, *pair) for pair in bool_func))


def test_it_runs_as_many_steps_as_it_says_each_like_the_first():
    random.seed(5)
    network = snl.learn_boolean_function(max_iters=0)[:4]
    for steps in (20, 1500):
        random.seed(5)
        *after, iterations = snl.learn_boolean_function(loss_goal=1e-9, max_iters=steps)
        assert iterations == steps
        again = network
        for _ in range(steps):
            again = step(again, snl.BOOLEAN_XOR, 3)
        assert flatten(after) == pytest.approx(flatten(again), rel=1e-9)


def test_an_expected_value_between_0_and_1_is_learned_as_it_is():
    random.seed(6)
    *network, _ = snl.learn_boolean_function([((0, 1), 0.3), ((1, 0), 0.6)], loss_goal=1e-8)
    assert snl.run_network((0, 1), *network)[1] == pytest.approx(0.3, abs=1e-3)
    assert snl.run_network((1, 0), *network)[1] == pytest.approx(0.6, abs=1e-3)


@pytest.mark.parametrize("seed", range(10))
def test_a_small_step_never_raises_the_summed_loss(seed):
    rng = random.Random(seed)
    network, bool_func = random_network(rng), rng.choice(ALL_SIXTEEN)
    before = sum(loss_of(network, *pair) for pair in bool_func)
    after = sum(loss_of(step(network, bool_func, 0.01), *pair) for pair in bool_func)
    assert after <= before, (network, bool_func)


def test_the_same_seed_gives_the_same_run_and_another_seed_another():
    runs = []
    for seed in (6, 6, 7):
        random.seed(seed)
        runs.append(snl.learn_boolean_function(max_iters=30))
    assert runs[0] == runs[1] != runs[2]


def test_it_stops_at_the_goal_or_at_the_cap_whichever_is_first():
    def learn(**options):
        calls = []
        random.seed(8)
        *network, iterations = snl.learn_boolean_function(
            report=lambda *call: calls.append(call), **options)
        loss = sum(loss_of(network, *pair) for pair in snl.BOOLEAN_XOR)
        assert calls[-1] == (iterations, pytest.approx(loss, rel=1e-9), True)
        assert [call[0] for call in calls] == list(range(iterations + 1))
        assert not any(call[2] for call in calls[:-1])
        return iterations, [call[1] for call in calls]
    _iterations, losses = learn()
    assert losses[-1] <= 0.001 < losses[-2]
    assert losses == sorted(losses, reverse=True)
    assert learn(loss_goal=losses[50]) == (50, losses[:51])
    assert learn(max_iters=70) == (70, losses[:71])
    assert learn(loss_goal=1e-9)[0] == 10000


def test_learning_prints_nothing_unasked(capsys):
    snl.learn_boolean_function(max_iters=3)
    assert capsys.readouterr() == ("", "")


@any_iterable
def test_a_function_may_come_as_any_iterable_of_pairs(wrap):
    def learn(bool_func):
        random.seed(3)
        return snl.learn_boolean_function(bool_func, max_iters=40)
    assert learn(wrap(snl.BOOLEAN_AND)) == learn(snl.BOOLEAN_AND)


@not_pairs
def test_anything_but_pairs_of_two_inputs_and_an_expected_value_is_refused(bool_func):
    with pytest.raises(ValueError, match="bool_func must hold pairs .*, at least one"):
        snl.learn_boolean_function(bool_func)


def test_a_table_without_pairs_is_not_learned():
    with pytest.raises(ValueError):
        snl.test_if_we_learned([[1, 1], [1, 1]], [0, 0], [1, -1], 0, iter([]))


# The failures that students meet.

@pytest.mark.parametrize("start", [0.6, -1.5, 0])
def test_two_identical_hidden_neurons_stay_identical_and_never_learn_xor(start):
    network = [[start, start], [0.5, 0.5]], [0.1, 0.1], [0.7, 0.7], -0.2
    for _ in range(3000):
        network = step(network, snl.BOOLEAN_XOR, 3)
        (w11, w12), (w21, w22) = network[0]
        assert (w11, w21, network[1][0], network[2][0]) == (w12, w22, network[1][1], network[2][1])
    assert not learned(network, snl.BOOLEAN_XOR)


@pytest.mark.parametrize("seed", range(5))
def test_without_biases_xor_is_not_learned_from_these_starts(seed):
    random.seed(seed)
    network = snl.learn_boolean_function(max_iters=0)[:4]
    for _ in range(3000):
        network = step(network, snl.BOOLEAN_XOR, 3, freeze_biases=True)
    assert not learned(network, snl.BOOLEAN_XOR)


# What is shown.

def test_the_table_shows_the_network_and_says_whether_it_is_learned(capsys):
    assert snl.test_if_we_learned(*GRUS) is True
    assert capsys.readouterr().out == """
x1  x2  hidden 1  hidden 2  output  expected
 0   0     0.000     0.000   0.000         0
 0   1     0.000     1.000   1.000         1
 1   0     0.000     1.000   1.000         1
 1   1     1.000     1.000   0.000         0
"""
    assert snl.test_if_we_learned(*GRUS, bool_func=snl.BOOLEAN_OR) is False
    assert capsys.readouterr().out.splitlines()[-1].endswith("0.000         1")


def test_the_table_keeps_the_two_inputs_apart(capsys):
    only_x1 = [[40, 0], [0, 0]], [-20, 0], [40, 0], -20
    pairs = list(zip(PAIRS, (0, 0, 1, 1)))
    assert snl.test_if_we_learned(*only_x1, bool_func=pairs) is True
    rows = [line.split() for line in capsys.readouterr().out.splitlines()[2:]]
    assert rows == [["0", "0", "0.000", "0.500", "0.000", "0"],
                    ["0", "1", "0.000", "0.500", "0.000", "0"],
                    ["1", "0", "1.000", "0.500", "1.000", "1"],
                    ["1", "1", "1.000", "0.500", "1.000", "1"]]


def test_exactly_a_fifth_off_is_within_a_fifth():
    always_half = [[0, 0], [0, 0]], [0, 0], [0, 0], 0
    assert snl.test_if_we_learned(*always_half, bool_func=[((0, 0), 0.3)]) is True


@pytest.mark.parametrize("error, is_learned", [(0.19, True), (0.21, False)])
@pytest.mark.parametrize("expected", [0, 1])
def test_learned_means_within_a_fifth(error, is_learned, expected):
    # A network whose output is the same everywhere: the sigmoid of its last bias.
    output = error if expected == 0 else 1 - error
    constant = [[0, 0], [0, 0]], [0, 0], [0, 0], math.log(output / (1 - output))
    pairs = [(pair, expected) for pair in PAIRS]
    assert snl.test_if_we_learned(*constant, bool_func=pairs) is is_learned


@pytest.mark.parametrize("wrong", range(4))
def test_one_wrong_row_is_enough_to_be_not_learned(wrong):
    pairs = [(pair, 1 - e if k == wrong else e) for k, (pair, e) in enumerate(snl.BOOLEAN_XOR)]
    assert snl.test_if_we_learned(*GRUS, bool_func=pairs) is False


def test_a_nan_is_never_learned():
    broken = [[math.nan, 0], [0, 0]], [0, 0], [0, 0], 0
    assert snl.test_if_we_learned(*broken, bool_func=[((1, 1), 0)]) is False


@pytest.mark.parametrize("output, character", [
    (0, " "), (0.0999, " "), (0.1001, "."), (0.25, ":"), (0.35, "-"), (0.4999, "="),
    (0.5001, "+"), (0.65, "*"), (0.75, "#"), (0.85, "%"), (0.9001, "@"), (1, "@")])
def test_a_map_has_a_character_for_each_tenth(output, character):
    assert snl.draw([output]) == "|" + character + "|"


def test_a_map_of_hand_set_weights_is_the_expected_text(capsys):
    # Hidden 1 turns from 0 to 1 at x1 = 0.275; hidden 2 is sigmoid(4 x2 - 2), whatever x1 is; the
    # output is 0 left of that turn, and sigmoid(9 hidden 2 - 4.5) right of it.
    snl.show_maps([[8000, 0], [0, 4]], [-2200, -2], [9, 9], -13.5)
    assert capsys.readouterr().out == '''
Outputs over the square of inputs, from 0 to 1 drawn as " .:-=+*#%@":
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
'''


def test_progress_is_shown_at_1_2_5_10_and_at_the_last(capsys):
    for iterations in range(1235):
        snl.show_loss(iterations, 0.25, iterations == 1234)
    lines = capsys.readouterr().out.splitlines()
    assert [int(line.split()[0]) for line in lines] == [
        0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 1234]
    assert lines[-1] == "     1234  0.250000  #######"


@pytest.mark.parametrize("loss, bar", [(2, 56), (0.5, 14), (0.01, 0)])
def test_the_bar_is_as_long_as_the_loss_is_large(capsys, loss, bar):
    snl.show_loss(0, loss, False)
    assert capsys.readouterr().out == (f"        0  {loss:8.6f}  " + "#" * bar).rstrip() + "\n"


def test_every_character_of_the_maps_is_what_the_neuron_says(capsys):
    random.seed(9)
    network = snl.learn_boolean_function()[:4]
    snl.show_maps(*network)
    rows = capsys.readouterr().out.splitlines()[3:14]
    for k, row in enumerate(rows):
        label, *maps = row.replace("| |", "|").split("|")[:4]
        x2 = 1 - k / 10
        assert float(label) == pytest.approx(x2)
        for column in range(21):
            (z1, z2), output = snl.run_network((column / 20, x2), *network)
            for value, drawn in zip((z1, z2, output), maps):
                assert abs(" .:-=+*#%@".index(drawn[column]) - (10 * value - 0.5)) < 0.5001
