"""Who we are is written down once: when the owners change it, all that we say of ourselves follows, and nothing that
was said before does.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote

import pytest
from allauth.account.adapter import get_adapter
from cookie_consent.models import CookieGroup
from django.conf import settings
from django.core.mail import EmailMessage
from django_otp_webauthn.helpers import WebAuthnHelper
from wagtail.models import Page

from courses.certificates.certificate_pdf import describe_certificate
from courses.certificates.issuing import issue_certificate
from courses.sessions.calendar_addresses import make_address, show_address
from courses.sessions.mails import write_booking_mail
from home.identity.models import Organisation
from legal.cookies.register import read_cookies
from legal.statements.notices.notice_mail import write_notice as write_legal_notice
from legal.statements.writing.contact import read_controllers
from members.accounts.second_factor.showing import show_codes, show_key
from members.billing.mails import write_notice
from members.billing.models import Notice
from members.invoicing.documents.cii import write_cii
from members.invoicing.documents.pdf import lay_out
from members.invoicing.documents.ubl import write_ubl
from members.invoicing.mails import write_invoice_mail
from members.invoicing.models import Invoice
from tests.factories.courses import make_course
from tests.factories.identity import FIRST, OURSELVES, SECOND, fill_in
from tests.factories.invoices import issue
from tests.factories.offers import make_membership
from tests.factories.orders import make_order
from tests.factories.people import make_colleague
from tests.factories.sessions import book_seat, make_session, make_subscriber
from tests.factories.statements import publish_version
from tests.reading import read_page
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

ROOT = Path(__file__).resolve().parents[2]
NEW = {
    "name": "Vliegerhuis & Co",
    "email": "vraag@vliegerhuis.example",
    "street": "Duin 9",
    "postal_code": "9876 ZY",
    "city": "Assen",
}
ISSUER = {
    "name": "Derde Werk B.V.",
    "kvk": "23456789",
    "vat_number": "NL002455799B11",
    "iban": "NL39RABO0300065264",
    "invoice_email": "geld@derde.example",
}
OTHER = {
    "name": "Vierde Werk",
    "kvk": "98765432",
    "vat_number": "NL820646660B01",
    "street": "Bosweg 4",
    "postal_code": "5432 VU",
    "city": "Ede",
}
FORMER = {fact for facts in (OURSELVES, FIRST, SECOND) for fact in facts.values()} - {"on", "Nederland"}
PUBLIC = [*NEW.values(), ISSUER["name"], ISSUER["kvk"], ISSUER["vat_number"], *OTHER.values()]
ON_INVOICES = [*ISSUER.values(), *(NEW[name] for name in ("name", "street", "postal_code", "city"))]


class Place:
    """A site where everything that names us was made once, by who we were."""

    def __init__(self, owner: Client) -> None:
        fill_in(owner, FIRST, SECOND)
        Page.objects.update(title="Voorpagina", draft_title="Voorpagina")  # what editors and lawyers write is theirs
        CookieGroup.objects.update(description="Zo tellen we mee.")
        self.owner, self.visitor, self.person = owner, Client(), make_subscriber()
        self.course = make_course("Korter overleggen", slug="korter")
        self.booking = book_seat(self.person, make_session(self.course))
        self.calendar = show_address(make_address(person=self.person)).removeprefix(settings.SITE_URL)
        section = {"heading": "Wie", "anchor": "wie", "content": [{"type": "contact", "value": None}]}
        self.version = publish_version(body=[("section", section)])
        self.order = make_order(make_membership(), self.person)
        self.invoice = issue()


def write_out(mail: EmailMessage) -> str:
    mail.message()
    others = [str(content) for content, _type in getattr(mail, "alternatives", [])]
    sender = mail.from_email if others or mail.from_email != settings.DEFAULT_FROM_EMAIL else "WITHOUT A NAME"
    return "\n".join([sender, mail.subject, str(mail.body), *others])


def write_security_mail(place: Place) -> str:
    facts = {"user": place.person, "site": settings.SITE_URL, "contact": Organisation.load().email}
    return write_out(get_adapter().render_mail("account/email/password_changed", place.person.email, facts))


def write_seat_mail(place: Place) -> str:
    notice, _made = Notice.objects.get_or_create(order=place.order, kind="paid", defaults={"facts": {}})
    return write_out(write_notice(notice))


def write_certificate(place: Place) -> str:
    return json.dumps(describe_certificate(*issue_certificate(name="Kim", course=place.course)), default=str)


def write_invoice(place: Place) -> str:
    facts = issue().facts
    laid_out = json.dumps(lay_out(facts), ensure_ascii=False, default=str).replace(" ", "")
    return f"{laid_out} {write_cii(facts).decode()} {write_ubl(facts).decode()}"


def read_data(place: Place, path: str) -> str:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', read_page(place.visitor, path))
    return " ".join(json.dumps(json.loads(data), ensure_ascii=False) for data in found)


def read_title(place: Place, path: str) -> str:
    return "".join(re.findall("– (.*?)</title>", read_page(place.visitor, path)))


NAME = [NEW["name"]]
SURFACES: dict[str, tuple[Callable[[Place], str], list[str]]] = {
    "front page": (lambda place: read_page(place.visitor, "/"), PUBLIC),
    "title": (lambda place: read_title(place, "/cursussen/korter/"), NAME),
    "English front page": (lambda place: read_page(place.visitor, "/en/"), PUBLIC),
    "data of the front page": (lambda place: read_data(place, "/"), PUBLIC),
    "course page": (lambda place: read_page(place.visitor, "/cursussen/korter/"), PUBLIC),
    "data of a course": (lambda place: read_data(place, "/cursussen/korter/"), NAME),
    "account page": (lambda place: read_page(place.visitor, "/account/login/"), PUBLIC),
    "security.txt": (lambda place: read_page(place.visitor, "/.well-known/security.txt"), [NEW["email"]]),
    "admin": (lambda place: read_page(place.owner, "/admin/"), NAME),
    "feed of courses": (lambda place: read_page(place.visitor, "/cursussen/feed/"), NAME),
    "feed of a text": (lambda place: read_page(place.visitor, "/privacy/versies/feed/"), NAME),
    "calendar": (lambda place: read_page(place.visitor, place.calendar), NAME),
    "certificate": (write_certificate, NAME),
    "authenticator app": (lambda place: unquote(show_key(b"1" * 20, "kim@voorbeeld.example")["key_address"]), NAME),
    "recovery codes": (lambda place: unquote(show_codes(["11112222"])["codes_file"]), NAME),
    "passkey": (lambda place: WebAuthnHelper(request=SimpleNamespace()).get_relying_party_name(), NAME),
    "register of a draft": (lambda place: json.dumps(read_controllers("nl"), ensure_ascii=False), PUBLIC[1:]),
    "register of cookies": (lambda place: json.dumps(read_cookies("nl"), ensure_ascii=False), NAME),
    "mail about an account": (write_security_mail, NAME),
    "mail about an order": (write_seat_mail, [*NAME, NEW["street"], NEW["email"]]),
    "mail about a session": (lambda place: write_out(write_booking_mail(place.booking, "booked")), NAME),
    "mail about a text": (
        lambda place: write_out(write_legal_notice(place.person, place.version, place.version)),
        [*NAME, "Vliegerhuis &amp; Co"],
    ),
    "mail with an invoice": (lambda place: write_out(write_invoice_mail(issue())), NAME),
    "invoice": (write_invoice, ON_INVOICES),
}


def clean(words: str) -> str:
    return words.replace("&amp;", "&").replace("\\u0026", "&")


@pytest.fixture
def place(client: Client) -> Place:
    client.force_login(make_colleague("Owners"))
    return Place(client)


def test_a_change_by_the_owners_is_seen_everywhere_and_what_was_said_before_stays(place: Place) -> None:
    before = place.version.texts.get().text
    response = fill_in(place.owner, ISSUER | {"is_issuer": "on"}, OTHER, **NEW)
    assert response.status_code == 302
    for name, (read, facts) in SURFACES.items():
        words = clean(read(place))
        assert [fact for fact in facts if clean(fact) not in words] == [], f"not on the {name}: {words[:3000]}"
        assert [fact for fact in [*FORMER, "Werkflippen"] if fact in words] == [], f"still on the {name}"
    assert FORMER - {fact for fact in FORMER if fact in str(Invoice.objects.get(pk=place.invoice.pk).facts)} == {
        *("hallo@papierboot.example", *SECOND.values())
    }
    assert before == place.version.texts.get().text
    assert {"Eerste Zaak B.V.", "12345678"} <= {word for word in FORMER if word in before}
    frozen = read_page(place.visitor, "/privacy/versies/1/")
    assert "Eerste Zaak B.V. en Tweede Zaak" in frozen and frozen.count("Derde Werk B.V.") == 2  # the foot of the page


def test_no_template_knows_what_we_are_called() -> None:
    assert [str(path) for path in (ROOT / "templates").rglob("*.*") if "Werkflippen" in path.read_text()] == []


def test_every_mail_of_ours_says_who_sent_it() -> None:
    """Those with seals go to the controllers themselves, from below where we are known."""
    makers = [
        path.name
        for folder in ("courses", "home", "legal", "members")
        for path in (ROOT / folder).rglob("*.py")
        if re.search(r"= Email\w+\(", text := path.read_text()) and "name_sender()" not in text
    ]
    assert makers == ["witnesses.py"]
