"""Measure the scripts: a learning step against the same loop by hand, a run against bare Python.

Run it: make bench. Every ratio is taken in one run, its two sides in turn, from their medians.
"""
import math
import os
import platform
import random
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import tools  # this makes the scripts importable, too

import one_neuron
import simple_network_learning as snl

STEPS = 1000
ROUNDS = 21


def network_by_hand(bool_func, learning_rate, loss_goal, max_iters):
    """Do what the network's learn_boolean_function does, in one function, calling only exp."""
    exp = math.exp
    w11, w12 = random.uniform(1, 2), random.uniform(1, 2)
    w21, w22 = random.uniform(1, 2), random.uniform(1, 2)
    b1 = b2 = b = 0.0
    v1, v2 = 1.0, -1.0
    iterations = 0
    while True:
        loss = sum_w11 = sum_w12 = sum_w21 = sum_w22 = 0.0
        sum_b1 = sum_b2 = sum_v1 = sum_v2 = sum_b = 0.0
        for (x1, x2), expected in bool_func:
            exc = x1 * w11 + x2 * w21 + b1
            z1 = exp(exc) / (1.0 + exp(exc)) if exc < 0 else 1.0 / (1.0 + exp(-exc))
            exc = x1 * w12 + x2 * w22 + b2
            z2 = exp(exc) / (1.0 + exp(exc)) if exc < 0 else 1.0 / (1.0 + exp(-exc))
            exc = z1 * v1 + z2 * v2 + b
            output = exp(exc) / (1.0 + exp(exc)) if exc < 0 else 1.0 / (1.0 + exp(-exc))
            error = output - expected
            loss += error * error / 2.0
            delta = error * output * (1.0 - output)
            delta1 = delta * v1 * z1 * (1.0 - z1)
            delta2 = delta * v2 * z2 * (1.0 - z2)
            sum_w11 += x1 * delta1
            sum_w12 += x1 * delta2
            sum_w21 += x2 * delta1
            sum_w22 += x2 * delta2
            sum_b1 += delta1
            sum_b2 += delta2
            sum_v1 += z1 * delta
            sum_v2 += z2 * delta
            sum_b += delta
        if loss <= loss_goal or iterations >= max_iters:
            return [[w11, w12], [w21, w22]], [b1, b2], [v1, v2], b, iterations
        w11 -= learning_rate * sum_w11
        w12 -= learning_rate * sum_w12
        w21 -= learning_rate * sum_w21
        w22 -= learning_rate * sum_w22
        b1 -= learning_rate * sum_b1
        b2 -= learning_rate * sum_b2
        v1 -= learning_rate * sum_v1
        v2 -= learning_rate * sum_v2
        b -= learning_rate * sum_b
        iterations += 1


def neuron_by_hand(bool_func, learning_rate, loss_goal, max_iters):
    """Do what the neuron's learn_boolean_function does, in one function, calling only exp."""
    exp = math.exp
    w1 = w2 = bias = 0.0
    iterations = 0
    while True:
        loss = sum_w1 = sum_w2 = sum_bias = 0.0
        for (x1, x2), expected in bool_func:
            exc = x1 * w1 + x2 * w2 + bias
            output = exp(exc) / (1.0 + exp(exc)) if exc < 0 else 1.0 / (1.0 + exp(-exc))
            error = output - expected
            loss += error * error / 2.0
            delta = error * output * (1.0 - output)
            sum_w1 += x1 * delta
            sum_w2 += x2 * delta
            sum_bias += delta
        if loss <= loss_goal or iterations >= max_iters:
            return [w1, w2], bias, iterations
        w1 -= learning_rate * sum_w1
        w2 -= learning_rate * sum_w2
        bias -= learning_rate * sum_bias
        iterations += 1


def seconds_to_learn(learn, bool_func):
    """Return the seconds that STEPS steps take, and what was learned."""
    random.seed(1)
    start = time.perf_counter()
    learned = learn(bool_func, learning_rate=snl.LEARNING_RATE, loss_goal=1e-300, max_iters=STEPS)
    return time.perf_counter() - start, tools.flatten(learned)


def seconds_to_run(*arguments):
    """Return the seconds that a fresh Python takes for these arguments."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-I", "-S"] + list(arguments), check=True,
                   stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def compare(unit, first, first_seconds, second, second_seconds):
    """Print the medians of two measurements, made in turn ROUNDS times, and their ratio."""
    rounds = [(first_seconds(), second_seconds()) for _ in range(ROUNDS)]
    ours, other = [sorted(column)[ROUNDS // 2] for column in zip(*rounds)]
    print(f"  {first:18}  {ours * unit:6.2f}\n  {second:18}  {other * unit:6.2f}"
          f"   ratio {ours / other:.2f}")


def measure(script, by_hand, bool_func):
    """Print how long a script's learning step and its run take, against the loop by hand."""
    learn = script.learn_boolean_function
    for ours, hand in zip(*[seconds_to_learn(way, bool_func)[1] for way in (learn, by_hand)]):
        if not math.isclose(ours, hand, rel_tol=1e-9):
            sys.exit("the loop by hand does not learn the same")
    print(f"\n{script.__name__}.py, microseconds for a step with one pair, milliseconds for a run")
    compare(1e6 / STEPS / len(bool_func),
            "a learning step", lambda: seconds_to_learn(learn, bool_func)[0],
            "the same by hand", lambda: seconds_to_learn(by_hand, bool_func)[0])
    compare(1e3, "the whole run", lambda: seconds_to_run(script.__file__),
            "bare Python", lambda: seconds_to_run("-c", "import math, random"))


if __name__ == "__main__":
    print(f"{platform.python_implementation()} {platform.python_version()}, "
          f"{platform.machine()}, medians of {ROUNDS} rounds")
    measure(one_neuron, neuron_by_hand, one_neuron.BOOLEAN_AND)
    measure(snl, network_by_hand, snl.BOOLEAN_XOR)
