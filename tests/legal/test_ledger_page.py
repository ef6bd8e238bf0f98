"""The ledger for everybody: a page in plain words, the same in JSON, and the program that checks it."""

import json
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from legal.ledger.merkle import verify_consistency
from legal.ledger.models import Seal
from legal.ledger.sealing import seal_ledger
from legal.ledger.signing import describe_keys, describe_seal
from legal.ledger.verify_receipt import join_program
from tests.factories.people import make_person
from tests.factories.statements import publish_version
from tests.legal.leaves import make_leaves
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

FOR_EVER = {"public", "max-age=31536000", "immutable"}


@pytest.fixture(autouse=True)
def _monday(time_machine) -> None:
    time_machine.move_to("2026-11-23 21:46:00+00:00", tick=False)


def make_seals(number: int) -> list[Seal]:
    for _ in range(number):
        make_leaves(1)
        seal_ledger()
    return list(Seal.objects.order_by("pk"))


def read(client: Client, path: str = "/grootboek/") -> str:
    response = client.get(path)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def list_directives(response: HttpResponse) -> set[str]:
    return set(response["Cache-Control"].split(", "))


def test_before_the_first_seal_the_page_says_so_and_works(client: Client):
    page = read(client)
    assert "Er is nog geen zegel" in page
    assert "Het nieuwste zegel" not in page
    assert client.get("/grootboek/zegels.json").json() == []


def test_everybody_sees_the_newest_seal(client: Client):
    seal = make_seals(2)[-1]
    page = read(client)
    for words in (seal.root, seal.signature, seal.key.public_key, "23 november 2026 om 22:46 uur", "<dd>3</dd>"):
        assert words in page
    assert '<time datetime="2026-11-23T21:46:00Z">' in page


def test_the_page_leads_to_the_program_and_to_the_json(client: Client):
    (seal,) = make_seals(1)
    page = read(client)
    for address in ("/grootboek/verify_receipt.py", "/grootboek/zegels.json", f"/grootboek/zegels/{seal.pk}.json"):
        assert f'href="{address}"' in page
        assert client.get(address).status_code == 200
    assert '<a href="/grootboek/">Grootboek</a>' in read(client, "/"), "the footer leads here"


def test_an_english_reader_has_the_page_in_english(client: Client):
    make_seals(1)
    page = read(client, "/en/grootboek/")
    assert '<html lang="en">' in page
    assert "23 November 2026" in page
    assert 'href="/en/grootboek/verify_receipt.py"' in page


def test_many_seals_are_spread_over_pages_with_the_newest_first(client: Client):
    seals = make_seals(30)
    first, second = read(client), read(client, "/grootboek/?p=2")
    assert [first.count('class="ledger-seals__seal"'), second.count('class="ledger-seals__seal"')] == [25, 5]
    assert first.index(seals[-2].root) < first.index(seals[5].root)
    assert seals[4].root in second
    assert seals[-1].signature in second, "the newest seal stands on every page"
    assert "Pagina 2 van 2" in second


@pytest.mark.parametrize("page", ["0", "-1", "99", "x", "%00", "9" * 30])
def test_a_page_that_does_not_exist_shows_one_that_does(client: Client, page: str):
    make_seals(1)
    assert "Alle zegels" in read(client, f"/grootboek/?p={page}")


def test_the_page_needs_as_many_queries_for_many_seals_as_for_one(client: Client):
    make_seals(2)
    read(client)
    with CaptureQueriesContext(connection) as few:
        read(client)
    make_seals(10)
    read(client)  # what was kept is made anew after a change
    with CaptureQueriesContext(connection) as many:
        read(client)
    assert len(few) == len(many) <= 9


def test_everybody_sees_which_keys_were_vouched_for(client: Client, settings):
    make_seals(1)
    settings.LEDGER_SIGNING_KEYS = ["08" * 32, "07" * 32]
    make_seals(1)
    settings.LEDGER_SIGNING_KEYS = ["09" * 32]
    call_command("rotate_ledger_key", "--lost", stdout=StringIO())
    items = read(client).split('class="ledger-keys__key"')[1:]
    assert [key["public_key"] in item for key, item in zip(reversed(describe_keys()), items, strict=True)] == [True] * 3
    assert "niet ondertekend: de vorige sleutel was kwijt" in items[0]
    assert "tag--success" in items[1]
    assert "eerste sleutel" in items[2]


