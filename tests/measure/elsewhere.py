"""Paste both scripts into other Pythons: at prompts, in notebooks, in IDLE, inside JavaScript.

make elsewhere, on a Unix. It tries what it finds: Pythons and tools on the PATH, pyenv's Pythons,
and JavaScript packages in the folders of NODE_PATH. Each gets both whole scripts and both upper
halves, and a line here: worked, failed with the last line of the error, or not installed. The
exit status is 1 if any failed. To have more of them:

    python3 -m venv ~/scratch
    ~/scratch/bin/pip install pexpect nbconvert ipykernel marimo ipython bpython ptpython
    npm install --prefix ~/scratch pyodide skulpt brython \
        @micropython/micropython-webassembly-pyscript
    PATH=~/scratch/bin:$PATH NODE_PATH=~/scratch/node_modules make elsewhere

Debian has pypy3, nodejs, chromium, and idle, xvfb and xauth.
"""
import html
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import tools

try:
    import pexpect
except ImportError:  # then no prompt is tried
    pexpect = None

# The words stand apart, so that the echo of a prompt does not look like the verdict.
CALL = "iterations = learn_boolean_function()[-1]\n" \
       "print('Learned', 'by' if 100 < iterations < 10000 else 'not by', 'the upper half')\n"
# What is pasted, its name, and what it has to print.
PASTES = [(script + part, text, verdicts) for script, learned in (
    ("one_neuron.py", ["Learned AND in", "Learned OR in"]),
    ("simple_network_learning.py", ["Learned XOR in"])) for part, text, verdicts in (
        ("", tools.read(script), learned),
        (" (upper half)", tools.upper_half(script) + CALL, ["Learned by the upper half"]))]
# A home of their own keeps the prompts from the user's settings and histories.
ENVIRONMENT = {name: value for name, value in os.environ.items()
               if not name.startswith(("PYTHON", "XDG_"))}
NBCONVERT = ["jupyter", "nbconvert", "--to", "markdown", "--no-input", "--stdout"]
ERROR = re.compile(r"^(?:\w+\.)*\w*(?:Error|Exception|Interrupt|Exit)\b.*", re.MULTILINE)
MOVE = re.compile(r"\x1b(?:\[[0-9;]*H|[78])|\r")
OTHER_ESCAPE = re.compile(r"\x1b(?:\[[0-9;?> ]*[A-Za-z]|P[^\x1b]*\x1b\\|[=>])")
READ_JS = "const text = require('fs').readFileSync(process.argv[2], 'utf8');\n"
JAVASCRIPT = {
    "Pyodide": ("pyodide", """
require("pyodide").loadPyodide().then(python => python.runPython(text));
"""),
    "MicroPython": ("@micropython/micropython-webassembly-pyscript", """
import(require.resolve("@micropython/micropython-webassembly-pyscript"))
    .then(module => module.loadMicroPython({stdout: console.log}))
    .then(python => python.runPython(text));
"""),
    "Skulpt": ("skulpt", """
const Sk = require("skulpt");
Sk.configure({__future__: Sk.python3, output: text => process.stdout.write(text),
              read: name => Sk.builtinFiles.files[name] || (() => { throw name; })()});
Sk.misceval.asyncToPromise(() => Sk.importMainWithBody("<stdin>", false, text, true))
    .catch(error => { console.error(String(error)); process.exit(1); });
""")}
# Only what stands in the element named printed counts: the source is on the page too.
PAGE = """<!DOCTYPE html><meta charset="utf-8">
<script src="{0}/brython.js"></script><script src="{0}/brython_stdlib.js"></script>
<body onload="brython({{indexeddb: false}})"><pre id="printed"></pre>
<script>
console.log = console.error = text => document.getElementById("printed").append(text + "\\n");
</script>
<script type="text/python">
{1}</script>"""
# Without a sandbox it also runs as root; the page is this file's own.
CHROMIUM = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync",
            "--disable-background-networking", "--disable-component-update",
            "--user-data-dir=chromium", "--virtual-time-budget=60000", "--dump-dom"]
# IDLE, which prints also what its shell shows, and ends when the script has ended.
IDLE = """
import os, sys
from idlelib.pyshell import PyShell, main
write = PyShell.write
PyShell.write = lambda shell, text, *tags: sys.__stdout__.write(text) and write(shell, text, *tags)
PyShell.endexecuting = lambda shell: (sys.__stdout__.flush(), os._exit(0))
sys.argv = ["idle", "-r", sys.argv[1]]
main()
"""


def save(name, text):
    """Write a file, and return its name."""
    with open(name, "w", encoding="utf-8") as file:
        file.write(text)
    return name


def run(*command):
    """Run a command, not longer than it may; return its exit status and what it printed."""
    # A file, since a pipe would be waited for as long as any grandchild holds it.
    with open("printed", "w+b") as printed:
        try:
            status = subprocess.call(command, env=ENVIRONMENT, stdin=subprocess.DEVNULL,
                                     stdout=printed, stderr=subprocess.STDOUT, timeout=120)
        except (OSError, subprocess.TimeoutExpired) as error:
            return 1, str(error)
        printed.seek(0)
        return status, printed.read().decode("utf-8", "replace")


def run_file(text, *command):
    """Run a command with the name of a file that holds the text."""
    return run(*command + (save("pasted.py", text),))


