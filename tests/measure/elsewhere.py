"""Paste both scripts into prompts, notebooks, IDLE and JavaScript's Pythons: make elsewhere.

It also runs the README's programs that need a library, with the python3 on the PATH.
On a Unix; make test-all pastes them into every CPython, and make test PYTHON=pypy3 into PyPy. Each
way gets both whole scripts and both upper halves, and a line here: worked, failed with the end of
what it printed, or not installed. The exit status is 1 if any failed. To have all ways:

    python3 -m venv ~/scratch
    ~/scratch/bin/pip install pexpect nbconvert ipykernel marimo ipython bpython ptpython \
        numpy matplotlib scikit-learn torch
    npm install --prefix ~/scratch pyodide skulpt brython \
        @micropython/micropython-webassembly-pyscript
    PATH=~/scratch/bin:$PATH NODE_PATH=~/scratch/node_modules make elsewhere

Debian has nodejs, chromium, and idle, xvfb and xauth.
"""
import html
import io
import json
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import tools

# The words stand apart, so that the echo of a prompt does not look like the verdict.
CALL = "iterations = learn_boolean_function()[-1]\n" \
       "print('Learned', 'by' if 100 < iterations < 10000 else 'not by', 'the upper half')\n"
PASTES = [(tools.read("one_neuron.py"), "Learned OR in"),
          (tools.upper_half("one_neuron.py") + CALL, "Learned by the upper half"),
          (tools.read("simple_network_learning.py"), "Learned XOR in"),
          (tools.upper_half("simple_network_learning.py") + CALL, "Learned by the upper half")]
READ = "const text = require('fs').readFileSync('pasted.py', 'utf8');\n"
FILES = {"Pyodide.js": READ + """
require("pyodide").loadPyodide().then(python => python.runPython(text));
""", "MicroPython.js": READ + """
import(require.resolve("@micropython/micropython-webassembly-pyscript"))
    .then(module => module.loadMicroPython({stdout: console.log}))
    .then(python => python.runPython(text));
""", "Skulpt.js": READ + """
const Sk = require("skulpt");
Sk.configure({__future__: Sk.python3, output: text => process.stdout.write(text),
              read: name => Sk.builtinFiles.files[name] || (() => { throw name; })()});
Sk.misceval.asyncToPromise(() => Sk.importMainWithBody("<stdin>", false, text, true))
    .catch(error => console.error("Error: " + error));
""", "idle.py": """
# IDLE, which prints also what its shell shows, and ends when the script has ended.
import os, sys
from idlelib.pyshell import PyShell, main
write = PyShell.write
PyShell.write = lambda shell, text, *tags: sys.__stdout__.write(text) and write(shell, text, *tags)
PyShell.endexecuting = lambda shell: (sys.__stdout__.flush(), os._exit(0))
sys.argv = ["idle", "-r", "pasted.py"]
main()
"""}
# Only what stands in the element named printed counts: the source is on the page too.
PAGE = """<!DOCTYPE html><meta charset="utf-8">
<script src="{0}/brython.js"></script><script src="{0}/brython_stdlib.js"></script>
<body onload="brython({{indexeddb: false}})"><pre id="printed"></pre>
<script>
console.log = console.error = text => document.getElementById("printed").append(text + "\\n");
</script>
<script type="text/python">
{1}</script>"""
PACKAGE = "node -p \"require('{}/package.json').version\""
# The way's name, a command that tells its version, and one that runs what was pasted.
WAYS = [(f"Prompt: {prompt}", f"{sys.executable} -c 'import pexpect' && {prompt} --version", None)
        for prompt in ("python3", "ipython", "ptpython", "bpython")] + [
    ("IDLE", "which xvfb-run && python3 -c 'import idlelib, tkinter, sys; print(sys.version)'",
     "xvfb-run -a python3 idle.py"),
    ("Jupyter", "jupyter nbconvert --version",
     "jupyter nbconvert --to markdown --no-input --stdout --execute pasted.ipynb"),
    ("marimo", "marimo --version",
     "marimo -q -y convert pasted.ipynb -o cell.py; python3 cell.py"),
    ("Pyodide", PACKAGE.format("pyodide"), "node Pyodide.js"),
    ("MicroPython", PACKAGE.format("@micropython/micropython-webassembly-pyscript"),
     "node MicroPython.js"),
    ("Skulpt", PACKAGE.format("skulpt"), "node Skulpt.js"),
    ("Brython", PACKAGE.format("brython") + " && chromium --version",
     # Without a sandbox it also runs as root; the page is this file's own.
     "chromium --headless --no-sandbox --disable-gpu --no-first-run --user-data-dir=chromium "
     "--virtual-time-budget=60000 --dump-dom pasted.html 2> /dev/null")]


