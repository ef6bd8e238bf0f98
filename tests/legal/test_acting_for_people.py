"""A colleague puts on record what somebody said or wrote: with the colleague and the reason, and no other way."""

import hashlib

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from legal.ledger.verifying import verify
from legal.statements.acts.accepting import UnfittingAct
from legal.statements.acts.acting import act_for_person
from legal.statements.models import Act, ActSubject, Document, LegalPage, StaffReading
from members.accounts.models import User
from tests.factories.people import make_colleague, make_person
from tests.factories.statements import answer, publish_consent, publish_version, translate_text, write_body
from tests.legal.tampering import plant
from tests.visiting import Client

pytestmark = pytest.mark.django_db

REASON = "Per brief van 3 maart 2026."
CONFIRMED = "Ik bevestig dat deze persoon dit zelf heeft gezegd of geschreven en deze tekst kon lezen."


@pytest.fixture
def colleague(client: Client) -> User:
    lotte = make_colleague("Legal")
    client.force_login(lotte)
    return lotte


def act(actor: User, user: User, version, kind: str = "accept", reason: str = REASON, language: str = "nl") -> Act:
    return act_for_person(actor=actor, user=user, text=version.find_text(language), kind=kind, reason=reason)


def test_the_record_names_the_person_the_colleague_the_reason_and_what_was_confirmed(colleague) -> None:
    person = make_person()
    recorded = act(colleague, person, publish_version("terms"))
    assert (recorded.kind, recorded.place, recorded.wording) == ("accept", "staff", CONFIRMED)
    subject = recorded.subject
    assert (subject.user_id, subject.actor, subject.reason) == (person.pk, colleague.pk, REASON)
    assert verify().faults == []


def test_colleague_and_reason_are_bound_by_the_commitment(colleague) -> None:
    person = make_person()
    recorded = act(colleague, person, publish_version("terms"))
    behind = hashlib.sha256(f"{colleague.pk} {REASON}".encode()).digest()
    parts = bytes(recorded.subject.salt) + str(person.pk).encode() + recorded.entry.bytes + behind
    assert recorded.commitment == hashlib.sha256(parts).hexdigest()


@pytest.mark.parametrize("change", [{"actor": None}, {"actor": 1_000_000}, {"reason": "Zonder brief."}, {"reason": ""}])
def test_a_colleague_or_reason_that_was_changed_later_is_found(colleague, change: dict) -> None:
    recorded = act(colleague, make_person(), publish_version("terms"))
    assert plant(lambda: ActSubject.objects.update(**change)) == [
        f"leaf {recorded.leaf_id}: its act names another person, colleague or reason"
    ]


