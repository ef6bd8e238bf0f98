"""Two programs that mail at the same moment, and people who leave or answer meanwhile: still one mail each at most."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.utils import timezone

from legal.statements.due import announce_versions
from legal.statements.models import Notice, Version
from legal.statements.notices.mailing import NoticeProgress, count_notices
from members.accounts.models import User
from tests.factories.people import make_person
from tests.factories.statements import answer, publish_version
from tests.mail_server import MailServer, running_mail_server
from tests.same_moment import run_at_once

pytestmark = pytest.mark.django_db(transaction=True)
NUMBER = 12


@pytest.fixture
def mail_server(settings: Any) -> Iterator[MailServer]:
    with running_mail_server(settings) as server:
        yield server


@pytest.fixture
def people() -> list[User]:
    return [make_person(f"lid{number}@voorbeeld.example") for number in range(NUMBER)]


@pytest.fixture
def version(people: list[User]) -> Version:
    return publish_version(effective_from=timezone.localdate() + timedelta(days=7))


def run() -> list[str]:
    return list(announce_versions())


def test_two_runs_at_once_send_each_person_one_mail(mail_server: MailServer, version: Version) -> None:
    assert run_at_once([run, run, run]) == [[], [], []]
    assert set(mail_server.count_mails().values()) == {1}
    assert len(mail_server.taken) == NUMBER
    assert count_notices(version) == NoticeProgress(to_send=0, sent=NUMBER, refused=0, uncertain=0)


def test_who_is_deferred_while_two_runs_work_still_gets_one_mail(mail_server: MailServer, version: Version) -> None:
    mail_server.replies["lid3@voorbeeld.example"] = "451 later"
    run_at_once([run, run])
    mail_server.replies.clear()
    run_at_once([run, run])
    assert set(mail_server.count_mails().values()) == {1}
    assert len(mail_server.taken) == NUMBER


@pytest.mark.parametrize("what", ["deleted", "answered"])
def test_who_leaves_or_answers_while_the_mails_go_out_gets_none(
    mail_server: MailServer, version: Version, people: list[User], what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list of people is read before the first mail; the last of them acts while that one is on its way."""
    act: Callable[[], object] = {"deleted": people[-1].delete, "answered": partial(answer, people[-1], version)}[what]
    take = mail_server.take

    def take_and_act(recipient: str, words: bytes) -> None:
        if not mail_server.taken:
            run_at_once([act])
        take(recipient, words)

    monkeypatch.setattr(mail_server, "take", take_and_act)
    assert run() == []
    assert len(mail_server.taken) == NUMBER - 1
    assert people[-1].email not in mail_server.recipients
    assert Notice.objects.count() == NUMBER - 1
