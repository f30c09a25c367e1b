"""Each script stands alone: it can be copied, pasted and imported anywhere."""
import ast
import os
import re
import shutil
import sys

import pytest
from conftest import ROOT, on_unix, plain_environment, run_to_end

SCRIPTS = {"one_neuron.py": "Learned OR in 838 iterations.",
           "simple_network_learning.py": "Learned XOR in 1025 iterations."}
BOTH = pytest.mark.parametrize("script", sorted(SCRIPTS))
CELL = ("import sys\nsys.argv = ['launcher.py', '-f', 'kernel.json']\n"
        "exec(compile(open({!r}).read(), '<cell>', 'exec'), {{'__name__': '__main__'}})")


def read(script):
    with open(os.path.join(ROOT, script), encoding="ascii") as file:
        return file.read()


def functions(script):
    """Return the source text of each function of a script, by name, comments included."""
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
        shutil.copy(os.path.join(ROOT, script), str(tmp_path))
        return run_to_end(*arguments, cwd=str(tmp_path), text=options.get("text"),
                          env=plain_environment(**options.get("environment", {})))
    return run_alone


@BOTH
@pytest.mark.parametrize("flags", ["-I -S", "-OO", "-bb -W error -X dev"])
def test_it_runs_alone_under_pythons_flags(alone, script, flags):
    status, output, errors = alone(script, *(flags.split() + [script]))
    assert (status, errors) == (0, "")
    assert output.endswith(SCRIPTS[script] + "\n")


@BOTH
@pytest.mark.parametrize("encoding", ["ascii", "cp437", "cp1252"])
def test_it_runs_on_narrow_consoles(alone, script, encoding):
    status, output, errors = alone(script, script, environment={"PYTHONIOENCODING": encoding})
    assert (status, errors) == (0, "")
    assert output.endswith(SCRIPTS[script] + "\n")


@BOTH
def test_it_runs_from_standard_input(alone, script):
    status, output, errors = alone(script, "-", text=read(script))
    assert (status, errors) == (0, "")
    assert output.endswith(SCRIPTS[script] + "\n")


@BOTH
def test_it_runs_in_a_notebook_cell_whose_arguments_belong_to_someone_else(alone, script):
    status, output, errors = alone(script, "-c", CELL.format(script))
    assert (status, errors) == (0, "")
    assert output.endswith(SCRIPTS[script] + "\n")


@BOTH
@on_unix
def test_it_runs_at_the_classic_prompt(script):
    import pty
    import select
    process, terminal = pty.fork()
    if process == 0:
        os.environ["PYTHON_BASIC_REPL"] = "1"
        os.environ["TERM"] = "dumb"
        os.execv(sys.executable, [sys.executable, "-I", "-S", "-q"])
    shown = b""
    for line in read(script).splitlines() + ["", "raise SystemExit(7)"]:
        # Each line is typed when the prompt is there.
        while not shown.endswith((b">>> ", b"... ")):
            assert select.select([terminal], [], [], 15)[0], shown[-500:]
            shown += os.read(terminal, 4096)
        os.write(terminal, line.encode("ascii") + b"\n")
        shown += b"|"
    assert os.WEXITSTATUS(os.waitpid(process, 0)[1]) == 7
    os.close(terminal)
    assert b'File "<stdin>"' not in shown and b"Traceback" not in shown
    assert SCRIPTS[script].encode("ascii") + b"\r\n" in shown


@BOTH
def test_a_prompt_or_notebook_stays_open_where_pasted_code_has_not_learned(alone, script):
    cut_short = ".replace('MAX_ITERS = 3, 0.001, 10000', 'MAX_ITERS = 3, 0.001, 2')"
    cell = CELL.replace("read()", "read()" + cut_short) + "\nprint('still', 'open')"
    status, output, errors = alone(script, "-c", cell.format(script))
    assert (status, errors) == (0, "")
    assert "\nNot learned: " in output and output.endswith("\nstill open\n")


@BOTH
def test_it_runs_in_a_folder_whose_name_has_spaces_and_an_accent(tmp_path, script):
    folder = tmp_path / "my caf\u00e9 work"
    folder.mkdir()
    shutil.copy(os.path.join(ROOT, script), str(folder))
    status, output, errors = run_to_end(str(folder / script))
    assert (status, errors) == (0, "")
    assert output.splitlines()[-1] == SCRIPTS[script]


@BOTH
def test_it_runs_as_a_zip_application(alone, tmp_path, script):
    folder = tmp_path / "app"
    folder.mkdir()
    shutil.copy(os.path.join(ROOT, script), str(folder / "__main__.py"))
    assert alone(script, "-m", "zipapp", "app") == (0, "", "")
    status, output, errors = alone(script, "app.pyz", "OR")
    assert (status, errors) == (0, "")
    assert output.splitlines()[-1].startswith("Learned OR in ")


@BOTH
def test_it_runs_under_the_profiler(alone, script):
    status, output, errors = alone(script, "-m", "cProfile", script, "OR")
    assert (status, errors) == (0, "")
    assert "Learned OR in " in output and "(learn_boolean_function)" in output


@BOTH
@pytest.mark.parametrize("worker", [
    "threading.Thread", "multiprocessing.get_context('spawn').Process"], ids=["thread", "process"])
