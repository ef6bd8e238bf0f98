"""A substantive change starts late enough for members to hear of it; the message names the earliest day."""

from datetime import date, timedelta

import pytest
from wagtail.models import Page

from legal.statements.models import Document, LegalPage, PublicationRules, Version
from tests.factories.people import make_colleague
from tests.factories.statements import make_legal_page, publish_version
from tests.visiting import Client

from .colleagues import let_in, make_reader, make_writer, write_draft
from .legal_admin import log_in, publish, send

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)
IN_TWO_WEEKS = TODAY + timedelta(days=14)
TOO_SOON = "Kies 7 december 2026 of later: leden horen 14 dagen van tevoren wat er verandert."


@pytest.fixture(autouse=True)
def _monday(time_machine) -> None:
    time_machine.move_to("2026-11-23 11:00+01:00", tick=False)
    PublicationRules.objects.create(four_eyes=False)


def read_date_errors(client: Client, **fields: object) -> list[str]:
    response = publish(client, LegalPage.objects.get(), "Wij bewaren je adres.", **fields)
    return response.context["form"].errors["effective_from"] if response.status_code == 200 else []


@pytest.mark.parametrize(("day", "errors"), [(13, [TOO_SOON]), (14, []), (365, [])])
def test_a_substantive_change_waits_two_weeks(client: Client, day: int, errors: list[str]):
    publish_version()
    log_in(client, is_relaxed=False)
    assert read_date_errors(client, effective_from=TODAY + timedelta(days=day)) == errors
    assert Version.objects.count() == (1 if errors else 2)


@pytest.mark.parametrize("change", ["editorial", "clarification"])
def test_what_changes_nothing_for_members_may_start_today(client: Client, change: str):
    publish_version()
    log_in(client, is_relaxed=False)
    assert read_date_errors(client, change=change) == []


def test_a_first_version_may_start_today(client: Client):
    page = make_legal_page()
    log_in(client, is_relaxed=False)
    assert publish(client, page).status_code == 302
    assert Version.objects.get().effective_from == TODAY


def test_a_text_that_asks_nothing_of_members_may_change_today(client: Client):
    document = publish_version("terms").document
    page = LegalPage.objects.get()
    Document.objects.filter(pk=document.pk).update(act="none")
    log_in(client, is_relaxed=False)
    assert publish(client, page, "Anders.", slug="terms").status_code == 302


def test_a_planned_change_waits_two_weeks_from_its_hour(client: Client):
    publish_version()
    log_in(client, is_relaxed=False)
    errors = read_date_errors(client, effective_from=IN_TWO_WEEKS, go_live_at="2026-11-30 09:00")
    assert errors == ["Kies 14 december 2026 of later: leden horen 14 dagen van tevoren wat er verandert."]


def test_an_earlier_moment_than_the_version_before_is_said_in_its_own_words(client: Client):
    publish_version(effective_from=date(2027, 3, 1))
    log_in(client, is_relaxed=False)
    message = "Kies 1 maart 2027 of later: dan gaat de vorige versie in."
    assert read_date_errors(client, effective_from=IN_TWO_WEEKS) == [message]


def test_code_that_publishes_for_somebody_keeps_to_the_notice_too():
    publish_version()
    draft = write_draft(LegalPage.objects.get(), make_writer(), "Wij bewaren je adres.")
    with pytest.raises(Exception, match="7 december 2026"):
        draft.publish(user=make_reader())
    assert Version.objects.count() == 1


def test_the_shell_may_publish_for_today():
    publish_version()
    assert publish_version(text="Wij bewaren je adres.").effective_from == TODAY


SETTINGS = "/admin/settings/statements/publicationrules/"


def open_rules(client: Client) -> tuple[int, str]:
    response = client.get(SETTINGS, follow=True)
    return response.status_code, response.request["PATH_INFO"]


@pytest.mark.parametrize("group", ["Legal", "Editors", "Moderators"])
def test_only_owners_change_the_rules(client: Client, group: str):
    client.force_login(make_colleague(group))
    number = PublicationRules.objects.get().pk
    assert open_rules(client) == (200, "/admin/")
    client.post(f"{SETTINGS}{number}/", {"notice_days": "0"})
    assert PublicationRules.objects.get().notice_days == 14
    assert "publicationrules" not in client.get("/admin/").content.decode()


def test_an_owner_changes_the_rules(client: Client):
    owner = make_colleague("Legal")
    owner.is_superuser = True
    owner.save()
    number = PublicationRules.objects.get().pk
    assert let_in(owner).post(f"{SETTINGS}{number}/", {"notice_days": "30", "four_eyes": "on"}).status_code == 302
    rules = PublicationRules.objects.get()
    assert (rules.notice_days, rules.four_eyes) == (30, True)


def test_a_draft_may_have_any_day(client: Client):
    publish_version()
    log_in(client, is_relaxed=False)
    page = Page.objects.get(pk=LegalPage.objects.get().pk).specific
    assert send(client, page, action="").status_code == 302