def test_nothing_of_the_colleague_or_the_reason_is_in_the_row_that_stays() -> None:
    lotte = make_person("lotte@voorbeeld.example", id=739512)
    lotte.groups.add(Group.objects.get(name="Legal"))
    act(lotte, make_person(), publish_version("terms"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM statements_act")
        (row,) = cursor.fetchall()
    assert not any("739512" in str(value) or "brief" in str(value) for value in row)


def test_done_twice_it_is_on_record_once(colleague) -> None:
    person, version = make_person(), publish_version("terms")
    assert act(colleague, person, version) == act(colleague, person, version, reason="Nog een brief.")
    assert Act.objects.count() == 1


def test_what_the_person_did_themselves_is_not_recorded_again(colleague) -> None:
    person, version = make_person(), publish_version("terms")
    own = answer(person, version, "accept")
    assert act(colleague, person, version) == own
    assert own.subject.actor is None


def test_a_colleague_withdraws_consent_that_was_given_and_no_other(colleague) -> None:
    person, version = make_person(), publish_consent()
    with pytest.raises(UnfittingAct):
        act(colleague, person, version, "withdraw")
    answer(person, version, "consent")
    assert act(colleague, person, version, "withdraw").subject.reason == REASON
    assert Act.objects.count() == 2


@pytest.mark.parametrize("group", ["Editors", "Support", None])
def test_whoever_has_no_right_to_act_for_people_cannot(group: str | None) -> None:
    actor = make_colleague(group) if group else make_person("lotte@voorbeeld.example")
    with pytest.raises(PermissionDenied):
        act(actor, make_person(), publish_version("terms"))
    assert Act.objects.count() == 0


def test_nobody_acts_for_themselves_and_nobody_with_a_closed_account_acts(colleague) -> None:
    version = publish_version("terms")
    with pytest.raises(PermissionDenied):
        act(colleague, colleague, version)
    colleague.is_active = False
    with pytest.raises(PermissionDenied):
        act(colleague, make_person(), version)


BAD_REASONS = ["", "  ", "x" * 501, "a\nb", "a\rb", "a\0b", "a\tb", "a\x1b[31mb", "a\u2028b", "a\u202eb", "a\u200bb"]


@pytest.mark.parametrize("reason", BAD_REASONS)
def test_a_reason_that_is_empty_too_long_or_more_than_a_line_is_refused(colleague, reason: str) -> None:
    with pytest.raises(ValidationError):
        act(colleague, make_person(), publish_version("terms"), reason=reason)
    assert Act.objects.count() == 0


def test_a_reason_of_five_hundred_letters_fits(colleague) -> None:
    assert act(colleague, make_person(), publish_version("terms"), reason="é" * 500).subject.reason == "é" * 500


def test_only_the_text_in_force_and_its_newest_edition_can_be_answered(colleague) -> None:
    former = publish_version("terms", "Je betaalt een euro.")
    person, version = make_person(), publish_version("terms", "Je betaalt twee euro.")
    announced = publish_version("terms", "Je betaalt drie euro.", effective_from="2099-01-01")
    for wrong in (former, announced):
        with pytest.raises(UnfittingAct):
            act(colleague, person, wrong)
    Document.objects.filter(kind="terms").update(ended_on="2020-01-01")
    with pytest.raises(UnfittingAct):
        act(colleague, person, version)
    assert Act.objects.count() == 0


def test_an_edition_that_was_corrected_since_can_no_longer_be_answered(colleague) -> None:
    version = publish_version("terms")
    first = translate_text(version, "You pay in time.", title="Terms")
    page = LegalPage.objects.get(locale__language_code="en")
    page.body = write_body("You pay on time.")
    page.save_revision().publish()
    with pytest.raises(UnfittingAct):
        act_for_person(actor=colleague, user=make_person(), text=first, kind="accept", reason=REASON)
    assert act(colleague, make_person("bo@voorbeeld.example"), version, language="en").text.edition == 2


@pytest.mark.parametrize(("document", "kind"), [("privacy", "accept"), ("terms", "acknowledge"), ("terms", "x")])
def test_an_act_that_the_document_does_not_ask_for_is_refused(colleague, document: str, kind: str) -> None:
    with pytest.raises(UnfittingAct):
        act(colleague, make_person(), publish_version(document), kind)


def address(person: User) -> str:
    return f"/admin/legal/people/{person.pk}/act/"


def fill_in(version, **changed: str) -> dict[str, str]:
    text = str(version.find_text("nl").pk)
    return {"text": text, "kind": "accept", "reason": REASON, "confirmed": "on"} | changed


def test_the_form_offers_the_texts_in_force_and_is_logged_when_opened(client, colleague) -> None:
    person = make_person()
    publish_version("terms", "Je betaalt een euro.")
    translate_text(publish_version("terms", "Je betaalt twee euro."), title="Terms")
    page = client.get(address(person)).content.decode()
    assert "Wat antwoordde Sanne Voorbeeld?" in page
    assert "Voorwaarden, versie 2 (Nederlands)" in page
    assert "Terms, versie 2 (Engels)" in page
    assert "versie 1" not in page
    assert CONFIRMED in page
    reading = StaffReading.objects.get()
    assert (reading.reader, reading.what, reading.subject) == (colleague.pk, "person", person.pk)


def test_a_colleague_records_an_answer_and_the_person_reads_who_and_why(client, colleague) -> None:
    person, version = make_person(), publish_version("terms")
    response = client.post(address(person), fill_in(version))
    assert (response.status_code, response["Location"]) == (302, f"/admin/legal/people/{person.pk}/")
    assert Act.objects.get().wording == CONFIRMED
    client.force_login(person)
    page = client.get("/account/afspraken/").content.decode()
    assert f"Een medewerker legde dit voor je vast. De reden: {REASON}" in page


def test_a_reason_with_markup_is_shown_as_it_was_typed(client, colleague) -> None:
    person, version = make_person(), publish_version("terms")
    client.post(address(person), fill_in(version, reason="<script>alert(1)</script>"))
    client.force_login(person)
    page = client.get("/account/afspraken/").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"text": ""}, "Kies op welke tekst deze persoon antwoordde."),
        ({"text": "999999"}, "Deze tekst geldt niet meer. Kies de tekst die nu geldt."),
        ({"kind": ""}, "Kies wat deze persoon antwoordde."),
        ({"kind": "acknowledge"}, "Deze tekst kent dit antwoord niet. Kies een ander."),
        ({"reason": ""}, "Schrijf op waarom je dit voor deze persoon vastlegt."),
        ({"reason": "a\u202eb"}, "Schrijf de reden op één regel, zonder bijzondere tekens."),
        ({"confirmed": ""}, "Zet hier een vinkje. Zonder kunnen we dit niet vastleggen."),
    ],
)
def test_what_is_missing_or_does_not_fit_is_said_at_the_field_and_nothing_is_recorded(
    client, colleague, changed: dict[str, str], message: str
) -> None:
    response = client.post(address(make_person()), fill_in(publish_version("terms"), **changed))
    assert response.status_code == 422
    assert message in response.content.decode()
    assert Act.objects.count() == 0


