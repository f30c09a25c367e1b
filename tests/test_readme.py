"""The page says what is so (what it shows is printed, what it names is there) and is short."""
import os
import re

import pytest
from tools import ROOT, read, run_python

import one_neuron
import simple_network_learning as snl

PAGE = read("README.md")
TEXT = re.sub(r"^```.*?^```", "", PAGE, flags=re.MULTILINE | re.DOTALL)
COMMANDS = re.findall(r"^```console\n\$ python3 (.*)\n((?:.*\n)*?)```$", PAGE, re.MULTILINE)
BLOCKS = re.findall(r"^```python\n(.*?)^```\n(?:```text\n(.*?)^```$)?", PAGE,
                    re.MULTILINE | re.DOTALL)


def one_line(text):
    return " ".join(text.split())


@pytest.mark.parametrize("command, shown", COMMANDS, ids=[command for command, _ in COMMANDS])
def test_a_shown_command_prints_what_is_shown(command, shown):
    assert run_python(*command.split())[1] == shown


@pytest.mark.parametrize("code, shown", [block for block in BLOCKS if block[1]],
                         ids=[shown.split("\n")[0] for _, shown in BLOCKS if shown])
def test_a_block_alone_prints_what_stands_below_it(code, shown):
    status, output, errors = run_python("-", text=code)
    assert (status, errors) == (0, "")
    assert output.strip("\n") == shown.strip("\n")


def test_only_blocks_that_need_a_library_show_nothing():
    libraries = [re.search("matplotlib|torch", code) for code, shown in BLOCKS if not shown]
    assert len(BLOCKS) > 10 and len(libraries) == 3 and all(libraries)
    for code, _ in BLOCKS:
        compile(code, "README.md", "exec")


def test_every_function_that_the_page_names_is_there():
    names = set(re.findall(r"\b(?:compute_|test_if|output_learn|learn_bool)\w+|"
                           r"\b(?:sigmoid|run_network|backpropagate)(?=\()", PAGE))
    assert len(names) > 12
    for name in names:
        assert hasattr(one_neuron, name) or hasattr(snl, name), name


def test_every_link_inside_the_page_leads_somewhere():
    headings = re.findall(r"^#+ (.*)$", PAGE, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    links = re.findall(r"\]\((?!http)([^)]+)\)", PAGE)
    assert len(links) > 8
    for link in links:
        there = link[1:] in anchors or os.path.exists(os.path.join(ROOT, link))
        assert there, f"{link} leads nowhere"


def test_every_count_of_the_page_is_recounted():
    _, said, errors = run_python("tests/measure/recount.py", "--say")
    assert errors == ""
    for count in said.splitlines():
        assert one_line(count) in one_line(PAGE), count
    elsewhere = ["of 1,000 runs 877 ended right", "51, 88, 99 and 100 of 100",  # other code
                 "10,000 iterations", "1,025</summary>", "sees 4,092", "as above, 813 of 1,000"]
    left = one_line(TEXT)
    for count in said.splitlines() + elsewhere:
        left = left.replace(one_line(count), "")
    assert re.findall(r".{20}\d,\d{3}.{20}|.{20}\d of \d+", left) == []


def test_the_formulas_that_the_page_reads_are_those_of_its_run():
    formulas = "".join(re.findall(r"sigmoid\((.*)\)\n", PAGE))
    for number in re.findall(r"\d+\.\d+", PAGE.split("Look again at the run")[1].split("\n\n")[0]):
        assert number in formulas, f"{number} is in none of the formulas of the run"


def test_the_shown_part_of_the_comparison_is_the_script():
    shown = PAGE.split("his text in brackets:")[1].split("```")[1]
    ours = [line.split("| ")[1] for line in shown.splitlines() if "| " in line]
    assert len(ours) == 5
    for line in ours:
        assert f"\n{line}" in read("simple_network_learning.py"), line


def test_the_page_stays_short():
    folded = re.sub(r"<details>.*?</details>\n", "", PAGE, flags=re.DOTALL)
    assert PAGE.count("\n") <= 700 and folded.count("\n") <= 320, (
        "README.md should have at most 700 lines, and 320 with all folded")
