"""What one_neuron.py promises of its neuron, its learning and its showing."""
import math
import random

import pytest
from conftest import ALL_SIXTEEN, PAIRS, any_iterable, distance, not_pairs, of_several_lengths
from recount import central_differences

import one_neuron

XNOR = [(pair, 1 - expected) for pair, expected in one_neuron.BOOLEAN_XOR]
SEPARABLE = [f for f in ALL_SIXTEEN if f not in (one_neuron.BOOLEAN_XOR, XNOR)]


def loss_of(numbers, input_vec, expected):
    """Return the loss of one pair, from the formulas and not from the script."""
    w1, w2, bias = numbers
    output = 1 / (1 + math.exp(-(w1 * input_vec[0] + w2 * input_vec[1] + bias)))
    return (output - expected) ** 2 / 2


def learned(weight_vec, bias, bool_func):
    return all(abs(one_neuron.compute_output(weight_vec, pair, bias) - expected) <= 0.2
               for pair, expected in bool_func)


# The neuron and its gradient.

def test_the_neuron_by_hand():
    assert one_neuron.compute_excitation([0.5, 4], (2, 3), 10) == 2 * 0.5 + 3 * 4 + 10
    assert one_neuron.compute_output([1, 2], (3, 4), math.log(3) - 11) == pytest.approx(3 / 4)
    assert one_neuron.compute_loss(0.25, 1) == 0.75 ** 2 / 2


@pytest.mark.parametrize("seed", range(50))
def test_every_gradient_matches_central_differences(seed):
    rng = random.Random(seed)
    w1, w2, bias = numbers = [rng.uniform(-3, 3) for _ in range(3)]
    input_vec, expected = (rng.uniform(-2, 2), rng.uniform(-2, 2)), rng.choice((0, 1))
    slopes = central_differences(lambda moved: loss_of(moved, input_vec, expected), numbers)
    output = one_neuron.compute_output([w1, w2], input_vec, bias)
    gradients = [one_neuron.compute_gradient(output, expected, input_vec[0]),
                 one_neuron.compute_gradient(output, expected, input_vec[1]),
                 one_neuron.compute_gradient(output, expected)]
    assert distance(gradients, slopes) < 1e-7, (numbers, input_vec, expected)


def test_without_an_input_the_gradient_is_the_bias_gradient():
    assert one_neuron.compute_gradient(0.25, 1) == -0.75 * 0.25 * 0.75
    assert one_neuron.compute_gradient(0.25, 1, 2) == 2 * one_neuron.compute_gradient(0.25, 1)


# Learning.

@pytest.mark.parametrize("bool_func", SEPARABLE, ids=lambda f: "".join(str(e) for _, e in f))
def test_every_separable_function_is_learned(bool_func):
    weight_vec, bias, iterations = one_neuron.learn_boolean_function(bool_func)
    assert learned(weight_vec, bias, bool_func)
    assert iterations < 10000
    assert sum(loss_of(weight_vec + [bias], *pair) for pair in bool_func) <= 0.001


def test_fourteen_are_separable():
    assert len(SEPARABLE) == 14


@pytest.mark.parametrize("bool_func", [one_neuron.BOOLEAN_XOR, XNOR], ids=["XOR", "XNOR"])
def test_xor_and_xnor_end_at_a_half_four_times_at_once(bool_func, capsys):
    calls = []
    weight_vec, bias, iterations = one_neuron.learn_boolean_function(
        bool_func, report=lambda *call: calls.append(call))
    assert (weight_vec, bias, iterations) == ([0, 0], 0, 0)
    assert calls == [(0, 0.5, True)]
    assert one_neuron.output_learning_results(bool_func, weight_vec, bias, iterations) is False
    assert capsys.readouterr().out.count("0.500") == 4


# The proof that one neuron's loss on XOR is never below 0.5, and a check of each of its steps.
#
# Flip the sign of the excitation where 1 is expected: as 1 - s(a) = s(-a), with s the sigmoid,
# the loss is half the sum of s(y)^2 over four numbers y, and they add to 0. If the y grow
# without end, one grows upwards, and its s^2 alone goes to 1. Else the sum is least somewhere;
# there s^2 is equally steep at all four, and at most one y is above ln 2, where s^2 curves
# downwards (were there two, moving them apart would make the sum smaller); so they are -u, -u,
# -u, 3u. With q = e^-u the sum less 1, times (1 + q^3)^2, is q^2 (1 - q)^2 (3 - 2q + 2q^2):
# never below 0, and 0 only for q = 1, which is four outputs of 0.5.

def test_the_loss_on_xor_is_half_the_sum_of_four_squares_whose_excitations_add_to_0():
    rng = random.Random(1)
    for _ in range(100):
        numbers = w1, w2, bias = [rng.uniform(-3, 3) for _ in range(3)]
        flipped = [bias, -(w2 + bias), -(w1 + bias), w1 + w2 + bias]
        assert sum(flipped) == pytest.approx(0, abs=1e-12), numbers
        assert sum(loss_of(numbers, *pair) for pair in one_neuron.BOOLEAN_XOR) == pytest.approx(
            sum(one_neuron.sigmoid(y) ** 2 for y in flipped) / 2), numbers


