"""VAT numbers are asked of VIES over HTTP; whatever it answers, or does not, is on record and stops no sale."""

import time
from collections.abc import Iterator
from contextlib import suppress

import pytest
import requests
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from members.invoicing.issuer import Issuer
from members.invoicing.models import VatCheck
from members.invoicing.vat import SupplyKind, decide_vat
from members.invoicing.vat import asking as asking_vies
from members.invoicing.vat.checking import check_vat_number, forget_unused_checks, repeat_checks
from members.invoicing.vat.sandbox import VALID, Sandbox, running_sandbox
from tests.factories.invoices import BELGIAN, make_business

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

OURS = "NL123456782B90"
DOWN = "ESA78304516"


@pytest.fixture
def vies(settings) -> Iterator[Sandbox]:
    with running_sandbox() as sandbox:
        settings.VIES_URL = sandbox.address
        yield sandbox


def test_a_valid_number_is_kept_with_the_number_of_the_consultation(vies: Sandbox) -> None:
    check = check_vat_number("be 0428.759.497", requester="NL 1234 56782 B90")
    assert VatCheck.objects.get() == check
    assert (check.number, check.country, check.outcome) == (BELGIAN, "BE", "valid")
    assert check.consultation_number.startswith("WAPI")
    assert check.evidence == f"VIES 2026-11-23T11:00:00Z {check.consultation_number}"
    assert vies.questions == [
        {
            "countryCode": "BE",
            "vatNumber": "0428759497",
            "requesterMemberStateCode": "NL",
            "requesterNumber": "123456782B90",
        }
    ]


def test_no_name_and_no_address_of_anybody_is_kept(vies: Sandbox) -> None:
    check_vat_number(BELGIAN, requester=OURS)
    assert "Voorbeeld" not in str(VatCheck.objects.values().get())


def test_a_number_that_is_not_registered_is_invalid(vies: Sandbox) -> None:
    check = check_vat_number("DE129273398", requester=OURS)
    assert (check.outcome, check.is_valid, len(vies.questions)) == ("invalid", False, 1)


@pytest.mark.parametrize(
    "number", ["BE0428759498", "BE1", "", "Kim Kanarie, Kerkstraat 1", "GB980780684", "ZZ123456789"]
)
def test_what_is_no_number_is_invalid_and_nobody_is_asked(vies: Sandbox, number: str) -> None:
    check = check_vat_number(number, requester=OURS)
    assert (check.outcome, vies.questions) == ("invalid", [])


def test_what_somebody_typed_there_by_mistake_is_not_kept(vies: Sandbox) -> None:
    check_vat_number("Kim Kanarie, Kerkstraat 1", requester=OURS)
    assert VatCheck.objects.get().number == ""


def test_greece_is_asked_for_as_el_and_kept_as_gr(vies: Sandbox) -> None:
    check = check_vat_number("GR094259216", requester=OURS)
    assert (check.number, check.country, check.outcome) == ("EL094259216", "GR", "valid")


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        (DOWN, "MS_UNAVAILABLE"),
        ("ATU46983509", "GLOBAL_MAX_CONCURRENT_REQ"),
        ("IT00743110157", "JSONDecodeError"),
        ("DK13585628", "JSONDecodeError"),
    ],
)
def test_a_fault_that_may_pass_leaves_the_number_unknown(vies: Sandbox, number: str, fault: str) -> None:
    check = check_vat_number(number, requester=OURS)
    assert (check.outcome, check.fault, check.consultation_number) == ("unavailable", fault, "")


def test_a_fault_that_is_an_answer_makes_it_invalid(vies: Sandbox) -> None:
    check = check_vat_number("SE556042700601", requester=OURS)
    assert (check.outcome, check.fault) == ("invalid", "INVALID_INPUT")


@pytest.mark.parametrize("answer", [[], {"valid": "yes"}, {}, None, {"errorWrappers": "x"}, {"errorWrappers": [1]}])
def test_an_answer_that_is_none_is_no_verdict(answer: object) -> None:
    with suppress(ValueError):  # which counts as unavailable too
        assert asking_vies.read_answer(answer).outcome == "unavailable"


