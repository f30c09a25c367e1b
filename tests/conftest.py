"""What holds for all tests, however pytest is started."""
import os

# What the tests start, and a help text read in the same process, must not have colours, and a
# pytest that they start must not get the user's options.
os.environ.update(NO_COLOR="1", PYTHON_COLORS="0", PY_COLORS="0", PYTEST_ADDOPTS="")


def pytest_collection_modifyitems(items):
    """Run first what says most: where these tests fail, much else does, too."""
    order = ["test_one_neuron.py", "test_simple_network_learning.py", "test_learning.py"]
    items.sort(key=lambda item: (order + [item.fspath.basename]).index(item.fspath.basename))
