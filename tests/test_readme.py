"""What the page shows is what is printed, and what it names and counts is there and so."""
import math
import os
import re

import pytest
from tools import ROOT, build, read, run_python

import one_neuron
import simple_network_learning as snl

PAGE = read("README.md")
LINE = " ".join(PAGE.split())
TEXT = re.sub("(?s)```.*?```", "", PAGE)
COMMANDS = re.findall(r"^```console\n\$ python3 (.*)\n((?:.*\n)*?)```$", PAGE, re.MULTILINE)
BLOCKS = re.findall(r"^```python\n(.*?)^```\n(?:```text\n(.*?)^```$)?", PAGE,
                    re.MULTILINE | re.DOTALL)
LIBRARY = re.compile("import (?:numpy|matplotlib)|from (?:torch|sklearn)")
RUNS = [block for block in BLOCKS if not LIBRARY.search(block[0])]
# What is not counted by recount.py, but with other code, or is no count.
ELSEWHERE = ["877 of 1,000 runs ended with the right", "10,000 iterations", "makes 4,092 pairs"]
NEGNEVITSKY = [0.5, 0.9, 0.4, 1.0, -0.8, 0.1, -1.2, 1.1, -0.3]


def section(heading):
    """Return the text below a heading, up to the next one of its size."""
    return PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]


@pytest.mark.parametrize("command, shown", COMMANDS, ids=[command for command, _ in COMMANDS])
def test_a_shown_command_prints_what_is_shown(command, shown):
    assert run_python(*command.split())[1].splitlines() == shown.splitlines()


@pytest.mark.parametrize("code, shown", RUNS, ids=[shown.split("\n")[0] for _, shown in RUNS])
def test_a_program_alone_prints_what_stands_below_it(code, shown):
    status, output, errors = run_python("-", text=code)
    assert (status, errors) == (0, "")
    assert shown, "what it prints should stand below it"
    assert output.strip("\n").splitlines() == shown.strip("\n").splitlines()


def test_programs_that_need_a_library_are_at_least_python():
    for code, _ in BLOCKS:
        compile(code, "README.md", "exec")
    checks = {re.search(r"def check_slopes.*?\n\n", code, re.DOTALL).group()
              for code, _ in BLOCKS if "def check_slopes" in code}
    assert len(checks) == 1, "check_slopes should be the same text wherever it stands"


def test_a_named_command_runs_and_fails_to_learn_where_it_is_said_to():
    rows = dict(re.findall(r"^\| `python3 (.*\.py.*)` \| (.*) \|$", PAGE, re.MULTILINE))
    assert len(rows) == 4
    for command in re.findall(r"`python3 (\w+\.py.*?)`", PAGE):
        status, output, _ = run_python(*command.split())
        assert status == 0, command
        assert ("\nNot learned" in output) == ("fail" in rows.get(command, "")), command
    for target, variable in re.findall(r"`make ([\w-]+)(?: (\w+)=)?", PAGE):
        assert f"\n{target}" in read("Makefile").replace(" ", "\n"), f"there is no make {target}"
        assert f"$({variable})" in read("Makefile") + "$()", f"{variable} is not used"
    assert set(re.findall(r"`python3 -m (\w+)", PAGE)) == {"pip", "pytest"}
    (shown,) = re.findall(r"`print\((net\.test_if.*?)\)`", LINE)
    assert eval(shown, {"net": snl}) is True, shown


def test_every_option_function_and_argument_that_is_named_is_there():
    help_text = "".join(run_python(script.__file__, "--help")[1] for script in (one_neuron, snl))
    for option in re.findall(r"(?<!pip )(--[a-z][\w-]*)", PAGE):
        assert option in help_text, option
    code = read("one_neuron.py") + read("simple_network_learning.py") + "".join(
        block for block, _ in BLOCKS)
    for name in re.findall(r"`(\w+)(?:\([^`]*)?`|\b(?:net|one_neuron)\.([a-z]\w+)", PAGE):
        name = "".join(name)
        if "_" in name and name != "hidden_layer_sizes":
            assert re.search(rf"\b{name}\b", code), f"there is no {name}"


