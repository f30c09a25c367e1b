"""What the tests share: functions to learn, measured slopes, running a script as a user does."""
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
on_posix = os.name == "posix"
on_unix = pytest.mark.skipif(not on_posix, reason="Windows has other signals and prompts")


def plain_environment(**more):
    """Return the environment without Python's own variables, which change how Python behaves."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return dict(plain, **more)


@contextlib.contextmanager
def started(arguments, seconds=15, **options):
    """Start Python with pipes for output and errors; kill it after that many seconds."""
    # A run in the background ignores Ctrl-C, and so would its children: let them hear it again.
    hear_again = (lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)) if on_posix else None
    with subprocess.Popen([sys.executable] + arguments, universal_newlines=True,
                          stdout=options.get("stdout", subprocess.PIPE),
                          stderr=options.get("stderr", subprocess.PIPE),
                          env=plain_environment(), preexec_fn=hear_again) as process:
        timer = threading.Timer(seconds, process.kill)
        timer.start()
        try:
            yield process
        finally:
            timer.cancel()


def central_differences(loss_at, numbers, h=1e-5):
    """Return the slope of loss_at along each of the numbers, measured h to both sides."""
    slopes = []
    for k in range(len(numbers)):
        up, down = list(numbers), list(numbers)
        up[k] += h
        down[k] -= h
        slopes.append((loss_at(up) - loss_at(down)) / (2 * h))
    return slopes


def distance(a, b):
    """Return the relative difference of two vectors, ||a - b|| / (||a|| + ||b||)."""
    def length(vec):
        return math.sqrt(math.fsum(x * x for x in vec))
    return length([x - y for x, y in zip(a, b)]) / (length(a) + length(b))


@pytest.fixture
def run():
    """Return a function that runs a script with arguments: (exit status, output, errors)."""
    def run_script(script, *arguments):
        done = subprocess.run(
            [sys.executable, "-I", "-S", os.path.join(ROOT, script)] + list(arguments),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, universal_newlines=True, timeout=50,
            env=plain_environment())
        return done.returncode, done.stdout, done.stderr
    return run_script
