import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date

import pytest

from legal.statements.placeholders import UnusableContact
from legal.statements.plain_text import Block, Statement, UnreadableStatement, read_statement
from legal.statements.text_lines import MAXIMUM_BYTES

from .statement_texts import CONTACT, PAPIERBOOT, PLACEHOLDER, UPDATED_ON, list_words


def read(*lines: str, contact: str = "") -> Statement:
    return read_statement("\n".join(("Verklaring", *lines)).encode(), contact=contact)


def list_shapes(blocks: tuple[Block, ...]) -> list[tuple[str, int]]:
    return [(block.kind, len(block.texts)) for block in blocks]


def find_refused_line(*lines: str, contact: str = "") -> int | None:
    """The line that the refusal names, counted with the title as line 1."""
    with pytest.raises(UnreadableStatement) as refusal:
        read(*lines, contact=contact)
    if refusal.value.line is not None:
        assert str(refusal.value).startswith(f"Regel {refusal.value.line}: ")
    return refusal.value.line


# What is read


def test_every_word_of_the_file_comes_back_in_its_order():
    statement = read_statement(PAPIERBOOT, contact=CONTACT)
    assert list_words(statement) == PAPIERBOOT.decode().replace(PLACEHOLDER, CONTACT).split()


def test_each_section_holds_its_own_blocks():
    statement = read_statement(PAPIERBOOT, contact=CONTACT)
    assert [(section.number, list_shapes(section.blocks)) for section in statement.sections] == [
        (1, [("paragraph", 1)]),
        (2, [("paragraph", 1), ("bullets", 3)]),
        (3, [("steps", 3)]),
        (4, [("paragraph", 1), ("bullets", 2), ("paragraph", 1)]),
        (5, [("bullets", 2)]),
        (6, [("paragraph", 1), ("steps", 2), ("paragraph", 1)]),
        (7, [("paragraph", 1), ("bullets", 2), ("notice", 1), ("notice", 1), ("paragraph", 1)]),
    ]


def test_title_introduction_closing_and_date_are_told_apart():
    statement = read_statement(PAPIERBOOT, contact=CONTACT)
    assert statement.title == "Privacyverklaring Papierboot"
    assert list_shapes(statement.introduction) == [("paragraph", 1), ("paragraph", 1)]
    assert [block.texts for block in statement.closing] == [
        ("Laatst bijgewerkt: 3 maart 2025",),
        ("© Papierboot 2025 - Huisregels - Privacy",),
    ]
    assert statement.updated_on == UPDATED_ON
    assert PAPIERBOOT.decode().split("\n")[statement.updated_on_line - 1].startswith("Laatst bijgewerkt")


def test_a_heading_with_its_text_on_one_line_becomes_two():
    first = read_statement(PAPIERBOOT, contact=CONTACT).sections[0]
    assert first.heading == "Wie is Papierboot?"
    assert first.blocks[0].texts[0].startswith("Papierboot is de werkplaats")


def test_a_heading_of_two_questions_stays_whole():
    assert read("1. Wie zijn wij? En waarom?").sections[0].heading == "Wie zijn wij? En waarom?"


def test_hyphens_quotes_and_spaces_inside_a_line_stay_as_they_are():
    items = read_statement(PAPIERBOOT, contact=CONTACT).sections[1].blocks[1].texts
    assert items[0].startswith("Accountgegevens – voor\N{NON-BREAKING HYPHEN} en achternaam")
    assert items[2] == "Werkstukken – foto’s die je zélf plaatst; we bewaren géén ‘tussenstappen’."


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_a_byte_order_mark_make_no_difference(line_end: str, mark: bytes):
    text = mark + PAPIERBOOT.replace(b"\n", line_end.encode())
    assert read_statement(text, contact=CONTACT) == read_statement(PAPIERBOOT, contact=CONTACT)


@pytest.mark.parametrize("bullet", ["•", "-", "*", "‣", "–"])
def test_every_sign_for_an_item_is_known(bullet: str):
    assert read("1. Kop", f"\t{bullet} een", "", f"\N{NO-BREAK SPACE}{bullet}\ttwee").sections[0].blocks == (
        Block("bullets", ("een", "twee")),
    )


def test_lines_that_follow_each_other_stay_apart():
    assert list_shapes(read("1. Kop", "een", "twee", "Let op: drie", "Let op: vier").sections[0].blocks) == [
        ("paragraph", 1),
        ("paragraph", 1),
        ("notice", 1),
        ("notice", 1),
    ]


def test_an_english_statement_tells_its_date_too():
    assert read("1. Who we are", "Last updated: 26 June 2025").updated_on == date(2025, 6, 26)


def test_a_date_under_the_title_is_read_and_stays_in_the_introduction():
    statement = read("Laatst bijgewerkt: 1 Mei 2025", "1. Kop")
    assert (statement.updated_on, statement.updated_on_line) == (date(2025, 5, 1), 2)
    assert list_shapes(statement.introduction) == [("paragraph", 1)]


def test_a_statement_without_a_date_has_none():
    assert read("1. Kop").updated_on is None


# Headings and steps


def list_headings(*lines: str) -> list[str]:
    return [section.heading for section in read(*lines).sections]


def test_a_number_that_fits_both_is_a_heading_when_it_has_no_full_stop():
    assert list_headings("1. Kop", "1. Een.", "2. Twee?") == ["Kop", "Twee?"]


def test_a_number_that_fits_both_is_a_step_when_it_ends_like_the_step_before_it():
    assert list_headings("1. Kop", "1. Een;", "2. Twee;", "3. Drie.") == ["Kop"]


def test_a_later_line_shows_that_steps_without_full_stops_are_steps():
    assert list_headings("1. Kop", "1. een", "2. twee", "Tekst.", "2. Tweede kop", "3. Derde kop") == [
        "Kop",
        "Tweede kop",
        "Derde kop",
    ]


def test_a_list_that_starts_again_is_a_list_of_its_own():
    blocks = read("1. Kop", "1. Een.", "2. Twee.", "1. Een.").sections[0].blocks
    assert list_shapes(blocks) == [("steps", 2), ("steps", 1)]


def test_a_line_that_can_be_a_heading_as_well_as_a_step_is_refused():
    assert find_refused_line("1. Kop", "1. een", "2. twee") == 4


@pytest.mark.parametrize(
    ("lines", "refused"),
    [
        (("2. Kop",), 2),
        (("0. Kop",), 2),
        (("1. Kop", "Tekst.", "2. Kop", "Tekst.", "4. Kop"), 6),
        (("1. Kop", "1. Een.", "3. Drie."), 4),
        (("1. Kop", "1. Een.", "Tekst.", "3. Drie."), 5),
        (("1. Kop", "Laatst bijgewerkt: 3 maart 2025", "2. Kop"), 4),
    ],
)
def test_a_number_that_is_out_of_order_is_refused(lines: tuple[str, ...], refused: int):
    assert find_refused_line(*lines) == refused


# What is refused


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
def test_a_hundred_long_lines_are_read_or_refused_within_seconds(make_line: Callable[[], str]):
    started = time.monotonic()
    with suppress(UnreadableStatement):
        read("1. Kop", *[make_line()] * 100)
    assert time.monotonic() - started < 5


def test_ten_thousand_numbers_are_read_or_refused_within_seconds():
    numbers = [number for length in range(1, 142) for number in range(1, length)]
    started = time.monotonic()
    with suppress(UnreadableStatement):
        read("1. Kop", *[f"{number}. a" for number in numbers])
    assert time.monotonic() - started < 20