def test_every_link_inside_the_page_leads_somewhere():
    headings = re.findall(r"^#+ (.*)$", PAGE, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    for link in re.findall(r"\]\((?!http)([^)]+)\)", LINE):
        assert link[1:] in anchors or os.path.exists(os.path.join(ROOT, link)), link
    for name in re.findall(r'"([A-Z][a-z]+ [a-z][\w ]+)"', " ".join(TEXT.split())):
        assert f"<b>{name}" in LINE or f"# {name}" in read(
            "simple_network_learning.py"), f"there is no fold or comment {name}"


def test_every_count_of_the_page_is_recounted():
    status, said, errors = run_python("tests/measure/recount.py", "--say")
    assert (status, errors) == (0, "")
    left = " ".join(TEXT.split())
    for count in said.splitlines():
        assert count in LINE, f"the page should say: {count}"
    for count in said.splitlines() + ELSEWHERE:
        left = left.replace(count, "")
    counts = re.findall(r".{20}\d,\d{3}.{20}|.{15}(?<![.\d])\d+ of \d", left)
    assert counts == [], "add it to recount.py"


# The lessons.

def value(formula, names):
    """Return the value of a formula of the page, such as $d = (o - t) \\cdot o (1 - o)$, and let
    names know what stands left of its =."""
    left, _, right = formula.strip("$ ").replace(r"\cdot", "*").rpartition("=")
    left, right = [re.sub(r"_\{?(\d+)\}?", r"\1", side).strip() for side in (left, right)]
    right = right.replace("^2", "**2").replace("e^{-a}", "exp(-a)")
    names[left] = eval(re.sub(r"(?<=[\w)]) (?=[\w(])", " * ", right), {"exp": math.exp}, names)
    return names[left]


def test_the_formulas_of_one_neuron_give_their_numbers():
    assert PAGE.count("$w_1 + w_2 + 2b$") == 2, "the proof adds up the same sum twice"
    names = dict(w1=0, w2=0, b=0, x1=0, x2=1, t=1)
    rows = re.findall(r"^\| .* \| (\$.*\$) \| (.*) \| `", section("How one neuron learns"),
                      re.MULTILINE)
    assert len(rows) == 5
    for formula, number in rows:
        assert value(formula, names) == float(number), formula


def test_the_formulas_of_two_layers_give_their_numbers():
    (z1, z2), o = snl.run_network((1, 1), *build(NEGNEVITSKY))
    assert f"z2 = {z2:.4f}" in LINE and f"= {math.log(o / (1 - o)):.4f}." in LINE
    names = dict(x1=1, z1=z1, v1=-1.2, o=o, t=0)
    text = section("How two layers learn")
    arrows = re.findall(r'-- "(.*?)<br/>(.*?)" -->', text)
    for formula, number in arrows:
        assert round(value(formula, names), 4) == float(number), formula
    product = " * ".join(number for _, number in arrows)
    assert f"{product} = {eval(product):.4f}" in " ".join(text.split())
    rows = re.findall(r"^\| \d \| .* \| (\$.*\$) \| (.*) \| `", text, re.MULTILINE)
    for formula, number in rows:
        assert f"{value(formula, names):.4f}" == number, formula
    l1_w_grads, l1_b_grads, l2_w_grads, l2_b_grad = snl.backpropagate(
        o, 0, (1, 1), [z1, z2], [-1.2, 1.1])
    slopes = [l2_b_grad, l2_w_grads[0], l1_b_grads[0], l1_w_grads[0][0]]
    assert [number for _, number in rows] == [f"{slope:.4f}" for slope in slopes]
    w11 = snl.learn_boolean_function([((1, 1), 0)], 0.1, max_iters=1, start=build(NEGNEVITSKY))
    assert f"0.5 - 0.1 * (-0.0381) = {w11[0][0][0]:.4f}." in LINE


def test_one_neurons_steps_are_those_of_the_lesson():
    losses, neurons = [], []
    *_, steps = one_neuron.learn_boolean_function(
        report=lambda _, loss, neuron, last: (losses.append(loss), neurons.append(neuron)))
    (w1, w2), bias = neurons[1]
    rate = f"{one_neuron.LEARNING_RATE:g}"
    assert f"subtracts {rate} times" in LINE and f"rate {rate}, all four pairs" in LINE
    assert w1 == w2 == bias and f"0 - {rate} * (-0.25) = {w2}" in LINE
    assert f"falls from {losses[0]} to {losses[1]:.3f}." in LINE
    assert f"After {steps} steps " in LINE
    nudged = one_neuron.compute_loss(one_neuron.compute_output([0, 0.01], (0, 1), 0), 1)
    assert f"changes by about {nudged - 0.125:.5f}" in LINE


@pytest.mark.parametrize("start, end", [("look again at the run", "\n\n"), ("(1,1) is at", "```")])
def test_the_numbers_that_are_read_from_the_run_are_in_it(start, end):
    numbers = [float(number) for number in re.findall(r"-?\d+\.\d+", COMMANDS[0][1])]
    numbers.append(0.887 * 9.81)
    for number in re.findall(r"\d+\.\d+", PAGE.split(start)[1].split(end)[0]):
        digits = len(number.split(".")[1])
        assert any(abs(abs(shown) - float(number)) <= 0.5 * 10 ** -digits for shown in numbers
                   ) or number == "0.0", f"{number} is not in the run"


def test_the_page_is_read_in_a_quarter_of_an_hour_and_nothing_of_it_touches():
    folded = re.sub("(?s)<details>.*?</details>", "", PAGE)
    words = re.sub("(?s)```.*?```|[|#$`-]", " ", folded).split()
    assert len(words) < 2900, "the page should stay short where its folds are closed"
    for line in re.finditer(r"\n(<details>|</details>|```(?!text)\w+\n)", PAGE):
        assert PAGE[:line.start() + 1].endswith("\n\n"), f"no blank line above {line.group(1)}"
    assert not re.search(r"\n(</summary>.*|</details>|```)\n(?!\n|```text|$)(?=[A-Za-z|<-])", PAGE)
    assert not re.search(r"\|\n\n\|", PAGE), "an empty line ends a table"
