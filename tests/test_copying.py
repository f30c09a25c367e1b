"""Each script can be started, pasted, copied and imported, and held beside the blog's code."""
import re
import shutil
import sys

import pytest
from tools import ROOT, read, run_python, upper_half

SCRIPTS = {"one_neuron.py": "\nLearned OR in ", "simple_network_learning.py": "\nLearned XOR in "}
both = pytest.mark.parametrize("script", sorted(SCRIPTS))
# Where code is pasted, the command line is somebody else's, and so is __file__, if there is one.
KERNEL = ["/lib/ipykernel_launcher.py", "-f", "/home/kernel.json"]
PROMPTS = {"notebook": ({}, KERNEL), "VS Code's Interactive Window": ({"__file__": "{}"}, KERNEL),
           "MicroPython": ({"__file__": "<stdin>"}, [""]), "Skulpt": ({"__file__": "<stdin>"}, []),
           "Python 3.13": ({"__file__": "/lib/_pyrepl/__main__.py"}, [""]),
           "IPython with options": ({}, ["/bin/ipython", "--no-banner"])}
PASTE = """import sys
sys.argv = {argv}
names = dict({file}, __name__="__main__")
exec(compile(open("{script}").read().replace("MAX_ITERS = 10000", "MAX_ITERS = {most}"),
             "<cell>", "exec"), names)
print("still", "open")
"""
SMALL_PYTHON = ("import sys, runpy\nsys.modules['argparse'], sys.argv = None, ['{0}']\n"
                "runpy.run_path('{0}', run_name='__main__')")
TABLE_LINE = {
    "one_neuron.py": "output_learning_results(BOOLEAN_OR, *learn_boolean_function(BOOLEAN_OR))",
    "simple_network_learning.py": "test_if_we_learned(*learn_boolean_function()[:4])"}
# Names, parameters and their order are the blog's.
DEFS = {"simple_network_learning.py": """
compute_excitation_vec(x, l1_weights, l1_biases) sigmoid(exc) compute_l1_outputs(exc_vec)
compute_excitation(z, l2_weights, l2_bias) compute_output(exc) compute_loss(output, expected)
run_network(x, l1_weights, l1_biases, l2_weights, l2_bias) compute_l1_weight_gradients(output,
expected, x, z, v) compute_l1_bias_gradients(output, expected, z, v)
compute_l2_weight_gradients(output, expected, z) compute_l2_bias_gradient(output, expected)
test_if_we_learned(l1_weights, l1_biases, l2_weights, l2_bias, bool_func=BOOLEAN_XOR)
backpropagate(output, expected, inputs, l1_outputs, layer2_weights)
learn_boolean_function(bool_func=BOOLEAN_XOR, learning_rate=LEARNING_RATE, loss_goal=LOSS_GOAL,
max_iters=MAX_ITERS, report=None, start=None)""", "one_neuron.py": """
sigmoid(excitation) compute_output(weight_vec, input_vec, bias_vec) compute_excitation(weight_vec,
input_vec, bias_vec) compute_gradient(output, expected_output, input_vec=1) compute_loss(output,
expected_output) output_learning_results(func_learned, weight_vec, bias_vec, iterations)
learn_boolean_function(bool_func=BOOLEAN_OR, loss_goal=LOSS_GOAL, learning_rate=LEARNING_RATE,
max_iters=MAX_ITERS, report=None, start=((0, 0), 0))"""}


def functions(script):
    """Return the text of each function of a script, by name, comments included."""
    chunks = re.split(r"\n\n\n|\n# .*\n|\n(?=FUNC|try|LEARN)", read(script))
    return {chunk.split("(")[0][4:]: chunk for chunk in chunks if chunk.startswith("def ")}


@pytest.fixture
def alone(tmp_path):
    """Return a function that runs Python beside a lone copy of a script: (status, out, err)."""
    def run_alone(script, *arguments, **options):
        # An old Python in a plain C locale can name no accent.
        accent = "\u00e9" if sys.getfilesystemencoding() == "utf-8" else "e"
        folder = tmp_path / f"my caf{accent} work"
        folder.mkdir()
        shutil.copy(f"{ROOT}/{script}", str(folder))
        return run_python(*arguments, cwd=folder, **options)
    return run_alone


# Starting and pasting it.

@both
@pytest.mark.parametrize("way", [
    "-I -S {0}", "-OO {0}", "-bb -W error -X dev {0}", "-m cProfile {0}", "-m {1}", "-",
    SMALL_PYTHON], ids=lambda way: way.split("\n")[0])
def test_it_runs_however_it_is_started_or_pasted(alone, script, way):
    way = way.format(script, script[:-3])
    command = ["-c", way] if "\n" in way else way.split()
    status, output, errors = alone(script, *command, text=read(script) if way == "-" else None)
    assert (status, errors) == (0, "")
    assert SCRIPTS[script] in output


