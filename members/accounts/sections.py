"""What the member's own page shows. Each app that has something of a member registers a section of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True)
class AccountSection:
    order: int
    template: str
    get_context: Callable[[HttpRequest], dict[str, Any]]


_sections: dict[str, AccountSection] = {}


def register_account_section(order: int, template: str, get_context: Callable[[HttpRequest], dict[str, Any]]) -> None:
    """Add a section; the lowest `order` stands first. Registering the same template again replaces it."""
    _sections[template] = AccountSection(order, template, get_context)


def list_account_sections(request: HttpRequest) -> list[tuple[str, dict[str, Any]]]:
    """(template, context) of every section for this person, in the order of the page."""
    ordered = sorted(_sections.values(), key=lambda section: section.order)
    return [(section.template, section.get_context(request)) for section in ordered]
