"""The owners say who we are: one or two companies, and which of them sends the invoices."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from home.identity.company_numbers import validate_iban, validate_kvk, validate_vat_number
from home.identity.models import Controller, Organisation
from home.identity.naming import name_sender
from legal.statements.writing.contact import read_controllers
from members.invoicing.closing import may_invoice
from members.invoicing.issuer import read_issuer
from tests.factories.identity import FIRST, SECOND, fill_in
from tests.factories.people import make_colleague
from tests.reading import read_page
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def owner(client: Client) -> Client:
    client.force_login(make_colleague("Owners"))
    return client


def list_companies() -> list[tuple[str, bool]]:
    return list(Controller.objects.order_by("sort_order").values_list("name", "is_issuer"))


def test_owners_fill_in_two_companies_and_who_of_them_sells(owner: Client) -> None:
    written = FIRST | {"name": " Eerste  Zaak\tB.V. ", "iban": "nl91 abna 0417 1643 00", "vat_number": "nl123456782b90"}
    assert fill_in(owner, written, SECOND).status_code == 302
    first, second = Controller.objects.order_by("sort_order")
    assert (first.name, first.iban, first.vat_number) == ("Eerste Zaak B.V.", FIRST["iban"], FIRST["vat_number"])
    assert (first.address.city, second.address.city) == ("Delft", "Leiden")
    assert may_invoice()


def test_another_company_takes_over_the_invoices_in_one_go_and_back(owner: Client) -> None:
    fill_in(owner, FIRST, SECOND)
    assert fill_in(owner, FIRST | {"is_issuer": ""}, SECOND | {"is_issuer": "on"}).status_code == 302
    assert list_companies() == [("Eerste Zaak B.V.", False), ("Tweede Zaak", True)]
    assert not may_invoice()  # it has no IBAN
    assert fill_in(owner, FIRST, SECOND).status_code == 302
    assert list_companies() == [("Eerste Zaak B.V.", True), ("Tweede Zaak", False)]


def test_the_company_that_sent_the_invoices_may_go(owner: Client) -> None:
    fill_in(owner, SECOND, FIRST)
    assert fill_in(owner, SECOND | {"is_issuer": "on"}).status_code == 302
    assert list_companies() == [("Tweede Zaak", True)]


@pytest.mark.parametrize(
    ("companies", "message"),
    [
        ([FIRST, SECOND | {"is_issuer": "on"}], "Kies één bedrijf dat de facturen stuurt, niet meer."),
        ([FIRST | {"is_issuer": ""}, SECOND], "Kies welk bedrijf de facturen stuurt."),
        ([SECOND], "Kies welk bedrijf de facturen stuurt."),
        ([FIRST | {"kvk": "1234567"}], "Een KvK-nummer heeft 8 cijfers"),
        ([FIRST | {"kvk": "１２３４５６７８"}], "Een KvK-nummer heeft 8 cijfers"),
        ([FIRST | {"vat_number": "NL123456789B01"}], "Dit is geen Nederlands btw-identificatienummer."),
        ([FIRST | {"vat_number": "BE0428759497"}], "Dit is geen Nederlands btw-identificatienummer."),
        ([FIRST | {"iban": "NL91ABNA0417164301"}], "Dit is geen IBAN."),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(
    owner: Client, companies: list[dict[str, str]], message: str
) -> None:
    response = fill_in(owner, *companies)
    assert response.status_code == 200
    assert message in response.content.decode()
    assert list_companies() == []


@pytest.mark.parametrize("validate", [validate_kvk, validate_vat_number, validate_iban])
def test_the_number_that_a_refusal_gives_as_an_example_is_one_that_we_take(validate: Callable[[str], None]) -> None:
    with pytest.raises(ValidationError) as refusal:
        validate("een nummer")
    validate(refusal.value.message.rpartition("als ")[2].removesuffix("."))


def test_a_half_filled_form_can_be_saved_and_nothing_is_sold_yet(owner: Client) -> None:
    assert fill_in(owner, FIRST | {"iban": "", "kvk": ""}).status_code == 302
    assert not may_invoice()
    assert fill_in(owner).status_code == 302
    assert list_companies() == []


def test_an_address_that_is_known_in_part_is_written_without_holes(owner: Client) -> None:
    fill_in(owner, FIRST, SECOND | {"street": "", "is_issuer": ""}, street="", postal_code="")
    first, second = Controller.objects.order_by("sort_order")
    assert (first.address.address_line, second.address_line) == ("Delft", "2345 BC Leiden")
    foot = " ".join(read_page(Client(), "/").split("<footer")[1].split())
    assert "Tweede Zaak · 2345 BC Leiden" in foot
    assert "Delft, Nederland" in str(read_controllers("nl")) and "'2345 BC Leiden'" in str(read_controllers("nl"))
    assert (read_issuer().address_line, read_issuer().city) == ("Delft", "Delft")


def test_the_database_itself_keeps_a_second_sender_of_invoices_out(owner: Client) -> None:
    fill_in(owner, FIRST, SECOND)
    with pytest.raises(IntegrityError), transaction.atomic():
        Controller.objects.update(is_issuer=True)


@pytest.mark.parametrize("role", ["Editors", "Finance", "Legal", "Support"])
def test_other_colleagues_do_not_say_who_we_are(client: Client, role: str) -> None:
    client.force_login(make_colleague(role))
    response = client.get("/admin/settings/identity/organisation/", follow=True)
    assert response.redirect_chain[-1][0] == "/admin/"


@pytest.mark.parametrize(
    ("setting", "name", "sender"),
    [
        ("post@boot.example", "Papierboot", "Papierboot <post@boot.example>"),
        ("post@boot.example", 'Boot, "Bries" & Zoon', '"Boot, \\"Bries\\" & Zoon" <post@boot.example>'),
        (
            "post@boot.example",
            "Boot\r\nBcc: boef@boef.example",
            '"Boot Bcc: boef@boef.example" <post@boot.example>',
        ),
        ("post@boot.example", "Één boot", "=?utf-8?b?w4nDqW4gYm9vdA==?= <post@boot.example>"),
        ("Vaste Naam <post@boot.example>", "Papierboot", "Vaste Naam <post@boot.example>"),
    ],
)
def test_mails_come_from_us_by_name_unless_the_environment_names_another(
    settings, setting: str, name: str, sender: str
) -> None:
    settings.DEFAULT_FROM_EMAIL = setting
    Organisation.objects.update(name=name)
    assert name_sender() == sender
