"""Count again what the README counts of XOR: how often each usual mistake ends in no learning.

Run it: python3 tests/recount.py         (PyPy takes minutes, CPython about an hour)
Each line says how many runs ended with all four outputs within 0.2, and how the others ended.
"""
import os
import random
import sys
from collections import Counter

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import simple_network_learning as snl  # noqa: E402

XOR = snl.BOOLEAN_XOR
MAX_ITERS = 10000


def usual_start(seed):
    """Return the nine numbers of the start that the script uses: l1, biases, l2, bias."""
    random.seed(seed)
    l1_weights, l1_biases, l2_weights, l2_bias, _ = snl.learn_boolean_function(max_iters=0)
    return l1_weights[0] + l1_weights[1] + l1_biases + l2_weights + [l2_bias]


def start_of_random(seed):
    random.seed(seed)
    return [random.random() for _ in range(9)]


def start_of_uniform(seed):
    random.seed(seed)
    return [random.uniform(-1, 1) for _ in range(9)]


def start_of_twins(seed):
    random.seed(seed)
    w1, w2, b, v, l2_bias = [random.uniform(-1, 1) for _ in range(5)]
    return [w1, w1, w2, w2, b, b, v, v, l2_bias]


def build(numbers):
    """Return l1_weights, l1_biases, l2_weights, l2_bias."""
    w11, w12, w21, w22, b1, b2, v1, v2, b = numbers
    return [[w11, w12], [w21, w22]], [b1, b2], [v1, v2], b


def gradients(numbers, inputs, expected, l2_weights=None):
    """Return the loss and the nine gradients of one pair; hidden deltas through l2_weights."""
    network = build(numbers)
    l1_outputs, output = snl.run_network(inputs, *network)
    l2_weights = l2_weights or network[2]
    (g11, g12), (g21, g22) = snl.compute_l1_weight_gradients(
        output, expected, inputs, l1_outputs, l2_weights)
    g1, g2 = snl.compute_l1_bias_gradients(output, expected, l1_outputs, l2_weights)
    u1, u2 = snl.compute_l2_weight_gradients(output, expected, l1_outputs)
    return snl.compute_loss(output, expected), [
        g11, g12, g21, g22, g1, g2, u1, u2, snl.compute_l2_bias_gradient(output, expected)]


def added(numbers, l2_weights=None):
    """Return the summed loss and the nine summed gradients."""
    loss, sums = 0, [0] * 9
    for inputs, expected in XOR:
        pair_loss, pair_gradients = gradients(numbers, inputs, expected, l2_weights)
        loss += pair_loss
        sums = [a + b for a, b in zip(sums, pair_gradients)]
    return loss, sums


def descend(numbers, rate=3, frozen=(), late=False):
    """Return the nine numbers after learning; late: hidden deltas use the new output weights."""
    for _ in range(MAX_ITERS):
        loss, sums = added(numbers)
        if loss <= 0.001:
            break
        if late:
            new = [numbers[k] - rate * sums[k] for k in (6, 7)]
            sums = added(numbers, new)[1]
        numbers = [number if k in frozen else number - rate * slope
                   for k, (number, slope) in enumerate(zip(numbers, sums))]
    return numbers


def stop_at_one_good_pair(numbers, rate=3):
    """Return the nine numbers when one pair, drawn at random, has a loss of at most 0.001."""
    while True:
        loss, slopes = gradients(numbers, *random.choice(XOR))
        if loss <= 0.001:
            return numbers
        numbers = [number - rate * slope for number, slope in zip(numbers, slopes)]


def outputs(numbers):
    return [snl.run_network(inputs, *build(numbers))[1] for inputs, _ in XOR]


def learned(numbers):
    return all(abs(output - e) <= 0.2 for output, (_, e) in zip(outputs(numbers), XOR))


def count(what, runs, start, learn):
    """Print and return how many of the seeds from 0 on learned XOR."""
    ends, good = Counter(), 0
    for seed in range(runs):
        numbers = learn(start(seed))
        good += learned(numbers)
        if not learned(numbers):
            ends[" ".join(sorted("%.1f" % output for output in outputs(numbers)))] += 1
    print(f"{what}: {good} of {runs} learned; the others end at "
          + ", ".join(f"{end} ({times})" for end, times in ends.most_common(4)), flush=True)
    return good


def count_defaults(runs, rate=3):
    """Print and return how many seeds the script learns from, and in how many the loss rose."""
    good = rose = 0
    for seed in range(runs):
        losses = []
        random.seed(seed)
        *network, _ = snl.learn_boolean_function(
            learning_rate=rate, report=lambda _, loss, last: losses.append(loss))
        good += all(abs(snl.run_network(x, *network)[1] - e) <= 0.2 for x, e in XOR)
        rose += losses != sorted(losses, reverse=True)
    print(f"the script at rate {rate}: {good} of {runs} learned; the loss rose in {rose}",
          flush=True)
    return good, rose


def main():
    count("all from random()", 1000, start_of_random, descend)
    count("all from uniform(-1, 1)", 1000, start_of_uniform, descend)
    count("twins", 100, start_of_twins, descend)
    count("no biases", 100, usual_start, lambda numbers: descend(numbers, frozen=(4, 5, 8)))
    count("rate 10", 2000, usual_start, lambda numbers: descend(numbers, 10))
    count("rate 100", 100, usual_start, lambda numbers: descend(numbers, 100))
    count("wrong sign", 100, usual_start, lambda numbers: descend(numbers, -3))
    count("one good pair", 1000, usual_start, stop_at_one_good_pair)
    count("late deltas", 200, usual_start, lambda numbers: descend(numbers, late=True))
    count_defaults(2000, 3.5)
    count_defaults(100000)


if __name__ == "__main__":
    main()