def test_nobody_answers_and_the_sale_goes_on_with_vat(settings, issuer: Issuer) -> None:
    check = check_vat_number(BELGIAN, requester=OURS)  # of the tests: nobody listens there
    assert (check.outcome, check.fault) == ("unavailable", "ConnectionError")
    treatment = decide_vat(
        issuer=issuer,
        buyer=make_business(),
        kind=SupplyKind.ELECTRONIC_SERVICE,
        on=check.at.date(),
        vies=check,
    )
    assert (str(treatment.category), treatment.rate) == ("S", 2100)


@pytest.mark.parametrize("number", ["PL5260001246", "FI20774740"])
def test_a_vies_that_is_slow_or_drips_holds_nobody_up_for_long(vies: Sandbox, monkeypatch, number: str) -> None:
    monkeypatch.setattr(asking_vies, "PATIENCE", (1, 1))
    monkeypatch.setattr(asking_vies, "LONGEST_WAIT", 2)
    monkeypatch.setattr("members.invoicing.vat.sandbox.HOW_SLOW", 4)
    start = time.perf_counter()
    assert check_vat_number(number, requester=OURS).outcome == "unavailable"
    assert time.perf_counter() - start < 4


def test_a_vies_that_does_not_know_us_is_asked_without_our_number(vies: Sandbox, monkeypatch) -> None:
    answers = [{"errorWrappers": [{"error": "INVALID_REQUESTER_INFO"}]}, {"valid": True, "requestIdentifier": ""}]
    monkeypatch.setattr(asking_vies, "fetch", lambda question: answers.pop(0))
    check = check_vat_number(BELGIAN, requester=OURS)
    assert (check.outcome, check.consultation_number) == ("valid", "")


def test_what_was_unknown_is_asked_again_after_an_hour_in_the_same_row(vies: Sandbox, time_machine) -> None:
    check = check_vat_number(DOWN, requester=OURS)
    vies.answers[DOWN] = VALID
    assert list(repeat_checks()) == []
    assert len(vies.questions) == 1
    time_machine.move_to("2026-11-23 12:01:00+00:00")
    assert list(repeat_checks()) == []
    check.refresh_from_db()
    assert (check.outcome, check.fault, VatCheck.objects.count()) == ("valid", "", 1)
    assert check.at > check.asked_at
    assert list(repeat_checks()) == []
    assert len(vies.questions) == 2


def test_after_a_month_nobody_asks_any_more(vies: Sandbox, time_machine) -> None:
    check_vat_number(DOWN, requester=OURS)
    time_machine.move_to("2026-12-24 12:00:00+00:00")
    assert list(repeat_checks()) == []
    assert len(vies.questions) == 1


def test_a_check_that_nothing_points_to_goes_after_three_months(vies: Sandbox, time_machine) -> None:
    check_vat_number(BELGIAN, requester=OURS)
    time_machine.move_to("2027-02-20 12:00:00+00:00")
    assert list(forget_unused_checks()) == []
    assert VatCheck.objects.count() == 1
    time_machine.move_to("2027-02-22 12:00:00+00:00")
    assert list(forget_unused_checks()) == []
    assert VatCheck.objects.count() == 0


def test_a_site_that_sells_asks_only_over_tls(settings) -> None:
    settings.PAYMENT_SANDBOX, settings.VIES_URL = False, "http://127.0.0.1:9"
    with pytest.raises(ImproperlyConfigured, match="https"):
        check_vat_number(BELGIAN, requester=OURS)


def test_a_redirect_is_no_answer(vies: Sandbox, monkeypatch) -> None:
    asked = []

    def post(*args: object, **options: object) -> requests.Response:
        asked.append(options)
        raise requests.TooManyRedirects

    monkeypatch.setattr(requests, "post", post)
    assert check_vat_number(BELGIAN, requester=OURS).outcome == "unavailable"
    assert asked[0]["allow_redirects"] is False


def test_a_sandbox_that_is_in_use_says_so(vies: Sandbox, capsys) -> None:
    with pytest.raises(Exception, match="cannot be used"):
        call_command("vies_sandbox")
