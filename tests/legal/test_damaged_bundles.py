"""Evidence bundles that somebody changed, and ZIP files that were made to do harm."""

import hashlib
import json
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from legal.ledger.sealing import seal_ledger
from legal.statements.evidence.bundles import bundle_person, bundle_version
from legal.statements.models import Act
from tests.factories.people import make_person
from tests.factories.statements import answer, publish_version
from tests.legal.outsider import find_faults, rezip, run_program, tamper, unzip
from tests.module_rows import just_before_noon, staying_for_a_module

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

NAME = "bewijs.zip"
TEXT = "texts/terms-1-nl-1"
MEMBERS = [
    *("manifest.json", "seals.json", "keys.json", "acts.jsonl", "README.txt", "LEESMIJ.txt", "verify_receipt.py"),
    *(f"{TEXT}.{ending}" for ending in ("json", "html", "txt", "pdf")),
]


@pytest.fixture(scope="module")
def bundles(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, bytes]:
    with staying_for_a_module(django_db_blocker), just_before_noon():
        made = make_bundles()
    return made


def make_bundles() -> dict[str, bytes]:
    """One of a person and one of a version, of the same answers."""
    sanne, version = make_person(), publish_version("terms")
    answer(sanne, version, Act.Kind.ACCEPT)
    seal_ledger()
    made = {"person": bundle_person(sanne).file, "version": bundle_version(version).file}
    contents = {name: file.read() for name, file in made.items()}
    for file in made.values():
        file.close()
    return contents


def change_a_letter(content: bytes) -> bytes:
    """The last one that is a letter or digit."""
    place = max(number for number, letter in enumerate(content) if chr(letter).isascii() and chr(letter).isalnum())
    return content[:place] + (b"a" if content[place : place + 1] != b"a" else b"b") + content[place + 1 :]


def tell_again(content: bytes) -> bytes:
    """The manifest written anew, by somebody who knows how."""
    files = unzip(content)
    listed = [name for name in json.loads(files["manifest.json"]) if name in files]
    return rezip(
        files | {"manifest.json": json.dumps({n: hashlib.sha256(files[n]).hexdigest() for n in listed}).encode()}
    )


@pytest.mark.parametrize("kind", ["person", "version"])
@pytest.mark.parametrize("name", [*MEMBERS, "person.txt", "leaves.txt"])
def test_one_letter_changed_in_any_file_is_found_with_its_name(
    bundles: dict[str, bytes], tmp_path: Path, kind: str, name: str
) -> None:
    if name not in unzip(bundles[kind]):
        assert name == ("leaves.txt" if kind == "person" else "person.txt")
        return
    faults = find_faults(tmp_path, tamper(bundles[kind], name, change_a_letter), name=NAME)
    assert any(name in line or "manifest.json" in line for line in faults)


