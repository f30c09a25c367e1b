"""What both scripts promise to someone who starts them from a command line."""
import math
import os
import re
import runpy
import sys

import pytest
from tools import ROOT, run_python

ONE, NETWORK = "one_neuron.py", "simple_network_learning.py"
both = pytest.mark.parametrize("script", [ONE, NETWORK])
ROW = re.compile(r"^ ([01])   ([01]) +(.*) [01]$", re.MULTILINE)
CHECKED = "--learning-rate and --loss-goal must be positive and finite"


@pytest.fixture
def run(monkeypatch, capsys):
    """Return a function that runs a script as a command: (exit status, output, errors)."""
    def run_script(script, *arguments):
        monkeypatch.setattr(sys, "argv", [script] + list(arguments))
        status = 0
        try:
            runpy.run_path(os.path.join(ROOT, script), run_name="__main__")
        except SystemExit as end:
            assert end.code, "sys.exit is only called where the status is not 0"
            status = end.code
        return (status,) + tuple(capsys.readouterr())
    return run_script


def losses_of(output):
    return [float(loss) for loss in re.findall(r"^ +\d+  (\d\.\d{6})", output, re.MULTILINE)]


@pytest.mark.parametrize("script, arguments, learned", [
    (NETWORK, [], ["XOR"]), (NETWORK, ["AND"], ["AND"]), (NETWORK, ["or"], ["OR"]),
    (NETWORK, ["--seed", "2"], ["XOR"]), (NETWORK, ["--learning-rate", "1"], ["XOR"]),
    (ONE, [], ["AND", "OR"]), (ONE, ["AND"], ["AND"]),
    (ONE, ["or", "--learning-rate", "0.5"], ["OR"])],
    ids=lambda v: " ".join(v) if isinstance(v, list) else None)
def test_what_is_learned_is_said_to_be_learned(run, script, arguments, learned):
    status, output, errors = run(script, *arguments)
    assert (status, errors) == (0, ""), f"it ends with {output[-200:]!r}"
    assert re.findall(r"^Learning (\w+) with", output, re.MULTILINE) == learned
    said = re.findall(r"\n\nLearned (\w+) in (\d+) iterations: all within 0\.2 of expected\.$",
                      output, re.MULTILINE)
    assert [function for function, _ in said] == learned, f"it ends with {output[-200:]!r}"
    assert "Not learned" not in output
    for _, iterations in said:
        assert re.search(f"^ +{iterations}  0\\.00[01]\\d{{3}}$", output, re.MULTILINE)
        assert script == NETWORK or f"\nAfter {iterations} iterations:\n" in output
    for losses in map(losses_of, output.split("\n\nLearning ")):
        assert len(losses) > 8 and losses == sorted(losses, reverse=True)


@both
@pytest.mark.parametrize("arguments", [
    ["OR", "--max-iters", "2"], ["AND", "--max-iters", "0"], ["OR", "--loss-goal", "1"],
    ["AND", "--learning-rate", "1e9"], ["OR", "--learning-rate", "1.7e308"]], ids=" ".join)
def test_what_is_not_learned_is_not_said_to_be_and_what_to_try_is(run, script, arguments):
    status, output, errors = run(script, *arguments)
    assert (status, errors) == (0, ""), f"it ends with {output[-200:]!r}"
    verdict = re.search(r"\n\nNot learned: (\w+), after (\d+) iterations: not all within 0\.2\.\n"
                        r"Try .*--learning-rate, .*--max-iters.* --loss-goal\.\n\Z", output)
    assert verdict, f"it ends with {output[-200:]!r}"
    assert verdict.group(1) == arguments[0] and "Learned" not in output
    assert verdict.group(2) == re.findall(r"^ +(\d+)  \d\.", output, re.MULTILINE)[-1]


