"""Finance and owners read the invoices; each look at somebody's is on record, and nobody changes one."""

import csv
import io
import json
import zipfile
from hashlib import sha256

import pytest
from wagtail.models import ModelLogEntry

from legal.statements.models import StaffReading
from members.accounts.models import User
from members.invoicing.issuer import Issuer
from members.invoicing.models import Invoice, InvoiceMail, InvoicingRules
from tests.factories.invoices import credit, fill_in_issuer, issue, make_business, make_buyer, make_line
from tests.factories.people import make_colleague, make_person
from tests.reading import read_page
from tests.visiting import Client

from .cases import sell_exempt_and_taxed, sell_through_oss, sell_with_reverse_charge
from .official_rules import list_faults_of_ubl

pytestmark = pytest.mark.django_db

LIST = "/admin/facturen/"
YEAR = "/admin/facturen/jaar/"


@pytest.fixture
def finance(client: Client) -> Client:
    client.force_login(make_colleague("Finance"))
    return client


@pytest.fixture
def person() -> User:
    return make_person("kim@voorbeeld.example")


@pytest.fixture
def invoice(issuer: Issuer, person: User) -> Invoice:
    return issue(account=person)


def list_log() -> list[tuple[str, int | None, str]]:
    return list(StaffReading.objects.order_by("pk").values_list("what", "subject", "detail"))


def test_an_empty_book(finance: Client) -> None:
    read_page(finance, LIST)
    assert "Er zijn nog geen facturen." in read_page(finance, YEAR)
    assert finance.post(YEAR, {"year": "2026"}).status_code == 200


def test_the_list_shows_what_was_sold_to_whom_and_is_on_record(finance: Client, invoice: Invoice) -> None:
    credit(invoice, 500)
    page = read_page(finance, LIST)
    for words in ("WF2026-00001", "Kim Kanarie", "€\u00a025,00", "−€\u00a05,00", "Nederlandse btw", "creditfactuur"):
        assert words in page
    assert list_log() == [("list", None, "invoices")]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ({"code": "AE"}, {"WF2026-00002"}),
        ({"code": "E"}, {"WF2026-00003"}),
        ({"code": "S"}, {"WF2026-00001", "WF2026-00003", "WF2026-00004"}),
        ({"code": "OSS"}, {"WFOSS2026-00001"}),
        ({"kind": "credit_note"}, {"WF2026-00004"}),
        ({"year": "2026", "kind": "invoice", "code": "S"}, {"WF2026-00001", "WF2026-00003"}),
        ({"q": "00003"}, {"WF2026-00003"}),
        ({"q": "WFOSS"}, {"WFOSS2026-00001"}),
    ],
)
def test_colleagues_find_by_year_kind_vat_and_number(
    finance: Client, invoice: Invoice, query: dict[str, str], numbers: set[str]
) -> None:
    sell_with_reverse_charge()
    sell_exempt_and_taxed()
    credit(invoice)
    sell_through_oss()
    page = read_page(finance, f"{LIST}results/", query)
    everything = {"WF2026-00001", "WF2026-00002", "WF2026-00003", "WF2026-00004", "WFOSS2026-00001"}
    assert {number for number in everything if f">{number}<" in "".join(page.split())} == numbers


def test_one_invoice_is_shown_whole_and_the_person_can_read_that_it_was(
    finance: Client, invoice: Invoice, person: User
) -> None:
    note = credit(invoice, 1000)
    page = read_page(finance, f"{LIST}{invoice.pk}/")
    for words in ("Kim Kanarie", "Lidmaatschap, een maand", "21% btw over", invoice.entry.sha256, "Nog niet verstuurd"):
        assert words in page
    assert f'href="{LIST}{note.pk}/"' in page
    assert "Nog te crediteren: €\u00a015,00" in page
    assert list_log() == [("invoice", person.pk, "page WF2026-00001")]
    member = Client()
    member.force_login(person)
    assert "factuur van één persoon bekeken" in read_page(member, "/account/")


