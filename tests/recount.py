"""Count again what the README counts: starts, rates, mistakes and experiments.

Run it: make recount PYTHON=pypy3    (minutes; CPython takes hours)
Each count stands in COUNTS as the page says it, beside what counts it, and is compared.
If not said otherwise: XOR, the script's start, rate 3, at most 10,000 steps, the seeds from 0 on.
"""
import contextlib
import importlib
import itertools
import math
import os
import random
import statistics
import sys
from functools import partial

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
one_neuron = importlib.import_module("one_neuron")
snl = importlib.import_module("simple_network_learning")
XOR = snl.BOOLEAN_XOR
MAX_ITERS = snl.MAX_ITERS


# Starts: each returns the nine numbers w11, w12, w21, w22, b1, b2, v1, v2, b for a seed.

def usual_start(seed):
    """Return the start that the script uses."""
    random.seed(seed)
    return flatten(*snl.learn_boolean_function(max_iters=0)[:4])


def start_of_random(seed):
    random.seed(seed)
    return [random.random() for _ in range(9)]


def start_of_uniform(seed, most=1):
    random.seed(seed)
    return [random.uniform(-most, most) for _ in range(9)]


def start_of_twins(seed):
    """Return a start with two hidden neurons that are the same, in and out."""
    random.seed(seed)
    w1, w2, b, v, l2_bias = [random.uniform(-1, 1) for _ in range(5)]
    return [w1, w1, w2, w2, b, b, v, v, l2_bias]


def start_of_halves(seed):
    """Return half of each number of the usual start."""
    return [number / 2 for number in usual_start(seed)]


def start_alike(seed):
    """Return the usual start, but with the first layer's two neurons the same."""
    w11, _, w21, _, *rest = usual_start(seed)
    return [w11, w11, w21, w21] + rest


def start_wide(seed):
    """Return the usual start, but with first-layer weights between -1 and 1."""
    random.seed(seed)
    return [random.uniform(-1, 1) for _ in range(4)] + usual_start(seed)[4:]


def start_same_side(seed):
    """Return the usual start, but with both second-layer weights 1."""
    numbers = usual_start(seed)
    numbers[7] = 1
    return numbers


def flatten(l1_weights, l1_biases, l2_weights, l2_bias):
    return l1_weights[0] + l1_weights[1] + list(l1_biases) + list(l2_weights) + [l2_bias]


def build(numbers):
    """Return l1_weights, l1_biases, l2_weights, l2_bias."""
    w11, w12, w21, w22, b1, b2, v1, v2, b = numbers
    return [[w11, w12], [w21, w22]], [b1, b2], [v1, v2], b


# Learning: each returns the nine numbers where it ends, and the steps it took.

def gradients(numbers, inputs, expected, v=None):
    """Return the loss and the nine derivatives of one pair; hidden deltas through v, if given."""
    network = build(numbers)
    z, output = snl.run_network(inputs, *network)
    return snl.compute_loss(output, expected), flatten(
        *snl.backpropagate(output, expected, inputs, z, v or network[2]))


def walk(numbers, rate, frozen=(), v=None):
    """Return the summed loss, and where a step on all four pairs leads, as the script takes it."""
    loss, moved = 0, numbers
    for inputs, expected in XOR:
        pair_loss, slopes = gradients(numbers, inputs, expected, v)
        loss += pair_loss
        moved = [number if k in frozen else number - rate * slope
                 for k, (number, slope) in enumerate(zip(moved, slopes))]
    return loss, moved


def descend(numbers, rate=3, frozen=(), late=False, cap=None, goal=snl.LOSS_GOAL):
    """Step on all four pairs; frozen numbers never move; late: hidden deltas use the new v."""
    cap = cap or MAX_ITERS
    for step in range(cap):
        loss, moved = walk(numbers, rate, frozen)
        if loss <= goal:
            return numbers, step
        numbers = walk(numbers, rate, frozen, moved[6:8])[1] if late else moved
    return numbers, cap


