"""What visitors narrow the catalogue down by. All of it is counted in memory: no query for a facet or a value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.membership.access import FREE_RULES, AccessRule

from ..labels import Form, Level

MINUTES_SHORT, MINUTES_MIDDLE = 60, 120
TOPIC, LANGUAGE = "onderwerp", "taal"  # facets whose values are of one language


class Length(models.TextChoices):
    SHORT = "kort", _("Tot een uur")
    MIDDLE = "middel", _("Eén tot twee uur")
    LONG = "lang", _("Langer dan twee uur")


class Way(models.TextChoices):
    """How somebody comes to a course; one course may have more ways."""

    FREE = "gratis", _("Gratis")
    MEMBERSHIP = "lidmaatschap", _("Met een lidmaatschap")
    SINGLE = "los", _("Los te koop")


LANGUAGES = {"nl": _("Ook in het Nederlands"), "en": _("Ook in het Engels")}


@dataclass(frozen=True)
class OfferedTopic:
    path: str
    slug: str
    title: str


@dataclass(frozen=True)
class OfferedCourse:
    """What facets and orders need of a course."""

    pk: int
    first_published_at: datetime | None
    level: str
    form: str
    minutes: int
    access_rule: str
    key: UUID
    """Names it in grants and offers."""
    topic: OfferedTopic | None
    languages: frozenset[str]
    """The other ones that it is offered in."""


@dataclass(frozen=True)
class Facet:
    key: str
    label: str
    choices: Mapping[str, str]


@dataclass(frozen=True)
class CountedChoice:
    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class CountedFacet:
    key: str
    label: str
    choices: tuple[CountedChoice, ...]


Chosen = Mapping[str, frozenset[str]]
Values = Mapping[str, frozenset[str]]
"""By the key of each facet, the values of one course."""


def define_facets(topics: Mapping[str, str], other_languages: Iterable[str]) -> list[Facet]:
    """`topics`: the slug and title of each, in the order of the editors."""
    return [
        Facet(TOPIC, str(_("Onderwerp")), topics),
        Facet("niveau", str(_("Niveau")), name_choices(Level)),
        Facet("vorm", str(_("Vorm")), name_choices(Form)),
        Facet("duur", str(_("Duur")), name_choices(Length)),
        Facet("toegang", str(_("Toegang")), name_choices(Way)),
        Facet(LANGUAGE, str(_("Taal")), {code: str(LANGUAGES.get(code, code)) for code in other_languages}),
    ]


def name_choices(choices: type[models.TextChoices]) -> dict[str, str]:
    return {str(value): str(label) for value, label in choices.choices}


def describe(course: OfferedCourse, price: int | None) -> Values:
    """`price`: in cents, of the course by itself; None when it is not sold so."""
    return {
        TOPIC: frozenset([course.topic.slug] if course.topic else []),
        "niveau": frozenset([course.level]),
        "vorm": frozenset([course.form]),
        "duur": frozenset([measure(course.minutes)]),
        "toegang": list_ways(course.access_rule, price),
        LANGUAGE: course.languages,
    }


def measure(minutes: int) -> str:
    if minutes <= MINUTES_SHORT:
        return Length.SHORT
    return Length.MIDDLE if minutes <= MINUTES_MIDDLE else Length.LONG


def list_ways(rule: str, price: int | None) -> frozenset[str]:
    if rule in FREE_RULES:
        return frozenset([Way.FREE])
    ways = {Way.MEMBERSHIP} if rule == AccessRule.GRANT else set()
    if price is not None:
        ways.add(Way.SINGLE if price else Way.FREE)
    return frozenset(ways)


def matches(values: Values, chosen: Chosen, *, but: str = "") -> bool:
    """Any of the chosen values within a facet, and so in every facet; `but` names one that is left aside."""
    return all(key == but or not wanted or values[key] & wanted for key, wanted in chosen.items())


def count_choices(facets: Sequence[Facet], described: Sequence[Values], chosen: Chosen) -> list[CountedFacet]:
    """How many courses each value would show beside what is chosen in the other facets."""
    return [counted for facet in facets if (counted := _count_one(facet, described, chosen))]


def _count_one(facet: Facet, described: Sequence[Values], chosen: Chosen) -> CountedFacet | None:
    """None for a facet that tells no courses apart."""
    everywhere = Counter(value for values in described for value in values[facet.key])
    wanted = chosen.get(facet.key, frozenset())
    if not wanted and not any(0 < everywhere[value] < len(described) for value in facet.choices):
        return None
    left = [values for values in described if matches(values, chosen, but=facet.key)]
    counts = Counter(value for values in left for value in values[facet.key])
    choices = tuple(
        CountedChoice(value, label, counts[value], value in wanted)
        for value, label in facet.choices.items()
        if everywhere[value] or value in wanted
    )
    return CountedFacet(facet.key, facet.label, choices)
