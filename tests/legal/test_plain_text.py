"""What becomes of every line of a statement that can be read."""

from datetime import date

import pytest

from legal.statements.plain_text import Block, read_statement

from .statement_texts import CONTACT, PAPIERBOOT, PLACEHOLDER, UPDATED_ON, find_refused_line, list_words, read


def list_shapes(blocks: tuple[Block, ...]) -> list[tuple[str, int]]:
    return [(block.kind, len(block.texts)) for block in blocks]


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
