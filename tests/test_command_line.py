"""What both scripts promise to someone who starts them from a command line."""
import importlib
import os
import random
import re
import signal

import pytest
from conftest import ROOT, on_unix, run_to_end, started

ONE, NETWORK = "one_neuron.py", "simple_network_learning.py"
BOTH = pytest.mark.parametrize("script", [ONE, NETWORK])
on_a_full_disk = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
CHECKED = "--learning-rate and --loss-goal must be positive finite numbers"


def start(script, *arguments, **options):
    return started(os.path.join(ROOT, script), *arguments, seconds=15, **options)


def run(script, *arguments):
    return run_to_end("-I", "-S", os.path.join(ROOT, script), *arguments)


# Learning, and the exit status.

@pytest.mark.parametrize("script, arguments, learned", [
    (NETWORK, [], ["XOR"]), (NETWORK, ["AND"], ["AND"]), (NETWORK, ["or"], ["OR"]),
    (NETWORK, ["--seed", "2"], ["XOR"]), (NETWORK, ["--learning-rate", "1"], ["XOR"]),
    (ONE, [], ["AND", "OR"]), (ONE, ["AND"], ["AND"]), (ONE, ["or"], ["OR"])],
    ids=lambda v: " ".join(v) if isinstance(v, list) else None)
def test_what_is_learned_is_said_to_be_learned(script, arguments, learned):
    status, output, errors = run(script, *arguments)
    assert (status, errors) == (0, "")
    assert re.findall(r"^Learning (\w+) with", output, re.MULTILINE) == learned
    assert re.findall(r"^Learned (\w+) in \d+ iterations\.$", output, re.MULTILINE) == learned
    assert output.count("\n\nLearned ") == len(learned)
    assert "Not learned" not in output
    for verdict in re.findall(r"in (\d+) iterations\.$", output, re.MULTILINE):
        assert re.search(r"^ +" + verdict + r"  0\.00\d{4}$", output, re.MULTILINE)
        assert script == NETWORK or f"\nAfter {verdict} iterations:\n" in output


@BOTH
def test_everything_printed_is_ascii_and_fits_the_screen(script):
    for arguments in ([], ["AND"], ["XOR"], ["--max-iters", "3"], ["--loss-goal", "1"],
                      ["OR", "--learning-rate", "1e308"], ["--help"], ["NAND"]):
        output = "".join(run(script, *arguments)[1:])
        assert all(ord(c) < 128 for c in output)
        assert max(len(line) for line in output.splitlines()) <= 79, arguments
        assert not re.search(r" $", output, re.MULTILINE), arguments


@BOTH
def test_the_loss_column_never_rises(script):
    output = run(script, "OR")[1]
    losses = [float(found) for found in re.findall(r"^ +\d+  (\d\.\d{6})", output, re.MULTILINE)]
    assert len(losses) > 8
    assert losses == sorted(losses, reverse=True)


def test_the_network_says_what_it_learns_and_how():
    output = run(NETWORK, "OR", "--seed", "4", "--learning-rate", "2.5", "--loss-goal", "0.01",
                 "--max-iters", "700")[1]
    assert output.startswith(
        "Learning OR with 2 inputs, 2 hidden neurons and 1 output neuron.\n"
        "Seed 4, rate 2.5, loss goal 0.01, at most 700 iterations.\n"
        "\niteration      loss\n        0  0.")
    assert run(NETWORK)[1].splitlines()[1] == (
        "Seed 1, rate 3, loss goal 0.001, at most 10000 iterations.")


def test_the_neuron_says_what_it_learns_and_how():
    output = run(ONE, "OR", "--learning-rate", "2.5", "--loss-goal", "0.01",
                 "--max-iters", "700")[1]
    assert output.startswith(
        "Learning OR with 2 inputs and 1 neuron.\n"
        "Rate 2.5, loss goal 0.01, at most 700 iterations.\n"
        "\niteration      loss\n        0  0.5")
    blocks = run(ONE, "--max-iters", "600", "--loss-goal", "0.02")[1].split("\n\nLearning ")
    assert len(blocks) == 2
    for block in blocks:
        assert "Rate 3, loss goal 0.02, at most 600 iterations.\n" in block


def test_the_seed_makes_the_run():
    first, again, *others = [run(NETWORK, "--seed", seed)[1] for seed in ("3", "3", "4", "13")]
    starts = {output.splitlines()[4] for output in [first] + others}
    assert first == again and len(starts) == 3
    assert run(NETWORK, "--seed", "1") == run(NETWORK)


# The verdict.

OTHER_RATE = "Try --learning-rate 3, or a larger --max-iters."


