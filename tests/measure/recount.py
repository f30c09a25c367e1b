"""Count again what the README counts: make recount (20 minutes; PYTHON=pypy3: 5 minutes)

recount.py WORD counts only what has the word in its text; --say only prints the texts. If not
said otherwise: XOR, the script's start, rate 3, seeds from 0 on. A variant is other script text.
"""
import itertools
import os
import random
import statistics
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import tools

SCRIPT = tools.read("simple_network_learning.py")
DELTAS = "[delta * v1 * z1 * (1.0 - z1), delta * v2 * z2 * (1.0 - z2)]"
TANH = [(DELTAS, "[delta * v1 * (1 - z1 * z1), delta * v2 * (1 - z2 * z2)]"),
        ("[sigmoid(exc_vec[0]), sigmoid(exc_vec[1])]", "[math.tanh(exc) for exc in exc_vec]")]
CROSS_ENTROPY = [("return (output - expected) * output * (1.0 - output)",
                  "return output - expected")]
# All gradients are worked out, and the step takes that of one pair.
AT_RANDOM, IN_ORDER = [[(", db in gradients:", f", db in [{one}]:"),
                        ("max_iters=MAX_ITERS", "max_iters=40000")]
                       for one in ("random.choice(gradients)", "gradients[iterations % 4]")]
RATES = 0.1, 0.5, 1, 3, 10, 20, 30, 100
WORDS = "none one two three four five six seven eight nine ten".split()


def script_with(*changes):
    """Return the script's names, as they are with these changes of its text: (old, new)."""
    source = SCRIPT
    for old, new in changes:
        assert old in source, old
        source = source.replace(old, new)
    names = {"__name__": "changed"}
    exec(source, names)
    return names


def uniform(low, high):
    """Return a start with all nine numbers between low and high."""
    return lambda: tools.build([random.uniform(low, high) for _ in range(9)])


def halves():
    """Return half of each number of the usual start."""
    *network, _ = script_with()["learn_boolean_function"](max_iters=0)
    return tools.build([number / 2 for number in tools.flatten(network)])


def run(runs, changes=(), start=lambda: None, bool_func=tools.XOR, **options):
    """Return of that many seeds how many learned, and all iterations."""
    names, good, iterations = script_with(*changes), 0, []
    options.setdefault("learning_rate", 3)
    for seed in range(runs):
        random.seed(seed)
        *network, steps = names["learn_boolean_function"](bool_func, start=start(), **options)
        good += all(abs(names["run_network"](x, *network)[1] - e) <= 0.2 for x, e in bool_func)
        iterations.append(steps)
    return good, iterations


def learned(*arguments, **options):
    """Return how many of that many seeds learned."""
    return run(*arguments, **options)[0]


def median(changes=(), **options):
    """Return the median of the iterations of 100 seeds, a half rounded upwards."""
    return int(statistics.median(run(100, changes, **options)[1]) + 0.5)


def negnevitsky():
    """Return, in thousands, the epochs of steps pair by pair at 0.1 that the textbook's start
    takes to a sum of squares of 0.001."""
    learn = script_with()["learn_boolean_function"]
    network = [[0.5, 0.9], [0.4, 1.0]], [-0.8, 0.1], [-1.2, 1.1], -0.3
    for epochs in itertools.count():
        if tools.loss_of(tools.flatten(network), tools.XOR) < 0.0005:
            return round(epochs, -3)
        for k in (3, 1, 2, 0):
            *network, _ = learn([tools.XOR[k]], 0.1, 0, 1, start=network)


# What the page says, the numbers in it, and what counts each.
COUNTS = [
    ("between -1 and 1, fails about one time in {} at rate 3.", ["six"],
     lambda: [WORDS[round(1000 / (1000 - learned(1000, start=uniform(-1, 1))))]]),
    ("not one of {:,} runs at rate 3 failed", [100000], lambda: [learned(100000)]),
    ("they were learned in {:,} of 16,000 runs", [16000],
     lambda: [sum(learned(1000, bool_func=bool_func) for bool_func in tools.ALL_SIXTEEN)]),
    ("| runs that learned, out of 100" + 8 * " | {}" + " |", [100, 100, 100, 100, 100, 47, 22, 0],
     lambda: [learned(100, learning_rate=rate) for rate in RATES]),
    ("| median number of iterations" + 8 * " | {:,}" + " |",
     [10000, 6142, 3071, 1023, 293, 10000, 10000, 10000],
     lambda: [median(learning_rate=rate) for rate in RATES]),
    ("The median run reaches the loss goal only after {:,} iterations", [30709],
     lambda: [median(learning_rate=0.1, max_iters=100000)]),
    ("With a goal of 0.1, every run stops before all answers are within 0.2: {} of 100 learned",
     [0], lambda: [learned(100, loss_goal=0.1)]),
    ("needs {:,} pairs if they are drawn at random, and {:,} if they come in order.", [4166, 4097],
     lambda: [median(AT_RANDOM), median(IN_ORDER)]),
    ("With pairs drawn at random, {} of 1,000 runs do not learn. With pairs in order, {} of 1,000",
     [4, 8],
     lambda: [1000 - learned(1000, AT_RANDOM), 1000 - learned(1000, IN_ORDER)]),
    ("With `learning_rate={}` all of them learn", [1],
     lambda: [min(learned(1000, way, learning_rate=1) // 1000 for way in (AT_RANDOM, IN_ORDER))]),
    ("Plain **batch** descent takes {:,} epochs of four pairs", [1023], lambda: [median()]),
    ("from `random()`, as above, {} of 1,000 runs learned. `uniform(-1, 1)` gives {}, and "
     "`uniform(-0.5, 0.5)` gives {}. With `uniform(-0.03, 0.03)`, only {} learned",
     [813, 828, 955, 1], lambda: [learned(1000, start=uniform(low, high)) for low, high in
                                  ((0, 1), (-1, 1), (-0.5, 0.5), (-0.03, 0.03))]),
    ("about {} iterations. Squared loss does best at about 13, and takes about {}.", [130, 250],
     lambda: [min(round(median(changes, learning_rate=rate), -1) for rate in rates)
              for changes, rates in ((CROSS_ENTROPY, (1.4, 1.5, 1.6)), ((), (12, 13, 14)))]),
    ("**Tanh.** With the script's start, {} of 100 runs learned. With every number of that start "
     "halved, all {:,} runs learned.", [94, 1000],
     lambda: [learned(100, TANH), learned(1000, TANH, start=halves)]),
    ("a correct program learns XOR from about {} of the ten", ["eight"],
     lambda: [WORDS[round(learned(100, start=uniform(-1, 1), learning_rate=0.5) / 10)]]),
    ("these scripts need about {:,} epochs", [56000], lambda: [negnevitsky()]),
]

if __name__ == "__main__":
    asked = sys.argv[1:]
    chosen = [count for count in COUNTS
              if asked == ["--say"] or all(word in count[0].format(*count[1]) for word in asked)]
    differing = 0
    for text, numbers, count in chosen:
        said = text.format(*numbers)
        if asked == ["--say"]:
            print(said)
        else:
            print(said, end=" ... ", flush=True)
            counted = count()
            differing += counted != numbers
            print("the same" if counted == numbers else f"DIFFERS: {counted}", flush=True)
    if not chosen:
        print("Nothing that the page counts has that in its text.")
    sys.exit(differing > 0 or not chosen)
