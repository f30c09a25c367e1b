"""What the tests share: where the scripts are, and how to run one as a user does."""
import os
import subprocess
import sys

import pytest

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, ROOT)
on_unix = pytest.mark.skipif(os.name != "posix", reason="Windows has other signals and prompts")


@pytest.fixture
def run():
    """Return a function that runs a script with arguments: (exit status, output, errors)."""
    def run_script(script, *arguments):
        done = subprocess.run(
            [sys.executable, "-I", "-S", os.path.join(ROOT, script)] + list(arguments),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, universal_newlines=True, timeout=50)
        return done.returncode, done.stdout, done.stderr
    return run_script