@BOTH
def test_a_run_that_reaches_the_cap_may_have_learned_and_says_so(script):
    status, output, _ = run(script, "OR", "--max-iters", "300", "--loss-goal", "1e-9")
    assert status == 0
    assert output.splitlines()[-1] == (
        "Learned OR in 300 iterations; it stopped at the cap, --max-iters.")


@BOTH
@pytest.mark.parametrize("iterations, verdict", [
    ("2", "Try a smaller --loss-goal."), ("300", "Learned OR in 300 iterations.")])
def test_a_goal_that_is_just_met_at_the_cap_is_met(script, iterations, verdict):
    losses, module = {}, importlib.import_module(script[:-3])
    random.seed(1)
    module.learn_boolean_function(
        module.BOOLEAN_OR, report=lambda iteration, loss, last: losses.update({iteration: loss}))
    just = repr(losses[int(iterations)])
    output = run(script, "OR", "--max-iters", iterations, "--loss-goal", just)[1]
    assert output.splitlines()[-1] == verdict


@BOTH
def test_a_loose_goal_does_not_read_as_learned(script):
    status, output, _ = run(script, "OR", "--loss-goal", "1")
    assert status == 1
    assert re.search(r"\nNot learned: OR, after 0 iterations\.\nThe outputs lie between "
                     r"0\.\d\d and 0\.\d\d\.\nTry a smaller --loss-goal\.\n\Z", output)


def test_too_few_iterations_are_not_learned_and_the_verdict_says_what_to_try():
    status, output, _ = run(NETWORK, "--max-iters", "9")
    table = re.findall(r"  (\d\.\d\d)\d  +[01]$", output, re.MULTILINE)
    assert status == 1 and len(table) == 4
    found = re.search(r"^\nNot learned: XOR, after 9 iterations\.\nThe outputs lie between (.*) "
                      r"and (.*)\.\nTry a larger --max-iters\.\n\Z",
                      output, re.MULTILINE)
    for shown, cut in zip(found.groups(), (min(table), max(table))):
        assert abs(float(shown) - float(cut)) < 0.011
    assert run(NETWORK, "--max-iters", "0")[0] == 1


def test_the_neurons_verdict_says_what_to_try():
    status, output, _ = run(ONE, "AND", "--max-iters", "2")
    assert status == 1
    assert output.endswith("\n\nNot learned: AND, after 2 iterations.\n"
                           "The outputs lie between 0.28 and 0.39.\nTry a larger --max-iters.\n")
    for arguments, advice in (
            (["--max-iters", "2", "--learning-rate", "0.1"], OTHER_RATE),
            (["--learning-rate", "1e9"], OTHER_RATE),
            (["--loss-goal", "0.4"], "Try a smaller --loss-goal."),
            (["--loss-goal", "0.4", "--learning-rate", "1"], "Try a smaller --loss-goal."),
            (["--loss-goal", "0.4", "--max-iters", "0"], "Try a larger --max-iters.")):
        status, output, _ = run(ONE, "OR", *arguments)
        assert (status, output.splitlines()[-1]) == (1, advice), arguments


def test_the_networks_verdict_says_what_to_try():
    for arguments, advice in (
            (["--loss-goal", "0.4"], "Try a smaller --loss-goal."),
            (["--learning-rate", "100"], OTHER_RATE),
            (["--loss-goal", "9", "--max-iters", "0"], "Try a smaller --loss-goal.")):
        status, output, _ = run(NETWORK, *arguments)
        assert (status, output.splitlines()[-1]) == (1, advice), arguments


def test_one_neuron_says_why_it_does_not_learn_xor():
    status, output, errors = run(ONE, "XOR")
    assert (status, errors) == (1, "")
    assert output.count("0.500 ") == 4
    assert output.endswith(
        "\nNot learned: XOR, after 0 iterations.\n"
        "The outputs lie between 0.50 and 0.50.\n"
        "The steps of the four pairs cancel, and no other weights have a smaller loss.\n"
        "No straight line separates its ones from its zeros, and one neuron has only\n"
        "a straight line; two layers can: see simple_network_learning.py.\n")


def test_one_neuron_without_a_name_learns_only_if_both_are_learned():
    # With 40 iterations OR is within a fifth, and AND is not yet.
    status, output, _ = run(ONE, "--max-iters", "40")
    assert "Not learned: AND" in output and "Learned OR in 40 iterations" in output
    assert status == 1


@BOTH
@pytest.mark.parametrize("rate", ["1e9", "1e300", "1.7e308"])
def test_a_rate_so_large_that_numbers_overflow_is_not_learned(script, rate):
    for function in ("AND", "OR", "XOR"):
        status, output, errors = run(script, function, "--learning-rate", rate)
        assert (status, errors) == (1, "")
        assert "\nNot learned: " + function in output