def one_pair_a_step(numbers, rate=3, good_pair_stops=False):
    """Step on one pair, drawn at random; stop when that pair's loss, or all four's, is small."""
    for step in range(MAX_ITERS * 100):
        loss, slopes = gradients(numbers, *random.choice(XOR))
        if (loss if good_pair_stops else walk(numbers, 0)[0]) <= snl.LOSS_GOAL:
            break
        numbers = [number - rate * slope for number, slope in zip(numbers, slopes)]
    return numbers, step


def until_right(numbers):
    """Step at rate 1 on all four pairs until each of the four outputs is right."""
    steps = 0
    while not learned(numbers):
        numbers, steps = walk(numbers, 1)[1], steps + 1
    return numbers, steps


@contextlib.contextmanager
def changed(**functions):
    """Put other functions in the place of the script's for a while."""
    before = {name: getattr(snl, name) for name in functions}
    vars(snl).update(functions)
    try:
        yield
    finally:
        vars(snl).update(before)


# Mistakes and variants: functions that take the place of the script's.

def v_forgotten(output, expected, z, v):
    return compute_l1_bias_gradients(output, expected, z, [1, 1])


def v_swapped(output, expected, z, v):
    return compute_l1_bias_gradients(output, expected, z, v[::-1])


def hidden_sign_flipped(output, expected, z, v):
    return [-delta for delta in compute_l1_bias_gradients(output, expected, z, v)]


def hidden_slope_forgotten(output, expected, z, v):
    delta = snl.compute_l2_bias_gradient(output, expected)
    return [delta * v[0], delta * v[1]]


def transposed(output, expected, x, z, v):
    (g11, g12), (g21, g22) = compute_l1_weight_gradients(output, expected, x, z, v)
    return [[g11, g21], [g12, g22]]


def hidden_outputs_for_inputs(output, expected, x, z, v):
    return compute_l1_weight_gradients(output, expected, z, z, v)


def slope_at_output(output, expected):
    s = snl.sigmoid(output)
    return (output - expected) * s * (1 - s)


def slope_at_outputs(output, expected, z, v):
    delta = slope_at_output(output, expected)
    s1, s2 = snl.sigmoid(z[0]), snl.sigmoid(z[1])
    return [delta * v[0] * s1 * (1 - s1), delta * v[1] * s2 * (1 - s2)]


def output_slope_forgotten(output, expected):
    return output - expected


def tanh_outputs(exc_vec):
    return [math.tanh(exc_vec[0]), math.tanh(exc_vec[1])]


def tanh_deltas(output, expected, z, v):
    delta = snl.compute_l2_bias_gradient(output, expected)
    return [delta * v[0] * (1 - z[0] * z[0]), delta * v[1] * (1 - z[1] * z[1])]


def relu_outputs(exc_vec):
    return [max(exc, 0) for exc in exc_vec]


def relu_deltas(output, expected, z, v):
    delta = snl.compute_l2_bias_gradient(output, expected)
    return [delta * vj * (zj > 0) for vj, zj in zip(v, z)]


compute_l1_weight_gradients = snl.compute_l1_weight_gradients
compute_l1_bias_gradients = snl.compute_l1_bias_gradients


# How a run that did not learn may end, from its four outputs.

def all_between(answers):
    return all(0.15 < answer < 0.75 for answer in answers)


def all_at_half(answers):
    return all(abs(answer - 0.5) < 0.05 for answer in answers)


def three_alike(answers):
    """Return whether one output is right, and the other three are alike, and near neither end."""
    for k, (_, expected) in enumerate(XOR):
        others = answers[:k] + answers[k + 1:]
        if (abs(answers[k] - expected) < 0.05 and max(others) - min(others) < 0.1
                and 0.25 < min(others) and max(others) < 0.75):
            return True
    return False


def two_at_half(answers):
    """Return whether two outputs are right, and the other two 0.5."""
    return (sum(abs(answer - 0.5) < 0.05 for answer in answers) == 2
            and sum(abs(answer - e) < 0.05 for answer, (_, e) in zip(answers, XOR)) == 2)


def all_but_00(answers):
    return answers[0] < 0.05 and min(answers[1:]) > 0.95


def all_the_same(answers):
    return max(answers) < 0.05 or min(answers) > 0.95


# Counting.

def outputs(numbers):
    return [snl.run_network(inputs, *build(numbers))[1] for inputs, _ in XOR]


