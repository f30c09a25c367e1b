"""What the tests share: functions to learn, measured slopes, running a script as a user does."""
import itertools
import os
import subprocess
import sys

import pytest

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, ROOT)
PAIRS = [(0, 0), (0, 1), (1, 0), (1, 1)]
ALL_SIXTEEN = [list(zip(PAIRS, outputs)) for outputs in itertools.product((0, 1), repeat=4)]
on_unix = pytest.mark.skipif(os.name != "posix", reason="Windows has other signals and prompts")


def central_differences(loss_at, numbers, h=1e-5):
    """Return the slope of loss_at along each of the numbers, measured h to both sides."""
    slopes = []
    for k in range(len(numbers)):
        up, down = list(numbers), list(numbers)
        up[k] += h
        down[k] -= h
        slopes.append((loss_at(up) - loss_at(down)) / (2 * h))
    return slopes


@pytest.fixture
def run():
    """Return a function that runs a script with arguments: (exit status, output, errors)."""
    def run_script(script, *arguments):
        done = subprocess.run(
            [sys.executable, "-I", "-S", os.path.join(ROOT, script)] + list(arguments),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, universal_newlines=True, timeout=50)
        return done.returncode, done.stdout, done.stderr
    return run_script