def test_one_neuron_says_why_it_does_not_learn_xor(run):
    status, output, errors = run(ONE, "XOR")
    assert (status, errors) == (0, "")
    assert losses_of(output) == [0.5] * 14 and output.count("0.500 ") == 4
    assert output.endswith(
        "\n\nNot learned: XOR, after 10000 iterations: not all within 0.2.\n"
        "The gradients of the four pairs cancel, so nothing moves. One neuron can\n"
        "never learn XOR, because no straight line separates its 1s from its 0s.\n"
        "Two layers of neurons can: see simple_network_learning.py.\n")


@pytest.mark.parametrize("arguments, not_learned, learned", [
    # With 40 iterations OR is within a fifth, and AND is not yet.
    (["--max-iters", "40"], ["AND"], ["OR"]), (["--max-iters", "1"], ["AND", "OR"], [])])
def test_one_neuron_without_a_name_says_of_each_function_whether_it_is_learned(
        run, arguments, not_learned, learned):
    output = run(ONE, *arguments)[1]
    assert re.findall(r"^Not learned: (\w+)", output, re.MULTILINE) == not_learned
    assert re.findall(r"^Learned (\w+)", output, re.MULTILINE) == learned


@both
@pytest.mark.parametrize("arguments", [
    [], ["AND"], ["XOR"], ["--max-iters", "3"], ["OR", "--learning-rate", "1e308"]], ids=" ".join)
def test_everything_printed_is_ascii_and_fits_the_screen(run, script, arguments):
    output = run(script, *arguments)[1]
    assert all(ord(c) < 128 for c in output)
    assert max(map(len, output.splitlines())) <= 79
    assert not re.search(r" $", output, re.MULTILINE)


@pytest.mark.parametrize("script, what, seed", [
    (ONE, "2 inputs and 1 neuron", ""),
    (NETWORK, "2 inputs, 2 hidden neurons and 1 output neuron", "Seed 4, ")])
def test_it_says_what_it_learns_and_how(run, script, what, seed):
    options = ["--seed", "4"] if seed else []
    output = run(script, "OR", "--learning-rate", "2.5", "--loss-goal", "0.01",
                 "--max-iters", "700", *options)[1]
    settings = f"{seed}learning rate 2.5, loss goal 0.01, at most 700 iterations.\n"
    assert output.startswith(f"Learning OR with {what}.\n" + settings[0].upper() + settings[1:]
                             + "\niteration      loss, summed over the pairs\n        0  0.")
    assert losses_of(output)[-1] <= 0.01 < losses_of(output)[-2]


def test_one_neuron_uses_the_same_options_for_both_functions(run):
    blocks = run(ONE, "--max-iters", "600", "--loss-goal", "0.02", "--learning-rate", "2")[1]
    blocks = blocks.split("\n\nLearning ")
    assert len(blocks) == 2
    for block in blocks:
        assert "Learning rate 2, loss goal 0.02, at most 600 iterations.\n" in block
        assert losses_of(block)[-1] <= 0.02


def test_the_seed_makes_the_run_and_is_1_where_nothing_is_said(run):
    first, again, *others = [run(NETWORK, "--seed", seed) for seed in ("3", "3", "4", "13")]
    assert first == again
    assert len({output[1].splitlines()[4] for output in [first] + others}) == 3
    assert run(NETWORK) == run(NETWORK, "--seed", "1")
    assert "\nSeed 1, learning rate 3, loss goal 0.001, at most 10000 " in run(NETWORK)[1]


@pytest.mark.parametrize("script, arguments", [
    (ONE, ["AND"]), (ONE, ["OR"]), (ONE, ["XOR"]), (ONE, ["AND", "--max-iters", "9"])] + [
        (NETWORK, [function, "--seed", seed]) for function in ("AND", "OR", "XOR") for seed in "12"
        ] + [(NETWORK, ["XOR", "--max-iters", "60"])], ids=lambda v: "".join(v))
