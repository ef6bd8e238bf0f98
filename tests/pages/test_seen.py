"""No page is forgotten: some test opens each, in every state that its components speak of."""

import pytest

from tests.pages.recording import RecordedPage
from tests.pages.states import find_states, list_states
from tests.pages.templates import MAIL, list_page_templates

pytestmark = pytest.mark.pages


def test_every_page_is_opened_with_mistakes_with_nothing_and_with_much(recorded: list[RecordedPage]) -> None:
    seen: dict[str, set[str]] = {}
    for page in recorded:
        seen.setdefault(page.template, set()).update(find_states(page.html))
    templates = list_page_templates()
    assert {*templates, MAIL} - seen.keys() == set()
    assert {name: lacking for name in templates if (lacking := list_states(name) - seen[name])} == {}
