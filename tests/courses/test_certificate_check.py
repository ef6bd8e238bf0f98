"""Anybody checks a certificate: what we signed is shown, whatever else is refused, and nothing breaks the page."""

import base64
import json
from datetime import date, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.certificates.signing import LONGEST_CODE, PREFIX
from courses.models import CoursePage
from legal.ledger.models import SigningKey
from legal.ledger.rotating import take_signing_key
from legal.ledger.signing import is_signed
from tests.courses.certificate_codes import (
    CHECK,
    FALSE,
    FIRST_KEY,
    GENUINE,
    NAME,
    make_code,
    read,
    read_words,
    sign_words,
)
from tests.factories.courses import make_course

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

SECOND_KEY = "08" * 32


@pytest.fixture
def course() -> CoursePage:
    return make_course(slug="korter-overleggen")


def rotate(settings: Any, *, is_former_lost: bool = False) -> SigningKey:
    settings.LEDGER_SIGNING_KEYS = [SECOND_KEY] if is_former_lost else [SECOND_KEY, FIRST_KEY]
    return take_signing_key(is_former_lost=is_former_lost)[0]


def test_a_visitor_reads_how_to_check_and_gets_no_cookie(client):
    response = client.get(CHECK)
    assert "Plak de code van een bewijs." in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
    assert not client.post(CHECK, {"code": "x"}).cookies


def test_a_code_in_the_address_is_not_read(client, course):
    page = client.get(CHECK, {"code": make_code(course)}).content.decode()
    assert GENUINE not in page
    assert NAME not in page


def test_a_code_may_be_pasted_in_lines_or_with_its_address(client, course):
    code = make_code(course)
    assert GENUINE in read(client, f"  {code[:70]}\r\n{code[70:140]}\n {code[140:]} ")
    assert GENUINE in read(client, f"http://testserver/bewijs/#{code}")


def test_a_name_cannot_write_on_the_page(client, course):
    page = read(client, make_code(course, "<script>alert(1)</script>"))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


def test_the_page_checks_in_english_too(client, course):
    assert "This certificate is genuine" in read(client, make_code(course), "/en/certificate/")


def test_the_address_on_an_english_certificate_of_before_leads_on(client):
    answer = client.get("/en/bewijs/")
    assert (answer.status_code, answer["Location"]) == (301, "/en/certificate/")


def test_one_changed_letter_is_found_wherever_it_stands(client, course):
    code = make_code(course)
    for place in range(0, len(code), 7):
        other = "A" if code[place] != "A" else "B"
        assert GENUINE not in read(client, code[:place] + other + code[place + 1 :])


@pytest.mark.parametrize("code", ["", "x", "x" * 85, "é" * 100, "=" * 100, "A" * (LONGEST_CODE + 1), "A" * 9000])
def test_what_is_no_code_is_answered_with_what_to_do(client, code):
    page = read(client, code)
    assert "Er is een probleem" in page
    assert GENUINE not in page


def test_another_spelling_of_the_same_bytes_is_refused(client, course):
    code = next(code for code in (make_code(course, "n" * length) for length in range(1, 5)) if len(code) % 4)
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    assert GENUINE not in read(client, code[:-1] + alphabet[alphabet.index(code[-1]) + 1])
    assert GENUINE not in read(client, code + "=")


def test_words_that_somebody_else_signed_are_not_genuine(client, course):
    words = read_words(make_code(course))
    assert GENUINE in read(client, sign_words(words))
    assert FALSE in read(client, sign_words(words, seed="0a" * 32))
    assert FALSE in read(client, sign_words(words, prefix=b""))


@pytest.mark.parametrize(
    "change",
    [
        {"more": 1},
        {"edition": "1"},
        {"edition": 1.0},
        {"edition": None},
        {"name": ["a"], "course": "00"},
        {"course": 5},
        {"date": "2026-02-30"},
        {"date": 20260101},
        {"date": "2001-01-01"},
        {"date": "2999-01-01"},
        {"key": "0" * 16},
    ],
)
def test_words_that_we_never_write_are_refused_even_with_our_signature(client, course, change):
    assert FALSE in read(client, sign_words(read_words(make_code(course)) | change))


@pytest.mark.parametrize(
    "payload", [b"[]", b"null", b"{}", b"[" * 2900, b"\xff\xfe", b'{"a":1,"a":2}', b"1" * 2900, b" {}"]
)
def test_signed_rubbish_is_no_certificate_either(client, course, payload):
    make_code(course)
    assert FALSE in read(client, sign_words(payload))


def test_a_certificate_is_no_seal_and_a_seal_no_certificate(client, course):
    code = make_code(course)
    content = base64.urlsafe_b64decode(code + "=" * (-len(code) % 4))
    key = SigningKey.objects.get()
    assert is_signed(key.public_key, content[:64].hex(), PREFIX + content[64:])
    assert not is_signed(key.public_key, content[:64].hex(), content[64:])
    assert not PREFIX.startswith(b"{")


@settings(max_examples=60)
@given(st.one_of(st.text(max_size=300), st.from_regex(r"[\w-]{80,200}", fullmatch=True)))
def test_no_input_breaks_the_page(client, course, text):
    response = client.post(CHECK, {"code": text})
    assert response.status_code == 200
    assert GENUINE not in response.content.decode()


@settings(max_examples=60)
@given(st.binary(max_size=300))
def test_no_body_breaks_the_page(client, course, body):
    for kind in ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json"):
        assert client.post(CHECK, body, content_type=kind).status_code in {200, 400}


# Keys that were replaced


def test_a_former_key_still_counts_and_the_page_says_so(client, course, settings):
    code = make_code(course)
    rotate(settings)
    page = read(client, code)
    assert GENUINE in page
    assert "Dit is een vroegere sleutel van ons" in page
    assert "vroegere sleutel" not in read(client, make_code(course))


def test_a_lost_key_counts_with_a_warning(client, course, settings):
    code = make_code(course)
    rotate(settings, is_former_lost=True)
    page = read(client, code)
    assert "deze sleutel waren we kwijt" in page
    assert "Vraag liever om een nieuw bewijs." in page


def test_a_former_key_signs_nothing_for_a_later_day(client, course, settings, time_machine):
    words = read_words(make_code(course))
    rotate(settings)
    time_machine.move_to(timezone.now() + timedelta(days=40))
    later = timezone.localdate() - timedelta(days=1)
    assert GENUINE in read(client, sign_words(words))
    assert FALSE in read(client, sign_words(words | {"date": later.isoformat()}))


def test_anybody_can_check_without_us_as_the_page_says(client, course):
    """The steps on the page, with nothing of ours but the public key on the page of the ledger."""
    code = make_code(course)
    assert "<code>werkflippen certificate v1</code>" in client.get(CHECK).content.decode()
    content = base64.urlsafe_b64decode(code + "==="[: -len(code) % 4])
    public_key = SigningKey.objects.get().public_key
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(
        content[:64], b"werkflippen certificate v1" + bytes([10]) + content[64:]
    )
    words = json.loads(content[64:])
    assert (words["name"], words["title"], words["date"]) == (NAME, course.title, date.today().isoformat())
