"""Each script can be copied, pasted and imported alone; what both need stands in both."""
import ast
import os
import re
import shutil
import sys

import pytest
from tools import ROOT, read, run_python, upper_half

SCRIPTS = {"one_neuron.py": "\nLearned OR in 838 iterations: all within 0.2 of expected.\n",
           "simple_network_learning.py":
           "\nLearned XOR in 1025 iterations: all within 0.2 of expected.\n"}
both = pytest.mark.parametrize("script", sorted(SCRIPTS))
# Where code is pasted, the command line is somebody else's, and so is __file__, if there is one.
KERNEL = ["/somewhere/ipykernel_launcher.py", "-f", "/somewhere/kernel.json"]
PROMPTS = {"a notebook cell": (None, KERNEL), "VS Code's Interactive Window": ("{}", KERNEL),
           "Python 3.13's prompt": ("/lib/_pyrepl/__main__.py", [""]), "Skulpt": ("<stdin>.py", []),
           "MicroPython's prompt": ("<stdin>", [""])}


def paste(script, prompt, old="", new=""):
    """Return code that does what pasting a script, changed like that, does at a prompt."""
    file, argv = PROMPTS[prompt]
    names = {"__name__": "__main__", "__file__": file and file.format(script)}
    return (f"import sys\nsys.argv = {argv}\n"
            f"names = {dict(item for item in names.items() if item[1])}\n"
            f"exec(compile(open({script!r}).read().replace({old!r}, {new!r}), '<cell>', 'exec'), "
            "names)\nprint('still', 'open')\n")


def functions(script):
    """Return the text of each function of a script, by name, comments included."""
    source = read(script)
    lines = source.splitlines()
    starts = [node.lineno - 1 for node in ast.parse(source).body] + [len(lines)]
    return {node.name: "\n".join(lines[start:end]).split("\n\n\n")[0].rstrip()
            for node, start, end in zip(ast.parse(source).body, starts, starts[1:])
            if isinstance(node, ast.FunctionDef)}


@pytest.fixture
def alone(tmp_path):
    """Return a function that runs Python beside a lone copy of a script: (status, out, err)."""
    def run_alone(script, *arguments, **options):
        # An old Python in a plain C locale can name no accent.
        accent = "\u00e9" if sys.getfilesystemencoding() == "utf-8" else "e"
        folder = tmp_path / f"my caf{accent} work"
        folder.mkdir(exist_ok=True)
        shutil.copy(os.path.join(ROOT, script), str(folder))
        return run_python(*arguments, cwd=folder, **options)
    return run_alone


# Starting it.

@both
@pytest.mark.parametrize("command", [
    "-I -S {0}", "-OO {0}", "-bb -W error -X dev {0}", "-m cProfile {0}", "-m {1}"])
def test_it_runs_however_it_is_started(alone, script, command):
    status, output, errors = alone(script, *command.format(script, script[:-3]).split())
    assert (status, errors) == (0, "")
    assert SCRIPTS[script] in output


@both
@pytest.mark.parametrize("way", ["ascii", "cp437", "standard input"])
def test_it_runs_on_narrow_consoles_and_from_standard_input(alone, script, way):
    arguments, options = {"standard input": (["-"], {"text": read(script)})}.get(
        way, ([script], {"PYTHONIOENCODING": way}))
    status, output, errors = alone(script, *arguments, **options)
    assert (status, errors) == (0, "")
    assert output.endswith(SCRIPTS[script])


@both
@pytest.mark.parametrize("prompt", sorted(PROMPTS))
def test_a_prompt_stays_open_whether_pasted_code_has_learned_or_not(alone, script, prompt):
    for more, verdict in ([], SCRIPTS[script]), (["MAX_ITERS = 10000", "MAX_ITERS = 2"],
                                                 "\nNot learned: "):
        status, output, errors = alone(script, "-c", paste(script, prompt, *more))
        assert (status, errors) == (0, ""), "code that is pasted must not end its notebook"
        assert verdict in output and output.endswith("\nstill open\n")


@both
def test_it_runs_at_the_classic_prompt(alone, script):
    typed = read(script) + "\nraise SystemExit(7)\n"
    status, output, errors = alone(script, "-i", "-q", text=typed)
    wrong = [line for line in errors.splitlines() if "Error" in line]
    assert not wrong, "a blank line in a function, perhaps"
    assert status == 7 and output.endswith(SCRIPTS[script])


