"""What anybody can send: never a mistake of ours, never a row that somebody else chose the name of for long."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from home.statistics.beacons import read_campaign, read_referrer
from home.statistics.counting import MOST_ON_A_DAY, OTHER
from home.statistics.labels import sign_label
from home.statistics.models import DailyCount, Dimension
from tests.home.statistics.sending import ADDRESS, FORM, LABEL, OWN, consent, read_labels, read_pages, send
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.mark.parametrize(
    "label",
    [
        *("", "niets", LABEL, f"{LABEL}:vervalst", "page:1:" + "A" * 43, "\x00", "🍪", "../../etc/passwd", "a:" * 200),
        sign_label(LABEL) + " ",
    ],
)
def test_a_label_that_we_did_not_sign_is_refused(client: Client, label: str) -> None:
    assert send(consent(client), label=label).status_code == 400
    assert not DailyCount.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        *(b"page=1", b"\xff\xfe\x00", b"label=%ff%fe", b"%", b"&" * 1024, b"label[]=1", b"label=%F0%9F%8D%AA"),
        "label=\ud83c".encode("utf-16", "surrogatepass"),
    ],
)
def test_a_body_without_a_label_of_ours_is_refused(client: Client, body: bytes) -> None:
    assert consent(client).post(ADDRESS, body, content_type=FORM, headers=OWN).status_code == 400
    assert not DailyCount.objects.exists()


def test_a_body_of_more_than_a_kilobyte_is_refused(client: Client) -> None:
    assert send(consent(client), more="a" * 1024).status_code == 413
    assert not DailyCount.objects.exists()


@pytest.mark.parametrize("headers", [{}, {"sec-fetch-site": "cross-site"}, {"origin": "https://boef.example"}])
def test_another_site_cannot_have_pages_counted(client: Client, headers: dict[str, str]) -> None:
    assert send(consent(client), headers=headers).status_code == 403
    assert not DailyCount.objects.exists()


@pytest.mark.parametrize("content_type", ["application/json", "text/plain", "multipart/form-data; boundary=x", ""])
def test_another_kind_of_body_is_refused(client: Client, content_type: str) -> None:
    response = consent(client).post(ADDRESS, "label=x", content_type=content_type, headers=OWN)
    assert response.status_code == 415


@pytest.mark.parametrize("length", ["veel", "-1", ""])
def test_a_wrong_length_is_no_mistake_of_ours(client: Client, length: str) -> None:
    body = f"label={sign_label(LABEL)}"
    response = consent(client).post(ADDRESS, body, content_type=FORM, headers=OWN, CONTENT_LENGTH=length)
    assert response.status_code == 400


@pytest.mark.parametrize("method", ["get", "head", "put", "delete", "options", "patch"])
def test_only_posting_counts(client: Client, method: str) -> None:
    assert getattr(consent(client), method)(ADDRESS, headers=OWN).status_code == 405


@pytest.mark.parametrize(
    "path", ["%00", "..%2f..%2fetc%2fpasswd", "%ff", "a" * 3000, "%0d%0aSet-Cookie:x=1", "%F0%9F%8D%AA/"]
)
def test_there_is_nothing_beneath_the_address(client: Client, path: str) -> None:
    response = consent(client).post(ADDRESS + path, b"label=x", content_type=FORM, headers=OWN)
    assert 300 < response.status_code < 500
    assert not DailyCount.objects.exists()


@pytest.mark.parametrize(
    ("referrer", "counted"),
    [
        ("www.Vakblad.example", "vakblad.example"),
        ("xn--caf-dma.example", "xn--caf-dma.example"),
        *((name, "") for name in ("", "werkflippen.example", "www.werkflippen.example")),
        *(
            (name, OTHER)
            for name in ("https://vakblad.example/?naam=jan", "vakblad.example/pad", "jan@vakblad.example")
        ),
        *((name, OTHER) for name in ("192.0.2.1", "[::1]", "localhost", "printer.local", "a.b.c.d.e.f.example")),
        *((name, OTHER) for name in ("vakblad.example:8080", "-a.example", "=1+1.example", "\x00", "ı.example", "*")),
        *((name, OTHER) for name in ("a" * 64 + ".example", ".".join(["a" * 40] * 3) + ".example")),
    ],
)
def test_of_where_somebody_came_from_a_name_of_a_site_is_counted_or_nothing(referrer: str, counted: str) -> None:
    assert read_referrer(referrer, own_host="werkflippen.example") == counted


@pytest.mark.parametrize(
    ("campaign", "counted"),
    [
        ("Nieuwsbrief_2026-11", "nieuwsbrief_2026-11"),
        ("zomer-actie-2026", "zomer-actie-2026"),
        ("", ""),
        *((name, OTHER) for name in ("jan-de-vries", "klant12345678", "klant-12345", "12345", "4f9a8b7c")),
        *((name, OTHER) for name in ("jan@vakblad.example", "mail-20261123-00017", "a" * 41, "twee woorden", "*", "é")),
    ],
)
def test_a_campaign_is_words_and_a_date_and_not_the_number_of_one_mail(campaign: str, counted: str) -> None:
    assert read_campaign(campaign) == counted


def test_a_device_and_a_language_that_do_not_exist_are_not_counted(client: Client) -> None:
    assert send(consent(client), device="koelkast", language="nl' OR 1=1").status_code == 204
    assert (read_labels(Dimension.DEVICE), read_labels(Dimension.LANGUAGE)) == ({}, {})
    assert len(read_pages()) == 1


def test_a_stream_of_invented_campaigns_makes_no_more_rows_than_a_day_has_room_for(client: Client) -> None:
    most = MOST_ON_A_DAY[Dimension.CAMPAIGN]
    consent(client)
    for number in range(most + 3):
        send(client, campaign=f"actie-{number}")
    counted = read_labels(Dimension.CAMPAIGN)
    assert (len(counted), counted[OTHER]) == (most + 1, 3)
    send(client, campaign="actie-0")
    assert read_labels(Dimension.CAMPAIGN)["actie-0"] == 2


@settings(max_examples=200)
@given(st.text(max_size=120))
def test_no_text_becomes_a_label_that_is_long_or_strange(text: str) -> None:
    for label in (read_referrer(text, own_host="werkflippen.example"), read_campaign(text)):
        assert len(label) <= 100
        assert label.isascii() and not set(label) - set("abcdefghijklmnopqrstuvwxyz0123456789._-*")


@pytest.mark.parametrize("address", ["onzin", "192.0.2.1:99999", "'; DROP TABLE", "::", "fe80::1%eth0", "\xff"])
def test_a_forged_address_in_a_header_is_no_mistake_of_ours(client: Client, settings, address: str) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert send(consent(client), headers=OWN | {"x-forwarded-for": address}).status_code < 500