def replace(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    return lambda content: content.replace(old, new, 1)


FORGERIES: dict[str, tuple[str, str, Callable[[bytes], bytes], str]] = {
    "another answer": (
        *("version", "acts.jsonl", replace(b'"accept"', b'"decline"')),
        f"{NAME}, acts.jsonl, line 1.entry: with its proof, it does not lead to the root of the seal",
    ),
    "another person": (
        *("version", "acts.jsonl", replace(b'"account":', b'"account":1')),
        f"{NAME}, acts.jsonl, line 1.person: the entry is not bound to this person",
    ),
    "an answer in pieces": (
        *("version", "acts.jsonl", lambda content: content[:50] + b"\n"),
        f"{NAME}, acts.jsonl, line 1: this is no JSON: ",
    ),
    "another page": (
        *("version", f"{TEXT}.html", replace(b"bewaren", b"verkopen")),
        f"{NAME}, {TEXT}.html: not the same words as in the .json file beside it",
    ),
    "another text": (
        *("person", f"{TEXT}.json", replace(b"Wij bewaren", b"Wij verkopen")),
        f"{NAME}, {TEXT}.json.words: these are not the words with the hash in the entry",
    ),
    "another leaf": (
        *("version", "leaves.txt", lambda content: b"0" * 64 + content[64:]),
        "the leaves up to here do not give the root of the seal",
    ),
    "a leaf less": (
        *("version", "leaves.txt", lambda content: content[65:]),
        "leaves must stand here, not",
    ),
    "no leaf": (
        *("version", "leaves.txt", lambda content: content[:70] + b"oeps" + content[74:]),
        f"{NAME}, leaves.txt, line 2: [0-9a-f]{{64}} must stand here",
    ),
    "another seal": (
        *("person", "seals.json", replace(b'"size": ', b'"size": 1')),
        f"{NAME}, seals.json, item 1.signature: the key did not sign this seal",
    ),
}


@pytest.mark.parametrize("forgery", FORGERIES.values(), ids=FORGERIES.keys())
def test_forger_who_writes_the_manifest_anew_is_found_out(
    bundles: dict[str, bytes], tmp_path: Path, forgery: tuple[str, str, Callable[[bytes], bytes], str]
) -> None:
    kind, name, alter, fault = forgery
    forged = tell_again(tamper(bundles[kind], name, alter))
    faults = find_faults(tmp_path, forged, name=NAME)
    assert any(fault in line for line in faults)
    assert run_program(tmp_path, NAME)[0] == 1


@pytest.mark.parametrize("ending", ["html", "txt"])
@pytest.mark.parametrize("kind", ["person", "version"])
def test_page_without_a_text_that_was_checked_beside_it_is_a_fault(
    bundles: dict[str, bytes], tmp_path: Path, kind: str, ending: str
) -> None:
    name = f"texts/terms-2-nl-1.{ending}"
    files = unzip(bundles[kind]) | {name: b"Je betaalt een miljoen."}
    listed = json.loads(files["manifest.json"]) | {name: hashlib.sha256(files[name]).hexdigest()}
    forged = rezip(files | {"manifest.json": json.dumps(listed).encode()})
    assert find_faults(tmp_path, forged, name=NAME) == [f"{NAME}, {name}: no .json file beside it holds these words"]


@pytest.mark.parametrize(
    "name", ["acts.jsonl", "seals.json", "keys.json", f"{TEXT}.json", "README.txt", "manifest.json"]
)
def test_missing_file_is_named(bundles: dict[str, bytes], tmp_path: Path, name: str) -> None:
    files = unzip(bundles["person"])
    del files[name]
    assert any(name in line for line in find_faults(tmp_path, rezip(files), name=NAME))


def test_file_that_was_added_is_named(bundles: dict[str, bytes], tmp_path: Path) -> None:
    content = rezip(unzip(bundles["person"]) | {"extra.txt": b"Lees mij."})
    assert find_faults(tmp_path, content, name=NAME) == [f"{NAME}, extra.txt: not in manifest.json"]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "C:\\oeps.txt", "texts/../a.txt", "a/b/c.txt", "\x1b[2J.txt"]
)
def test_name_that_leads_outside_is_refused(bundles: dict[str, bytes], tmp_path: Path, name: str) -> None:
    content = rezip({name: b"x"} | unzip(bundles["person"]))
    assert find_faults(tmp_path, content, name=NAME)[0].endswith(": no bundle of ours holds such a file")
    assert sorted(path.name for path in tmp_path.iterdir()) == [NAME]


def test_file_that_is_far_larger_than_it_looks_is_refused(bundles: dict[str, bytes], tmp_path: Path) -> None:
    bomb = rezip(unzip(bundles["person"]) | {"bomb.txt": bytes(50_000_000)})
    assert find_faults(tmp_path, bomb, name=NAME) == [f"{NAME}, bomb.txt: no bundle of ours holds such a file"]


def test_bundle_with_one_name_twice_is_refused(bundles: dict[str, bytes], tmp_path: Path) -> None:
    made = BytesIO(bundles["person"])
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(made, "a") as archive:
        archive.writestr("acts.jsonl", b"")
    assert "stands in it twice" in find_faults(tmp_path, made.getvalue(), name=NAME)[0]


def test_bundle_that_was_cut_off_is_refused(bundles: dict[str, bytes], tmp_path: Path) -> None:
    content = bundles["person"]
    for part in range(1, 20):
        assert find_faults(tmp_path, content[: len(content) * part // 20], name=NAME)


def test_bundle_with_a_broken_byte_anywhere_never_ends_in_a_traceback(
    bundles: dict[str, bytes], tmp_path: Path
) -> None:
    for part in range(1, 100):
        content = bytearray(bundles["person"])
        content[len(content) * part // 100] ^= 0xFF
        find_faults(tmp_path, bytes(content), name=NAME)


def test_locked_bundle_is_refused(bundles: dict[str, bytes], tmp_path: Path) -> None:
    content = bytearray(bundles["person"])
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(mark) + flags
        struct.pack_into("<H", content, place, struct.unpack_from("<H", content, place)[0] | 1)
    assert "damaged" in find_faults(tmp_path, bytes(content), name=NAME)[0]


def test_manifest_that_is_no_list_is_refused(bundles: dict[str, bytes], tmp_path: Path) -> None:
    for content in (b"[]", b"7", b'{"seals.json": 7}', b"{"):
        files = unzip(bundles["person"]) | {"manifest.json": content}
        assert any(
            "manifest.json" in line or "seals.json" in line for line in find_faults(tmp_path, rezip(files), name=NAME)
        )


def test_whole_bundles_are_sound(bundles: dict[str, bytes], tmp_path: Path) -> None:
    assert [find_faults(tmp_path, content, name=NAME) for content in bundles.values()] == [[], []]
