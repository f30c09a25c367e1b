"""Count again what the README counts. Run it: make recount PYTHON=pypy3 (minutes; CPython: hours)

COUNTS holds what the page says, the numbers in it, and what counts them; with --say, only what the
page says is printed. If not said otherwise: XOR, the script's start, rate 3, seeds from 0 on.
"""
import contextlib
import itertools
import math
import os
import random
import statistics
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import tools  # this makes the scripts importable, too

import simple_network_learning as snl

XOR = snl.BOOLEAN_XOR
LEARN = snl.learn_boolean_function
HIDDEN_DELTAS = snl.compute_l1_bias_gradients
L1_WEIGHT_GRADIENTS = snl.compute_l1_weight_gradients


# Starts, with the random numbers as they come.

def uniform(low, high):
    """Return a start with all nine numbers between low and high."""
    return lambda: tools.build([random.uniform(low, high) for _ in range(9)])


def halves():
    """Return half of each number of the usual start."""
    return tools.build([number / 2 for number in tools.flatten(LEARN(max_iters=0)[:4])])


# Ways of learning: each returns what the script's returns.

def step_by_step(change):
    """Take one step at a time, and go on from what change(before, after) returns."""
    def learn(**options):
        *network, iterations = LEARN(max_iters=0)
        while iterations < snl.MAX_ITERS:
            *after, moved = LEARN(max_iters=1, start=network, **options)
            if not moved:
                break
            network, iterations = change(network, after), iterations + 1
        return (*network, iterations)
    return learn


def hidden_deltas_through_new_v(before, after):
    with changed(compute_l1_bias_gradients=lambda output, expected, z, v: HIDDEN_DELTAS(
            output, expected, z, after[2])):
        return LEARN(max_iters=1, loss_goal=0, start=before)[:4]


def pair_by_pair(until_all_are_good):
    """Step on one pair, drawn at random, until all four, or else that one, have a small loss."""
    def learn():
        *network, pairs = LEARN(max_iters=0)
        while not until_all_are_good or LEARN(max_iters=1, start=network)[-1]:
            *network, moved = LEARN([random.choice(XOR)], max_iters=1, start=network,
                                    loss_goal=0 if until_all_are_good else snl.LOSS_GOAL)
            if not moved:
                break
            pairs += 1
        return (*network, pairs)
    return learn


# Bugs and variants: functions in the place of the script's.

@contextlib.contextmanager
def changed(**functions):
    """Put other functions in the place of the script's for a while."""
    before = {name: getattr(snl, name) for name in functions}
    vars(snl).update(functions)
    try:
        yield
    finally:
        vars(snl).update(before)


def hidden(deltas, outputs=snl.compute_l1_outputs, **more):
    """Return the change to other hidden deltas and, if given, other hidden outputs."""
    return dict(more, compute_l1_bias_gradients=deltas, compute_l1_outputs=outputs)


def times_slope(slope):
    """Return hidden deltas with another slope of the hidden neurons."""
    return lambda output, expected, z, v: [
        snl.compute_l2_bias_gradient(output, expected) * vj * slope(zj) for vj, zj in zip(v, z)]


def twice(output, expected, z=(), v=()):
    """Return the deltas with the sigmoid taken once more: the output's or, for z and v, theirs."""
    s = snl.sigmoid(output)
    delta = (output - expected) * s * (1 - s)
    return [delta * vj * snl.sigmoid(zj) * (1 - snl.sigmoid(zj))
            for vj, zj in zip(v, z)] or delta


def transposed(output, expected, x, z, v):
    (g11, g12), (g21, g22) = L1_WEIGHT_GRADIENTS(output, expected, x, z, v)
    return [[g11, g21], [g12, g22]]


SLOPE_FORGOTTEN = hidden(times_slope(lambda zj: 1))
WRONG_SIGN = hidden(times_slope(lambda zj: -zj * (1 - zj)))
SIGMOID_TWICE = hidden(twice, compute_l2_bias_gradient=twice)
V_FORGOTTEN = hidden(lambda output, expected, z, v: HIDDEN_DELTAS(output, expected, z, [1, 1]))
V_SWAPPED = hidden(lambda output, expected, z, v: HIDDEN_DELTAS(output, expected, z, v[::-1]))
TRANSPOSED = {"compute_l1_weight_gradients": transposed}
Z_FOR_X = {"compute_l1_weight_gradients": lambda output, expected, x, z, v: L1_WEIGHT_GRADIENTS(
    output, expected, z, z, v)}
RELU = hidden(times_slope(lambda zj: zj > 0), lambda exc_vec: [max(exc, 0) for exc in exc_vec])
LINEAR = hidden(times_slope(lambda zj: 1), list)
TANH = hidden(times_slope(lambda zj: 1 - zj * zj), lambda exc_vec: list(map(math.tanh, exc_vec)))
CROSS_ENTROPY = {"compute_l2_bias_gradient": lambda output, expected: output - expected}


# Counting.

def run(runs, changes=(), learn=LEARN, start=lambda: None, bool_func=XOR, **options):
    """Return of that many seeds how many learned, and all iterations."""
    good, iterations = 0, []
    with changed(**dict(changes)):
        for seed in range(runs):
            random.seed(seed)
            if learn is LEARN:
                options.update(bool_func=bool_func, start=start())
            *network, steps = learn(**options)
            good += all(abs(snl.run_network(x, *network)[1] - e) <= 0.2 for x, e in bool_func)
            iterations.append(steps)
    return good, iterations


