"""What the tests share: functions to learn, and running a script as a user does."""
import contextlib
import itertools
import math
import os
import signal
import subprocess
import sys
import threading

import pytest

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, ROOT)
PAIRS = [(0, 0), (0, 1), (1, 0), (1, 1)]
ALL_SIXTEEN = [list(zip(PAIRS, outputs)) for outputs in itertools.product((0, 1), repeat=4)]
any_iterable = pytest.mark.parametrize("wrap", [
    tuple, iter, lambda f: zip(PAIRS, [e for _, e in f]), lambda f: (pair for pair in f),
    lambda f: [[[x1, x2], e] for (x1, x2), e in f], lambda f: [(map(int, x), e) for x, e in f],
    lambda f: [((x1 == 1, x2 == 1), e == 1) for (x1, x2), e in f]],
    ids=["tuple", "iterator", "zip", "generator", "lists", "rows that run once", "True and False"])
not_pairs = pytest.mark.parametrize("bool_func", [
    [], iter([]), None, "XOR", [((0, 0, 0), 0)], [((0, 1), 1), ((0,), 0)], [(0, 1)], [(0, 1, 1)],
    [((0, 0), 0, 0)]],
    ids=["empty", "empty iterator", "None", "a name", "three inputs", "one input",
         "inputs no tuple", "three flat", "three in a pair"])
# AND of four pairs, and of fewer and of more.
AND = list(zip(PAIRS, (0, 0, 0, 1)))
of_several_lengths = pytest.mark.parametrize(
    "bool_func", [AND, AND[1:], AND + [((0.5, 0.5), 0.2)]],
    ids=["four pairs", "three pairs", "five pairs"])
on_unix = pytest.mark.skipif(os.name != "posix", reason="Windows has other signals and prompts")


def plain_environment(**more):
    """Return the environment without Python's own variables, which change how Python behaves."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return dict(plain, **more)


@contextlib.contextmanager
def started(*arguments, seconds=50, **options):
    """Start Python with pipes for what it reads and prints; kill it after that many seconds."""
    # Tests in the background ignore Ctrl-C, and so would what they start: let both hear it again.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    pipes = {name: subprocess.PIPE for name in ("stdin", "stdout", "stderr")}
    settings = dict(pipes, universal_newlines=True, env=plain_environment())
    settings.update(options)
    with subprocess.Popen((sys.executable,) + arguments, **settings) as process:
        timer = threading.Timer(seconds, process.kill)
        timer.start()
        try:
            yield process
        finally:
            timer.cancel()


def run_to_end(*arguments, text=None, **options):
    """Run Python with these arguments: (exit status, output, errors)."""
    with started(*arguments, **options) as process:
        output, errors = process.communicate(text)
    return process.returncode, output, errors


def distance(a, b):
    """Return the relative difference of two vectors, ||a - b|| / (||a|| + ||b||)."""
    def length(vec):
        return math.sqrt(math.fsum(x * x for x in vec))
    return length([x - y for x, y in zip(a, b)]) / (length(a) + length(b))
