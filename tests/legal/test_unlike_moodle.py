"""What is wrong with Moodle's policies, one after another, and is not wrong here."""

import pytest

from legal.ledger.verifying import verify
from legal.statements.acts.asking import list_due_versions, list_people_yet_to_answer
from legal.statements.models import Act, ActSubject, Document, Version, VersionText
from members.accounts.models import User
from tests.factories.accounts import NEWCOMER, TICKED, make_member, open_sign_up
from tests.factories.people import make_person
from tests.factories.statements import answer, publish_consent, publish_version
from tests.legal.tampering import plant
from tests.page_forms import read_form
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

SIGN_UP = "/account/signup/"
TERMS = "/account/afspraken/voorwaarden/"


@pytest.fixture
def member(client: Client):
    person = make_member()
    client.force_login(person)
    return person


def test_a_minor_change_leaves_the_words_that_people_agreed_to(client, member) -> None:
    """There it overwrites the published text, and every acceptance points at words nobody saw."""
    act = answer(member, publish_version("privacy", "Wij bewaren je naam een jaar."))
    publish_version("privacy", "Wij bewaren je naam één jaar.", change=Version.Change.EDITORIAL)
    act.refresh_from_db()
    assert "naam een jaar" in act.text.text
    assert "naam een jaar" in client.get("/privacy/versies/1/").content.decode()
    assert "naam één jaar" in client.get("/privacy/").content.decode()
    assert list(list_due_versions(member)) == []


def test_changing_ones_mind_adds_a_row_and_changes_none(member) -> None:
    """There one row per person and version is updated, and what was before is gone."""
    version = publish_consent()
    first = answer(member, version, "consent")
    before = Act.objects.values().get(pk=first.pk)
    for kind in ("withdraw", "consent"):
        answer(member, version, kind)
    assert list(Act.objects.order_by("pk").values_list("kind", flat=True)) == ["consent", "withdraw", "consent"]
    assert Act.objects.values().get(pk=first.pk) == before


def test_at_sign_up_the_text_that_was_read_is_recorded_and_never_a_newer_one(client) -> None:
    """There whatever is current when the account is made counts as accepted."""
    publish_version("privacy", "Wij bewaren je naam.")
    publish_version("terms")
    form = open_sign_up(client) | NEWCOMER | TICKED
    publish_version("privacy", "Wij verkopen je naam.")
    response = client.post(SIGN_UP, form)
    assert response.status_code == 422
    assert not User.objects.exists()
    assert Act.objects.count() == 0
    assert read_form(response, SIGN_UP).boxes["agree_privacy"] is False


def test_a_member_says_themselves_that_they_no_longer_agree(client, member) -> None:
    """There a compulsory policy can be withdrawn by colleagues alone."""
    answer(member, publish_version("terms"), "accept")
    form = read_form(client.get(TERMS), TERMS).fields
    assert client.post(TERMS, form | {"answer": "decline"}).status_code == 302
    assert member.act_subjects.latest("pk").act.kind == "decline"
    assert client.get("/cursussen/").status_code == 200


def test_a_new_version_has_a_first_day_and_asks_nobody_before(client, member, time_machine) -> None:
    """There everybody is asked the moment somebody makes it current, without a word ahead."""
    time_machine.move_to("2027-02-01 12:00+01:00", tick=False)
    client.force_login(member)
    answer(member, publish_version("privacy"))
    version = publish_version("privacy", "Wij bewaren je naam en je adres.", effective_from="2027-03-01")
    page = client.get("/cursussen/")
    assert page.status_code == 200
    assert "Vanaf 1 maart 2027 geldt: Privacyverklaring, versie 2." in page.content.decode()
    assert list(list_people_yet_to_answer(version.document)) == []
    time_machine.move_to("2027-03-01 12:00+01:00", tick=False)
    assert list(list_people_yet_to_answer(version.document)) == [member]


def test_a_visitor_who_browses_on_agreed_to_nothing(client) -> None:
    """There going on is agreeing, kept in a cookie, and there is nothing to take back."""
    publish_version("privacy")
    publish_version("terms")
    for path in ("/", "/cursussen/", "/privacy/", "/cursussen/"):
        page = client.get(path)
        assert page.status_code == 200
        assert "review__form" not in page.content.decode()
    assert Act.objects.count() == 0
    assert not client.cookies


def test_what_changed_is_shown_and_a_changed_letter_is_found(client, member) -> None:
    """There is no comparison there, no hash, and no proof outside the database."""
    answer(member, publish_version("privacy", "Wij bewaren je naam een jaar."))
    publish_version("privacy", "Wij bewaren je naam twee jaar.")
    page = client.get("/cursussen/", follow=True).content.decode()
    assert "<ins>" in page
    assert "<del>" in page
    text = VersionText.objects.earliest("pk")
    assert len(text.sha256) == 64
    assert verify().faults == []
    assert plant(lambda: VersionText.objects.filter(pk=text.pk).update(text="Wij bewaren je naam tien jaar."))


def test_whoever_is_erased_leaves_no_number_behind(member) -> None:
    """There acceptances are never deleted, and keep the number of the account for ever."""
    answer(member, publish_version("privacy"))
    member.delete()
    assert ActSubject.objects.count() == 0
    assert Act.objects.get().email == ""
    assert verify().faults == []


def test_three_kinds_of_answer_have_three_names(client) -> None:
    """There one verb covers contract, information and consent."""
    person = make_person()
    answer(person, publish_version("terms"), "accept")
    answer(person, publish_version("privacy"), "acknowledge")
    answer(person, publish_consent(), "consent")
    assert {act.kind for act in Act.objects.all()} == {"accept", "acknowledge", "consent"}
    client.force_login(person)
    page = client.get("/account/afspraken/").content.decode()
    for words in ("Akkoord op", "Gezien op", "Toestemming gegeven op"):
        assert words in page
    assert set(Document.Answer) >= {"accept", "acknowledge", "consent"}
