"""The one gate: may this person see this page, and why. Whatever has not said that it is open stays shut."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial
from typing import Protocol
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from .models import Grant
from .permissions import may_see_behind_the_gate
from .personas import Persona

Person = AbstractBaseUser | AnonymousUser | Persona


class AccessRule(models.TextChoices):
    """Who may see a page. A rule that stands here and is not known to `decide` keeps the page shut."""

    OPEN = "open", _("Voor iedereen")
    ACCOUNT = "account", _("Met een account, zonder te betalen")
    GRANT = "grant", _("Met een lidmaatschap of met deze cursus")
    COURSE = "course", _("Alleen met deze cursus")


class GatedPage(Protocol):
    """What the gate reads of a page: its rule, the key of its course in every language, whether it is published."""

    @property
    def access_rule(self) -> str: ...
    @property
    def access_course_key(self) -> UUID: ...
    @property
    def is_published(self) -> bool: ...


@dataclass(frozen=True)
class GateFacts:
    """What the gate reads, by itself: of several pages together, or of a page as it will be once it is published."""

    access_rule: str
    access_course_key: UUID
    is_published: bool = True


class Why(models.TextChoices):
    NOT_PUBLISHED = "not_published", _("Deze pagina is niet gepubliceerd.")
    OPEN_TO_ALL = "open_to_all", _("Deze pagina is voor iedereen.")
    UNKNOWN_RULE = "unknown_rule", _("Deze pagina zegt niet wie haar mag zien; daarom blijft zij dicht.")
    NEEDS_ACCOUNT = "needs_account", _("Voor deze pagina is een account nodig.")
    NEEDS_GRANT = "needs_grant", _("Deze pagina hoort bij het lidmaatschap.")
    NEEDS_COURSE = "needs_course", _("Deze pagina hoort bij deze cursus; een lidmaatschap opent haar niet.")
    NOT_LOGGED_IN = "not_logged_in", _("Er is niemand ingelogd.")
    INACTIVE = "inactive", _("Dit account is afgesloten.")
    HAS_ACCOUNT = "has_account", _("Er is iemand ingelogd.")
    STAFF = "staff", _("Dit account is van een medewerker die de lessen maakt of beheert.")
    MEMBERSHIP = "membership", _("Het lidmaatschap geeft toegang tot alle cursussen.")
    MEMBERSHIP_UNTIL = "membership_until", _("Het lidmaatschap geeft toegang tot %(date)s.")
    COURSE = "course", _("Er is toegang tot deze cursus.")
    COURSE_UNTIL = "course_until", _("Er is toegang tot deze cursus tot %(date)s.")
    STARTS_LATER = "starts_later", _("De toegang begint op %(date)s.")
    ENDED = "ended", _("De toegang is geëindigd op %(date)s.")
    NO_GRANT = "no_grant", _("Dit account heeft geen toegang tot deze cursus.")


NEEDS: dict[str, Why] = {
    AccessRule.ACCOUNT: Why.NEEDS_ACCOUNT,
    AccessRule.GRANT: Why.NEEDS_GRANT,
    AccessRule.COURSE: Why.NEEDS_COURSE,
}
NEEDS_GRANT = {AccessRule.GRANT, AccessRule.COURSE}
FREE_RULES = {AccessRule.OPEN, AccessRule.ACCOUNT}


@dataclass(frozen=True)
class Reason:
    """One link of the chain that led to the decision; `str()` says it in the reader's language."""

    why: Why
    moment: datetime | None = None
    grant: Grant | None = field(default=None, compare=False, repr=False)
    """What it is about, for who has to explain where that came from."""

    def __str__(self) -> str:
        if self.moment is None:
            return str(self.why.label)
        return str(self.why.label) % {"date": date_format(timezone.localtime(self.moment), "j F Y, H:i")}


@dataclass(frozen=True)
class Decision:
    is_allowed: bool
    reasons: tuple[Reason, ...]

    @property
    def dated_reasons(self) -> list[Reason]:
        """What the person may want to know themselves: that their access ended, or has yet to begin."""
        return [reason for reason in self.reasons if reason.moment]