def learned(*arguments, **options):
    """Return how many of that many seeds learned."""
    return run(*arguments, **options)[0]


def median(*arguments, **options):
    """Return the median of the iterations of 100 seeds, a half rounded upwards."""
    return int(statistics.median(run(100, *arguments, **options)[1]) + 0.5)


def percent(changes=(), runs=1000, **options):
    return round(100 * learned(runs, changes, **options) / runs)


def count_negnevitsky():
    """Return, in thousands, the epochs of steps pair by pair at 0.1 that the textbook's start
    takes to a sum of squares of 0.001."""
    network = [[0.5, 0.9], [0.4, 1.0]], [-0.8, 0.1], [-1.2, 1.1], -0.3
    for epochs in itertools.count():
        if sum((snl.run_network(x, *network)[1] - e) ** 2 for x, e in XOR) < 0.001:
            return round(epochs, -3)
        for k in (3, 1, 2, 0):
            *network, _ = LEARN([XOR[k]], 0.1, 0, 1, start=network)


RATES = 0.1, 0.5, 1, 3, 10, 20, 30, 100
# What the page says, the numbers in it, and what counts them.
COUNTS = [
    ("in the script failed in none of {:,} runs at rate 3", [100000], lambda: [learned(100000)]),
    ("learned in {:,} of 16,000 runs", [16000],
     lambda: [sum(learned(1000, bool_func=bool_func) for bool_func in tools.ALL_SIXTEEN)]),
    ("| learned, of 100" + 8 * " | {}" + " |", [100, 100, 100, 100, 100, 47, 22, 0],
     lambda: [learned(100, learning_rate=rate) for rate in RATES]),
    ("| iterations, median" + 8 * " | {:,}" + " |",
     [10000, 6142, 3071, 1023, 293, 10000, 10000, 10000],
     lambda: [median(learning_rate=rate) for rate in RATES]),
    ("but the loss goal takes {:,}", [30709],
     lambda: [median(learning_rate=0.1, max_iters=100000)]),
    ("A loss goal of 0.1 stops too early: {} of 100 learned", [0],
     lambda: [learned(100, loss_goal=0.1)]),
    ("In the median of 100 seeds it takes {:,} pairs", [4166],
     lambda: [median(learn=pair_by_pair(until_all_are_good=True))]),
    ("batch** descent, {:,} epochs", [1023], lambda: [median()]),
    ("from `random()`, as above, {} of 1,000 learned", [813],
     lambda: [learned(1000, start=uniform(0, 1))]),
    ("from `uniform(-1, 1)` {}", [828], lambda: [learned(1000, start=uniform(-1, 1))]),
    ("from `uniform(-0.5, 0.5)` {}, from `uniform(-0.03, 0.03)` {}", [955, 1],
     lambda: [learned(1000, start=uniform(-most, most)) for most in (0.5, 0.03)]),
    ("each near its best rate, 1.5 and 13, it takes about {} iterations against {}", [130, 250],
     lambda: [min(round(median(changes, learning_rate=rate), -1) for rate in rates)
              for changes, rates in ((CROSS_ENTROPY, (1.4, 1.5, 1.6)), ((), (12, 13, 14)))]),
    ("**Tanh**: {} of 100 learned", [94], lambda: [learned(100, TANH)]),
    ("from half of each start number {:,} of 1,000", [1000],
     lambda: [learned(1000, TANH, start=halves)]),
    ("forgotten; wrong sign of the hidden deltas | {} | check", [0],
     lambda: [percent(SLOPE_FORGOTTEN) + percent(WRONG_SIGN)]),
    ("(often ends elsewhere, too) | {} | check", [10], lambda: [percent(SIGMOID_TWICE)]),
    ("with `v1` and `v2` swapped | {} | check", [0],
     lambda: [percent(V_FORGOTTEN) + percent(V_SWAPPED)]),
    ("output bias never moved | {} |", [77],
     lambda: [percent(learn=step_by_step(lambda before, after: (*after[:3], before[3])))]),
    ("or `z` used for `x` | {}, {} | check", [10, 0],
     lambda: [percent(TRANSPOSED), percent(Z_FOR_X)]),
    ("ReLU (or four near .5) | {} |", [1], lambda: [percent(RELU)]),
    ("| all learn at rate 1 |", [], lambda: [] if percent(RELU, learning_rate=1) == 100 else [0]),
    ("say a, not squeezed | {} |", [0], lambda: [percent(LINEAR)]),
    ("| rate 1 fails, too", [], lambda: [] if percent(LINEAR, learning_rate=1) == 0 else [1]),
    ("no bias moved | {} |", [2], lambda: [percent(learn=step_by_step(
         lambda before, after: (after[0], before[1], after[2], before[3])))]),
    ("stopped when its loss was small | {} |", [97],
     lambda: [percent(learn=pair_by_pair(until_all_are_good=False))]),
    ("output slope $o (1 - o)$ forgotten | {} |", [85], lambda: [percent(CROSS_ENTROPY)]),
    ("then hidden deltas from the new v | {} |", [100],
     lambda: [percent(learn=step_by_step(hidden_deltas_through_new_v))]),
    ("these functions take about {:,}", [56000], lambda: [count_negnevitsky()]),
]


def main():
    differing = 0
    for text, numbers, measure in COUNTS:
        said, measured = text.format(*numbers), numbers if "--say" in sys.argv else measure()
        differing += measured != numbers
        print(said if measured == numbers else f"DIFFERS: {said}: {measured}", flush=True)
    if "--say" not in sys.argv:
        print(f"{differing} of {len(COUNTS)} differ")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
