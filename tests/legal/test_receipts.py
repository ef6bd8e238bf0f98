"""What a member takes home as proof, and what a colleague may fetch for somebody."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.urls import reverse

from legal.ledger import append_only
from legal.ledger.models import Leaf, Position, Seal
from legal.ledger.sealing import seal_ledger
from legal.statements.acts.acting import act_for_person
from legal.statements.acts.forgetting import forget_person
from legal.statements.evidence.receipts import make_receipt
from legal.statements.models import Act, Redaction, StaffReading
from members.accounts.models import User
from tests.factories.people import make_colleague, make_person
from tests.factories.statements import answer, publish_version, translate_text
from tests.legal.outsider import find_faults, run_program, save
from tests.visiting import Client

pytestmark = pytest.mark.django_db

STAFF = ("statements_act_receipt_json", "statements_act_receipt_pdf")
OWN = ("statements:receipt_json", "statements:receipt_pdf")


@pytest.fixture(autouse=True)
def _monday(time_machine: Any) -> None:
    time_machine.move_to("2026-11-23 21:46:00+00:00", tick=False)


@pytest.fixture
def sanne() -> User:
    return make_person()


@pytest.fixture
def act(sanne: User) -> Act:
    return answer(sanne, publish_version("terms", "Wij doen wat we beloven."), Act.Kind.ACCEPT)


@pytest.fixture
def member(client: Client, sanne: User) -> Client:
    client.force_login(sanne)
    return client


def fetch(client: Client, name: str, act: Act) -> Any:
    return client.get(reverse(name, args=[act.entry]))


# The receipt itself


def test_receipt_convinces_an_outsider(act: Act, tmp_path: Path) -> None:
    status, lines = run_program(tmp_path, save(tmp_path, make_receipt(act)))
    text = '"Voorwaarden" (terms, version 1, nl)'
    told = (
        f'- Account {act.subject.user_id}: "accept" on {text}, at 2026-11-23 21:46:00 UTC, beside the words "Gezien".'
    )
    assert status == 0
    assert told in lines
    assert "- That the times are right. They are the word of the site's own clock." in lines


def test_receipt_holds_the_text_in_full(act: Act) -> None:
    words = make_receipt(act)["text"]["words"]
    assert words["text"] == "1. Wat we bewaren\n\nWij doen wat we beloven."
    assert words["html"] == act.text.html


def test_receipt_names_the_words_in_the_language_that_was_shown(sanne: User, tmp_path: Path) -> None:
    version = publish_version("terms")
    translate_text(version, "We do what we promise.")
    receipt = make_receipt(answer(sanne, version, Act.Kind.ACCEPT, language="en"))
    assert receipt["text"]["words"]["language"] == "en"
    assert find_faults(tmp_path, receipt) == []


def test_receipt_of_an_unsealed_act_gets_a_seal_at_once(act: Act) -> None:
    assert make_receipt(act)["seal"]["size"] == Seal.objects.get().size


def test_receipt_stays_the_same_when_the_ledger_grows(act: Act, sanne: User) -> None:
    before = make_receipt(act)
    answer(sanne, publish_version("terms", "Nog beter."), Act.Kind.DECLINE)
    seal_ledger()
    assert make_receipt(act) == before


def test_act_by_a_colleague_names_account_and_reason(sanne: User, tmp_path: Path) -> None:
    text = publish_version("terms").find_text("nl")
    lotte = make_colleague("Legal")
    act = act_for_person(actor=lotte, user=sanne, text=text, kind=Act.Kind.ACCEPT, reason="Ze belde.")
    receipt = make_receipt(act)
    assert receipt["act"]["person"]["actor"] == lotte.pk
    assert find_faults(tmp_path, receipt) == []
    assert f'entered by account {lotte.pk} with the reason "Ze belde."' in str(run_program(tmp_path, "receipt.json"))


def test_receipt_after_forgetting_names_nobody_and_proves_the_forgetting(act: Act, sanne: User, tmp_path: Path) -> None:
    seal_ledger()
    forget_person(user=sanne, ground=Redaction.Ground.ERASURE)
    receipt = make_receipt(act)
    assert receipt["act"]["person"] is None
    status, lines = run_program(tmp_path, save(tmp_path, receipt))
    assert status == 0
    assert any("Somebody who has been forgotten, on the ground of erasure" in line for line in lines)


# For the member


def test_member_downloads_the_receipt_of_an_own_act(member: Client, act: Act) -> None:
    response = fetch(member, "statements:receipt_json", act)
    assert response["Content-Type"] == "application/json"
    name = f"ontvangstbewijs-voorwaarden-versie-1-{act.entry.hex[:8]}"
    assert response["Content-Disposition"] == f'attachment; filename="{name}.json"'
    assert "no-store" in response["Cache-Control"]
    assert json.loads(response.content) == make_receipt(act)


def test_member_downloads_the_receipt_as_pdf(member: Client, act: Act) -> None:
    response = fetch(member, "statements:receipt_pdf", act)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].endswith('.pdf"')
    assert response.content.startswith(b"%PDF-")


@pytest.mark.parametrize("name", OWN)
def test_member_has_no_receipt_of_the_act_of_somebody_else(client: Client, act: Act, name: str) -> None:
    client.force_login(make_person("iemand@voorbeeld.example"))
    assert fetch(client, name, act).status_code == 404


@pytest.mark.parametrize("name", OWN)
def test_visitor_is_asked_to_log_in_for_a_receipt(client: Client, act: Act, name: str) -> None:
    response = fetch(client, name, act)
    assert response.status_code == 302
    assert "/account/login/" in response["Location"]


def test_colleague_of_the_legal_team_has_no_receipt_of_others_at_the_address_of_members(
    client: Client, act: Act
) -> None:
    client.force_login(make_colleague("Legal"))
    assert fetch(client, "statements:receipt_json", act).status_code == 404


def test_receipt_of_an_unknown_act_is_not_there(member: Client, act: Act) -> None:
    assert member.get("/account/afspraken/00000000-0000-4000-8000-000000000000/bewijs.json").status_code == 404


def test_receipt_cannot_be_posted(member: Client, act: Act) -> None:
    assert member.post(reverse("statements:receipt_json", args=[act.entry])).status_code == 405


@pytest.mark.parametrize("name", OWN)
def test_no_receipt_is_made_of_a_ledger_that_does_not_hold_together(
    member: Client, act: Act, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    seal_ledger()
    append_only.uninstall(connection)
    Leaf.objects.filter(pk=act.leaf_id).update(leaf_hash=b"0" * 32)
    response = fetch(member, name, act)
    transaction.set_rollback(True)  # before anything else would look at what was broken
    assert response.status_code == 503
    assert "Daarom geven we er geen bewijs uit." in response.content.decode()
    assert caplog.messages[0].startswith(f"Leaf {act.leaf_id} does not lead to the root of seal")


DAMAGES: dict[str, Callable[[Act], object]] = {
    "place": lambda act: Position.objects.filter(leaf=act.leaf_id).delete(),
    "place of the text": lambda act: Position.objects.filter(leaf=act.text.leaf_id).delete(),
    "place of the key": lambda act: Position.objects.filter(leaf__kind="key").delete(),
    "place of the text, far away": lambda act: Position.objects.filter(leaf=act.text.leaf_id).update(index=99),
    "seals": lambda act: Seal.objects.filter(size__gt=act.leaf.position.index)._raw_delete("default"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
@pytest.mark.parametrize("is_later", [False, True])
def test_no_receipt_is_made_where_a_place_or_seal_is_gone(
    member: Client, act: Act, damage: Callable[[Act], object], is_later: bool, time_machine: Any
) -> None:
    seal_ledger()
    append_only.uninstall(connection)
    damage(act)
    if is_later:
        time_machine.move_to("2026-11-26 21:46:00+00:00", tick=False)
        member.force_login(act.subject.user)
    response = fetch(member, OWN[0], act)
    transaction.set_rollback(True)
    assert response.status_code == 503
    assert "Daarom geven we er geen bewijs uit." in response.content.decode()


@pytest.mark.parametrize("keys", [["08" * 32], [], ["oeps"]])
def test_no_receipt_is_made_while_the_key_may_not_sign(
    member: Client, act: Act, settings: Any, keys: list[str], sanne: User
) -> None:
    seal_ledger()
    later = answer(sanne, publish_version("privacy"))
    settings.LEDGER_SIGNING_KEYS = keys
    response = fetch(member, OWN[0], later)
    assert response.status_code == 503
    assert "We kunnen het grootboek op dit moment niet verzegelen." in response.content.decode()
    assert fetch(member, OWN[0], act).status_code == 200


def test_downloading_an_own_receipt_is_not_logged(member: Client, act: Act) -> None:
    fetch(member, "statements:receipt_json", act)
    assert not StaffReading.objects.exists()


# For the legal team


@pytest.mark.parametrize("name", STAFF)
def test_legal_team_downloads_a_receipt_and_that_is_on_record(client: Client, act: Act, name: str) -> None:
    lotte = make_colleague("Legal")
    client.force_login(lotte)
    assert fetch(client, name, act).status_code == 200
    reading = StaffReading.objects.get()
    assert (reading.reader, reading.what, reading.subject) == (lotte.pk, "receipt", act.subject.user_id)
    assert reading.detail == f"terms 1 {name[-4:].strip('_')}"
    forget_person(user=act.subject.user, ground=Redaction.Ground.ERASURE)
    assert StaffReading.objects.values_list("reader", "what", "subject", "detail").get() == (
        lotte.pk, "receipt", None, "",
    )  # fmt: skip


@pytest.mark.parametrize("name", STAFF)
@pytest.mark.parametrize("group", ["Editors", "Support", ""])
def test_whoever_may_not_see_evidence_finds_no_receipt(client: Client, act: Act, group: str, name: str) -> None:
    client.force_login(make_colleague(group) if group else make_person("iemand@voorbeeld.example"))
    assert fetch(client, name, act).status_code == 404
    assert not StaffReading.objects.exists()


def test_staff_receipt_of_somebody_forgotten_is_logged_without_a_person(client: Client, act: Act, sanne: User) -> None:
    forget_person(user=sanne, ground=Redaction.Ground.ERASURE)
    client.force_login(make_colleague("Legal"))
    receipt = fetch(client, "statements_act_receipt_json", act).json()
    assert receipt["act"]["person"] is None
    assert receipt["act"]["redaction"]["entry"]["ground"] == "erasure"
    assert StaffReading.objects.get().subject is None
    assert fetch(client, "statements_act_receipt_pdf", act).status_code == 200
