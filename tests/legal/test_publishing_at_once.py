"""Two people publish at the same moment: two numbers, or one of them is refused, and never one number twice."""

from collections.abc import Callable
from io import StringIO
from threading import Barrier, Thread

import pytest
from django.core.management import call_command
from django.db import connection

from legal.ledger.models import Leaf
from legal.statements.models import Document, LegalPage, Version, VersionText
from legal.statements.plain_text import read_statement
from legal.statements.publishing.importing import import_statement
from tests.factories.people import make_colleague
from tests.factories.statements import make_legal_page, publish_version, write_body
from tests.visiting import Client

from .legal_admin import publish, relax_rules

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _one_colleague_does_all(transactional_db: None) -> None:
    relax_rules()


def do_at_once(*acts: Callable[[], object]) -> list[BaseException]:
    """What went wrong, of acts that start together, each on a connection of its own."""
    start, wrong = Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        try:
            start.wait(timeout=20)
            act()
        except Exception as error:
            wrong.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads)
    return wrong


def check_numbers(count: int) -> None:
    assert list(Version.objects.order_by("number").values_list("number", flat=True)) == list(range(1, count + 1))
    assert VersionText.objects.count() == Leaf.objects.filter(kind="text").count() == count
    call_command("verify_ledger", stdout=StringIO())


def test_revisions_that_are_published_at_once_get_numbers_of_their_own():
    page = make_legal_page()
    revisions = []
    for text in ("Een.", "Twee.", "Drie.", "Vier."):
        page.body = write_body(text)
        revisions.append(page.save_revision())
    assert do_at_once(*(revision.publish for revision in revisions)) == []
    check_numbers(4)


def test_two_editors_who_press_publish_at_once_both_get_their_version():
    publish_version()
    page = LegalPage.objects.get()
    windows = []
    for name, text in (("an@voorbeeld.example", "Van An."), ("bo@voorbeeld.example", "Van Bo.")):
        client = Client()
        client.force_login(make_colleague("Legal", name))
        windows.append(lambda client=client, text=text: publish(client, page, text))
    assert do_at_once(*windows) == []
    check_numbers(3)


def test_one_editor_who_presses_twice_makes_one_version():
    page, client, twin = make_legal_page(), Client(), Client()
    client.force_login(make_colleague("Legal"))
    twin.cookies = client.cookies
    assert do_at_once(lambda: publish(client, page), lambda: publish(twin, page)) == []
    check_numbers(1)


def test_an_import_and_an_editor_at_once_do_not_wait_for_each_other_for_ever():
    publish_version()
    page, document = LegalPage.objects.get(), Document.objects.get(kind="privacy")
    client = Client()
    client.force_login(make_colleague("Legal"))
    statement = read_statement(b"Privacyverklaring\n1. Kop\nVan een bestand.")
    today = Version.objects.get().effective_from

    def load() -> None:
        import_statement(document=document, statement=statement, effective_from=today, summary="Nieuw.")

    assert do_at_once(load, lambda: publish(client, page, "Van een mens.")) == []
    check_numbers(3)
