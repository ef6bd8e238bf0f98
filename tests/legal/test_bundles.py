"""The evidence bundle: what is in it, that an outsider can check it, and who may have it."""

import hashlib
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from legal.ledger.models import Leaf, Seal
from legal.ledger.sealing import seal_ledger
from legal.ledger.signing import describe_seal
from legal.statements.acts.forgetting import forget_person
from legal.statements.evidence.receipts import (
    describe_act,
    describe_keys_under,
    describe_text,
    make_receipt,
    prove_under,
)
from legal.statements.models import Act, Redaction, StaffReading, Version
from members.accounts.models import User
from tests.factories.people import make_colleague, make_person
from tests.factories.statements import answer, publish_version, translate_text
from tests.legal.outsider import find_faults, run_program, save, unzip
from tests.visiting import Client

pytestmark = pytest.mark.django_db

TEXT = "texts/terms-1-nl-1"
ALWAYS = {"README.txt", "LEESMIJ.txt", "verify_receipt.py", "manifest.json", "seals.json", "keys.json", "acts.jsonl"}


@pytest.fixture
def sanne() -> User:
    return make_person()


@pytest.fixture
def version(sanne: User) -> Version:
    """Two people answered: Sanne accepted in Dutch, somebody else declined."""
    version = publish_version("terms", "Wij doen één ding.")
    answer(sanne, version, Act.Kind.ACCEPT)
    answer(make_person("iemand@voorbeeld.example"), version, Act.Kind.DECLINE)
    return version


def fetch(client: Client, row: Any) -> bytes:
    name = "statements_bundle_person" if isinstance(row, User) else "statements_bundle_version"
    response = client.post(reverse(name, args=[row.pk]))
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def read_acts(content: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in unzip(content)["acts.jsonl"].splitlines()]


# Of a person


def test_bundle_of_a_person_holds_their_acts_and_those_of_nobody_else(
    legal: Client, version: Version, sanne: User
) -> None:
    files = unzip(fetch(legal, sanne))
    copies = {f"{TEXT}.{ending}" for ending in ("json", "html", "txt", "pdf")}
    assert set(files) == ALWAYS | copies | {"person.txt"}
    (act,) = map(json.loads, files["acts.jsonl"].splitlines())
    assert (act["entry"]["act"], act["person"]["account"]) == ("accept", sanne.pk)
    assert files["person.txt"].decode() == f"account: {sanne.pk}\nname: Sanne Voorbeeld\ne-mail: {sanne.email}\n"
    assert files[f"{TEXT}.txt"].decode() == "1. Wat we bewaren\n\nWij doen één ding."


def test_bundle_of_a_person_convinces_an_outsider(legal: Client, version: Version, sanne: User, tmp_path: Path) -> None:
    answer(sanne, publish_version("privacy"))
    status, lines = run_program(tmp_path, save(tmp_path, fetch(legal, sanne), "bewijs.zip"))
    assert status == 0
    assert "- Acts in this file: 2." in lines
    assert [line.partition(" on ")[0] for line in lines if line.startswith(f"- Account {sanne.pk}:")] == [
        f'- Account {sanne.pk}: "accept"',
        f'- Account {sanne.pk}: "acknowledge"',
    ]


def test_answer_on_words_that_came_back_is_told_of_no_later_version(
    legal: Client, version: Version, sanne: User, tmp_path: Path, time_machine: Any
) -> None:
    publish_version("terms", "Iets anders.")
    time_machine.move_to(timezone.now() + timedelta(minutes=1))
    answer(sanne, publish_version("terms", "Wij doen één ding."), Act.Kind.ACCEPT)
    status, lines = run_program(tmp_path, save(tmp_path, fetch(legal, sanne), "bewijs.zip"))
    told = [line.partition(" on ")[2].partition(", at ")[0] for line in lines if line.startswith("- Account")]
    first, third = (f'"Voorwaarden" (terms, version {number}, nl)' for number in (1, 3))
    assert (status, told) == (0, [first, f"{first} or {third}"])


