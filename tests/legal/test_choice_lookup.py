"""Somebody quotes the number of their cookie choice: the legal team sees what was shown, chosen and proven."""

import logging

import pytest
from django.db import connection
from django.http import HttpResponse

from legal.cookies.days import close_days
from legal.cookies.models import CookieChoice
from legal.ledger import append_only
from legal.ledger.merkle import verify_inclusion
from legal.ledger.sealing import seal_ledger
from legal.statements.models import StaffReading
from tests.factories.cookies import declare_purpose, publish_cookie_page
from tests.factories.people import make_colleague, make_person
from tests.reading import read_text
from tests.visiting import Client

from .choosing_cookies import choose
from .legal_admin import read_csv

pytestmark = pytest.mark.django_db

ADDRESS, COUNTS = "/admin/legal/choices/", "/admin/legal/choice_counts/"


@pytest.fixture(autouse=True)
def cookie_page(time_machine) -> None:
    time_machine.move_to("2026-11-23 14:05:06+01:00", tick=False)
    declare_purpose()
    publish_cookie_page()


def look_up(legal: Client, number: object) -> HttpResponse:
    legal.force_login(legal.person)  # days later, too
    return legal.post(ADDRESS, {"number": str(number)})


def make_choice(client: Client, answer: str = "accept", **fields: object) -> CookieChoice:
    before = set(CookieChoice.objects.values_list("pk", flat=True))
    choose(client, answer, **fields)
    return CookieChoice.objects.exclude(pk__in=before).get()


def test_the_number_of_a_visitor_shows_what_they_read_chose_and_when(legal: Client, caplog) -> None:
    caplog.set_level(logging.DEBUG)
    choice = make_choice(Client(), "choose", groups=["statistics"])
    page = look_up(legal, f" {str(choice.pk).upper()} ")
    text = read_text(page)
    for words in (
        f"Nummer {choice.pk} Wanneer 23 november 2026, 14:05:06 Taal nl Keuze Toestemming gegeven",
        "Anoniem meetellen geaccepteerd Video’s van buiten geweigerd",
        "film_id · Onthoudt je volume. · Filmhuis B.V. · 1 jaar",
        "De dag van deze keuze is nog niet afgesloten.",
        "We weten niet welke keuzes van dezelfde bezoeker zijn.",
    ):
        assert words in text, words
    assert "no-store" in page["Cache-Control"] or "private" in page["Cache-Control"]
    assert str(choice.pk) not in caplog.text.lower()
    (reading,) = StaffReading.objects.all()
    assert (reading.what, reading.subject, reading.detail) == ("list", None, "choice")


def test_once_its_day_is_sealed_the_proof_can_be_computed_from_what_is_shown(legal: Client, time_machine) -> None:
    choice = make_choice(Client())
    for _number in range(4):
        make_choice(Client(), "refuse")
    time_machine.move_to("2026-11-24 12:00+01:00")
    assert list(close_days()) == []
    assert "Nog niet: dat komt binnen het uur." in read_text(look_up(legal, choice.pk))
    seal_ledger()
    page = look_up(legal, choice.pk)
    proof, text = page.context["proof"], read_text(page)
    assert "Nagerekend: deze keuze staat onder de wortel van zijn dag." in text
    assert all(node in text for node in (*proof.path, proof.day.root, proof.seal.root, *proof.seal_path.hashes))
    leaf, path = bytes(proof.day.leaf.leaf_hash), [bytes.fromhex(node) for node in proof.seal_path.hashes]
    root = bytes.fromhex(proof.seal.root)
    assert verify_inclusion(leaf, proof.seal_path.index, proof.seal.size, path, root)


def test_a_choice_that_was_changed_by_hand_is_not_called_proven(legal: Client, time_machine) -> None:
    choice = make_choice(Client())
    time_machine.move_to("2026-11-24 12:00+01:00")
    assert list(close_days()) == []
    with append_only.lifted(connection, CookieChoice._meta.db_table):
        CookieChoice.objects.update(act="decline")
    text = read_text(look_up(legal, choice.pk))
    assert "Dit klopt niet met het grootboek" in text
    assert "Nagerekend" not in text


def test_of_a_member_the_later_choices_are_shown_and_looking_is_on_record(legal: Client, time_machine) -> None:
    person, browser = make_person(), Client()
    browser.force_login(person)
    first = make_choice(browser)
    time_machine.move_to("2026-11-23 14:06+01:00", tick=False)
    then = make_choice(browser, "refuse")
    text = read_text(look_up(legal, first.pk))
    assert f"ingetrokken, {then.pk}" in text
    assert f"account {person.pk}" in text
    (reading,) = StaffReading.objects.all()
    assert (reading.what, reading.subject, reading.detail) == ("person", person.pk, "choice")
    assert "koos daarna niets meer" in read_text(look_up(legal, then.pk))


@pytest.mark.one_database
def test_an_unknown_number_and_what_is_no_number_get_a_plain_answer(legal: Client) -> None:
    choice = make_choice(Client())
    assert "Er is geen keuze met dit nummer." in read_text(look_up(legal, "0" * 32))
    for number in ("", "12", f"{choice.pk}0", "x" * 36, "\x00" * 36, "' OR 1=1", "0" * 5000):
        page = look_up(legal, number)
        assert page.status_code == 200
        assert page.context["form"].errors, number
        assert str(choice.pk) not in read_text(page)
    assert "Er is geen keuze" not in read_text(legal.get(f"{ADDRESS}?number={choice.pk}"))


@pytest.mark.one_database
def test_it_stands_in_the_menu_of_the_legal_team_and_nobody_else_has_it(legal: Client) -> None:
    assert f'"{ADDRESS}"' in legal.get("/admin/").content.decode()
    editor = Client()
    editor.force_login(make_colleague("Editors", "editor@voorbeeld.example"))
    assert ADDRESS not in editor.get("/admin/").content.decode()
    assert [editor.get(ADDRESS).status_code, look_up(editor, "0" * 32).status_code] == [404, 404]


def test_choices_are_counted_by_day_version_language_and_what_was_chosen(legal: Client, time_machine) -> None:
    make_choice(Client())
    make_choice(Client())
    make_choice(Client(), "refuse")
    time_machine.move_to("2026-11-25 00:30+01:00")  # the day before, in UTC
    declare_purpose("chat", "Chatten")
    publish_cookie_page()
    make_choice(Client())
    legal.force_login(legal.person)
    heading, *rows = read_csv(legal, COUNTS)
    assert heading == ["Dag", "Versie van de cookiepagina", "Taal", "Keuze", "Aantal"]
    assert rows == [
        ["2026-11-25", "2", "nl", "toestemming gegeven", "1"],
        ["2026-11-23", "1", "nl", "toestemming gegeven", "2"],
        ["2026-11-23", "1", "nl", "geweigerd", "1"],
    ]
    assert read_text(legal.get(COUNTS, {"chosen_at_from": "2026-11-24"})).count("toestemming gegeven") == 1
    assert not StaffReading.objects.exists()
