"""Whatever the text: it comes back as it was, or it is refused as unreadable."""

from hypothesis import given
from hypothesis import strategies as st

from legal.statements.plain_text import Block, UnreadableStatement, read_statement

from .statement_texts import PAPIERBOOT, list_words

words = st.text(alphabet="abcdëXYZ‑’&+", min_size=1, max_size=8)
phrases = st.lists(words, min_size=1, max_size=6).map(" ".join)
# A letter in front, so that no phrase looks like an item.
headings = phrases.map("H{}".format)
sentences = phrases.map("S{}.".format)
several = st.lists(sentences, min_size=1, max_size=5).map(tuple)
paragraphs = st.builds(Block, st.just("paragraph"), sentences.map(lambda text: (text,)))
notices = st.builds(Block, st.just("notice"), sentences.map(lambda text: (f"Let op: {text}",)))
bullets = st.builds(Block, st.just("bullets"), several)
steps = st.builds(Block, st.just("steps"), several)


def keep_lists_apart(blocks: list[Block]) -> tuple[Block, ...]:
    """Two lists of bullets beside each other are one list in any text."""
    kept: list[Block] = []
    for block in blocks:
        if not (kept and block.kind == kept[-1].kind == "bullets"):
            kept.append(block)
    return tuple(kept)


introductions = st.lists(st.one_of(paragraphs, notices, bullets), max_size=3).map(keep_lists_apart)
contents = st.lists(st.one_of(paragraphs, notices, bullets, steps), max_size=4).map(keep_lists_apart)
chapters = st.lists(st.tuples(headings, contents), min_size=1, max_size=12)
indents = st.sampled_from(["", "  ", "\t", "\N{NO-BREAK SPACE}"])
line_ends = st.sampled_from(["\n", "\n\n", "\r\n", "\n \n\n"])


def write_block(block: Block, bullet: str) -> list[str]:
    if block.kind == "bullets":
        return [f"{bullet} {text}" for text in block.texts]
    if block.kind == "steps":
        return [f"{number}. {text}" for number, text in enumerate(block.texts, start=1)]
    return list(block.texts)


def write(title: str, introduction: tuple[Block, ...], chapters: list, bullet: str) -> list[str]:
    lines = [title, *(line for block in introduction for line in write_block(block, bullet))]
    for number, (heading, blocks) in enumerate(chapters, start=1):
        lines.append(f"{number}. {heading}")
        lines.extend(line for block in blocks for line in write_block(block, bullet))
    return lines


@given(headings, introductions, chapters, st.sampled_from("•-*‣–"), st.data())
def test_a_statement_that_is_written_out_reads_back_as_itself(title, introduction, chapters, bullet, data):
    lines = [data.draw(indents) + line for line in write(title, introduction, chapters, bullet)]
    statement = read_statement(data.draw(line_ends).join(lines).encode())
    assert statement.title == title
    assert statement.introduction == introduction
    assert [(section.number, section.heading, section.blocks) for section in statement.sections] == [
        (number, heading, blocks) for number, (heading, blocks) in enumerate(chapters, start=1)
    ]


@given(
    st.lists(st.sampled_from(["1. a", "2. b.", "3. c;", "2. d", "3. e?", "4. f", "• g", "h", "Let op: i"]), max_size=12)
)
def test_a_text_of_any_lines_keeps_every_word_or_is_refused(lines):
    text = "\n".join(["Titel", *lines])
    try:
        statement = read_statement(text.encode())
    except UnreadableStatement:
        return
    assert list_words(statement) == text.split()


@given(st.one_of(st.binary(), st.binary().map(lambda noise: PAPIERBOOT + noise), st.text().map(str.encode)))
def test_whatever_the_bytes_the_only_refusal_is_that_of_an_unreadable_statement(raw):
    try:
        read_statement(raw)
    except UnreadableStatement as refusal:
        assert str(refusal)
