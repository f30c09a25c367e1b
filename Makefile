PYTHON ?= python3
# pytest, the only package the tests use, comes by pip into a folder for each Python.
VENV := .venv/$(shell $(PYTHON) -c "import platform as p; print(p.python_implementation(), p.python_version(), sep='-')")
PIP := $(VENV)/bin/python -m pip install --quiet --disable-pip-version-check

# Where the neuron or the network is wrong, much else fails, too, and says less.
FIRST := tests/test_one_neuron.py tests/test_simple_network_learning.py

.PHONY: help run test test-all bench recount elsewhere clean

help:
	@echo "make run        both scripts, as a user runs them"
	@echo "make test       the tests, up to 20 failures (PYTHON=python3.8: with another Python)"
	@echo "make test-all   the tests with every python3.6, python3.7 ... on the PATH or of pyenv"
	@echo "make bench      how fast a learning step and a run are"
	@echo "make recount    the counts of the README again (PYTHON=pypy3: in minutes)"
	@echo "make elsewhere  the scripts in other Pythons, notebooks and prompts, where installed"
	@echo "make clean      remove what these made"

run:
	$(PYTHON) one_neuron.py
	$(PYTHON) simple_network_learning.py

test: $(VENV)/ready
	$(VENV)/bin/python -m pytest -q -p no:cacheprovider --maxfail=20 $(FIRST) $(filter-out $(FIRST),$(wildcard tests/test_*.py))

# With all of pyenv's versions chosen, each has its python3.x on the PATH.
test-all: test
	@export PYENV_VERSION=$$(pyenv versions --bare 2> /dev/null | paste -s -d :); \
	for python in $$(seq -f python3.%g 6 30); do \
		$$python -c "import ensurepip, venv" 2> /dev/null || continue; \
		$(MAKE) --no-print-directory test PYTHON=$$python || exit; \
	done

bench recount elsewhere:
	$(PYTHON) tests/measure/$@.py

clean:
	rm -rf .venv __pycache__ tests/__pycache__

# The pip that comes with Python 3.6 does not find the pytest for it; its successor does.
$(VENV)/ready: tests/requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) 'pip>=21.3,<22; python_version < "3.7"'
	$(PIP) -r tests/requirements.txt
	touch $@
