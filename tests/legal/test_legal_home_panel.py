"""What waits for the legal team on the first page of the admin; nobody else sees it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from home.identity.models import Organisation
from legal.ledger.models import Verification
from legal.statements.models import LegalPage, Notice, Version
from members.accounts.models import User
from tests.factories.people import make_colleague, make_person
from tests.factories.statements import make_legal_page, publish_version, translate_text
from tests.visiting import Client

from .colleagues import let_in, make_reader, make_writer
from .legal_admin import send
from .statement_blocks import CONTACT, make_body

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture(autouse=True)
def _monday(time_machine) -> None:
    time_machine.move_to("2026-11-23 11:22:33+01:00", tick=False)


def read_panel(client: Client) -> str:
    page = " ".join(client.get("/admin/").content.decode().split())
    if 'id="legal-section"' not in page:
        return ""
    return page[page.index('id="legal-section"') :].partition("</section>")[0]


def verify(days_ago: float, *faults: str) -> None:
    moment = timezone.now() - timedelta(days=days_ago)
    Verification.objects.create(checked_at=moment, size=3, root="00" * 32, faults=list(faults))


@pytest.mark.parametrize("group", ["Editors", "Moderators"])
def test_others_see_nothing_of_it(client: Client, group: str):
    verify(3, "leaf 2: changed")
    publish_version()
    client.force_login(make_colleague(group))
    assert read_panel(client) == ""
    assert "leaf 2" not in client.get("/admin/").content.decode()


def test_an_owner_sees_it(client: Client):
    client.force_login(make_person("eigenaar@voorbeeld.example", is_superuser=True))
    assert "Het grootboek" in read_panel(client)


# The ledger


def test_a_ledger_that_was_never_verified_is_no_good_news(legal: Client):
    assert "Het grootboek is nog nooit nagerekend." in read_panel(legal)


def test_the_last_verification_is_the_one_that_counts(legal: Client):
    verify(1.5, "leaf 2: changed")
    verify(0.1)
    panel = read_panel(legal)
    assert "Het grootboek klopt. Nagerekend op 23 november 2026, 08:58." in panel
    assert "leaf 2" not in panel
    assert "legal-news--bad" not in panel


@pytest.mark.parametrize(
    ("faults", "said"),
    [
        (["leaf 2: changed"], "Het grootboek klopt niet: 1 fout."),
        (["leaf 2: changed", "leaf 3: <b>gone</b>"], "Het grootboek klopt niet: 2 fouten."),
    ],
)
def test_faults_are_shown(legal: Client, faults: list[str], said: str):
    verify(0.1, *faults)
    panel = read_panel(legal)
    assert said in panel
    assert "leaf 2: changed" in panel
    assert "<b>gone" not in panel


def test_more_faults_than_five_are_counted_and_not_all_shown(legal: Client):
    verify(0.1, *(f"leaf {number}: changed" for number in range(1, 2001)))
    panel = read_panel(legal)
    assert "2000 fouten" in panel
    assert panel.count("changed") == 5


@pytest.mark.parametrize(("days", "is_too_old"), [(1.99, False), (2.01, True)])
def test_two_days_without_a_verification_is_too_long(legal: Client, days: float, is_too_old: bool):
    verify(days)
    assert ("al meer dan twee dagen niet nagerekend" in read_panel(legal)) == is_too_old


# Versions


def test_an_announced_version_says_how_far_its_mails_are(legal: Client):
    version = publish_version("terms", effective_from=date(2026, 12, 24))
    now = timezone.now()
    states = {"a": {"sent_at": now}, "b": {"sent_at": now}, "c": {"refusal": "550"}, "d": {}}
    for name, state in states.items():
        Notice.objects.create(version=version, user=make_person(f"{name}@voorbeeld.example"), claimed_at=now, **state)
    panel = read_panel(legal)
    assert "geldt vanaf 24 december 2026. 2 berichten verstuurd. 1 geweigerd door de mailserver." in panel
    assert "Van 1 is niet zeker of het aankwam." in panel


def test_a_version_in_force_is_no_announcement(legal: Client):
    publish_version()
    assert "geldt vanaf" not in read_panel(legal)


def test_a_text_and_a_translation_without_approval_are_named(legal: Client):
    version = publish_version()
    translate_text(version)
    link = f'<a href="/admin/legal/versions/{version.pk}/">Privacyverklaring 1</a>'
    assert f"Gepubliceerd zonder goedkeuring: {link} (nl, en), langs opdrachtregel" in read_panel(legal)


@pytest.mark.parametrize(("moment", "is_named"), [("11:22:34", True), ("11:22:32", False)])
def test_it_stays_there_for_thirty_days(legal: Client, time_machine, moment: str, is_named: bool):
    time_machine.move_to(f"2026-10-24 {moment}+01:00", tick=False)
    publish_version()
    time_machine.move_to("2026-11-23 11:22:33+01:00", tick=False)
    assert ("Gepubliceerd zonder goedkeuring:" in read_panel(legal)) == is_named


# Registers


def test_a_register_that_changed_after_publication_is_pointed_out(legal: Client):
    publish_version(body=make_body(CONTACT))
    assert "Publiceer een nieuwe versie." not in read_panel(legal)
    Organisation.objects.update(street="Kade 1", postal_code="1234 AB", city="Delft")
    assert "dit is veranderd sinds Privacyverklaring 1 is gepubliceerd." in read_panel(legal)


# Reviews


def hand_in(writer: User) -> LegalPage:
    page = make_legal_page()
    assert send(let_in(writer), page, action="submit").status_code == 302
    return page


def test_a_draft_waits_for_a_colleague_and_not_for_who_wrote_it():
    writer, reader = make_writer(), make_reader()
    page = hand_in(writer)
    link = f'Wacht op jouw controle: <a href="/admin/pages/{page.pk}/edit/">Privacyverklaring</a>'
    assert link in read_panel(let_in(reader))
    assert "Wacht op jouw controle" not in read_panel(let_in(writer))


def test_a_draft_that_was_approved_waits_for_nobody():
    page, reader = hand_in(make_writer()), make_reader()
    state = LegalPage.objects.get(pk=page.pk).current_workflow_task_state
    state.reject(user=reader)
    assert "Wacht op jouw controle" not in read_panel(let_in(reader))


# Speed


def count_queries(client: Client) -> int:
    read_panel(client)
    with CaptureQueriesContext(connection) as queries:
        read_panel(client)
    return len(queries)


def test_the_panel_asks_the_database_few_questions_however_much_there_is(legal: Client):
    editor = Client()
    editor.force_login(make_colleague("Editors", "redactie@voorbeeld.example"))
    without = count_queries(editor)
    few = count_queries(legal)
    assert few - without <= 8
    for kind in ("privacy", "terms", "cookies"):
        translate_text(publish_version(kind))
        publish_version(kind, text="Wij bewaren je adres.", effective_from=date(2026, 12, 24))
    for number in range(20):
        verify(number)
        person = make_person(f"lid{number}@voorbeeld.example")
        Notice.objects.create(version=Version.objects.announced()[0], user=person, claimed_at=timezone.now())
    assert count_queries(legal) <= few + 1