def decide(person: Person, page: GatedPage, *, at: datetime | None = None) -> Decision:
    """Costs one query at most, and none for open pages and visitors.

    A refusal asks besides whether this is a colleague who may look behind the gate.
    """
    return decide_many(person, [page], at=at)[0]


def decide_many(person: Person, pages: Iterable[GatedPage], *, at: datetime | None = None) -> list[Decision]:
    """The decisions in the order of the pages; one query at most, however many pages."""
    pages = list(pages)
    moment = at or timezone.now()
    grants = _find_grants(person, pages, moment)
    may_look = cache(partial(may_see_behind_the_gate, person))  # a refusal asks; a search refuses a thousand times
    return [_decide_one(person, page, grants, moment, may_look) for page in pages]


def decide_as(persona: Persona, page: GatedPage, *, at: datetime | None = None) -> Decision:
    """What this persona will get to see once the page is published. Asks the database nothing about people."""
    return decide(persona, GateFacts(page.access_rule, page.access_course_key), at=at)


def _find_grants(person: Person, pages: Sequence[GatedPage], moment: datetime) -> list[Grant]:
    courses = {page.access_course_key for page in pages if page.is_published and page.access_rule in NEEDS_GRANT}
    if not courses or not person.is_authenticated or not person.is_active:
        return []
    if isinstance(person, Persona):
        return person.list_grants(courses, moment)
    return list(Grant.objects.of(person).opening(courses))


def _decide_one(
    person: Person, page: GatedPage, grants: Sequence[Grant], moment: datetime, may_look: Callable[[], bool]
) -> Decision:
    if not page.is_published:
        return _refuse(Reason(Why.NOT_PUBLISHED))
    rule = page.access_rule
    if rule == AccessRule.OPEN:
        return _allow(Reason(Why.OPEN_TO_ALL))
    if rule not in NEEDS:
        return _refuse(Reason(Why.UNKNOWN_RULE))
    needs = Reason(NEEDS[rule])
    if not person.is_authenticated:
        return _refuse(needs, Reason(Why.NOT_LOGGED_IN))
    if not person.is_active:
        return _refuse(needs, Reason(Why.INACTIVE))
    if rule == AccessRule.ACCOUNT:
        return _allow(needs, Reason(Why.HAS_ACCOUNT))
    decision = _weigh_grants(needs, choose_grants(page, grants), moment)
    if not decision.is_allowed and may_look():
        return _allow(*decision.reasons, Reason(Why.STAFF))
    return decision


def choose_grants(page: GatedPage, grants: Iterable[Grant]) -> list[Grant]:
    """Those that open this page, whenever they hold."""
    opening = {page.access_course_key} if page.access_rule == AccessRule.COURSE else {page.access_course_key, None}
    return [grant for grant in grants if grant.course in opening]


def _weigh_grants(needs: Reason, grants: Sequence[Grant], moment: datetime) -> Decision:
    in_force = [grant for grant in grants if grant.is_in_force(moment)]
    if in_force:
        return _allow(needs, *map(_name_grant, in_force))
    later = [Reason(Why.STARTS_LATER, grant.starts_at, grant) for grant in grants if grant.starts_at > moment]
    ended = [Reason(Why.ENDED, grant.ends_at, grant) for grant in grants if grant.ends_at and grant.ends_at <= moment]
    return _refuse(needs, *(later + ended or [Reason(Why.NO_GRANT)]))


def _name_grant(grant: Grant) -> Reason:
    if grant.course is None:
        return Reason(Why.MEMBERSHIP_UNTIL if grant.ends_at else Why.MEMBERSHIP, grant.ends_at, grant)
    return Reason(Why.COURSE_UNTIL if grant.ends_at else Why.COURSE, grant.ends_at, grant)


def _allow(*reasons: Reason) -> Decision:
    return Decision(is_allowed=True, reasons=reasons)


def _refuse(*reasons: Reason) -> Decision:
    return Decision(is_allowed=False, reasons=reasons)