def learned(numbers, bool_func=XOR):
    network = build(numbers)
    return all(abs(snl.run_network(x, *network)[1] - e) <= 0.2 for x, e in bool_func)


def count(runs, ended=None, start=usual_start, learn=descend, **changes):
    """Return how many runs learned and, if ended is given, how many of the others ended so."""
    with changed(**changes):
        ends = [learn(start(seed))[0] for seed in range(runs)]
        failed = [outputs(numbers) for numbers in ends if not learned(numbers)]
    good = runs - len(failed)
    return (good, sum(map(ended, failed))) if ended else (good,)


def count_steps(learn=descend, runs=100, **changes):
    """Return how many runs learned, and the median of their steps, a half rounded upwards."""
    with changed(**changes):
        ends = [learn(usual_start(seed)) for seed in range(runs)]
        good = sum(learned(numbers) for numbers, _ in ends)
    return good, int(statistics.median([step for _, step in ends]) + 0.5)


def count_table(learns):
    """Return how many learned, for each way of learning, and then the medians of their steps."""
    return sum(zip(*[count_steps(learn) for learn in learns]), ())


def run_script(seed, **options):
    """Return where the script ends, in how many steps, and whether its loss ever rose."""
    losses = []
    random.seed(seed)
    *network, steps = snl.learn_boolean_function(
        report=lambda _, loss, last: losses.append(loss), **options)
    return flatten(*network), steps, losses != sorted(losses, reverse=True)


def count_and_met(runs, **options):
    """Return how many learn at rate 1, and how many of all reach the loss goal."""
    ends = [descend(usual_start(seed), 1, **options) for seed in range(runs)]
    return sum(learned(numbers) for numbers, _ in ends), sum(step < MAX_ITERS for _, step in ends)


def count_defaults(runs):
    """Return of the script: learned; fewest, most, median steps; OR and AND; the loss rose."""
    ends, steps, rose = zip(*[run_script(seed) for seed in range(runs)])
    return (sum(map(learned, ends)), min(steps), max(steps), statistics.median_high(steps),
            [truth_tables(numbers) for numbers in ends].count(OR_AND), sum(rose))


def truth_tables(numbers):
    """Return what hidden 1 says of the four pairs, and what hidden 2 says, as True or False."""
    network = build(numbers)
    return list(zip(*[[zj > 0.5 for zj in snl.run_network(x, *network)[0]] for x, _ in XOR]))


def corners_cut_off(tables):
    """Return which of the pairs a hidden neuron parts from the three others, sorted."""
    return sorted([table.index(sum(table) == 1) for table in tables if sum(table) in (1, 3)])


def count_corners(runs):
    """Return of ordinary starts that learned: how many; cut off (0,0) and (1,1); of these, as OR
    and AND; cut off (0,1) and (1,0)."""
    ends = [descend(start_of_uniform(seed))[0] for seed in range(runs)]
    tables = [truth_tables(numbers) for numbers in ends if learned(numbers)]
    corners = [corners_cut_off(table) for table in tables]
    return len(tables), corners.count([0, 3]), tables.count(OR_AND), corners.count([1, 2])


def count_rises(rate, runs):
    """Return in how many runs the loss rose at least once."""
    return sum(run_script(seed, learning_rate=rate)[2] for seed in range(runs))


def count_neurons(runs, steps):
    """Return how many single neurons end with 0.5 four times on XOR, and how many elsewhere."""
    halves = 0
    for seed in range(runs):
        random.seed(seed)
        w1, w2, b = [random.uniform(-5, 5) for _ in range(3)]
        for _ in range(steps):
            deltas = [(x, one_neuron.compute_gradient(
                one_neuron.compute_output([w1, w2], x, b), e)) for x, e in XOR]
            w1 -= 3 * sum([delta * x1 for (x1, _), delta in deltas])
            w2 -= 3 * sum([delta * x2 for (_, x2), delta in deltas])
            b -= 3 * sum([delta for _, delta in deltas])
        halves += all(abs(one_neuron.compute_output([w1, w2], x, b) - 0.5) < 0.01 for x, _ in XOR)
    return halves, runs - halves


