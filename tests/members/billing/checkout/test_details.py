"""The first screen: for whom, and what stands on the invoice."""

import pytest

from members.billing.models import Order
from tests.factories.offers import make_membership
from tests.factories.people import make_person
from tests.members.billing.shopping import DETAILS, enter
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
COMPANY = {
    "company": "Voorbeeld B.V.",
    "street": "Dorpsstraat 1",
    "postal_code": "1234ab",
    "city": "Ons Dorp",
    "vat_number": "nl 1234.56782 b90",
    "purchase_order": "PO-7",
}


@pytest.fixture
def buyer(client: Client) -> Client:
    make_membership()
    client.force_login(make_person())
    return client


def refuse(client: Client, **answers: str) -> str:
    response = client.post("/bestellen/lid-month/", DETAILS | answers)
    assert response.status_code == 422
    assert not Order.objects.exists()
    return response.content.decode()


def test_the_details_of_a_company_are_kept_as_an_invoice_writes_them(buyer: Client) -> None:
    page = buyer.get(enter(buyer, "lid-month", **COMPANY)).content.decode()
    order = Order.objects.get()
    assert order.buyer == {
        **{"first_name": "Sanne", "last_name": "Voorbeeld", "company": "Voorbeeld B.V.", "street": "Dorpsstraat 1"},
        **{"postal_code": "1234 AB", "city": "Ons Dorp", "country": "NL"},
        **{"vat_number": "NL123456782B90", "purchase_order": "PO-7"},
    }
    for word in ("Voorbeeld B.V.", "Dorpsstraat 1", "1234 AB Ons Dorp", "NL123456782B90", "PO-7"):
        assert word in page


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"first_name": ""}, "Vul je voornaam in."),
        ({"last_name": " "}, "Vul je achternaam in."),
        ({"company": "Voorbeeld B.V."}, "Vul de straat en het huisnummer van je bedrijf in."),
        (COMPANY | {"postal_code": ""}, "Vul de postcode van je bedrijf in."),
        (COMPANY | {"city": ""}, "Vul de plaats van je bedrijf in."),
        (COMPANY | {"company": ""}, "Vul de naam in van het bedrijf met dit btw-nummer."),
        ({"postal_code": "123"}, "Vul een postcode in, zoals 1234 AB."),
        (COMPANY | {"vat_number": "123"}, "Vul een btw-nummer in, zoals NL123456782B90."),
        (COMPANY | {"vat_number": "NL123456789B01"}, "Dit btw-nummer klopt niet."),
        (COMPANY | {"vat_number": "<script>"}, "Vul een btw-nummer in, zoals NL123456782B90."),
        (COMPANY | {"vat_number": "BE0123456789"}, "Dit btw-nummer hoort bij een ander land dan je koos."),
        ({"country": ""}, "Kies een land."),
        ({"country": "XX"}, "Kies een land uit de lijst."),
    ],
)
def test_each_fault_is_named_at_its_field_and_above_the_form(
    buyer: Client, answers: dict[str, str], message: str
) -> None:
    page = refuse(buyer, **answers)
    assert page.count(message) == 2
    assert "Er is een probleem" in page
    assert 'value="Voorbeeld"' in page or "last_name" in answers  # what was right is kept


def test_the_netherlands_come_first_then_the_union_then_all_others_in_ones_own_language(buyer: Client) -> None:
    page = buyer.get("/bestellen/lid-month/").content.decode()
    names = ["Nederland", "België", "Zweden", "Afghanistan", "Zwitserland"]
    places = [page.index(f">{name}</option>") for name in names]
    assert places == sorted(places)
    english = buyer.get("/en/bestellen/lid-month/").content.decode()
    assert ">Netherlands</option>" in english
    assert ">Belgium</option>" in english


def test_a_greek_number_begins_with_el(buyer: Client) -> None:
    enter(buyer, "lid-month", **COMPANY | {"country": "GR", "vat_number": "EL094259216", "postal_code": "104 31"})
    assert Order.objects.get().buyer["vat_number"] == "EL094259216"
