"""A member finds their invoices on their account, and nobody else's."""

import pytest

from legal.statements.models import Version
from members.accounts.models import User
from members.invoicing.issuer import Issuer
from members.invoicing.models import Invoice
from tests.factories.invoices import credit, issue, make_line
from tests.factories.people import make_person
from tests.factories.statements import publish_version
from tests.reading import read_page
from tests.visiting import Client

pytestmark = pytest.mark.django_db

PATH = "/account/facturen/"


@pytest.fixture
def person() -> User:
    return make_person()


@pytest.fixture
def member(client: Client, person: User) -> Client:
    client.force_login(person)
    return client


@pytest.fixture
def invoice(issuer: Issuer, person: User) -> Invoice:
    return issue(account=person)


def test_who_bought_nothing_reads_that_there_are_none(member: Client) -> None:
    page = read_page(member, PATH)
    assert "Je hebt nog geen facturen." in page
    assert "<table" not in page


def test_the_list_says_when_and_how_much_the_latest_first(member: Client, invoice: Invoice) -> None:
    credit(invoice, 1000)
    page = read_page(member, PATH)
    assert page.index("WF2026-00002.pdf") < page.index("WF2026-00001.pdf")
    assert "€\u00a025,00" in page
    assert "−€\u00a010,00" in page
    assert "Creditfactuur bij WF2026-00001" in page
    assert "23 november 2026" in page


def test_it_stands_in_the_navigation_and_on_the_first_page(member: Client) -> None:
    page = read_page(member, "/account/")
    assert page.count(f'href="{PATH}"') == 2
    assert "Wat je betaalde, met de factuur erbij." in page


def test_both_documents_can_be_downloaded(member: Client, invoice: Invoice) -> None:
    pdf, ubl = member.get(f"{PATH}{invoice.number}.pdf"), member.get(f"{PATH}{invoice.number}.xml")
    assert pdf.content.startswith(b"%PDF-")
    assert pdf["Content-Disposition"] == 'attachment; filename="WF2026-00001.pdf"'
    assert ubl.content.startswith(b"<?xml")
    assert ubl["Content-Type"] == "application/xml"
    for response in (pdf, ubl):
        assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("ending", ["pdf", "xml"])
def test_an_invoice_of_somebody_else_is_not_there(member: Client, issuer: Issuer, ending: str) -> None:
    other = issue(account=make_person("piet@voorbeeld.example"))
    nobodys = issue()
    for number in (other.number, nobodys.number, "WF2026-99999", "WF1999-00001"):
        assert member.get(f"{PATH}{number}.{ending}").status_code == 404
    assert other.number not in read_page(member, PATH)


@pytest.mark.parametrize("path", ["", "WF2026-00001.pdf", "WF2026-00001.xml"])
def test_a_visitor_logs_in_first(client: Client, invoice: Invoice, path: str) -> None:
    response = client.get(PATH + path)
    assert (response.status_code, response["Location"]) == (302, f"/account/login/?next={PATH}{path}")


@pytest.mark.parametrize("number", ["wf2026-00001", "WF2026-1", "../WF2026-00001", "WF2026-00001%00", "W" * 90])
def test_an_address_that_is_no_number_is_not_there(member: Client, invoice: Invoice, number: str) -> None:
    assert member.get(f"{PATH}{number}.pdf").status_code == 404


def test_many_invoices_stand_on_more_pages(member: Client, issuer: Issuer, person: User, django_assert_max_num_queries):
    for cents in range(100, 122):
        issue(make_line(cents), account=person)
    with django_assert_max_num_queries(15):
        first = read_page(member, PATH)
    assert first.count("als pdf") == 20
    assert "Pagina 1 van 2" in first
    assert read_page(member, PATH, {"p": "2"}).count("als pdf") == 2


def test_in_english(member: Client, invoice: Invoice) -> None:
    page = read_page(member, f"/en{PATH}")
    assert "My invoices" in page
    assert "€\u00a025.00" in page
    assert f'href="/en{PATH}WF2026-00001.pdf"' in page


def test_who_still_has_to_answer_to_a_text_can_reach_their_invoices(member: Client, invoice: Invoice) -> None:
    version: Version = publish_version("terms", "Nieuwe voorwaarden.")
    assert version.number == 1
    assert member.get("/account/profiel/").status_code == 200
    assert member.get(PATH).status_code == 200
    assert member.get(f"{PATH}{invoice.number}.pdf").status_code == 200


def test_nothing_can_be_changed_there(member: Client, invoice: Invoice) -> None:
    assert member.post(PATH).status_code == 405
    assert member.delete(f"{PATH}{invoice.number}.pdf").status_code == 405