def count_sixteen(runs):
    """Return how many of the sixteen functions of two inputs, times runs, the script learns."""
    good = 0
    for answers in itertools.product((0, 1), repeat=4):
        bool_func = [(x, answer) for (x, _), answer in zip(XOR, answers)]
        for seed in range(runs):
            random.seed(seed)
            good += learned(flatten(*snl.learn_boolean_function(bool_func)[:4]), bool_func)
    return good, 16 * runs


def central_differences(loss_at, numbers, h=1e-5):
    """Return the slope of loss_at along each of the numbers, measured h to both sides."""
    slopes = []
    for k in range(len(numbers)):
        up, down = list(numbers), list(numbers)
        up[k] += h
        down[k] -= h
        slopes.append((loss_at(up) - loss_at(down)) / (2 * h))
    return slopes


def check(**changes):
    """Return our gradient and the measured one where the page checks it, our functions changed."""
    numbers = [0.5, 0.9, 0.4, 1.0, -0.8, 0.1, -1.2, 1.1, -0.3]
    slopes = central_differences(lambda moved: walk(moved, 0)[0], numbers)
    with changed(**changes):
        # A step at rate 1 is the gradient.
        return [number - moved for number, moved in zip(numbers, walk(numbers, 1)[1])], slopes


def difference(**changes):
    """Return, in one digit, how far the gradient is off there."""
    ours, slopes = check(**changes)
    off = max(abs(a - b) for a, b in zip(ours, slopes)) / max(map(abs, slopes))
    return float(f"{off:.1g}")


def least_and_largest_difference():
    """Return the least and the largest relative difference of the wrong gradients."""
    found = [difference(**changes) for changes in WRONG_GRADIENTS]
    return min(found), max(found)


def at(rate, **options):
    """Return descend at that rate, with those options."""
    return lambda numbers: descend(numbers, rate, **options)


def one_good_pair(numbers):
    return one_pair_a_step(numbers, good_pair_stops=True)


OR_AND = [(False, True, True, True), (False, False, False, True)]
CROSS_ENTROPY = {"compute_l2_bias_gradient": output_slope_forgotten}
TANH = {"compute_l1_outputs": tanh_outputs, "compute_l1_bias_gradients": tanh_deltas}
RELU = {"compute_l1_outputs": relu_outputs, "compute_l1_bias_gradients": relu_deltas}
LINEAR = {"compute_l1_outputs": list, "compute_l1_bias_gradients": hidden_slope_forgotten}
AT_OUTPUT = {"compute_l2_bias_gradient": slope_at_output,
             "compute_l1_bias_gradients": slope_at_outputs}
WRONG_GRADIENTS = [
    {"compute_l1_bias_gradients": wrong}
    for wrong in (v_forgotten, v_swapped, hidden_sign_flipped, hidden_slope_forgotten)
] + [
    {"compute_l1_weight_gradients": wrong} for wrong in (transposed, hidden_outputs_for_inputs)
] + [AT_OUTPUT, CROSS_ENTROPY]