def test_the_square_of_the_sigmoid_curves_downwards_above_ln_2_only():
    for y in [k / 10 for k in range(-50, 50)]:
        bend = (one_neuron.sigmoid(y + 0.01) ** 2 - 2 * one_neuron.sigmoid(y) ** 2
                + one_neuron.sigmoid(y - 0.01) ** 2)
        assert (bend < 0) == (y > math.log(2)), y


def test_three_alike_and_one_against_them_are_never_below_1():
    for u in [k / 100 for k in range(-1000, 1500)]:
        q = math.exp(-u)
        total = 3 * one_neuron.sigmoid(-u) ** 2 + one_neuron.sigmoid(3 * u) ** 2
        above = q ** 2 * (1 - q) ** 2 * (3 - 2 * q + 2 * q ** 2)
        assert total - 1 == pytest.approx(above / (1 + q ** 3) ** 2, rel=1e-6, abs=1e-12), u
        assert above > 0 or u == 0


def test_no_neuron_drawn_at_random_does_better_on_xor_than_a_half_four_times():
    rng = random.Random(1)
    for _ in range(5000):
        size = 10 ** rng.uniform(-1, 1)
        numbers = [rng.uniform(-size, size) for _ in range(3)]
        assert sum(loss_of(numbers, *pair) for pair in one_neuron.BOOLEAN_XOR) >= 0.5, numbers


def test_it_does_not_stop_for_a_step_that_is_small():
    for rate in (1e-10, 1e-300):
        _weight_vec, bias, iterations = one_neuron.learn_boolean_function(
            learning_rate=rate, max_iters=50)
        assert iterations == 50 and 0 < bias < 100 * rate


def test_it_stops_where_a_step_changes_nothing():
    weight_vec, bias, iterations = one_neuron.learn_boolean_function(learning_rate=1e9)
    assert iterations < 10
    assert all(one_neuron.compute_output(weight_vec, pair, bias) in (0, 1) for pair in PAIRS)


def test_it_stops_only_where_all_three_gradients_are_zero():
    # Both weights' gradients cancel, the bias's does not; then only one weight's does not.
    for bool_func in ([((1, 0), 1), ((-1, 0), 1)], [((1, 0), 1), ((-1, 0), 0)],
                      [((0, 1), 1), ((0, -1), 0)]):
        assert one_neuron.learn_boolean_function(bool_func, max_iters=5)[2] == 5


@of_several_lengths
@pytest.mark.parametrize("rate", [0.5, 3, 7, 250])
def test_one_iteration_is_one_step_down_the_summed_loss(bool_func, rate):
    slopes = central_differences(lambda moved: sum(
        loss_of(moved, *pair) for pair in bool_func), [0, 0, 0])
    weight_vec, bias, iterations = one_neuron.learn_boolean_function(
        bool_func, learning_rate=rate, max_iters=1)
    assert iterations == 1
    assert weight_vec + [bias] == pytest.approx(
        [-rate * slope for slope in slopes], abs=rate * 1e-9)


@of_several_lengths
def test_the_goal_is_for_the_summed_loss_of_all_pairs(bool_func):
    losses = []
    weight_vec, bias, _ = one_neuron.learn_boolean_function(
        bool_func, loss_goal=0.05, report=lambda _, loss, last: losses.append(loss))
    assert losses[-1] <= 0.05 < losses[-2]
    assert losses[-1] == pytest.approx(sum(loss_of(weight_vec + [bias], *pair)
                                           for pair in bool_func))


def test_an_expected_value_between_0_and_1_is_learned_as_it_is():
    weight_vec, bias, _ = one_neuron.learn_boolean_function(
        [((0, 1), 0.3), ((1, 0), 0.6)], loss_goal=1e-8)
    assert one_neuron.compute_output(weight_vec, (0, 1), bias) == pytest.approx(0.3, abs=1e-3)
    assert one_neuron.compute_output(weight_vec, (1, 0), bias) == pytest.approx(0.6, abs=1e-3)


def test_every_step_is_like_the_first():
    numbers = [0, 0, 0]
    for _ in range(1500):
        slopes = [0, 0, 0]
        for (x1, x2), expected in one_neuron.BOOLEAN_AND:
            output = 1 / (1 + math.exp(-(numbers[0] * x1 + numbers[1] * x2 + numbers[2])))
            delta = (output - expected) * output * (1 - output)
            slopes = [slope + delta * x for slope, x in zip(slopes, (x1, x2, 1))]
        numbers = [number - 3 * slope for number, slope in zip(numbers, slopes)]
    weight_vec, bias, iterations = one_neuron.learn_boolean_function(
        one_neuron.BOOLEAN_AND, loss_goal=1e-9, max_iters=1500)
    assert iterations == 1500
    assert weight_vec + [bias] == pytest.approx(numbers, rel=1e-9)


