"""The confirmation that can be kept (art. 6:230v(7) BW)."""

import pytest
from django.core import mail

from home.identity.models import Organisation
from legal.statements.models import Act
from members.billing.sandbox.running import Sandbox
from tests.factories.courses import make_course
from tests.factories.offers import make_membership, sell
from tests.factories.people import make_person
from tests.factories.statements import answer, publish_version
from tests.members.billing.shopping import order
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("with_mails"), pytest.mark.one_database]


@pytest.fixture
def buyer(client: Client) -> Client:
    client.force_login(make_person())
    Organisation.objects.update_or_create(
        pk=1, defaults={"street": "Bollenmarkt 14E", "city": "Zwaagdijk-Oost", "email": "hallo@werkflippen.example"}
    )
    return client


def test_it_says_all_that_the_law_asks_and_brings_the_terms_along(buyer: Client, provider: Sandbox) -> None:
    answer(buyer.person, publish_version("terms", "Betaal op tijd."), Act.Kind.ACCEPT)
    make_membership(period="year", cents=19000)
    order(buyer, "lid-year", start_now="on")
    (message,) = mail.outbox
    for words in (
        "WF-",
        "Wat: Lid per jaar",
        "€\u00a0190",
        "inclusief btw",
        "Daarna wordt het steeds met een jaar verlengd",
        "met een maand opzegtermijn",
        "OPZEGGEN",
        "Je kunt deze bestelling herroepen tot en met",
        "behalve voor de dagen die al voorbij zijn",
        "http://testserver/herroepen/",
        "- Ik wil dat mijn toegang meteen begint",
        "- Bestelling met betalingsverplichting",
        "versie 1",
        "Bollenmarkt 14E",
        "hallo@werkflippen.example",
    ):
        assert words in message.body, words
    ((name, content, kind),) = message.attachments
    assert (name, kind, content[:5]) == ("voorwaarden-1.pdf", "application/pdf", b"%PDF-")


def test_who_gave_up_the_time_to_reconsider_reads_that_and_their_own_words(buyer: Client, provider: Sandbox) -> None:
    course = make_course()
    sell(course, term_months=12)
    order(buyer, course.slug, waiver="on")
    (message,) = mail.outbox
    assert "zag daarbij af van je bedenktijd" in message.body
    assert "- Ik wil meteen kunnen beginnen, binnen de bedenktijd" in message.body
    assert "Je hebt 12 maanden toegang. Het wordt niet verlengd." in message.body
    assert "OPZEGGEN" not in message.body
    assert message.attachments == []


def test_it_is_in_the_language_of_the_order(buyer: Client, provider: Sandbox) -> None:
    make_membership()
    order(buyer, "lid-month", start_now="on")
    (message,) = mail.outbox
    assert "JE MAG JE BEDENKEN" in message.body
    assert "YOU MAY CHANGE" not in message.body
