"""What both scripts promise to someone who starts them from a command line."""
import os
import re
import runpy
import sys

import pytest
from tools import PAIRS, ROOT, run_python

import one_neuron
import simple_network_learning as snl

ONE, NETWORK = "one_neuron.py", "simple_network_learning.py"
both = pytest.mark.parametrize("script", [ONE, NETWORK])
VERDICT = re.compile(r"^(Learned|Not learned:) (\w+)(?: in|, after) (\d+) iterations: "
                     r"(?:not all within 0\.2|all within 0\.2 of expected)\.$", re.MULTILINE)


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
        except (ArithmeticError, ValueError) as error:
            pytest.fail(f"not refused, but failed: {error!r}", pytrace=False)
        output, errors = capsys.readouterr()
        for line in output.splitlines():
            assert all(ord(c) < 128 for c in line) and len(line) < 80 and line == line.rstrip(), (
                f"not ASCII, longer than 79 or with a blank at its end: {line!r}")
        return status, output, errors
    return run_script


def progress(output):
    """Return the iterations and the losses that were shown."""
    rows = re.findall(r"^ +(\d+)  (\d\.\d{6})", output, re.MULTILINE)
    return [int(iterations) for iterations, _ in rows], [float(loss) for _, loss in rows]


@pytest.mark.parametrize("script, arguments, names", [
    (NETWORK, [], ["XOR"]), (NETWORK, ["AND"], ["AND"]), (NETWORK, ["or"], ["OR"]),
    (NETWORK, ["--seed", "2"], ["XOR"]), (NETWORK, ["--learning-rate", "0.5"], ["XOR"]),
    (ONE, [], ["AND", "OR"]), (ONE, ["AND"], ["AND"]),
    (ONE, ["or", "--learning-rate", "0.5"], ["OR"])],
    ids=lambda v: " ".join(v) if isinstance(v, list) else None)
def test_what_is_learned_is_said_to_be_learned(run, script, arguments, names):
    status, output, errors = run(script, *arguments)
    assert (status, errors) == (0, "")
    blocks = output.split("\n\nLearning ")
    assert [re.match(r"(?:Learning )?(\w+) with", block).group(1) for block in blocks] == names
    for name, block in zip(names, blocks):
        iterations, losses = progress(block)
        assert VERDICT.findall(block) == [("Learned", name, str(iterations[-1]))]
        assert losses[-1] <= 0.001 and losses == sorted(losses, reverse=True)
        assert script == NETWORK or f"\nAfter {iterations[-1]} iterations:\n" in block


@pytest.mark.parametrize("arguments, iterations", [
    ("OR --max-iters 2", 2), ("AND --max-iters 0", 0), ("OR --loss-goal 1", 0),
    ("AND --learning-rate 1e9 --max-iters 12000", 12000), ("OR --learning-rate 1.7e308", 10000)])
@both
def test_what_is_not_learned_is_not_said_to_be_and_what_to_try_is(
        run, script, arguments, iterations):
    status, output, errors = run(script, *arguments.split())
    assert (status, errors) == (0, "")
    assert VERDICT.findall(output) == [("Not learned:", arguments.split()[0], str(iterations))]
    assert progress(output)[0][-1] == iterations
    assert output.splitlines()[-1] in (
        "Try another --learning-rate, a larger --max-iters or a smaller --loss-goal.",
        "Try another --seed or --learning-rate, more --max-iters, a smaller --loss-goal.")


def test_one_neuron_says_why_it_does_not_learn_xor(run):
    status, output, errors = run(ONE, "XOR")
    assert (status, errors) == (0, "")
    assert progress(output)[1] == [0.5] * 14 and output.count("0.500 ") == 4
    assert VERDICT.findall(output) == [("Not learned:", "XOR", "10000")]
    assert re.search(r"no straight line .*\n.* see simple_network_learning.py\.\n\Z", output)


@pytest.mark.parametrize("hopeless", ["AND", "OR"])
def test_one_neuron_without_a_name_says_of_each_whether_it_is_learned(
        monkeypatch, capsys, hopeless):
    monkeypatch.setitem(one_neuron.FUNCTIONS, hopeless, one_neuron.BOOLEAN_XOR)
    one_neuron.learn_and_show()
    verdicts = [(name, word) for word, name, _ in VERDICT.findall(capsys.readouterr().out)]
    assert verdicts == [(name, "Not learned:" if name == hopeless else "Learned")
                        for name in ("AND", "OR")]


@pytest.mark.parametrize("script", [one_neuron, snl])
def test_learning_and_showing_can_be_called_again_and_returns_nothing_to_echo(script, capsys):
    outputs = []
    for _ in range(2):
        assert script.learn_and_show("OR", max_iters=1) is None
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1]


@pytest.mark.parametrize("script, function, what, seed", [
    (ONE, "OR", "2 inputs and 1 neuron", ""), (ONE, "", "2 inputs and 1 neuron", ""),
    (NETWORK, "OR", "2 inputs, 2 hidden neurons and 1 output neuron", "--seed 4 ")])
