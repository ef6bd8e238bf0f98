"""In which states a page must have been seen: those that the components in its template speak of."""

import re

from tests.pages.templates import EXTENDS, FOLDER

INCLUDES = re.compile(r"""\{%\s*include\s+["']([^"']+)["']""")
# The component, and what a page holds that shows it.
STATES = {
    "mistakes": ("components/error_summary.html", 'class="error-summary"'),
    "nothing yet": ("components/empty_state.html", 'class="empty-state'),
    "many": ("components/pagination.html", 'class="pagination'),
}


def list_states(name: str) -> set[str]:
    parts = set(walk(name, set()))
    return {state for state, (component, _mark) in STATES.items() if component in parts}


def walk(name: str, seen: set[str]) -> set[str]:
    """The template itself, and all that it fills in and includes."""
    path = FOLDER / name
    if name not in seen and path.is_file():
        seen.add(name)
        text = path.read_text()
        for other in (*EXTENDS.findall(text), *INCLUDES.findall(text)):
            walk(other, seen)
    return seen


def find_states(page: str) -> set[str]:
    return {state for state, (_component, mark) in STATES.items() if mark in page}
