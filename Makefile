PYTHON ?= python3
VENV := .venv
PIP := $(VENV)/bin/python -m pip install --quiet --disable-pip-version-check
PYTEST := $(VENV)/bin/python -m pytest

.PHONY: run test bench clean

run:
	$(PYTHON) one_neuron.py
	$(PYTHON) simple_network_learning.py

test: $(VENV)/ready
	$(PYTEST) -p no:cacheprovider tests

bench:
	$(PYTHON) tests/benchmark.py

clean:
	rm -rf $(VENV) __pycache__ tests/__pycache__

# pytest, the only package the tests use, in a folder of its own. The pip that
# comes with Python 3.6 does not find the pytest for it; its successor does.
$(VENV)/ready: tests/requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) 'pip>=21.3,<22; python_version < "3.7"'
	$(PIP) -r tests/requirements.txt
	touch $@
