"""What one_neuron.py promises of its neuron, and of what it shows."""
import math
import random

import pytest
from tools import PAIRS, loss_of, slopes_of

import one_neuron


def test_the_neuron_by_hand():
    assert one_neuron.compute_excitation([0.5, 4], (2, 3), 10) == 2 * 0.5 + 3 * 4 + 10
    assert one_neuron.compute_output([1, 2], (3, 4), math.log(3) - 11) == pytest.approx(3 / 4)
    assert one_neuron.compute_loss(0.25, 1) == 0.75 ** 2 / 2


@pytest.mark.parametrize("seed", range(30))
def test_every_gradient_matches_central_differences(seed):
    rng = random.Random(seed)
    w1, w2, b = numbers = [rng.uniform(-3, 3) for _ in range(3)]
    x, expected = (rng.uniform(-2, 2), rng.uniform(-2, 2)), rng.choice((0, 1))
    slopes = slopes_of(lambda n: loss_of(n, [(x, expected)]), numbers)
    output = one_neuron.compute_output([w1, w2], x, b)
    gradients = [one_neuron.compute_gradient(output, expected, x[0]),
                 one_neuron.compute_gradient(output, expected, x[1]),
                 one_neuron.compute_gradient(output, expected)]
    assert gradients == pytest.approx(slopes, rel=1e-7, abs=1e-10), (
        f"the gradient is wrong at {numbers} for inputs {x}, expected {expected}")


def test_xor_stays_at_a_half_four_times_as_long_as_it_tries(capsys):
    weight_vec, bias_vec, iterations = one_neuron.learn_boolean_function(one_neuron.BOOLEAN_XOR)
    assert (weight_vec, bias_vec, iterations) == ([0, 0], 0, 10000)
    one_neuron.output_learning_results(one_neuron.BOOLEAN_XOR, weight_vec, bias_vec, iterations)
    assert capsys.readouterr().out.count("0.500") == 4


# "No weights have a smaller loss", says the screen. The proof:
#
# Flip the sign of the excitation where 1 is expected: as 1 - s(a) = s(-a), with s the sigmoid,
# the loss is half the sum of s(y)^2 over four numbers y, and they add to 0. If the y grow
# without end, one grows upwards, and its s^2 alone goes to 1. Else the sum is least somewhere;
# there s^2 is equally steep at all four, and at most one y is above ln 2, where s^2 curves
# downwards (were there two, moving them apart would make the sum smaller); so they are -u, -u,
# -u, 3u. With q = e^-u the sum less 1, times (1 + q^3)^2, is q^2 (1 - q)^2 (3 - 2q + 2q^2):
# never below 0, and 0 only for q = 1, which is four outputs of 0.5.

def test_one_neurons_loss_on_xor_is_never_below_a_half():
    rng = random.Random(1)
    for _ in range(5000):
        size = 10 ** rng.uniform(-1, 1)
        w1, w2, b = numbers = [rng.uniform(-size, size) for _ in range(3)]
        loss = loss_of(numbers, one_neuron.BOOLEAN_XOR)
        flipped = [b, -(w2 + b), -(w1 + b), w1 + w2 + b]
        assert loss == pytest.approx(sum(one_neuron.sigmoid(y) ** 2 for y in flipped) / 2), numbers
        assert loss >= 0.5, numbers


# What is shown.

def test_the_table_shows_inputs_output_and_what_is_expected(capsys):
    pairs = list(zip(PAIRS, (0, 0, 1, 1)))
    assert one_neuron.output_learning_results(pairs, [40, 1], -20, 7) is True
    assert capsys.readouterr().out == """
After 7 iterations:
x1  x2  output  expected
 0   0   0.000         0
 0   1   0.000         0
 1   0   1.000         1
 1   1   1.000         1
"""


def test_the_map_has_x1_to_the_right_and_x2_upwards(capsys):
    # The line where the output is 0.5 runs from (0.2875, 0) to (0.5375, 1), and is sharp.
    one_neuron.show_map([8000, -2000], -2300)
    assert capsys.readouterr().out == ('''
Outputs for inputs from 0 to 1, low to high: " .:-=" below 0.5, then "+*#%@".
The border between "=" and "+" is a straight line.
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
''')
