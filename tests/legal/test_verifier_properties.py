"""Whatever is changed in a receipt is noticed, and whatever is fed to the program does not make it stumble."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legal.ledger.verifier.command import examine, write_summary
from legal.ledger.verifier.trust import Trust
from legal.statements.evidence.receipts import make_receipt, write_json
from legal.statements.models import Act
from tests.factories.people import make_person
from tests.factories.statements import answer, publish_version

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

QUICK = settings(max_examples=150, derandomize=True)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["act", "seal", "key"])
NAMES = (
    st.sampled_from(["type", "act", "entry", "proof", "seal", "keys", "text", "words", "hashes", "person"]) | st.text()
)
JSON = st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(NAMES, inner), max_leaves=20)


@pytest.fixture
def receipt() -> dict[str, Any]:
    return make_receipt(answer(make_person(), publish_version("terms", "Wij doen één ding."), Act.Kind.ACCEPT))


def find_faults(path: Path, content: bytes) -> list[str]:
    path.write_bytes(content)
    trust = Trust([], [])
    found = examine(str(path), trust)
    if not found.faults:
        write_summary(str(path), found, trust)
    return found.faults


def list_places(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to each value that holds no other."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    if not inner:
        yield place
    for name, one in inner:
        yield from list_places(one, (*place, name))


@QUICK
@given(st.data())
def test_any_letter_that_is_replaced_in_a_receipt_is_noticed(receipt: Any, tmp_path: Path, data: Any) -> None:
    letters = write_json(receipt).decode()
    place = data.draw(st.integers(0, len(letters) - 1))
    letter = data.draw(st.sampled_from('0123456789abcdefABCDEF{}[]",: \n\\x') | st.characters(codec="utf-8"))
    changed = letters[:place] + letter + letters[place + 1 :]
    try:
        is_the_same = json.loads(changed) == receipt
    except ValueError:
        is_the_same = False
    assert bool(find_faults(tmp_path / "x.json", changed.encode())) != is_the_same


@QUICK
@given(st.data())
def test_any_piece_that_is_cut_out_is_noticed(receipt: Any, tmp_path: Path, data: Any) -> None:
    content = write_json(receipt)
    start = data.draw(st.integers(0, len(content) - 2))
    end = data.draw(st.integers(start + 1, len(content) - 1))
    changed = content[:start] + content[end:]
    try:
        is_the_same = json.loads(changed) == receipt
    except ValueError:
        is_the_same = False
    assert bool(find_faults(tmp_path / "x.json", changed)) != is_the_same


@QUICK
@given(st.data())
def test_any_value_that_is_replaced_is_noticed(receipt: Any, tmp_path: Path, data: Any) -> None:
    place = data.draw(st.sampled_from(list(list_places(receipt))))
    changed: Any = json.loads(json.dumps(receipt))
    *path, last = place
    inner = changed
    for name in path:
        inner = inner[name]
    inner[last] = data.draw(JSON.filter(lambda value: value != inner[last]))
    assert find_faults(tmp_path / "x.json", json.dumps(changed).encode())


@QUICK
@given(JSON)
def test_any_json_is_refused_in_good_order(tmp_path: Path, value: Any) -> None:
    faults = find_faults(tmp_path / "x.json", json.dumps(value).encode())
    assert faults
    assert all(line.startswith(f"{tmp_path}/x.json") for line in faults)


@QUICK
@given(st.binary(max_size=200) | st.binary(max_size=200).map(lambda content: b"PK\x03\x04" + content))
def test_any_bytes_are_refused_in_good_order(tmp_path: Path, content: bytes) -> None:
    assert find_faults(tmp_path / "x", content)
