"""Each of the twelve main tasks is walked with the keyboard alone, without JavaScript, by tests that are there."""

import ast
import tomllib
from functools import cache
from pathlib import Path

BROWSER = Path(__file__).parent / "browser"
JOURNEYS: dict[str, dict[str, list[str]]] = tomllib.loads((BROWSER / "journeys.toml").read_text(encoding="utf-8"))
WAYS = {"with_javascript", "without"}
MOUSE = {
    "click",
    "dblclick",
    "check",
    "uncheck",
    "fill",
    "tap",
    "hover",
    "select_option",
    "set_checked",
    "press_sequentially",
}


@cache
def read_module(path: str) -> ast.Module:
    return ast.parse((BROWSER / path).read_text(encoding="utf-8"))


def find_functions(path: str) -> dict[str, ast.FunctionDef]:
    return {node.name: node for node in read_module(path).body if isinstance(node, ast.FunctionDef)}


def list_calls(function: ast.FunctionDef) -> set[str]:
    """Names of what it calls, of methods without what they belong to."""
    called = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    return {call.attr if isinstance(call, ast.Attribute) else ast.unparse(call) for call in called}


def test_there_are_twelve_tasks_and_each_is_done_without_javascript() -> None:
    assert len(JOURNEYS) == 12
    assert [task for task, tests in JOURNEYS.items() if not tests.get("without") or tests.keys() - WAYS] == []


def test_every_journey_is_there_and_touches_no_mouse() -> None:
    for tests in JOURNEYS.values():
        for path, _colons, name in (test.partition("::") for ways in tests.values() for test in ways):
            functions = find_functions(path)
            assert name in functions, f"{path} has no {name}"
            names = list_calls(functions[name])
            own = [functions[called] for called in names if called in functions]
            assert "tests.browser.keyboard" in ast.unparse(read_module(path)), (
                f"{path} does not look where the focus is"
            )
            assert not MOUSE & (names | set().union(*map(list_calls, own))), f"{name} uses a mouse"
