"""What is no statement, or might be misread: refused, with the line named. Hostile texts end too, in a moment."""

from collections.abc import Callable
from contextlib import suppress

import pytest

from legal.statements.plain_text import UnreadableStatement, read_statement
from legal.statements.plain_text.lines import MAXIMUM_BYTES
from legal.statements.plain_text.placeholders import UnusableContact

from .statement_texts import CONTACT, PAPIERBOOT, PLACEHOLDER, find_refused_line, read


@pytest.mark.parametrize("raw", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", "\N{NO-BREAK SPACE}\n".encode()])
def test_an_empty_file_is_refused(raw: bytes):
    with pytest.raises(UnreadableStatement, match="leeg"):
        read_statement(raw)


def test_a_file_over_one_mebibyte_is_refused():
    fitting = PAPIERBOOT.ljust(MAXIMUM_BYTES)
    assert read_statement(fitting, contact=CONTACT).sections
    with pytest.raises(UnreadableStatement, match="1 MiB"):
        read_statement(fitting + b" ", contact=CONTACT)


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (b"Titel\n1. Kop\n\xff", 3),
        (b"\xef\xbb\xbfTitel\r\n1. Kop\r\ncaf\xe9", 3),
        ("Titel\n1. Kop".encode("utf-16"), 1),
        (b"Titel\n1. Kop\n\0", 3),
        (b"Titel\n1. K\x07op", 2),
        (b"Titel\n1. Kop \xc2\x85 meer", 2),
        ("Titel\n1. Kop\N{RIGHT-TO-LEFT OVERRIDE}pok".encode(), 2),
        ("Titel\n1. Kop\N{LINE SEPARATOR}meer".encode(), 2),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", 2),
    ],
)
def test_what_is_no_text_in_utf_8_is_refused_with_its_line(raw: bytes, line: int):
    with pytest.raises(UnreadableStatement) as refusal:
        read_statement(raw)
    assert refusal.value.line == line


def test_a_text_without_numbered_sections_is_refused():
    assert find_refused_line("Een alinea.", "• een punt") is None


@pytest.mark.parametrize("first", ["1. Kop", "• punt", "Let op: geen titel", "Laatst bijgewerkt: 3 maart 2025"])
def test_a_text_without_title_is_refused(first: str):
    with pytest.raises(UnreadableStatement, match="^Regel 2: De titel ontbreekt"):
        read_statement(f"\n{first}\n1. Kop".encode())


@pytest.mark.parametrize("mark", ["•", "-", "2."])
def test_an_item_without_text_is_refused(mark: str):
    assert find_refused_line("1. Kop", mark, "tekst") == 3


def test_lines_and_headings_that_are_too_long_are_refused():
    assert read("1. Kop", "a" * 10_000).sections
    assert find_refused_line("1. Kop", "a" * 10_001) == 3
    assert read("1. " + "a" * 200).sections
    assert find_refused_line("1. " + "a" * 201) == 2
    with pytest.raises(UnreadableStatement, match="^Regel 1: .*255"):
        read_statement(b"a" * 256 + b"\n1. Kop")


def test_too_many_lines_are_refused():
    assert find_refused_line("1. Kop", *["tekst"] * 10_000) == 10_001


@pytest.mark.parametrize(
    "day",
    ["31 juni 2025", "29 februari 2025", "0 mei 2025", "3 maart 0000", "3 brumaire 2025", "gisteren", "", "2025-06-26"],
)
def test_an_impossible_date_is_refused_with_its_line(day: str):
    assert find_refused_line("1. Kop", f"Laatst bijgewerkt: {day}") == 3


def test_two_different_dates_are_refused():
    assert find_refused_line("Laatst bijgewerkt: 3 maart 2025", "1. Kop", "Last updated: 4 March 2025") == 4


# Addresses that only hold a place

PLACEHOLDERS = [
    PLACEHOLDER,
    "[email protected]",
    "[Email Protected]",
    "[E\N{NON-BREAKING HYPHEN}MAIL protected]",
    "[e-mailadres]",
    "[email]",
    "[mailadres]",
    "[jouw e-mailadres]",
    "[naam]@papierboot.example",
    "info@[domein]",
]


@pytest.mark.parametrize("placeholder", PLACEHOLDERS)
def test_an_address_that_only_holds_a_place_is_refused_with_its_first_line(placeholder: str):
    assert find_refused_line("1. Kop", f"Mail ({placeholder}).", f"Mail {placeholder}.") == 3


@pytest.mark.parametrize("placeholder", PLACEHOLDERS)
def test_the_contact_address_takes_each_place(placeholder: str):
    section = read("1. Kop", f"Mail ({placeholder}) of {placeholder}.", contact=CONTACT).sections[0]
    assert section.blocks[0].texts == (f"Mail ({CONTACT}) of {CONTACT}.",)


@pytest.mark.parametrize("address", ["info@example.com", "INFO@Example.ORG", "a@mail.example.net"])
@pytest.mark.parametrize("contact", ["", CONTACT])
def test_an_example_address_is_refused_with_and_without_a_contact(address: str, contact: str):
    assert find_refused_line("1. Kop", f"Mail {address}.", contact=contact) == 3


@pytest.mark.parametrize(
    "text", ["Zie noot [1].", "[zie bijlage]", "info@papierboot.example", "info@example.community"]
)
def test_other_brackets_and_addresses_stay(text: str):
    assert read("1. Kop", text).sections[0].blocks[0].texts == (text,)


@pytest.mark.parametrize(
    "contact",
    ["geen adres", "a@b", "info@example.com", PLACEHOLDER, "a@b.example\nBcc: c@d.example", "a@\udcff.example"],
)
def test_a_contact_that_is_no_address_is_refused(contact: str):
    with pytest.raises(UnusableContact):
        read_statement(PAPIERBOOT, contact=contact)


# Hostile texts


@pytest.mark.parametrize(
    "make_line",
    [
        lambda: "a" * 10_000,
        lambda: "[" * 10_000,
        lambda: "@a." * 3_333,
        lambda: "1. a?" + " " * 4_990 + "b." + "b" * 5_000,
        lambda: "[a]" + " " * 9_000 + "b",
        lambda: "Laatst bijgewerkt" + " " * 9_000 + "b",
    ],
)
def test_a_hundred_long_lines_are_read_or_refused(make_line: Callable[[], str]):
    with suppress(UnreadableStatement):
        read("1. Kop", *[make_line()] * 100)


def test_ten_thousand_numbers_are_read_or_refused():
    numbers = [number for length in range(1, 142) for number in range(1, length)]
    with suppress(UnreadableStatement):
        read("1. Kop", *[f"{number}. a" for number in numbers])
