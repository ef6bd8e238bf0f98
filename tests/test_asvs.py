"""The map from OWASP ASVS 5.0.0 to the tests of this site is whole, and names nothing that is not there."""

import ast
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parent
README = TESTS.parent / "README.md"
MAP: dict[str, dict[str, Any]] = tomllib.loads((TESTS / "asvs.toml").read_text(encoding="utf-8"))
# How many there are in the standard: by chapter, of level 1, and of level 2 where we look at that.
LEVEL_1 = {"V1": 8, "V2": 4, "V3": 8, "V4": 2, "V5": 4, "V6": 13, "V7": 6, "V8": 4, "V9": 4, "V10": 5, "V11": 3}
LEVEL_1 |= {"V12": 3, "V13": 1, "V14": 2, "V15": 3}
LEVEL_2 = {"V2": 7, "V3": 11, "V6": 22, "V7": 12, "V8": 3, "V9": 3, "V14": 7, "V16": 16}
WAYS = {"shown", "does_not_apply", "waits"}


def count_ids(level: int) -> Counter[str]:
    return Counter(name.split(".")[0] for name, entry in MAP.items() if entry["level"] == level)


def find_faults(entries: dict[str, dict[str, Any]]) -> list[str]:
    faults = []
    for name, entry in entries.items():
        ways = WAYS & set(entry)
        if len(ways) != 1:
            faults.append(f"{name} has to name tests, say why it does not apply, or say that it waits: one of these")
        elif entry.get("waits") and entry["level"] == 1:
            faults.append(f"{name} is of level 1 and cannot wait")
        elif "does_not_apply" in entry and len(entry["does_not_apply"]) < 20:
            faults.append(f"{name} gives no reason")
        faults += [f"{name} names {test}, which is not there" for test in entry.get("shown", []) if not is_there(test)]
        if entry.get("shown") == []:
            faults.append(f"{name} names no test")
    return faults


def is_there(test: str) -> bool:
    path, _, function = test.partition("::")
    return function in list_tests(path) if function else bool(list_tests(path))


@cache
def list_tests(path: str) -> frozenset[str]:
    """Read from the source, which is quick: nothing is imported."""
    file = TESTS / path
    if not file.is_file():
        return frozenset()
    body = ast.parse(file.read_text(encoding="utf-8")).body
    return frozenset(node.name for node in body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"))


def test_every_id_of_the_standard_stands_in_the_map() -> None:
    assert dict(count_ids(1)) == LEVEL_1
    assert dict(count_ids(2)) == LEVEL_2


def test_every_id_names_tests_that_are_there_or_says_why_it_does_not_apply() -> None:
    assert find_faults(MAP) == []


def test_at_most_a_tenth_of_level_2_waits() -> None:
    waiting = [name for name, entry in MAP.items() if entry.get("waits")]
    assert len(waiting) <= sum(LEVEL_2.values()) // 10, waiting


def test_holes_in_the_map_are_found() -> None:
    planted = {
        "V1.1.1": {"level": 1},
        "V1.1.2": {"level": 1, "waits": True},
        "V1.1.3": {"level": 1, "shown": ["test_asvs.py::test_that_nobody_wrote"]},
        "V1.1.4": {"level": 2, "shown": ["nowhere/test_nothing.py"]},
        "V1.1.5": {"level": 2, "does_not_apply": "no"},
        "V1.1.6": {"level": 2, "shown": []},
        "V1.1.7": {"level": 2, "shown": ["test_asvs.py"], "waits": True},
    }
    assert [fault.split()[0] for fault in find_faults(planted)] == list(planted)
    assert find_faults({"V1.1.8": {"level": 1, "shown": ["test_asvs.py::test_holes_in_the_map_are_found"]}}) == []


def test_the_readme_says_how_fast_a_hole_in_a_package_is_mended() -> None:
    assert "with a known hole: a release within 7 days" in README.read_text(encoding="utf-8")