def test_a_credit_note_leads_to_its_invoice(finance: Client, invoice: Invoice) -> None:
    page = read_page(finance, f"{LIST}{credit(invoice).pk}/")
    assert f'href="{LIST}{invoice.pk}/"' in page
    assert "Je zag ervan af." in page


def test_a_mail_that_did_not_arrive_is_shown(finance: Client, invoice: Invoice) -> None:
    InvoiceMail.objects.update(refusal="550 unknown")
    assert "Niet aangekomen, of dat is onzeker: 550 unknown" in read_page(finance, f"{LIST}{invoice.pk}/")


def test_downloads_are_on_record_too(finance: Client, invoice: Invoice, person: User) -> None:
    assert finance.get(f"{LIST}{invoice.pk}/factuur.pdf").content.startswith(b"%PDF-")
    assert finance.get(f"{LIST}{invoice.pk}/factuur.xml").content.startswith(b"<?xml")
    assert list_log() == [("invoice", person.pk, "pdf WF2026-00001"), ("invoice", person.pk, "ubl WF2026-00001")]


def test_an_invoice_whose_account_is_gone_is_still_read(finance: Client, invoice: Invoice, person: User) -> None:
    person.delete()
    read_page(finance, f"{LIST}{invoice.pk}/")
    assert list_log() == [("invoice", None, "page WF2026-00001")]


def test_an_invoice_that_is_not_there(finance: Client, issuer: Issuer) -> None:
    assert finance.get(f"{LIST}999/").status_code == 404


@pytest.mark.parametrize("role", ["Editors", "Legal", "Support", "Moderators"])
def test_other_colleagues_see_none_of_it(client: Client, invoice: Invoice, role: str) -> None:
    client.force_login(make_colleague(role))
    assert "Facturen" not in read_page(client, "/admin/")
    for path in (LIST, YEAR, f"{LIST}{invoice.pk}/", f"{LIST}{invoice.pk}/factuur.pdf"):
        assert client.get(path).status_code in (302, 403)
    assert client.post(YEAR, {"year": "2026"}).status_code in (302, 403)
    assert list_log() == []


@pytest.mark.parametrize("path", ["new/", "edit/1/", "delete/1/", "history/1/", "usage/1/"])
def test_there_is_no_form_that_changes_one(finance: Client, invoice: Invoice, path: str) -> None:
    assert finance.get(LIST + path).status_code == 404


# A year


def open_zip(response) -> zipfile.ZipFile:
    archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    assert archive.testzip() is None
    return archive