@both
@pytest.mark.parametrize("prompt", sorted(PROMPTS))
@pytest.mark.parametrize("most", [10000, 2], ids=["learned", "not learned"])
def test_pasted_code_learns_at_once_and_leaves_its_prompt_open(alone, script, prompt, most):
    names, argv = PROMPTS[prompt]
    file = {name: value.format(script) for name, value in names.items()}
    status, output, errors = alone(
        script, "-c", PASTE.format(script=script, argv=argv, file=file, most=most))
    assert (status, errors) == (0, ""), "code that is pasted must not end its notebook"
    assert (SCRIPTS[script] if most > 2 else "\nNot learned: ") in output
    assert output.endswith("\nstill open\n")


@both
def test_it_runs_at_the_classic_prompt_and_piece_by_piece(alone, script):
    typed = read(script) + "\nraise SystemExit(7)\n"
    status, output, errors = alone(script, "-I", "-i", "-q", text=typed)  # -I: without history
    assert "Error" not in errors, "a blank line in a function, perhaps"
    assert status == 7 and SCRIPTS[script] in output
    # VS Code takes the last newline off a piece that ends with a bracket, and so a blank line.
    assert not re.search(r"\n .*[\]}]\n\n\n", read(script)), "a function ends with a bracket"


# Importing and copying it.

@both
def test_importing_it_prints_nothing_and_leaves_random_numbers_alone(alone, script):
    code = f"import random\nrandom.seed(7)\nimport {script[:-3]}\nprint(random.random())"
    assert alone(script, "-c", code) == (0, "0.32383276483316237\n", "")


@both
def test_it_uses_only_what_small_pythons_have(script):
    assert set(re.findall(r"^import (.*)", read(script), re.MULTILINE)) <= {
        "math", "random", "sys"}
    assert set(re.findall(r"\b(?:math|random|sys)\.[a-z]+", read(script))) <= {
        "math.exp", "math.inf", "random.seed", "random.uniform", "sys.argv"}
    for line in re.findall(r"^(.*)\.__test__ = ", read(script), re.MULTILINE):
        assert line.startswith("    "), "in MicroPython a function has no attributes: try it"


@both
def test_the_lines_of_use_in_its_docstring_run(alone, script):
    use = re.search(r"\nUse: ((?:.*\n)*?)\n", read(script)).group(1)
    status, output, errors = alone(script, "-c", re.sub("\n     ", "\n", use))
    assert (status, errors) == (0, "")
    for row in output.splitlines()[-4:]:
        assert abs(float(row.split()[-2]) - int(row.split()[-1])) < 0.05, row


@both
def test_the_upper_half_learns_and_shows_its_table_with_the_line_of_the_page(alone, script):
    assert TABLE_LINE[script] in " ".join(read("README.md").split())
    status, output, errors = alone(script, "-", text=upper_half(script) + TABLE_LINE[script])
    assert (status, errors) == (0, "")
    rows = [row.split() for row in output.splitlines()[-4:]]
    assert [row[:2] for row in rows] == [["0", "0"], ["0", "1"], ["1", "0"], ["1", "1"]]
    for *_, output, expected in rows:
        assert abs(float(output) - int(expected)) < 0.05


def test_both_run_from_one_file(tmp_path):
    (tmp_path / "both.py").write_text("".join(map(read, sorted(SCRIPTS))))
    status, output, errors = run_python(str(tmp_path / "both.py"))
    assert (status, errors) == (0, "")
    assert output.count("\nLearned ") == 3


def test_a_student_can_test_what_they_import_from_it(tmp_path):
    (tmp_path / "test_mine.py").write_text(
        "from simple_network_learning import *\n"
        "def test_mine():\n    assert " + TABLE_LINE["simple_network_learning.py"])
    shutil.copy(ROOT + "/simple_network_learning.py", str(tmp_path))
    status, output, _ = run_python("-m", "pytest", "-p", "no:cacheprovider", "test_mine.py",
                                   cwd=tmp_path)
    assert status == 0 and " 1 passed" in output, output


# Beside the blog's code, and beside each other.

@both
def test_the_def_lines_of_the_upper_half_are_the_blogs_in_its_order(script):
    defs = re.findall(r"^def ([^:]*):$", upper_half(script), re.MULTILINE)
    assert " ".join(" ".join(defs).split()) == " ".join(DEFS[script].split())


def test_what_both_scripts_need_is_the_same_text_but_for_the_blogs_parameter_names():
    one, network = functions("one_neuron.py"), functions("simple_network_learning.py")
    for name, neurons_word, networks_word in (("sigmoid", "excitation", "exc"),
                                              ("compute_loss", "expected_output", "expected"),
                                              ("show_loss", "_neuron", "_network")):
        assert one[name] != network[name]
        one[name] = re.sub(r"\b" + neurons_word + r"\b", networks_word, one[name])
    # The same name, and by the blog another function; or the same job for another script.
    differing = {name for name in set(one) & set(network) if one[name] != network[name]}
    assert differing == {"compute_excitation", "compute_output", "learn_boolean_function",
                         "learn_and_show", "read_options"}
    for line in read("one_neuron.py").splitlines():
        if re.match(r"[A-Z_]+ = |    (if (.__|not .0 <)|parser.add_argument..--|options =)", line):
            assert line in read("simple_network_learning.py").splitlines(), "not in both scripts"