def run_prompt(text, *command):
    """Paste the text at a command's prompt, in a terminal so wide that no line is wrapped."""
    shown = io.StringIO()
    child = pexpect.spawn(command[0], list(command[1:]), encoding="utf-8", dimensions=(24, 200),
                          env=dict(ENVIRONMENT, TERM="xterm"))
    child.logfile_read = shown

    def wait_until_quiet(seconds):
        # Some ask the terminal where the cursor is, and wait for the answer.
        while child.expect([r"\x1b\[6n", r"[^\x1b]+|\x1b", pexpect.TIMEOUT], seconds) < 2:
            if child.after == "\x1b[6n":
                child.send("\x1b[1;1R")

    try:
        while not re.search(r">>>|In \[", shown.getvalue()):
            wait_until_quiet(1)
        # A terminal marks a paste for a program that has asked for it.
        marks = ("\x1b[200~", "\x1b[201~") if "\x1b[?2004h" in shown.getvalue() else ("", "")
        pasted = marks[0] + text.replace("\n", "\r") + marks[1]
        for start in range(0, len(pasted), 1000):
            child.send(pasted[start:start + 1000])
            wait_until_quiet(0.02)
        for step in "\r", "print('pasted', 'it', 'all')\r":
            wait_until_quiet(2)
            child.send(step)
        wait_until_quiet(2)
    except pexpect.EOF:
        print("the prompt has ended", file=shown)
    child.close(force=True)
    return int("pasted it all" not in shown.getvalue()), shown.getvalue()


def save_notebook(text):
    """Write a notebook with the text in its one cell, and return its name."""
    cell = {"cell_type": "code", "metadata": {}, "execution_count": None, "outputs": [],
            "source": text}
    return save("pasted.ipynb", json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {},
                                            "cells": [cell]}))


def run_notebook(text, *command):
    """Run a notebook with the text in a cell; nbconvert shows what it printed."""
    return run(*command + ("--execute", save_notebook(text)))


def run_marimo(text, *command):
    """Run a marimo notebook with the text in a cell; nbconvert shows what it printed."""
    for step in (("convert", save_notebook(text), "-o", "cell.py"),
                 ("export", "ipynb", "cell.py", "-f", "--include-outputs", "-o", "done.ipynb")):
        status, printed = run(*command + step)
        if status:
            return status, printed
    return run(*NBCONVERT + ["done.ipynb"])


def run_page(text, brython, *command):
    """Open a page with the text, and Brython from its folder, in a browser."""
    status, page = run(*command + (save("pasted.html", PAGE.format(brython, text)),))
    printed = re.search('<pre id="printed">(.*?)</pre>', page, re.DOTALL)
    return status, html.unescape(printed.group(1)) if printed else page


def version(*command):
    """Return the version number that a command prints first; None if it does not run."""
    status, printed = run(*command)
    found = re.search(r"\d+(\.\d+)+", printed)
    return found.group() if found and status == 0 else None


def find_ways():
    """Yield the name of each way, its version (None: not installed), its function and command."""
    for python in [f"python3.{minor}" for minor in range(6, 30)]:
        number = version(python, "--version")
        if number:
            newest = number, python
            yield "CPython", number, run_file, [python]
    yield "PyPy", version("pypy3", "--version"), run_file, ["pypy3"]
    number, python = newest
    yield "The prompt of CPython", pexpect and number, run_prompt, [python]
    for name in "IPython", "ptpython", "bpython":
        yield name, pexpect and version(name.lower(), "--version"), run_prompt, [name.lower()]
    idle = shutil.which("xvfb-run") and run(python, "-c", "import idlelib, tkinter")[0] == 0
    yield ("IDLE of CPython", idle and number, run_file,
           ["xvfb-run", "-a", python, save("idle.py", IDLE)])
    jupyter = version("jupyter", "nbconvert", "--version")
    yield "Jupyter nbconvert", jupyter, run_notebook, NBCONVERT
    yield "marimo", jupyter and version("marimo", "--version"), run_marimo, ["marimo"]
    for name, (package, code) in JAVASCRIPT.items():
        command = ["node", save(name + ".js", READ_JS + code)]
        number = version("node", "-p", f"require('{package}/package.json').version")
        yield "Node.js with " + name, number, run_file, command
    brython = run("node", "-p", "path.dirname(require.resolve('brython'))")[1].strip()
    yield ("Brython in Chromium", os.path.exists(brython) and version("chromium", "--version"),
           run_page, [brython, "chromium"] + CHROMIUM)


def try_way(run_text, command):
    """Try a way with all that is pasted, up to the first that fails; return how it went."""
    for name, text, verdicts in PASTES:
        status, printed = run_text(text, *command)
        printed = OTHER_ESCAPE.sub("", MOVE.sub("\n", printed))
        # An error after the verdict is one too; not every way has an exit status to tell.
        errors = ERROR.findall(printed)
        if status and not errors:
            errors = printed.rstrip().split("\n")
        missing = ["no " + verdict for verdict in verdicts if verdict not in printed]
        if errors or missing:
            return f"failed: {name}: {(errors or missing)[-1]}"
    return "worked"


def main():
    """Try every way, print a line for each, and return whether any failed."""
    failed = False
    for name, number, run_text, command in find_ways():
        result = try_way(run_text, command) if number else "not installed"
        line = f"{name} {number or ''}: {result}"
        print(line.encode("ascii", "replace").decode()[:79], flush=True)
        failed = failed or result.startswith("failed")
    return failed


if __name__ == "__main__":
    scratch = tempfile.mkdtemp()
    os.chdir(scratch)
    # With all of pyenv's versions chosen, each has its python3.x on the PATH.
    ENVIRONMENT["PYENV_VERSION"] = ":".join(run("pyenv", "versions", "--bare")[1].split())
    ENVIRONMENT.setdefault("PYENV_ROOT", os.path.expanduser("~/.pyenv"))
    ENVIRONMENT["HOME"] = scratch
    try:
        sys.exit(main())
    finally:
        os.chdir(tools.ROOT)
        shutil.rmtree(scratch, ignore_errors=True)
