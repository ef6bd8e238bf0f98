"""A choice in words, for who made it and for the legal team."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from .consent import is_yes
from .models import CookieChoice
from .purposes import read_purposes


@dataclass(frozen=True)
class DescribedChoice:
    row: CookieChoice
    answers: list[tuple[str, str]]  # the name of each purpose, and what was said to it

    @property
    def wording(self) -> list[str]:
        return self.row.wording.text.splitlines()


def name_purposes() -> dict[str, str]:
    """As they are called today, in the language that is read now."""
    return {purpose.group: purpose.translate().name for purpose in read_purposes()}


def describe_choice(choice: CookieChoice, names: Mapping[str, str]) -> DescribedChoice:
    """A purpose that is gone goes by its short name."""
    answers = [(names.get(group, group), name_answer(value)) for group, value in sorted(choice.answers.items())]
    return DescribedChoice(choice, answers)


def name_answer(value: str) -> str:
    return gettext("geaccepteerd") if is_yes(value) else gettext("geweigerd")