def test_withdrawing_what_was_never_given_is_refused_at_the_field(client, colleague) -> None:
    response = client.post(address(make_person()), fill_in(publish_consent(), kind="withdraw"))
    assert response.status_code == 422
    assert "Dit antwoord past niet bij wat deze persoon eerder antwoordde." in response.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_for_everybody_else_the_page_is_not_there(method: str) -> None:
    person, version = make_person(), publish_version("terms")
    for who in (make_colleague("Editors"), make_colleague("Support", "sam@voorbeeld.example"), person):
        client = Client()
        client.force_login(who)
        assert getattr(client, method)(address(person), fill_in(version)).status_code == 404
    assert Act.objects.count() == StaffReading.objects.count() == 0


def test_for_oneself_and_for_an_unknown_account_the_page_is_not_there(client, colleague) -> None:
    publish_version("terms")
    assert client.get(address(colleague)).status_code == 404
    assert client.get("/admin/legal/people/999999/act/").status_code == 404


def test_who_may_act_but_not_read_answers_sees_none(client) -> None:
    clerk, person = make_person("clerk@voorbeeld.example"), make_person()
    clerk.user_permissions.set(Permission.objects.filter(codename__in=("add_act", "access_admin")))
    client.force_login(clerk)
    answer(person, publish_version("terms"), "decline")
    assert "Wat deze persoon het laatst antwoordde" not in client.get(address(person)).content.decode()


def test_an_empty_form_that_comes_back_with_the_last_answers_is_logged_too(client, colleague) -> None:
    person = make_person()
    answer(person, publish_version("terms"), "accept")
    response = client.post(address(person), {})
    assert "Wat deze persoon het laatst antwoordde" in response.content.decode()
    assert list(StaffReading.objects.values_list("what", "subject")) == [("person", person.pk)]