def test_text_that_was_published_after_the_answer_is_no_proof_of_it(
    version: Version, sanne: User, tmp_path: Path, time_machine: Any
) -> None:
    publish_version("terms", "Iets anders.")
    time_machine.move_to(timezone.now() + timedelta(minutes=1))
    later = publish_version("terms", "Wij doen één ding.").find_text("nl")
    seal, act = seal_ledger(), Act.objects.of(sanne).get()
    assert seal
    receipt = make_receipt(act) | {"keys": describe_keys_under(seal, prove_under(seal)), "seal": describe_seal(seal)}
    receipt |= {"act": describe_act(act, prove_under(seal), None), "text": describe_text(later, prove_under(seal))}
    fault = "receipt.json, act.entry.at: the text with these words was published later"
    assert find_faults(tmp_path, receipt) == [fault]


def test_name_of_a_person_forges_no_line_of_the_bundle(legal: Client, version: Version, sanne: User) -> None:
    User.objects.filter(pk=sanne.pk).update(last_name="Wit\ne-mail: iemand@anders.example\u2028account: 1\r")
    about = unzip(fetch(legal, sanne))["person.txt"].decode()
    told = "Sanne Wit e-mail: iemand@anders.example account: 1"
    assert about == f"account: {sanne.pk}\nname: {told}\ne-mail: {sanne.email}\n"


def test_bundle_says_which_files_nothing_proves(legal: Client, version: Version, sanne: User, tmp_path: Path) -> None:
    for row, last in ((sanne, "person.txt, texts/terms-1-nl-1.pdf"), (version, "texts/terms-1-nl-1.pdf")):
        status, lines = run_program(tmp_path, save(tmp_path, fetch(legal, row), "bewijs.zip"))
        (told,) = [line for line in lines if line.startswith("- What these files say")]
        assert (status, told.rpartition(": ")[2]) == (0, f"LEESMIJ.txt, README.txt, {last}, verify_receipt.py")
        assert lines.index(told) > lines.index("It does not prove:")


def test_bundle_of_a_person_agrees_with_the_seal_that_was_kept_since(
    legal: Client, version: Version, sanne: User, tmp_path: Path
) -> None:
    old = unzip(fetch(legal, sanne))["seals.json"]
    publish_version("terms", "Nu anders.")
    seal_ledger()
    kept = save(tmp_path, old, "kept.json")
    assert find_faults(tmp_path, fetch(legal, sanne), kept, name="bewijs.zip") == []


def test_bundle_of_somebody_who_never_answered_is_empty_and_sound(
    legal: Client, version: Version, tmp_path: Path
) -> None:
    content = fetch(legal, make_person("nieuw@voorbeeld.example"))
    assert read_acts(content) == []
    assert find_faults(tmp_path, content, name="bewijs.zip") == []


def test_bundle_tells_in_two_languages_what_it_is(legal: Client, version: Version, sanne: User) -> None:
    files = unzip(fetch(legal, sanne))
    assert f"What account {sanne.pk} answered on the legal texts of http://testserver." in files["README.txt"].decode()
    assert f"Wat account {sanne.pk} antwoordde op de juridische teksten van" in files["LEESMIJ.txt"].decode()
    assert "http://testserver/grootboek/verify_receipt.py" in files["README.txt"].decode()


# Of a version


def test_bundle_of_a_version_holds_every_answer_and_the_whole_ledger(
    legal: Client, version: Version, tmp_path: Path
) -> None:
    answer(make_person("later@voorbeeld.example"), publish_version("privacy"))
    content = fetch(legal, version)
    assert [act["entry"]["act"] for act in read_acts(content)] == ["accept", "decline"]
    assert len(unzip(content)["leaves.txt"].splitlines()) == Leaf.objects.count()
    status, lines = run_program(tmp_path, save(tmp_path, content, "bewijs.zip"))
    assert status == 0
    assert "- Acts in this file: 2." in lines


def test_bundle_of_a_version_holds_all_its_texts(legal: Client, version: Version, sanne: User, tmp_path: Path) -> None:
    translate_text(version)
    content = fetch(legal, version)
    assert {"texts/terms-1-nl-1.json", "texts/terms-1-en-1.json"} <= set(unzip(content))
    assert find_faults(tmp_path, content, name="bewijs.zip") == []


