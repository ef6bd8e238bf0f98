"""What our own sources never do, because nobody could then say what is run or drawn."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture import list_sources

ROOT = Path(__file__).resolve().parents[1]
# Text that is run, data that makes objects, and programs that are started with a shell between.
CALLS = {
    *("eval", "exec", "compile", "__import__", "os.system", "os.popen", "yaml.load", "marshal.loads", "Template"),
    *("pickle.load", "pickle.loads", "shelve.open", "Engine.from_string", "engine.from_string"),
}
ONE_FILE = "legal/ledger/verify_receipt.py"  # joins its own parts, so that a member downloads a single program
DRAWS = re.compile(r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|postMessage)\b")


def find_calls(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            if name in CALLS or any(word.arg == "shell" for word in node.keywords):
                yield name


def test_no_text_is_run_as_a_program() -> None:
    texts = {source.name: source.path.read_text(encoding="utf-8") for source in list_sources(ROOT)}
    assert {name for name, text in texts.items() if list(find_calls(text))} == {ONE_FILE}


def test_such_a_call_would_be_found() -> None:
    planted = "eval('1')\nsubprocess.run('ls', shell=True)\npickle.loads(x)\nmodel.evaluate()\n"
    assert list(find_calls(planted)) == ["eval", "subprocess.run", "pickle.loads"]


def test_our_scripts_draw_text_as_text_and_listen_to_no_other_window() -> None:
    scripts = [path for path in (ROOT / "static").rglob("*.js") if path.is_file()]
    assert scripts
    assert [path.name for path in scripts if DRAWS.search(path.read_text(encoding="utf-8"))] == []
    assert DRAWS.search("box.innerHTML = words")