# Bad input.

@BOTH
@pytest.mark.parametrize("arguments, message", [
    (["NAND"], "argument function: invalid choice: 'NAND'"),
    (["XOR", "OR"], "unrecognized arguments: OR"),
    (["--speed=3"], "unrecognized arguments: --speed=3"),
    (["--learning-rate", "0"], CHECKED), (["--learning-rate", "-3"], CHECKED),
    (["--learning-rate", "nan"], CHECKED), (["--learning-rate", "inf"], CHECKED),
    (["--learning-rate", "fast"], "argument --learning-rate: invalid float value: 'fast'"),
    (["--loss-goal", "0"], CHECKED), (["--loss-goal", "-1"], CHECKED),
    (["--loss-goal", "nan"], CHECKED), (["--loss-goal", "inf"], CHECKED),
    (["--loss-goal", ""], "argument --loss-goal: invalid float value: ''"),
    (["--max-iters", "-1"], "--max-iters must not be negative"),
    (["--max-iters", "2.5"], "argument --max-iters: invalid int value: '2.5'"),
    (["--max-iters"], "argument --max-iters: expected one argument")],
    ids=lambda v: " ".join(v) if isinstance(v, list) else None)
def test_a_bad_argument_is_refused_in_one_line(script, arguments, message):
    status, output, errors = run(script, *arguments)
    assert (status, output) == (2, "")
    assert errors.startswith(message)
    assert errors.count("\n") == 1 and len(errors) <= 80


def test_a_bad_seed_is_refused():
    # Python's random takes -1 for 1: two seeds would be one run.
    assert run(NETWORK, "--seed", "-1") == (2, "", "--seed must not be negative\n")
    assert run(NETWORK, "--seed", "0", "--max-iters", "1")[0] == 1
    assert run(NETWORK, "--seed", "x") == (2, "", "argument --seed: invalid int value: 'x'\n")
    assert run(ONE, "--seed", "1")[0] == 2


def test_help_shows_every_option_and_default():
    for script, own in ((ONE, ["what to learn (default: AND, then OR)",
                               "Teach one neuron AND, OR or, in vain, XOR."]),
                        (NETWORK, ["what to learn (default: XOR)", "--seed",
                                   "for the random start (default: 1)",
                                   "Teach a network of two layers AND, OR or XOR."])):
        status, output, errors = run(script, "--help")
        assert (status, errors) == (0, "")
        assert output.startswith("usage: " + script)
        said = " ".join(output.split())
        for text in own + ["{AND,OR,XOR}", "--learning-rate", "step size (default: 3)",
                           "--loss-goal", "loss to stop at (default: 0.001)", "--max-iters",
                           "most steps to take (default: 10000)"]:
            assert " " + text in said, text


# Interruptions.

LONG = ["--max-iters", "1000000000", "--loss-goal", "1e-30"]


@BOTH
@on_unix
def test_ctrl_c_ends_a_long_run_in_one_line(script):
    with start(script, "OR", *LONG) as process:
        for line in process.stdout:
            if line.startswith("      200"):
                break
        process.send_signal(signal.SIGINT)
        errors = process.communicate(timeout=20)[1]
    assert (process.returncode, errors) == (130, "Interrupted.\n")


@BOTH
@on_unix
def test_progress_arrives_as_it_happens_and_a_closed_pipe_is_no_traceback(script):
    with start(script, "OR", *LONG) as process:
        for _ in range(6):
            assert process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()
        process.wait(timeout=20)
    assert (process.returncode, errors) == (141, "")


@BOTH
@on_unix
def test_a_reader_that_never_reads_is_no_traceback(script):
    with start(script) as process:
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 141


@BOTH
@on_a_full_disk
@pytest.mark.parametrize("arguments", [[], ["XOR"], ["--max-iters", "3"]], ids=" ".join)
def test_a_full_disk_is_told_in_one_line(script, arguments):
    with open("/dev/full", "w") as full, start(script, *arguments, stdout=full) as process:
        errors = process.stderr.read()
    assert process.returncode == 74
    assert errors == "Cannot write: [Errno 28] No space left on device\n"


@BOTH
@on_unix
def test_an_output_that_cannot_be_written_to_is_told_in_one_line(script):
    with open(os.devnull) as readable, start(script, stdout=readable) as process:
        errors = process.stderr.read()
    assert (process.returncode, errors) == (74, "Cannot write: [Errno 9] Bad file descriptor\n")


@BOTH
@on_a_full_disk
def test_a_full_disk_has_its_status_also_where_the_errors_go_there_too(script):
    with open("/dev/full", "w") as full, start(script, stdout=full, stderr=full) as process:
        assert process.wait() == 74
