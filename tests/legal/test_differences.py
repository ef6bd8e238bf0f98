"""Whatever two texts say: nothing of either is lost or made up in the difference between them."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal.ledger.canonical import encode_canonically
from legal.statements.archive.differences import ADDED, REMOVED, UNCHANGED, ComparedLine, compare_texts
from legal.statements.models import VersionText
from legal.statements.writing.lines import read_lines

words = st.sampled_from(["wij", "bewaren", "je", "naam", "adres", "zes", "maanden", "<b>", "&", "é", "‑"])
sentences = st.lists(words, min_size=1, max_size=8).map(" ".join)
paragraphs = st.builds(
    lambda text: {"type": "paragraph", "value": f"<p>{text.replace('&', '&amp;').replace('<', '&lt;')}</p>"}, sentences
)
bullets = st.builds(lambda texts: {"type": "bullets", "value": texts}, st.lists(words, min_size=1, max_size=4))
contents = st.lists(st.one_of(paragraphs, bullets), max_size=5)
sections = st.builds(
    lambda heading, content: {"type": "section", "value": {"heading": heading, "anchor": "a", "content": content}},
    sentences,
    contents,
)
texts = st.lists(st.one_of(sections, paragraphs), max_size=6)


def make_text(blocks: list[dict]) -> VersionText:
    return VersionText(blocks=blocks, sha256=str(hash(encode_canonically(blocks))))


def list_lines(text: VersionText) -> list[str]:
    lines = (" ".join(line.text.split()) for line in read_lines(text.blocks))
    return [line for line in lines if line]


def join(lines: list[ComparedLine], *kinds: str) -> list[str]:
    joined = (" ".join(piece.text for piece in line.pieces if piece.kind in kinds) for line in lines)
    return [line for line in joined if line]


@given(texts, texts)
def test_what_stayed_and_what_went_make_the_old_text(old: list[dict], new: list[dict]):
    before, after = make_text(old), make_text(new)
    assert join(compare_texts(before, after), UNCHANGED, REMOVED) == list_lines(before)


@given(texts, texts)
def test_what_stayed_and_what_came_make_the_new_text(old: list[dict], new: list[dict]):
    before, after = make_text(old), make_text(new)
    assert join(compare_texts(before, after), UNCHANGED, ADDED) == list_lines(after)


@given(texts)
def test_a_text_does_not_differ_from_itself(blocks: list[dict]):
    text = make_text(blocks)
    assert {piece.kind for line in compare_texts(text, text) for piece in line.pieces} <= {UNCHANGED}


def test_a_rewritten_sentence_is_one_line_and_another_sentence_is_two():
    old = make_text([{"type": "paragraph", "value": "<p>Wij bewaren je naam zes maanden.</p>"}])
    new = make_text([{"type": "paragraph", "value": "<p>Wij bewaren je naam een jaar.</p>"}])
    (line,) = compare_texts(old, new)
    assert [(piece.kind, piece.text) for piece in line.pieces] == [
        (UNCHANGED, "Wij bewaren je naam"),
        (REMOVED, "zes maanden."),
        (ADDED, "een jaar."),
    ]
    other = make_text([{"type": "paragraph", "value": "<p>Koekjes verlopen vanzelf.</p>"}])
    assert [line.kind for line in compare_texts(old, other)] == [ADDED, REMOVED]


def test_a_section_that_moved_up_one_number_is_no_difference():
    kept = {"type": "section", "value": {"heading": "Rechten", "anchor": "rechten", "content": []}}
    gone = {"type": "section", "value": {"heading": "Koekjes", "anchor": "koekjes", "content": []}}
    lines = compare_texts(make_text([gone, kept]), make_text([kept]))
    assert [(line.kind, line.pieces[0].text) for line in lines] == [(REMOVED, "Koekjes"), (UNCHANGED, "Rechten")]


# Long texts


def make_long_text(
    start: int, sentence: str = "Regel {number} gaat over {number} zaken en {other} mensen."
) -> VersionText:
    lines = (sentence.format(number=number, other=number * 7) for number in range(start, start + 2000))
    return make_text([{"type": "paragraph", "value": f"<p>{line}</p>"} for line in lines])


@pytest.mark.parametrize(
    "pair",
    [
        (make_long_text(0), make_long_text(10_000)),  # every line rewritten
        (make_long_text(0), make_long_text(0, "Nummer {number} heeft niets gemeen met wat er stond.")),
        (make_long_text(0, "Steeds hetzelfde."), make_long_text(0, "Steeds dezelfde zin.")),
        (make_long_text(0, "Steeds hetzelfde."), make_long_text(1000, "Steeds hetzelfde.")),
        (make_long_text(0), make_long_text(1000)),
    ],
    ids=["rewritten", "replaced", "repeated", "equal", "moved"],
)
def test_two_texts_of_two_thousand_lines_are_compared_in_seconds(pair: tuple[VersionText, VersionText]):
    old, new = pair
    start = process_time()
    lines = compare_texts(old, new)
    assert process_time() - start < 6
    assert join(lines, UNCHANGED, REMOVED) == list_lines(old)
    assert join(lines, UNCHANGED, ADDED) == list_lines(new)


def test_a_draft_without_a_hash_is_compared_anew_each_time():
    draft, other = make_text([]), make_text([{"type": "paragraph", "value": "<p>Wij bewaren niets.</p>"}])
    draft.sha256 = other.sha256 = ""
    assert compare_texts(draft, draft) == []
    assert [line.kind for line in compare_texts(draft, other)] == [ADDED]


def test_a_title_that_changed_is_the_first_difference_whatever_the_text_says():
    blocks = [{"type": "paragraph", "value": "<p>Wij bewaren je naam.</p>"}]
    old = VersionText(title="Privacyverklaring", blocks=blocks, sha256="old-title")
    new = VersionText(title="Wij bewaren je naam.", blocks=blocks, sha256="new-title")
    for _ in range(2):  # worked out, and from the cache
        title, line = compare_texts(old, new)
        assert (title.kind, title.block, line.kind) == ("changed", "title", UNCHANGED)
        assert [(piece.kind, piece.text) for piece in title.pieces] == [(REMOVED, old.title), (ADDED, new.title)]
    assert [line.kind for line in compare_texts(new, new)] == [UNCHANGED, UNCHANGED]