def run(command):
    """Run a shell's command; return its exit status and what it printed."""
    # A file, since a pipe would be waited for as long as any grandchild holds it.
    with open("printed", "w+b") as printed:
        status = subprocess.call(command, shell=True, stdin=subprocess.DEVNULL, stdout=printed,
                                 stderr=subprocess.STDOUT, timeout=120)
        printed.seek(0)
        return status, printed.read().decode("utf-8", "replace")


def paste(text, command):
    """Paste the text at a prompt, in a terminal so wide that no line is wrapped."""
    import pexpect
    shown = io.StringIO()
    child = pexpect.spawn(command, encoding="utf-8", dimensions=(24, 200),
                          env=dict(os.environ, TERM="xterm"))
    child.logfile_read = shown

    def wait_until_quiet(seconds):
        # Some ask the terminal where the cursor is, and wait for the answer.
        while child.expect([r"\x1b\[6n", r"[^\x1b]+|\x1b", pexpect.TIMEOUT], seconds) < 2:
            if child.after == "\x1b[6n":
                child.send("\x1b[1;1R")

    while not re.search(r">>>|In \[", shown.getvalue()):
        wait_until_quiet(1)
    # A terminal marks a paste for a program that has asked for it.
    marks = ("\x1b[200~", "\x1b[201~") if "\x1b[?2004h" in shown.getvalue() else ("", "")
    pasted = marks[0] + text.replace("\n", "\r") + marks[1]
    for step in [pasted[k:k + 1000] for k in range(0, len(pasted), 1000)] + ["\r", "\r"]:
        child.send(step)
        wait_until_quiet(2 if step == "\r" else 0.02)
    wait_until_quiet(2)
    child.close(force=True)
    return re.sub(r"\x1b(?:\[[0-9;?> ]*[A-Za-z]|P[^\x1b]*\x1b\\|[=>78])|\r", "", shown.getvalue())


def main():
    """Try every way, print a line for each, and return whether any failed."""
    failed = False
    for name, version, command in WAYS:
        status, number = run(version)
        result = "not installed" if status else "worked"
        for text, verdict in [] if status else PASTES:
            brython = run("node -p 'path.dirname(require.resolve(\"brython\"))'")[1].strip()
            notebook = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [
                {"cell_type": "code", "metadata": {}, "execution_count": None, "outputs": [],
                 "source": text}]}
            for file, content in list(FILES.items()) + [
                    ("pasted.py", text), ("pasted.ipynb", json.dumps(notebook)),
                    ("pasted.html", PAGE.format(brython, text))]:
                with open(file, "w") as opened:
                    opened.write(content)
            printed = run(command)[1] if command else paste(text, name.split()[1])
            if name == "Brython":
                printed = html.unescape(printed.split('id="printed">')[-1].split("</pre>")[0])
            # An error after the verdict is one too.
            if verdict not in printed or re.search(r"^\S*(Error|Exception)\b", printed, re.M):
                result, failed = "failed: " + repr(printed[-200:]), True
        print(name, "".join(re.findall(r"\d+(?:\.\d+)+", number)[:1]), result, flush=True)
    for code, shown in re.findall(r"```python\n(.*?)```\n(?:```text\n(.*?)```)?",
                                  tools.read("README.md"), re.DOTALL):
        library = "".join(re.findall("numpy|matplotlib|torch|sklearn", code)[:1])
        if library:
            with open("block.py", "w") as opened:
                opened.write(code)
            status, printed = run(f"PYTHONPATH={tools.ROOT} MPLBACKEND=agg python3 block.py")
            good = status == 0 and shown.strip("\n") in printed
            missing = f"No module named '{library}'" in printed
            result = "worked" if good else "not installed" if missing else repr(printed[-200:])
            failed = failed or not good and not missing
            print("The README's program with", library + ":", result, flush=True)
    return failed


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        os.chdir(scratch)
        # A home of their own keeps the prompts from the user's settings and histories.
        os.environ["HOME"], os.environ["PYENV_ROOT"] = scratch, os.path.expanduser("~/.pyenv")
        status = main()
        os.chdir(tools.ROOT)
    sys.exit(status)