def test_it_keeps_its_two_weights_apart():
    # Two weights that differ, at the second step of a function that treats the inputs unlike.
    bool_func = list(zip(PAIRS, (0, 0, 1, 1)))
    (w1, w2), bias, _ = one_neuron.learn_boolean_function(bool_func, max_iters=1)
    slopes = central_differences(lambda moved: sum(
        loss_of(moved, *pair) for pair in bool_func), [w1, w2, bias])
    weight_vec, bias2, _ = one_neuron.learn_boolean_function(bool_func, max_iters=2)
    assert weight_vec + [bias2] == pytest.approx(
        [w1 - 3 * slopes[0], w2 - 3 * slopes[1], bias - 3 * slopes[2]], abs=1e-9)


def test_it_stops_at_the_goal_or_at_the_cap_whichever_is_first():
    def learn(**options):
        calls = []
        weight_vec, bias, iterations = one_neuron.learn_boolean_function(
            report=lambda *call: calls.append(call), **options)
        loss = sum(loss_of(weight_vec + [bias], *pair) for pair in one_neuron.BOOLEAN_OR)
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


def test_learning_is_the_same_every_time_and_prints_nothing_unasked(capsys):
    assert one_neuron.learn_boolean_function() == one_neuron.learn_boolean_function()
    assert capsys.readouterr() == ("", "")


@any_iterable
def test_a_function_may_come_as_any_iterable_of_pairs(wrap):
    def learn(bool_func):
        return one_neuron.learn_boolean_function(bool_func, max_iters=40)
    assert learn(wrap(one_neuron.BOOLEAN_AND)) == learn(one_neuron.BOOLEAN_AND)


@not_pairs
def test_anything_but_pairs_of_two_inputs_and_an_expected_value_is_refused(bool_func):
    with pytest.raises(ValueError, match="bool_func must hold pairs .*, at least one"):
        one_neuron.learn_boolean_function(bool_func)


def test_a_table_without_pairs_is_not_learned():
    with pytest.raises(ValueError):
        one_neuron.output_learning_results(iter([]), [1, 1], 0, 0)


# What is shown.

def test_the_table_shows_the_neuron_and_says_whether_it_is_learned(capsys):
    assert one_neuron.output_learning_results(one_neuron.BOOLEAN_OR, [40, 80], -20, 7) is True
    assert capsys.readouterr().out == """
After 7 iterations:
x1  x2  output  expected
 0   0   0.000         0
 0   1   1.000         1
 1   0   1.000         1
 1   1   1.000         1
"""


def test_the_table_keeps_the_two_inputs_apart(capsys):
    pairs = list(zip(PAIRS, (0, 0, 1, 1)))
    assert one_neuron.output_learning_results(pairs, [40, 0], -20, 0) is True
    rows = [line.split() for line in capsys.readouterr().out.splitlines()[3:]]
    assert rows == [["0", "0", "0.000", "0"], ["0", "1", "0.000", "0"],
                    ["1", "0", "1.000", "1"], ["1", "1", "1.000", "1"]]


def test_exactly_a_fifth_off_is_within_a_fifth():
    assert one_neuron.output_learning_results([((0, 0), 0.3)], [0, 0], 0, 0) is True


@pytest.mark.parametrize("error, is_learned", [(0.19, True), (0.21, False)])
@pytest.mark.parametrize("expected", [0, 1])
def test_learned_means_within_a_fifth(error, is_learned, expected):
    output = error if expected == 0 else 1 - error
    pairs = [(pair, expected) for pair in PAIRS]
    assert one_neuron.output_learning_results(
        pairs, [0, 0], math.log(output / (1 - output)), 0) is is_learned


@pytest.mark.parametrize("wrong", range(4))
def test_one_wrong_row_is_enough_to_be_not_learned(wrong):
    pairs = [(pair, 1 - e if k == wrong else e)
             for k, (pair, e) in enumerate(one_neuron.BOOLEAN_OR)]
    assert one_neuron.output_learning_results(pairs, [40, 40], -20, 0) is False


def test_a_map_of_hand_set_weights_is_the_expected_text(capsys):
    # The line where the output is 0.5 runs from (0.2875, 0) to (0.5375, 1), and is sharp.
    one_neuron.show_map([8000, -2000], -2300)
    assert capsys.readouterr().out == '''
The output over the square of inputs, from 0 to 1 drawn as " .:-=+*#%@";
up to = it is below 0.5, from + on it is not; the line lies between them:
x2
1.0 |           @@@@@@@@@@|
0.9 |           @@@@@@@@@@|
0.8 |          @@@@@@@@@@@|
0.7 |          @@@@@@@@@@@|
0.6 |         @@@@@@@@@@@@|
0.5 |         @@@@@@@@@@@@|
0.4 |        @@@@@@@@@@@@@|
0.3 |        @@@@@@@@@@@@@|
0.2 |       @@@@@@@@@@@@@@|
0.1 |       @@@@@@@@@@@@@@|
0.0 |      @@@@@@@@@@@@@@@|
x1   0                   1
'''