def test_it_learns_in_a_thread_and_in_a_spawned_process(alone, tmp_path, script, worker):
    (tmp_path / "start.py").write_text(
        f"import multiprocessing, threading, {script[:-3]}\n"
        "if __name__ == '__main__':\n"
        f"    worker = {worker}(target={script[:-3]}.main, args=(['OR'],))\n"
        "    worker.start()\n    worker.join()\n")
    status, output, errors = alone(script, "start.py")
    assert (status, errors) == (0, "")
    assert output.splitlines()[-1].startswith("Learned OR in ")


def test_both_run_from_one_file_and_so_do_both_upper_halves(tmp_path):
    scripts = [read(script) for script in sorted(SCRIPTS)]
    halves = [script.split("# What stands below")[0] + "print(len(learn_boolean_function()))\n"
              for script in scripts]
    for texts, ends in ((scripts, sorted(SCRIPTS.values())), (halves, ["3", "5"])):
        (tmp_path / "both.py").write_text("".join(texts))
        status, output, _ = run_to_end(str(tmp_path / "both.py"))
        said = output.splitlines()
        assert status == 0
        assert [line for line in said if line in ends] == ends and said[-1] == ends[-1]


def test_a_student_can_test_what_they_import_from_it(alone, tmp_path):
    (tmp_path / "test_mine.py").write_text(
        "from simple_network_learning import *\n\n\ndef test_mine():\n"
        "    assert test_if_we_learned(*learn_boolean_function()[:4])\n")
    status, output, _ = alone("simple_network_learning.py", "-m", "pytest", "-p",
                              "no:cacheprovider", "test_mine.py")
    assert status == 0 and " 1 passed" in output


@BOTH
def test_importing_it_prints_nothing_and_learns_nothing(alone, script):
    assert alone(script, "-c", "import " + script[:-3]) == (0, "", "")


@pytest.mark.parametrize("script, added", [
    ("one_neuron.py", "output_learning_results(BOOLEAN_OR, *learn_boolean_function(BOOLEAN_OR))"),
    ("simple_network_learning.py", "test_if_we_learned(*learn_boolean_function()[:4])")])
def test_the_upper_half_learns_and_shows_its_table_with_one_line_more(alone, script, added):
    with open(os.path.join(ROOT, "README.md"), encoding="ascii") as page:
        assert added in page.read()
    upper = read(script).split("# What stands below")[0]
    status, output, errors = alone(script, "-", text=upper + added + "\n")
    assert (status, errors) == (0, "")
    assert output.splitlines()[-4].split()[:2] == ["0", "0"]
    for row in output.splitlines()[-4:]:
        *_, answer, expected = row.split()
        assert abs(float(answer) - int(expected)) < 0.05


@BOTH
def test_it_imports_only_what_small_pythons_have_and_argparse_only_in_a_function(script):
    tree = ast.parse(read(script))
    top = {name.name for node in tree.body if isinstance(node, ast.Import) for name in node.names}
    imports = [node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom))]
    assert top <= {"math", "random", "sys"}
    assert len(imports) == len(top) + 1


@BOTH
def test_arguments_are_only_read_where_there_are_some(alone, script):
    blocked = "import sys; sys.modules['argparse'] = None; import {0}; sys.exit({0}.main([]))"
    status, _output, errors = alone(script, "-c", blocked.format(script[:-3]))
    assert (status, errors) == (0, "")


@BOTH
def test_it_runs_where_the_output_has_no_flush(alone, script):
    # As on some microcontrollers.
    dull = ("import sys, {0}\nclass Dull:\n    write = staticmethod(sys.stdout.write)\n"
            "sys.stdout = Dull()\nstatus = {0}.main([])\n"
            "sys.stdout = sys.__stdout__\nsys.exit(status)")
    status, output, errors = alone(script, "-c", dull.format(script[:-3]))
    assert (status, errors) == (0, "")
    assert output.endswith(SCRIPTS[script] + "\n")


@BOTH
def test_no_function_has_a_blank_line_and_no_line_is_long(script):
    lines = read(script).splitlines()
    assert max(len(line) for line in lines) <= 99
    for name, text in functions(script).items():
        assert "\n\n" not in text, name


def test_what_both_scripts_need_is_the_same_text_but_for_the_blogs_parameter_names():
    one, network = functions("one_neuron.py"), functions("simple_network_learning.py")
    for name, neurons_word, networks_word in (("sigmoid", "excitation", "exc"),
                                              ("compute_loss", "expected_output", "expected")):
        assert one[name] != network[name]
        one[name] = re.sub(r"\b" + neurons_word + r"\b", networks_word, one[name])
    shared = set(one) & set(network)
    for name in ("sigmoid", "compute_loss", "list_pairs", "show_loss", "say", "draw", "advise",
                 "read_options", "main"):
        assert one[name] == network[name], name
    # The same name, and by the blog another function; or the same job for another script.
    assert {name for name in shared if one[name] != network[name]} == {
        "compute_excitation", "compute_output", "learn_boolean_function", "learn_and_show",
        "read_arguments"}
    for line in read("one_neuron.py").splitlines():
        if line.startswith(("BOOLEAN_", "LEARNING_RATE", "FUNCTIONS")):
            assert line in read("simple_network_learning.py").splitlines()