def read_csv(archive: zipfile.ZipFile, name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig")), delimiter=";"))


def test_the_year_on_one_page(finance: Client, invoice: Invoice) -> None:
    credit(invoice, 1000)
    sell_exempt_and_taxed()
    page = read_page(finance, YEAR).replace("\u00a0", "")
    assert "Totalen van 2026" in page
    assert "<td>21% btw</td><td>2</td><td>1</td><td>€53,71</td><td>€11,28</td><td>€64,99</td>" in page
    assert "<td>vrijgesteld van btw</td><td>1</td><td>0</td><td>€199,00</td>" in page


def test_a_year_for_the_accountant(finance: Client, invoice: Invoice) -> None:
    credit(invoice, 1000)
    sell_exempt_and_taxed()
    response = finance.post(YEAR, {"year": "2026"})
    assert response["Content-Disposition"] == 'attachment; filename="facturen-2026.zip"'
    assert response.streaming
    archive = open_zip(response)
    assert list_log() == [("export", None, "invoices year=2026")]
    assert sorted(archive.namelist()) == sorted(
        [f"{kind}/WF2026-0000{n}.{ending}" for n in (1, 2, 3) for kind, ending in (("pdf", "pdf"), ("ubl", "xml"))]
        + ["facturen-2026.csv", "totalen-2026.csv", "boek-2026.jsonl", "LEESMIJ.txt"]
    )
    heading, *rows = read_csv(archive, "facturen-2026.csv")
    assert [dict(zip(heading, row, strict=True))["Totaal"] for row in rows] == ["25,00", "-10,00", "199,00", "49,99"]
    assert [row[:3] for row in rows][1] == ["WF2026-00002", "creditfactuur", "2026-11-23"]
    _heading, exempt, taxed = read_csv(archive, "totalen-2026.csv")
    assert exempt == ["vrijgesteld van btw", "E", "0,00", "", "1", "0", "199,00", "0,00", "199,00"]
    assert taxed == ["21% btw", "S", "21,00", "NL", "2", "1", "53,71", "11,28", "64,99"]
    assert archive.read("pdf/WF2026-00001.pdf").startswith(b"%PDF-")
    assert list_faults_of_ubl(archive.read("ubl/WF2026-00002.xml")) == []


def test_the_accountant_can_verify_the_book_without_us(finance: Client, invoice: Invoice) -> None:
    issue()
    credit(invoice)
    lines = open_zip(finance.post(YEAR, {"year": "2026"})).read("boek-2026.jsonl").decode().splitlines()
    for line, following in zip(lines, lines[1:], strict=False):
        assert json.loads(following)["previous"] == sha256(line.encode()).hexdigest()


def test_a_name_that_looks_like_a_formula_is_text(finance: Client, issuer: Issuer) -> None:
    issue(buyer=make_business(company="=HYPERLINK(1)", purchase_order="@SUM"))
    _heading, row = read_csv(open_zip(finance.post(YEAR, {"year": "2026"})), "facturen-2026.csv")
    assert "'=HYPERLINK(1)" in row
    assert "'@SUM" in row


def test_a_year_that_is_not_there_gives_the_newest(finance: Client, invoice: Invoice) -> None:
    for asked in ("1999", "x", "", "²"):
        assert "Totalen van 2026" in read_page(finance, YEAR, {"year": asked})


# How we invoice


def find_rules(client: Client) -> str:
    return client.get("/admin/settings/invoicing/invoicingrules/")["Location"]


def edit_rules(client: Client, **changes: str):
    return client.post(find_rules(client), {"series": "WF"} | changes)


@pytest.mark.parametrize("role", ["Finance", "Owners"])
def test_finance_and_owners_choose_the_series_and_the_schemes(client: Client, role: str) -> None:
    client.force_login(make_colleague(role))
    assert edit_rules(client, series="AT", uses_oss="on").status_code == 302
    rules = InvoicingRules.objects.get()
    assert (rules.series, rules.uses_oss) == ("AT", True)
    assert ModelLogEntry.objects.filter(action="wagtail.edit").count() == 1


@pytest.mark.parametrize(
    ("series", "message"), [("wf", "Een serie heeft 1 tot 5 hoofdletters"), ("WFOSS", "eindigt niet op OSS")]
)
def test_a_series_that_cannot_be_is_refused_with_its_reason(finance: Client, series: str, message: str) -> None:
    response = edit_rules(finance, series=series)
    assert message in response.content.decode()
    assert InvoicingRules.objects.get().series == "WF"


def test_finance_reads_who_sells_and_what_is_missing(finance: Client) -> None:
    page = read_page(finance, find_rules(finance))
    assert "Dit ontbreekt nog: bedrijf dat de facturen stuurt" in page
    fill_in_issuer(iban="")
    page = read_page(finance, find_rules(finance))
    assert "Voorbeeldbedrijf B.V." in page
    assert "Dit ontbreekt nog: IBAN." in page


@pytest.mark.parametrize("role", ["Editors", "Support", "Legal"])
def test_other_colleagues_do_not_say_how_we_invoice(client: Client, role: str) -> None:
    client.force_login(make_colleague(role))
    response = client.get("/admin/settings/invoicing/invoicingrules/", follow=True)
    assert response.redirect_chain[-1][0] == "/admin/"


def test_the_list_asks_the_database_as_often_for_many_as_for_one(
    finance: Client, issuer: Issuer, django_assert_max_num_queries
) -> None:
    for number in range(30):
        issue(make_line(1000 + number), buyer=make_buyer(name=f"Kim {number}"))
    read_page(finance, LIST)
    with django_assert_max_num_queries(30):
        read_page(finance, LIST)
