"""What tests and measurements share: a network as one list of numbers, w11, w12, w21, w22, b1, b2,
v1, v2, b, or a neuron as w1, w2, b."""
import itertools
import math
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, ROOT)
PAIRS = [(0, 0), (0, 1), (1, 0), (1, 1)]
XOR = list(zip(PAIRS, (0, 1, 1, 0)))
ALL_SIXTEEN = [list(zip(PAIRS, answers)) for answers in itertools.product((0, 1), repeat=4)]


def read(name):
    """Return the text of one of the project's files."""
    with open(os.path.join(ROOT, name), encoding="ascii") as file:
        return file.read()


def upper_half(script):
    """Return the part of a script's text that is meant to be copied."""
    return read(script).split("# The rest prints")[0]


def flatten(parts):
    """Return the numbers in lists within lists as one list."""
    if isinstance(parts, (list, tuple)):
        return [number for part in parts for number in flatten(part)]
    return [parts]


def build(n):
    """Return the network's four parts for nine numbers, the neuron's two for three."""
    return ([n[0:2], n[2:4]], n[4:6], n[6:8], n[8]) if len(n) == 9 else (n[0:2], n[2])


def answer(n, x):
    """Return the output for the inputs x, from the formulas and not from the scripts."""
    def neuron(w1, w2, b, x1, x2):
        return 1 / (1 + math.exp(-(w1 * x1 + w2 * x2 + b)))
    if len(n) == 3:
        return neuron(*n, *x)
    w11, w12, w21, w22, b1, b2, v1, v2, b = n
    return neuron(v1, v2, b, neuron(w11, w21, b1, *x), neuron(w12, w22, b2, *x))


def loss_of(n, bool_func):
    """Return the loss summed over the pairs, from the formulas."""
    return sum((answer(n, x) - expected) ** 2 / 2 for x, expected in bool_func)


def learned(n, bool_func):
    """Return whether every answer is within 0.2 of what is expected."""
    return all(abs(answer(n, x) - expected) <= 0.2 for x, expected in bool_func)


def slopes_of(n, bool_func, h=1e-5):
    """Return the slope of the loss along each of the numbers, measured h to both sides."""
    def moved(k, step):
        return loss_of(n[:k] + [n[k] + step] + n[k + 1:], bool_func)
    return [(moved(k, h) - moved(k, -h)) / (2 * h) for k in range(len(n))]


def run_python(*arguments, text=None, cwd=ROOT):
    """Run a fresh Python without Python's own variables: (exit status, output, errors)."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run((sys.executable,) + arguments, input=text, cwd=str(cwd), timeout=60,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, universal_newlines=True,
                          env=plain)
    return done.returncode, done.stdout, done.stderr
