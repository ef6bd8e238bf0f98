"""The question as a visitor reads it, in the language of the page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from .purposes import (
    ACCEPT,
    ACCEPT_ALL,
    CHOOSE,
    HEADING,
    REFUSE,
    REFUSE_ALL,
    STOP_COUNTING,
    WITHDRAW,
    WITHDRAWAL,
    Purpose,
    hash_text,
)


@dataclass(frozen=True)
class AskedPurpose:
    """A purpose in the reader's language, with the fingerprint of the Dutch original."""

    text: Purpose
    fingerprint: str

    @property
    def wording(self) -> list[str]:
        cookies = (
            " · ".join((cookie.name, cookie.description, cookie.provider, cookie.kept_for))
            for cookie in self.text.cookies
        )
        return [self.text.name, self.text.description, *cookies]


@dataclass(frozen=True)
class Question:
    """`choose` is empty when there is but one purpose: then there is nothing to choose among. `stop` is the button in
    the footer, which asks nothing.
    """

    heading: str
    withdrawal: str
    accept: str
    refuse: str
    choose: str
    stop: str
    purposes: tuple[AskedPurpose, ...]

    @property
    def wording(self) -> str:
        """All of it, as it goes into the proof."""
        buttons = " ".join(f"[{word}]" for word in (self.accept, self.refuse, self.choose) if word)
        purposes = (line for purpose in self.purposes for line in purpose.wording)
        return "\n".join([self.heading, *purposes, self.withdrawal, buttons])

    @property
    def shown(self) -> str:
        """Names the words on the screen. The form sends it back, so that nobody agrees to words they did not see."""
        return hash_text(self.wording)[:16]

    @property
    def is_only_about_statistics(self) -> bool:
        return [purpose.text.group for purpose in self.purposes] == ["statistics"]

    def keep(self, groups: Collection[str]) -> Question:
        """What was shown to somebody who was asked about these purposes only, as they had answered the rest: that is
        not all, and so its buttons do not say so.
        """
        kept = tuple(one for one in self.purposes if one.text.group in groups)
        if kept == self.purposes:
            return self
        return replace(self, purposes=kept, accept=gettext(ACCEPT), refuse=gettext(REFUSE))


def ask(optional: tuple[Purpose, ...]) -> Question:
    """`optional` in Dutch, as the version in force has them."""
    is_one = len(optional) == 1
    return Question(
        heading=gettext(optional[0].heading if is_one else HEADING),
        withdrawal=gettext(WITHDRAWAL),
        accept=gettext(ACCEPT if is_one else ACCEPT_ALL),
        refuse=gettext(REFUSE if is_one else REFUSE_ALL),
        choose="" if is_one else gettext(CHOOSE),
        stop=gettext(STOP_COUNTING) if [one.group for one in optional] == ["statistics"] else gettext(WITHDRAW),
        purposes=tuple(AskedPurpose(purpose.translate(), purpose.fingerprint) for purpose in optional),
    )
