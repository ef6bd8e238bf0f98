"""What else a member chose, told by the apps that keep it: sections at the end of the page of agreements."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

Describe = Callable[[HttpRequest], dict[str, Any]]
_sections: dict[str, Describe] = {}


def register_own_section(template: str, describe: Describe) -> None:
    """The template gets what `describe` gives as `section`."""
    _sections[template] = describe


def list_own_sections(request: HttpRequest) -> list[tuple[str, dict[str, Any]]]:
    return [(template, describe(request)) for template, describe in _sections.items()]