@both
def test_editors_that_send_a_script_piece_by_piece_leave_no_function_open(script):
    # VS Code takes the last newline off a piece that ends with a bracket, and so a blank line.
    for name, text in functions(script).items():
        assert text[-1] not in "]}", f"{name} ends with {text[-1]}"
        assert "\n\n" not in text, f"{name} has a blank line, which ends it at a prompt"


# Importing and copying it.

@both
def test_importing_it_prints_nothing_and_learns_nothing(alone, script):
    assert alone(script, "-c", "import " + script[:-3]) == (0, "", "")


@both
def test_it_needs_only_what_small_pythons_have_where_no_argument_is_read(alone, script):
    top = [name.name for node in ast.parse(read(script)).body if isinstance(node, ast.Import)
           for name in node.names]
    assert set(top) <= {"math", "random", "sys"}, f"at its top {script} imports {top}"
    status, output, errors = alone(
        script, "-c", "import sys, runpy\nsys.modules['argparse'] = None\n"
        f"sys.argv = [{script!r}]\nrunpy.run_path({script!r}, run_name='__main__')")
    assert (status, errors) == (0, "")
    assert output.endswith(SCRIPTS[script])


@pytest.mark.parametrize("script, added", [
    ("one_neuron.py", "output_learning_results(BOOLEAN_OR, *learn_boolean_function(BOOLEAN_OR))"),
    ("simple_network_learning.py", "test_if_we_learned(*learn_boolean_function()[:4])")])
def test_the_upper_half_learns_and_shows_its_table_with_the_line_of_the_page(
        alone, script, added):
    assert added in " ".join(read("README.md").split())
    status, output, errors = alone(script, "-", text=upper_half(script) + added + "\n")
    assert (status, errors) == (0, "")
    rows = [row.split() for row in output.splitlines()[-4:]]
    assert [row[:2] for row in rows] == [["0", "0"], ["0", "1"], ["1", "0"], ["1", "1"]]
    for *_, output, expected in rows:
        assert abs(float(output) - int(expected)) < 0.05


def test_both_run_from_one_file(tmp_path):
    (tmp_path / "both.py").write_text("".join(map(read, sorted(SCRIPTS))))
    status, output, errors = run_python(str(tmp_path / "both.py"))
    assert (status, errors) == (0, "")
    assert output.count("\nLearned ") == 3 and output.endswith(max(SCRIPTS.items())[1])


def test_a_student_can_test_what_they_import_from_it(alone, tmp_path):
    mine = tmp_path / "test_mine.py"
    mine.write_text("from simple_network_learning import *\n\n\ndef test_mine():\n"
                    "    assert test_if_we_learned(*learn_boolean_function()[:4])\n")
    status, output, _ = alone("simple_network_learning.py", "-m", "pytest", "-p",
                              "no:cacheprovider", str(mine), PYTHONPATH=".")
    assert status == 0 and " 1 passed" in output, output


# What stands in both.

def test_what_both_scripts_need_is_the_same_text_but_for_the_blogs_parameter_names():
    one, network = functions("one_neuron.py"), functions("simple_network_learning.py")
    for name, neurons_word, networks_word in (("sigmoid", "excitation", "exc"),
                                              ("compute_loss", "expected_output", "expected")):
        assert one[name] != network[name]
        one[name] = re.sub(r"\b" + neurons_word + r"\b", networks_word, one[name])
    one["show_loss"] = one["show_loss"].replace("_neuron", "_network")
    # The same name, and by the blog another function; or the same job for another script.
    differing = {name for name in set(one) & set(network) if one[name] != network[name]} - {
        "compute_excitation", "compute_output", "learn_boolean_function", "learn_and_show",
        "read_options"}
    assert not differing, f"{differing} should be the same text in both scripts"
    for line in read("one_neuron.py").splitlines():
        if line.startswith(("BOOLEAN_", "LEARNING_RATE", "FUNCTIONS", "    if not (0 < options",
                            "    parser.add_argument(\"--", "    options =", "    if \"__")):
            assert line in read("simple_network_learning.py").splitlines(), "not in both scripts"