def test_a_member_who_owes_an_answer_may_read_the_ledger(client: Client):
    publish_version()
    client.force_login(make_person())
    assert client.get("/grootboek/").status_code == 200


# For programs


def test_the_list_holds_the_keys_and_the_seals_in_order(client: Client):
    seals = make_seals(3)
    response = client.get("/grootboek/zegels.json")
    assert response.json() == [*describe_keys(), *(describe_seal(seal) for seal in seals)]
    assert response["Content-Type"] == "application/json"
    assert list_directives(response) == {"public", "max-age=60"}
    assert "Link" not in response


def test_a_long_list_leads_on_to_older_seals(client: Client):
    seals = make_seals(150)
    first = client.get("/grootboek/zegels.json")
    assert [seal["size"] for seal in first.json()[1:]] == [seal.size for seal in seals[50:]]
    address = f"/grootboek/zegels.json?voor={seals[50].pk}"
    assert first["Link"] == f'<{address}>; rel="next"'
    second = client.get(address)
    assert [seal["size"] for seal in second.json()[1:]] == [seal.size for seal in seals[:50]]
    assert "Link" not in second


@pytest.mark.parametrize("before", ["", "x", "-1", "1.5", "²", "9" * 30])
def test_what_is_no_number_of_a_seal_is_not_found(client: Client, before: str):
    make_seals(1)
    assert client.get("/grootboek/zegels.json", {"voor": before}).status_code == 404


def test_each_seal_stays_at_its_address(client: Client):
    (seal,) = make_seals(1)
    response = client.get(f"/grootboek/zegels/{seal.pk}.json")
    assert response.json() == describe_seal(seal)
    assert list_directives(response) == FOR_EVER


def test_everybody_can_check_that_the_ledger_only_grew(client: Client):
    make_leaves(300)
    first = seal_ledger()
    second = make_seals(40)[-1]
    response = client.get(f"/grootboek/samenhang/{first.size}/{second.size}.json")
    proof = response.json()
    assert (proof["type"], proof["first"], proof["second"]) == ("consistency", first.size, second.size)
    roots = bytes.fromhex(first.root), bytes.fromhex(second.root)
    path = [bytes.fromhex(node) for node in proof["hashes"]]
    assert verify_consistency(first.size, roots[0], second.size, roots[1], path)
    assert list_directives(response) == FOR_EVER


@pytest.mark.parametrize(
    "path",
    [
        "zegels/0.json",
        "zegels/99.json",
        f"zegels/{'9' * 30}.json",
        "zegels/-1.json",
        "zegels/een.json",
        "samenhang/0/2.json",
        "samenhang/2/1.json",
        "samenhang/1/3.json",
        f"samenhang/1/{'9' * 30}.json",
        "samenhang/1.json",
        "iets/",
    ],
)
def test_what_was_never_sealed_is_not_found(client: Client, path: str):
    make_seals(1)
    make_leaves(5)
    assert client.get(f"/grootboek/{path}").status_code == 404


@pytest.mark.parametrize("path", ["", "zegels.json", "zegels/{}.json", "samenhang/1/2.json", "verify_receipt.py"])
def test_the_ledger_is_only_there_to_be_read(client: Client, path: str):
    (seal,) = make_seals(1)
    address = f"/grootboek/{path.format(seal.pk)}"
    for method in (client.post, client.put, client.patch, client.delete):
        assert method(address).status_code == 405
    assert client.head(address).status_code == 200


# The program


def test_the_program_is_one_file_to_keep(client: Client):
    response = client.get("/grootboek/verify_receipt.py")
    assert response["Content-Type"] == "text/x-python; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="verify_receipt.py"'
    assert response.content.decode() == join_program()


def test_the_program_checks_what_the_page_gives(client: Client, tmp_path: Path):
    seals = make_seals(3)
    addresses = {
        "seals.json": "zegels.json",
        "seal.json": f"zegels/{seals[1].pk}.json",
        "verify.py": "verify_receipt.py",
    }
    for name, path in addresses.items():
        (tmp_path / name).write_bytes(client.get(f"/grootboek/{path}").content)
    command = [sys.executable, "-I", "verify.py", "seal.json", "--seals", "seals.json"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert (result.returncode, result.stderr) == (0, "")
    forged = json.loads((tmp_path / "seal.json").read_text()) | {"root": "0" * 64}
    (tmp_path / "seal.json").write_text(json.dumps(forged))
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=60).returncode == 1
