PYTHON ?= python3
# pytest, the only package that the tests use, comes by pip into a folder for each Python.
VENVS = .tests-venv
NO_VENV = This Python cannot make a virtual environment. On Debian and Ubuntu, run: \
	sudo apt install python3-venv (or install pytest for $(PYTHON) in your own way).
NO_PIP = pip could not fetch pytest. Check the network (or install pytest for $(PYTHON) in your \
	own way), and run make test again.

.PHONY: help run test test-all bench recount elsewhere clean

help:
	@echo "make run        both scripts, as a user runs them"
	@echo "make test       the tests, up to 20 failures (PYTHON=python3.8: with another Python)"
	@echo "make test-all   the tests with every python3.6, python3.7 ... on the PATH or of pyenv"
	@echo "make bench      how fast a learning step and a run are"
	@echo "make recount    the counts of the README again (PYTHON=pypy3: in minutes;"
	@echo "                WORD=Tanh: only the counts with that word)"
	@echo "make elsewhere  the scripts in other Pythons, notebooks and prompts, where installed"
	@echo "make clean      remove what these made"

run:
	$(PYTHON) one_neuron.py
	$(PYTHON) simple_network_learning.py

# Where no environment can be made, a pytest that is already there will do. The pip that comes with
# Python 3.6 does not find the pytest for it; its successor does.
test:
	@wrong=; venv=$(VENVS)/$$($(PYTHON) -c "import platform as p; \
print(p.python_implementation(), p.python_version(), sep='-')") || exit; \
	python=$$venv/bin/python; pip="$$python -m pip install --quiet --disable-pip-version-check"; \
	if ! [ $$venv/ready -nt tests/requirements.txt ]; then \
	    if ! $(PYTHON) -m venv $$venv; then wrong="$(NO_VENV)"; \
	    elif ! { $$pip 'pip>=21.3,<22; python_version < "3.7"' && $$pip -r tests/requirements.txt; }; \
	    then wrong="$(NO_PIP)"; \
	    else touch $$venv/ready; fi; \
	fi; \
	if [ "$$wrong" ]; then \
	    rm -rf $$venv; python="$(PYTHON)"; \
	    if ! $$python -c "import pytest" 2> /dev/null; then echo "$$wrong"; exit 1; fi; \
	    echo "No environment could be made. This is the pytest of $(PYTHON):"; \
	fi; \
	$$python -m pytest -q -p no:cacheprovider --maxfail=20 tests

# With all of pyenv's versions chosen, each has its python3.x on the PATH.
test-all: test
	@export PYENV_VERSION=$$(pyenv versions --bare 2> /dev/null | paste -s -d : -); \
	for python in $$(seq -f python3.%g 6 30); do \
	    $$python -c "import ensurepip, venv" 2> /dev/null || continue; \
	    echo "$$python:"; $(MAKE) test PYTHON=$$python || exit; \
	done

bench elsewhere:
	$(PYTHON) tests/measure/$@.py

recount:
	$(PYTHON) tests/measure/recount.py '$(WORD)'

clean:
	rm -rf $(VENVS) .pytest_cache __pycache__ tests/__pycache__