def test_bundle_of_a_version_is_checked_against_every_older_seal(
    legal: Client, version: Version, tmp_path: Path
) -> None:
    seal_ledger()
    publish_version("privacy")
    seal_ledger()
    content = fetch(legal, version)
    seals = json.loads(unzip(content)["seals.json"])
    assert len(seals) == Seal.objects.count() > 1
    kept = save(tmp_path, seals[:1], "kept.json")
    assert find_faults(tmp_path, content, kept, name="bewijs.zip") == []


def test_somebody_who_was_forgotten_is_nobody_in_the_bundle(
    legal: Client, version: Version, sanne: User, tmp_path: Path
) -> None:
    forget_person(user=sanne, ground=Redaction.Ground.ERASURE)
    content = fetch(legal, version)
    forgotten = read_acts(content)[0]
    assert forgotten["person"] is None
    assert forgotten["redaction"]["entry"]["ground"] == "erasure"
    assert find_faults(tmp_path, content, name="bewijs.zip") == []


def test_bundle_of_a_version_that_nobody_answered_is_sound(legal: Client, tmp_path: Path) -> None:
    content = fetch(legal, publish_version("cookies"))
    assert read_acts(content) == []
    assert find_faults(tmp_path, content, name="bewijs.zip") == []


# Who may


def test_bundle_is_on_record_and_can_be_recognised(
    legal: Client, version: Version, sanne: User, tmp_path: Path
) -> None:
    digest = hashlib.sha256(unzip(fetch(legal, sanne))["manifest.json"]).hexdigest()
    reading = StaffReading.objects.get()
    assert (reading.what, reading.subject, reading.detail) == ("bundle", sanne.pk, digest)
    digest = hashlib.sha256(unzip(fetch(legal, version))["manifest.json"]).hexdigest()
    reading = StaffReading.objects.first()
    assert (reading.what, reading.subject, reading.detail) == ("bundle", None, f"terms 1 {digest}")


def test_bundle_has_a_decent_name_and_is_not_kept(
    legal: Client, version: Version, sanne: User, time_machine: Any
) -> None:
    time_machine.move_to("2026-11-24 09:00:00+00:00", tick=False)
    legal.log_in_again()
    response = legal.post(reverse("statements_bundle_person", args=[sanne.pk]))
    assert response["Content-Disposition"] == f'attachment; filename="bewijs-account-{sanne.pk}-2026-11-24.zip"'
    assert response["Content-Type"] == "application/zip"
    assert "no-store" in response["Cache-Control"]
    assert b"".join(response.streaming_content).startswith(b"PK")


@pytest.mark.parametrize("group", ["Editors", "Support", ""])
def test_whoever_may_not_see_evidence_finds_no_bundle(
    client: Client, version: Version, sanne: User, group: str
) -> None:
    client.force_login(make_colleague(group) if group else sanne)
    assert client.post(reverse("statements_bundle_person", args=[sanne.pk])).status_code == 404
    assert client.post(reverse("statements_bundle_version", args=[version.pk])).status_code == 404
    assert not StaffReading.objects.exists()


def test_bundle_is_not_made_by_following_a_link(legal: Client, version: Version) -> None:
    assert legal.get(reverse("statements_bundle_version", args=[version.pk])).status_code == 405


def test_form_of_another_site_gets_no_bundle(version: Version) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_colleague("Legal"))
    assert client.post(reverse("statements_bundle_version", args=[version.pk])).status_code == 403


def test_there_is_no_bundle_of_who_or_what_is_not_there(legal: Client) -> None:
    assert legal.post("/admin/legal/bundle/person/999999/").status_code == 404
    assert legal.post("/admin/legal/bundle/version/999999/").status_code == 404


def test_there_is_no_bundle_while_the_ledger_is_empty(legal: Client, sanne: User) -> None:
    assert legal.post(reverse("statements_bundle_person", args=[sanne.pk])).status_code == 404
