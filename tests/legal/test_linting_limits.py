"""Whatever stands in a text, the linter ends, in a moment, and points at lines that are there."""

from collections.abc import Callable
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal.statements.linting import find_findings, register_practice
from legal.statements.linting.practices import STATISTICS_WAIT_FOR_CONSENT, _practices
from legal.statements.models import Document
from tests.legal.linted_texts import FAULTY, SOUND, render_blocks

WORDS = sorted({word for text in (SOUND, FAULTY) for word in text.split()})
KINDS = st.sampled_from(["privacy", "terms", "cookies"])
lines = st.one_of(st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join), st.text(max_size=80))
cells = st.fixed_dictionaries(dict.fromkeys(("category", "data", "purpose", "basis", "retention"), lines))


def write_paragraph(text: str) -> dict:
    safe = text.replace("&", "&amp;").replace("<", "&lt;")
    return {"type": "paragraph", "value": f"<p>{safe}</p>"}


def write_section(heading: str, anchor: str, content: list[dict]) -> dict:
    return {"type": "section", "value": {"heading": heading, "anchor": anchor, "content": content}}


paragraphs = lines.map(write_paragraph)
bullets = st.builds(
    lambda texts: {"type": "bullets", "value": [write_paragraph(text)["value"] for text in texts]},
    st.lists(lines, max_size=4),
)
tables = st.builds(
    lambda columns, rows: {"type": "table", "value": {"caption": "Tabel", "columns": columns, "rows": rows}},
    cells,
    st.lists(cells, max_size=3),
)
contents = st.lists(st.one_of(paragraphs, bullets, tables), max_size=4)
texts = st.lists(st.one_of(st.builds(write_section, lines, st.sampled_from("abc"), contents), paragraphs), max_size=5)


@pytest.fixture(autouse=True)
def _practice_without_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(_practices, STATISTICS_WAIT_FOR_CONSENT, lambda: True)


@given(blocks=texts, kind=KINDS, language=st.sampled_from(["nl", "en", "fr"]))
def test_any_text_is_read_to_its_end(blocks: list[dict], kind: str, language: str):
    for finding in find_findings(render_blocks(blocks, language), Document(kind=kind)):
        assert finding.message
        assert finding.severity in ("fault", "advice")
        assert finding.code


def make_many(line: str) -> list[dict]:
    return [write_section("Welke gegevens en hoe lang", "a", [write_paragraph(line) for _number in range(10_000)])]


HOSTILE: dict[str, Callable[[], list[dict]]] = {
    "ordinary lines": lambda: make_many(
        "Wij bewaren je naam 2 jaar, en je krijgt binnen 30 dagen antwoord op je vraag."
    ),
    "a statement many times over": lambda: [write_paragraph(line) for line in FAULTY.splitlines()[:100] * 100],
    "one letter": lambda: [write_paragraph("a" * 10_000)] * 100,
    "brackets": lambda: [write_paragraph("[" * 10_000)] * 100,
    "addresses": lambda: [write_paragraph("a@a." * 2_500)] * 100,
    "beginnings": lambda: [write_paragraph("samen verplicht zonder niet " * 350)] * 100,
    "terms": lambda: [write_paragraph("30 dagen " * 1_100)] * 100,
    "spaces": lambda: [write_paragraph("a" + " " * 9_000 + "b")] * 100,
    "sentences": lambda: [write_paragraph("Wij bewaren. " * 750)] * 100,
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_long_text_takes_seconds(make: Callable[[], list[dict]]):
    rendered = render_blocks(make())
    start = process_time()
    find_findings(rendered, Document(kind="privacy"))
    assert process_time() - start < 10


def test_what_an_app_tells_of_itself_can_change(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("legal.statements.linting.practices._practices", {})
    asked: list[bool] = []
    register_practice(STATISTICS_WAIT_FOR_CONSENT, lambda: asked.append(True) is None)
    find_findings(render_blocks([write_paragraph("Analytics zet je uit in de cookiebalk.")]), Document(kind="privacy"))
    assert asked == [True]