def test_the_formulas_give_the_tables_outputs_to_whoever_puts_0_and_1_in(run, script, arguments):
    output = run(script, *arguments)[1]
    formulas = re.findall(r"^(hidden [12]|output) +=( sigmoid\(-?\d.* [+-] \d.* [+-] \d.*\))$",
                          output, re.MULTILINE)
    rows = ROW.findall(output)
    assert len(formulas) == (1 if script == ONE else 3) and len(rows) == 4
    for x1, x2, shown in rows:
        known = {"x1": int(x1), "x2": int(x2), "sigmoid": lambda a: 1 / (1 + math.exp(-a))}
        for (name, formula), value in zip(formulas, shown.split()):
            known[name.replace(" ", "")] = eval(formula.replace("hidden ", "hidden"), known)
            assert abs(known[name.replace(" ", "")] - float(value)) < 0.02, (
                f"the formula of {name} gives another output at ({x1},{x2}) than the table")


@pytest.mark.parametrize("script, maps", [(ONE, 1), (NETWORK, 3)])
def test_the_corners_of_the_maps_are_the_tables_outputs(run, script, maps):
    output = run(script, "OR")[1]
    drawn = {line[:3]: line[5:-1].split("| |") for line in output.splitlines() if "|" in line}
    for x1, x2, shown in ROW.findall(output):
        for k, value in enumerate(shown.split()[:maps]):
            shade = " .:-=+*#%@".index(drawn[x2 + ".0"][k][-int(x1)])
            assert abs(shade / 10 + 0.05 - float(value)) <= 0.0506, (
                f"map {k + 1} has another output at ({x1},{x2}) than the table, {value}")


@both
@pytest.mark.parametrize("arguments, message", [
    (["NAND"], "invalid choice: 'NAND'"), (["XOR", "OR"], "unrecognized arguments: OR"),
    (["--speed=3"], "unrecognized arguments: --speed=3"),
    (["--learning-rate", "0"], CHECKED), (["--loss-goal", "0"], CHECKED),
    (["--learning-rate", "-3"], CHECKED), (["--loss-goal", "-1"], CHECKED),
    (["--learning-rate", "nan"], CHECKED), (["--loss-goal", "nan"], CHECKED),
    (["--learning-rate", "inf"], CHECKED), (["--loss-goal", "inf"], CHECKED),
    (["--learning-rate", "x"], "invalid float value: 'x'"),
    (["--max-iters", "-1"], "(--seed and )?--max-iters must not be negative"),
    (["--max-iters", "2.5"], "invalid int value: '2.5'"), (["--loss-goal", "x"], "invalid float")],
    ids=lambda v: " ".join(v) if isinstance(v, list) else None)
def test_a_bad_argument_is_refused_with_status_2(run, script, arguments, message):
    status, output, errors = run(script, *arguments)
    assert (status, output) == (2, "")
    assert re.search(r"error: (argument [\w-]+: )?" + message, errors.splitlines()[-1]), errors


def test_a_bad_seed_is_refused(run):
    # Python's random takes -1 for 1: two seeds would be one run.
    assert run(NETWORK, "--seed", "-1")[0] == run(NETWORK, "--seed", "x")[0] == 2
    assert run(NETWORK, "--seed", "0")[0] != 2
    assert run(ONE, "--seed", "1")[0] == 2, "one neuron's start is not random"


@pytest.mark.parametrize("script, own", [
    (ONE, ["Teach one neuron AND and OR, or one of these.", "One neuron cannot learn XOR."]),
    (NETWORK, ["Teach a network XOR, or the function named.", "random start (default: 1)"])])
def test_help_shows_every_option_and_default(script, own):
    status, output, errors = run_python(script, "--help")
    assert (status, errors) == (0, "")
    for text in own + ["{AND,OR,XOR}", "step size (default: 3.0)", "stop at (default: 0.001)",
                       "maximum number of steps (default: 10000)", "--learning-rate LEARNING_RATE",
                       "--loss-goal LOSS_GOAL", "--max-iters MAX_ITERS"]:
        assert " " + text in " ".join(output.split()), text
