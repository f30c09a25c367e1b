"""The README says only what is so: its commands are run, its examples are doctests."""
import doctest
import os
import re
import shlex
import subprocess
import sys

import pytest

import recount
from conftest import ROOT, plain_environment

with open(os.path.join(ROOT, "README.md"), encoding="ascii") as page:
    README = page.read()
COMMANDS = re.findall(r"^```console\n\$ python3 (.*)\n((?:.*\n)*?)```$", README, re.M)


@pytest.mark.parametrize("arguments, shown", COMMANDS, ids=[command for command, _ in COMMANDS])
def test_a_shown_command_prints_what_is_shown(arguments, shown):
    done = subprocess.run([sys.executable] + shlex.split(arguments), cwd=ROOT,
                          stdout=subprocess.PIPE, universal_newlines=True, timeout=50,
                          env=plain_environment())
    assert done.stdout == shown


def test_the_commands_of_both_scripts_are_shown():
    assert [command for command, _ in COMMANDS] == [
        "simple_network_learning.py", "one_neuron.py OR", "one_neuron.py XOR"]


def test_the_examples_are_doctests():
    failed, tried = doctest.testfile(os.path.join(ROOT, "README.md"), module_relative=False)
    assert failed == 0 and tried > 25


def test_every_function_that_the_page_names_is_there():
    import one_neuron
    import simple_network_learning
    for name in re.findall(r"`(compute_\w+|sigmoid|run_network|learn_boolean_function)`", README):
        assert hasattr(one_neuron, name) or hasattr(simple_network_learning, name), name


# What the table of failures counts, counted for a few of the same seeds.

@pytest.mark.parametrize("start, runs, good", [
    (recount.start_of_random, 40, range(24, 39)), (recount.start_of_uniform, 40, range(24, 39)),
    (recount.start_of_twins, 10, [0]), (recount.usual_start, 10, [10])],
    ids=["random", "uniform", "twins", "ours"])
def test_starts_fail_as_often_as_the_page_says(monkeypatch, start, runs, good):
    monkeypatch.setattr(recount, "MAX_ITERS", 2000)
    assert recount.count("", runs, start, recount.descend) in good


@pytest.mark.parametrize("options, good", [
    ({"frozen": (4, 5, 8)}, [0, 1]), ({"rate": 100}, [0]), ({"rate": -3}, [0]),
    ({"late": True}, [10])], ids=["no biases", "rate 100", "wrong sign", "late deltas"])
def test_mistakes_fail_as_often_as_the_page_says(monkeypatch, options, good):
    monkeypatch.setattr(recount, "MAX_ITERS", 1200)
    assert recount.count("", 10, recount.usual_start,
                         lambda numbers: recount.descend(numbers, **options)) in good


def test_stopping_at_one_good_pair_can_stop_with_a_wrong_answer():
    assert 180 <= recount.count("", 200, recount.usual_start, recount.stop_at_one_good_pair) < 200


def test_the_script_learns_from_every_seed_and_its_loss_never_rises():
    assert recount.count_defaults(50) == (50, 0)
