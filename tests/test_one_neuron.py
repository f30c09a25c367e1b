"""What one_neuron.py promises of its neuron, and of what it shows."""
import math
import random

import pytest
from tools import PAIRS, slopes_of

import one_neuron


def test_the_neuron_by_hand():
    assert one_neuron.compute_excitation([0.5, 4], (2, -3), 10) == 2 * 0.5 - 3 * 4 + 10
    assert one_neuron.compute_output([1, 2], (3, 4), math.log(3) - 11) == pytest.approx(3 / 4)
    assert one_neuron.compute_loss(0.25, 1) == 0.75 ** 2 / 2
    assert one_neuron.learn_boolean_function(max_iters=0) == ([0, 0], 0, 0)


def test_every_gradient_matches_central_differences():
    rng = random.Random(1)
    for k in range(200):
        w1, w2, b = numbers = [rng.uniform(-1, 1) * (2 + k / 20) for _ in range(3)]
        x, expected = (rng.uniform(-2, 2), rng.uniform(-2, 2)), rng.choice((0, 1, 0.3))
        output = one_neuron.compute_output([w1, w2], x, b)
        gradients = [one_neuron.compute_gradient(output, expected, *more)
                     for more in ([x[0]], [x[1]], [])]
        slopes = slopes_of(numbers, [(x, expected)])
        assert gradients == pytest.approx(slopes, rel=1e-6, abs=1e-9), (
            f"the gradient is wrong at {numbers} for inputs {x}, expected {expected}")


# What is shown.

def test_the_table_shows_inputs_output_and_what_is_expected(capsys):
    pairs = list(zip(PAIRS + [(0.5, 1)], (0, 0, 1, 1, 0.75)))
    assert one_neuron.output_learning_results(pairs, [40, 1], -20, 7) is True
    assert capsys.readouterr().out.splitlines() == """
After 7 iterations:
x1  x2  output  expected
 0   0   0.000         0
 0   1   0.000         0
 1   0   1.000         1
 1   1   1.000         1
0.5   1   0.731      0.75
""".splitlines()


def test_the_map_has_x1_to_the_right_and_x2_upwards(capsys):
    # The line where the output is 0.5 runs from (0.2875, 0) to (0.5375, 1), and is sharp.
    one_neuron.show_map([8000, -2000], -2300)
    rows = [f"{k / 10} |{' ' * left}{'@' * (21 - left)}|" for k, left in zip(
        range(10, -1, -1), (11, 11, 10, 10, 9, 9, 8, 8, 7, 7, 6))]
    assert capsys.readouterr().out.splitlines()[2:] == [
        'Where "=" meets "+", the border is a straight line.', "x2"] + rows + [
            "x1   0                   1"]
