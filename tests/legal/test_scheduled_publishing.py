"""A text that waits for its hour: no version until `run_due` makes it live, and then one, however late or often."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from courses.models import CoursePage
from legal.ledger.models import Leaf
from legal.statements.models import LegalPage, Version
from members.accounts.models import User
from tests.factories.courses import make_course
from tests.factories.people import make_colleague
from tests.factories.statements import make_legal_page, publish_version
from tests.visiting import Client

from .legal_admin import log_in, publish, relax_rules

pytestmark = pytest.mark.django_db

TOMORROW = date(2026, 11, 24)
NINE = "2026-11-24 09:00"


@pytest.fixture(autouse=True)
def _monday(time_machine) -> None:
    time_machine.move_to("2026-11-23 11:00+01:00", tick=False)


@pytest.fixture(autouse=True)
def _one_colleague_does_all() -> None:
    relax_rules()


def run_due() -> tuple[int, str]:
    errors = StringIO()
    try:
        call_command("run_due", stderr=errors)
    except SystemExit as stopped:
        return stopped.code, errors.getvalue()
    return 0, errors.getvalue()


def schedule(client: Client, text: str = "Wij bewaren je adres.", effective_from: date = TOMORROW) -> LegalPage:
    page = LegalPage.objects.first() or make_legal_page()
    if "_auth_user_id" not in client.session:
        log_in(client)
    response = publish(client, page, text, effective_from=effective_from, go_live_at=NINE)
    assert response.status_code == 302, response.context["form"].errors
    return page


def test_a_scheduled_text_is_no_version_until_its_hour(client: Client, time_machine):
    schedule(client)
    time_machine.move_to("2026-11-24 08:59+01:00", tick=False)
    assert run_due() == (0, "")
    assert not Version.objects.exists()
    assert client.get("/privacy/").status_code == 404


def test_a_scheduled_text_becomes_a_version_at_its_hour_and_once(client: Client, time_machine):
    schedule(client)
    time_machine.move_to("2026-11-24 09:01+01:00", tick=False)
    assert run_due() == (0, "")
    assert run_due() == (0, "")
    version = Version.objects.get()
    assert (version.number, version.origin, version.effective_from) == (1, "schedule", TOMORROW)
    assert version.published_at.isoformat() == "2026-11-24T08:01:00+00:00"
    assert version.published_by == User.objects.get().pk
    assert Leaf.objects.filter(kind="text").count() == 1
    assert "Wij bewaren je adres." in client.get("/privacy/").content.decode()


def test_the_text_in_force_stays_until_the_scheduled_one_is_live(client: Client, time_machine):
    publish_version()
    schedule(client)
    assert "Wij bewaren je naam." in client.get("/privacy/").content.decode()
    time_machine.move_to("2026-11-24 09:01+01:00", tick=False)
    run_due()
    assert "Wij bewaren je adres." in client.get("/privacy/").content.decode()
    assert list(Version.objects.values_list("number", "floor")) == [(2, 2), (1, 1)]


def test_a_schedule_that_runs_days_late_starts_from_that_day(client: Client, time_machine):
    schedule(client)
    time_machine.move_to("2026-11-27 03:00+01:00", tick=False)
    assert run_due() == (0, "")
    assert Version.objects.get().effective_from == date(2026, 11, 27)


def test_a_schedule_that_runs_late_keeps_a_later_first_day(client: Client, time_machine):
    schedule(client, effective_from=date(2026, 12, 31))
    time_machine.move_to("2026-11-27 03:00+01:00", tick=False)
    run_due()
    assert Version.objects.get().effective_from == date(2026, 12, 31)
    assert client.get("/privacy/?op=2026-12-30").status_code == 404


def test_a_scheduled_text_that_may_not_be_published_is_named_and_left_as_it_was(client: Client, time_machine):
    page = schedule(client)
    overtake(page)
    time_machine.move_to("2026-11-24 09:01+01:00", tick=False)
    code, message = run_due()
    assert code == 1
    assert "Kies 1 maart 2027 of later: dan gaat de vorige versie in." in message
    assert Version.objects.count() == 1
    assert client.get("/privacy/").content.decode().count("Wij bewaren je adres.") == 0


def overtake(page: LegalPage) -> None:
    """A later version is on record before the hour of the scheduled one."""
    Version.objects.create(
        document=page.document,
        number=1,
        floor=1,
        change="substantive",
        origin="import",
        effective_from=date(2027, 3, 1),
        published_at="2026-11-23T12:00:00Z",
    ).texts.create(
        language="nl",
        title="Privacyverklaring",
        summary="",
        published_at="2026-11-23T12:00:00Z",
        leaf=Leaf.objects.create(kind="text", leaf_hash=b"\0" * 32),
    )


def test_one_refused_text_does_not_hold_up_everything_else_that_is_due(client: Client, time_machine):
    overtake(schedule(client))
    course = make_course(live=False, slug="later")
    course.go_live_at = "2026-11-24T09:30:00+01:00"
    course.full_clean()
    course.save_revision().publish()
    time_machine.move_to("2026-11-24 10:00+01:00", tick=False)
    assert run_due()[0] == 1
    assert CoursePage.objects.get(slug="later").live


def test_the_record_names_who_scheduled_it_and_not_who_wrote_it(client: Client, time_machine):
    writer, scheduler = make_colleague("Legal", "wim@voorbeeld.example"), make_colleague("Legal")
    page = make_legal_page(effective_from=TOMORROW, go_live_at="2026-11-24T09:00:00+01:00")
    page.full_clean()
    page.save_revision(user=writer).publish(user=scheduler)
    time_machine.move_to("2026-11-24 09:01+01:00", tick=False)
    run_due()
    assert Version.objects.get().published_by == scheduler.pk