# What the page says, the numbers in it, and what counts them.
COUNTS = [
    (("{:,} of 100,000 seeds learned, in {:,} to {:,} iterations (median {:,}), always with"
     " hidden 1 as OR and hidden 2 as AND, and the loss never rose"),
     (100000, 1013, 1064, 1023, 100000, 0),  # the last two are the always and the never
     lambda: count_defaults(100000)),
    ("it rose at rate 3.02 in {:,} of 10,000, at 3.5 in {:,} of 2,000", (6, 1999),
     lambda: (count_rises(3.02, 10000), count_rises(3.5, 2000))),
    ("with only the first layer drawn from `uniform(-1, 1)`, {:,} of 1,000 learned", (833,),
     partial(count, 1000, start=start_wide)),
    ("the same first-layer weights for both hidden neurons, {:,} of 1,000 learned", (1000,),
     partial(count, 1000, start=start_alike)),
    ("from `random()` {:,} of 1,000 learned", (813,),
     partial(count, 1000, start=start_of_random)),
    ("from `uniform(-1, 1)` {:,}", (828,),
     partial(count, 1000, start=start_of_uniform)),
    ("from `uniform(-0.5, 0.5)` {:,}", (955,),
     partial(count, 1000, start=partial(start_of_uniform, most=0.5))),
    (("of 5,000 from `uniform(-1, 1)` {:,} learned; {:,} cut off the corners (0,0) and (1,1)"
     " ({:,} as OR and AND), {:,} (0,1) and (1,0)"), (4168, 1979, 300, 2189),
     lambda: count_corners(5000)),
    (("Of 100 neurons that started between -5 and 5, {:,} said 0.5 four times after 3,000"
     " iterations; {:,} had one of the four wrong and went on to ever larger weights"), (27, 73),
     lambda: count_neurons(100, 3000)),
    ('the mistakes marked "check" below, at the `n` above: {} to {}', (0.5, 3),
     least_and_largest_difference),
    # The table of mistakes: how many learned, and how many of the others ended as the row says.
    ("| steps too small, rate 0.01, or too few | {:,} | {:,} |", (0, 100),
     partial(count, 100, all_between, learn=at(0.01))),
    ("| all nine numbers start at 0 (or a single neuron's three) | {:,} of 1 | {:,} |", (0, 1),
     partial(count, 1, all_between, start=lambda seed: [0] * 9)),
    ("| hidden slope $z (1 - z)$ forgotten | {:,} | {:,} |", (0, 92),
     partial(count, 100, all_between, compute_l1_bias_gradients=hidden_slope_forgotten)),
    ("| hidden deltas with the wrong sign | {:,} | {:,} |", (0, 100),
     partial(count, 100, all_between, compute_l1_bias_gradients=hidden_sign_flipped)),
    (("| slope with the sigmoid taken twice, `sigmoid(z) * (1 - sigmoid(z))`, in both layers"
     " | {:,} | {:,} | check ({:,} learn at rate 0.5) |"), (10, 71, 34),
     lambda: count(100, all_between, **AT_OUTPUT) + count(100, learn=at(0.5), **AT_OUTPUT)),
    ("| twins, hidden neurons with the same weights in and out | {:,} | {:,} |", (0, 97),
     partial(count, 100, three_alike, start=start_of_twins)),
    ("| both second-layer weights 1 at the start | {:,} of 1,000 | {:,} |", (692, 308),
     partial(count, 1000, three_alike, start=start_same_side)),
    ("| `v` forgotten in the hidden deltas | {:,} | {:,} |", (0, 100),
     partial(count, 100, three_alike, compute_l1_bias_gradients=v_forgotten)),
    ("| `v1` and `v2` swapped in the hidden deltas | {:,} | {:,} |", (0, 100),
     partial(count, 100, three_alike, compute_l1_bias_gradients=v_swapped)),
    ("| an ordinary start, `random()` | {:,} of 1,000 | {:,} |", (813, 181),
     partial(count, 1000, two_at_half, start=start_of_random)),
    ("| an ordinary start, `uniform(-1, 1)` | {:,} of 1,000 | {:,} |", (828, 156),
     partial(count, 1000, two_at_half, start=start_of_uniform)),
    ("| output bias never moved | {:,} of 1,000 | {:,} |", (769, 231),
     partial(count, 1000, two_at_half, learn=at(3, frozen=(8,)))),
    ("| first-layer gradient transposed (w12 and w21 swapped) | {:,} | {:,} |", (13, 71),
     partial(count, 100, two_at_half, compute_l1_weight_gradients=transposed)),
    ("| `z` used for `x` in the first-layer gradient | {:,} | {:,} |", (0, 100),
     partial(count, 100, two_at_half, compute_l1_weight_gradients=hidden_outputs_for_inputs)),
    ("| overshoot, rate 30 | {:,} | {:,} |", (22, 55),
     partial(count, 100, all_but_00, learn=at(30))),
    ("| hidden neurons that say max(a, 0), ReLU | {:,} | {:,} |", (0, 65),
     partial(count, 100, all_but_00, **RELU)),
    ("a smaller rate learns ({:,} at rate 1)", (100,), partial(count, 100, learn=at(1), **RELU)),
    ("| hidden neurons that say a, not squeezed | {:,} | {:,} |", (0, 74),
     partial(count, 100, all_but_00, **LINEAR)),
    ("{:,} learn at rate 1, {:,} end near .5", (0, 100),
     partial(count, 100, all_at_half, learn=at(1), **LINEAR)),
    ("| hidden biases never moved | {:,} | {:,} |", (52, 47),
     partial(count, 100, all_but_00, learn=at(3, frozen=(4, 5)))),
    ("| no bias moved | {:,} | {:,} |", (0, 97),
     partial(count, 100, all_but_00, learn=at(3, frozen=(4, 5, 8)))),
    ("| 47 | print the biases ({:,} learn at rate 1, but {:,} reach the loss goal) |", (99, 0),
     partial(count_and_met, 100, frozen=(4, 5))),
    ("| 97 | print the biases ({:,} learn at rate 1, but {:,} reach the loss goal) |", (100, 0),
     partial(count_and_met, 100, frozen=(4, 5, 8))),
    ("| rate 100 | {:,} | {:,} |", (0, 100),
     partial(count, 100, all_the_same, learn=at(100))),
    ("| step with the wrong sign | {:,} | {:,} |", (0, 100),
     partial(count, 100, all_the_same, learn=at(-3))),
    ("| stopped when one random pair had a loss of 0.001 | {:,} of 1,000 |", (974,),
     partial(count, 1000, learn=one_good_pair)),
    ("forgotten: [cross-entropy](#experiments) | {:,} | | check ({:,} learn at rate 1) |",
     (85, 100), lambda: count(100, **CROSS_ENTROPY) + count(100, learn=at(1), **CROSS_ENTROPY)),
    ("| hidden deltas from output weights that had moved already | {:,} of 200 |", (200,),
     partial(count, 200, learn=at(3, late=True))),
    # The knobs.
    ("| learned, of 100" + 11 * " | {:,}" + " |\n| iterations, median" + 11 * " | {:,}" + " |",
     (100, 100, 100, 100, 100, 47, 22, 0, 0, 100, 100,
      10000, 6142, 3071, 1023, 293, 10000, 10000, 10000, 81, 196, 8441),
     lambda: count_table([at(rate) for rate in (0.1, 0.5, 1, 3, 10, 20, 30, 100)]
                         + [at(3, goal=goal) for goal in (0.1, 0.01, 0.0001)])),
    ("at the limit, `--max-iters`, but the goal takes {:,}", (30709,),
     lambda: count_steps(at(0.1, cap=100000))[1:]),
    # The experiments.
    (("it learned {:,} of 100 seeds, in {:,} iterations, where squared loss takes {:,}"
     " (at rate 10: {:,})"), (100, 175, 3071, 293),
     lambda: (count_steps(at(1), **CROSS_ENTROPY) + count_steps(at(1))[1:]
              + count_steps(at(10))[1:])),
    ("At rate 1 it has all four right after {:,} (cross-entropy after {:,}:", (280, 66),
     lambda: (count_steps(until_right)[1:] + count_steps(until_right, **CROSS_ENTROPY)[1:])),
    ("tanh learned {:,} of 100 seeds, in {:,} iterations", (94, 356),
     lambda: count_steps(**TANH)),
    ("With all start weights halved, {:,} of 1,000 learned", (1000,),
     partial(count, 1000, start=start_of_halves, **TANH)),
    ("from the script's start: {:,} of 100 seeds learned, with {:,} pairs", (100, 4166),
     lambda: count_steps(one_pair_a_step)),
    ("{:,} of {:,} runs learned, 1,000 seeds for each function", (16000, 16000),
     lambda: count_sixteen(1000)),
    ("the blog's rate, our stopping rule: {:,} of 1,000 seeds learned", (808,),
     partial(count, 1000, start=start_of_random, learn=at(0.5))),
]


def said(template, numbers):
    """Return what the page says."""
    return template.format(*numbers)


def main():
    differing = 0
    for template, numbers, measure in COUNTS:
        measured = measure()
        if measured == numbers:
            print("same:", said(template, numbers), flush=True)
        else:
            differing += 1
            print("DIFFERS:", said(template, numbers), "-- measured", measured, flush=True)
    print(f"{differing} of {len(COUNTS)} differ")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