def test_it_says_what_it_learns_and_how_and_does_so(run, script, function, what, seed):
    options = f"{function} {seed}--learning-rate 2.5 --loss-goal 0.01 --max-iters 700".split()
    settings = f"{seed and 'Seed 4, '}learning rate 2.5, loss goal 0.01, at most "
    for name, block in zip(["OR"] if function else ["AND", "OR"],
                           run(script, *options)[1].split("\n\nLearning ")):
        assert re.sub("^Learning ", "", block).splitlines()[:4] == [
            f"{name} with {what}.", f"{settings[0].upper() + settings[1:]}700 iterations.",
            "", "iteration      loss, summed over the pairs"]
        losses = progress(block)[1]
        assert losses[-1] <= 0.01 < losses[-2]


def test_the_seed_makes_the_run_and_is_1_where_nothing_is_said(run):
    seeds = 3, 3, 4, 1000 * 2 ** 32 + 3
    first, again, *others = [run(NETWORK, "or", f"--seed={seed}") for seed in seeds]
    assert first == again
    assert len({output[1].splitlines()[4] for output in [first] + others}) == 3
    assert run(NETWORK) == run(NETWORK, "--seed", "1")
    assert f"\nSeed 1, learning rate {snl.LEARNING_RATE:g}, loss goal 0.001" in run(NETWORK)[1]


@pytest.mark.parametrize("rate", [3, 1e9])
@pytest.mark.parametrize("script, neurons", [(one_neuron, 1), (snl, 3)])
def test_formulas_and_corners_of_maps_say_what_the_table_says(
        monkeypatch, capsys, script, neurons, rate):
    # A function in which x1 and x2 differ, added as a student would.
    monkeypatch.setitem(script.FUNCTIONS, "MINE", list(zip(PAIRS, (0, 0, 1, 0))))
    script.learn_and_show("MINE", learning_rate=rate)
    output = capsys.readouterr().out
    number = r"-?\d[\d.]*(?:e[+-]\d+)?"
    formulas = re.findall(rf"^(hidden [12]|output) += (sigmoid\({number} \* .* [+-] {number} "
                          rf"\* .* [+-] {number}\))$", output, re.MULTILINE)
    rows = re.findall(r"^ ([01])   ([01]) +(.*) [01]$", output, re.MULTILINE)
    drawn = {line[:3]: line[5:-1].split("| |") for line in output.splitlines() if "|" in line}
    assert len(formulas) == neurons and len(rows) == 4
    for x1, x2, shown in rows:
        known = {"x1": int(x1), "x2": int(x2), "sigmoid": script.sigmoid}
        for k, ((name, formula), value) in enumerate(zip(formulas, shown.split())):
            known[name.replace(" ", "")] = eval(formula.replace("hidden ", "hidden"), known)
            shade = " .:-=+*#%@".index(drawn[x2 + ".0"][k][-int(x1)]) / 10 + 0.05
            assert abs(known[name.replace(" ", "")] - float(value)) < 0.02, f"formula of {name}"
            assert abs(shade - float(value)) <= 0.0506, f"map of {name} at ({x1},{x2})"


@both
@pytest.mark.parametrize("arguments", [
    "NAND", "XOR OR", "--speed=3", "--learning-rate x", "--max-iters 2.5", "--loss-goal x"] + [
        f"--{option} {value}" for option in ("learning-rate", "loss-goal")
        for value in ("0", "-1", "nan", "inf")] + ["--max-iters -1"])
def test_a_bad_argument_is_refused_with_status_2(run, script, arguments):
    status, output, errors = run(script, *arguments.split())
    assert (status, output) == (2, ""), "it should be refused"
    if re.search(r" (0|-1|nan|inf)$", arguments):
        assert re.search(r"error: --.* must (not be negative|be positive and finite)$", errors)
        assert arguments.split()[0] in errors.splitlines()[-1]


def test_a_bad_seed_is_refused(run):
    # Python's random takes -1 for 1: two seeds would be one run.
    for script, seed, status in ((NETWORK, "-1", 2), (NETWORK, "x", 2), (NETWORK, "0", 0),
                                 (ONE, "1", 2)):  # one neuron's start is not random
        assert run(script, "--seed", seed)[0] == status, f"{script} --seed {seed}"


@both
def test_help_shows_every_option_and_default(script):
    status, output, errors = run_python(script, "--help")
    assert (status, errors) == (0, "")
    seed = ["--seed SEED for the random start (default: 1)"] if script == NETWORK else []
    for text in seed + [
            "{AND,OR,XOR}", f"step size (default: {snl.LEARNING_RATE})", "(default: 0.001)",
            "(default: 10000)", "--learning-rate LEARNING_RATE", "--loss-goal", "--max-iters"]:
        assert " " + text in " ".join(output.split()), text
