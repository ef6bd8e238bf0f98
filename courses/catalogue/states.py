"""How a course stands for somebody: one state, in words, that leads to one thing to do. Pure: it reads no database."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from members.membership.access import AccessRule, Decision, Why
from members.membership.prices import write_price

from ..labels import Form

SESSIONS = "#bijeenkomsten"


class State(models.TextChoices):
    OPEN = "open"
    FREE_ACCOUNT = "free_account"
    YOURS = "yours"
    NEEDS_ACCESS = "needs_access"
    STARTS_ON = "starts_on"
    FULL = "full"
    NO_DATE = "no_date"
    ARCHIVED_YOURS = "archived_yours"
    ARCHIVED = "archived"
    NO_LESSONS = "no_lessons"


class StatedCourse(Protocol):
    @property
    def form(self) -> str: ...
    @property
    def access_rule(self) -> str: ...
    @property
    def is_archived(self) -> bool: ...


@dataclass(frozen=True)
class Dates:
    """The starts of the first session to come, and of the first of those with a free seat."""

    coming_at: datetime | None = None
    free_at: datetime | None = None


@dataclass(frozen=True)
class Ways:
    """Where the calls may lead. Empty: there is no such page for this person."""

    course: str = ""
    first_lesson: str = ""
    free_lesson: str = ""
    catalogue: str = ""
    login: str = ""
    signup: str = ""


@dataclass(frozen=True)
class Call:
    label: str
    url: str


@dataclass(frozen=True)
class CourseState:
    kind: State
    text: str
    call: Call | None = None

    @property
    def is_yours(self) -> bool:
        return self.kind in (State.YOURS, State.ARCHIVED_YOURS)

    @property
    def is_worth_buying(self) -> bool:
        """Nobody should pay for a course that is full, or has nothing in it yet."""
        return self.kind in (State.NEEDS_ACCESS, State.STARTS_ON)


def tell_state(
    course: StatedCourse,
    decision: Decision,
    dates: Dates,
    *,
    is_known: bool,
    has_lessons: bool,
    ways: Ways,
    price: int | None = None,
) -> CourseState:
    """`decision` is about the lessons of the course together; `is_known`: somebody is logged in; `price`: in cents, of
    the course by itself.
    """
    if course.is_archived:
        return _tell_archived(decision, ways)
    if course.form == Form.LIVE and (dates.coming_at or not has_lessons):
        return _tell_live(course, decision, dates, ways, price)
    if not has_lessons:
        return CourseState(State.NO_LESSONS, _("De lessen komen er nog aan."), _look_around(ways))
    state = _tell_lessons(course, decision, is_known, ways, price)
    return replace(state, text=" ".join(filter(None, [state.text, _tell_sessions(dates)])))


def _tell_archived(decision: Decision, ways: Ways) -> CourseState:
    if decision.is_allowed:
        text = _("Staat niet meer in de catalogus. Jij kunt de lessen nog volgen.")
        return CourseState(State.ARCHIVED_YOURS, text, _begin(ways))
    return CourseState(State.ARCHIVED, _("Deze cursus bieden we niet meer aan."), _look_around(ways))


def _tell_live(course: StatedCourse, decision: Decision, dates: Dates, ways: Ways, price: int | None) -> CourseState:
    if dates.coming_at is None:
        return CourseState(State.NO_DATE, _("Er is nu geen datum gepland."), _look_around(ways))
    there = ways.course + SESSIONS
    if dates.free_at is None:
        return CourseState(State.FULL, _("Vol. Er is een wachtlijst."), Call(_("Naar de wachtlijst"), there))
    text = _("Begint op %(date)s.") % {"date": _write_day(dates.free_at)}
    if decision.is_allowed:
        return CourseState(State.STARTS_ON, text, Call(_("Boek een plek"), there))
    takes = _say_what_it_takes(course, price)
    return CourseState(State.STARTS_ON, f"{text} {takes}", Call(_("Bekijk de data"), there))


def _tell_sessions(dates: Dates) -> str:
    """Of a course whose lessons can be followed alone."""
    if dates.coming_at is None:
        return ""
    if dates.free_at is None:
        return _("De bijeenkomsten zijn vol; er is een wachtlijst.")
    return _("Eerstvolgende bijeenkomst op %(date)s.") % {"date": _write_day(dates.free_at)}


def _write_day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "j F Y")


def _tell_lessons(
    course: StatedCourse, decision: Decision, is_known: bool, ways: Ways, price: int | None
) -> CourseState:
    if course.access_rule == AccessRule.OPEN and decision.is_allowed:
        return CourseState(State.OPEN, _("Gratis, voor iedereen."), _begin(ways))
    if course.access_rule == AccessRule.ACCOUNT:
        call = _begin(ways) if decision.is_allowed else _offer(_("Maak een account"), ways.signup)
        return CourseState(State.FREE_ACCOUNT, _("Gratis, met een account."), call)
    if decision.is_allowed:
        return CourseState(State.YOURS, _say_how_it_is_yours(decision), _begin(ways))
    call = _offer(_("Bekijk de gratis les"), ways.free_lesson)
    if call is None and not is_known:
        call = _offer(_("Inloggen"), ways.login)
    return CourseState(State.NEEDS_ACCESS, _say_what_it_takes(course, price), call)


def _say_what_it_takes(course: StatedCourse, price: int | None) -> str:
    if price == 0 and course.access_rule in (AccessRule.GRANT, AccessRule.COURSE):
        return _("Gratis, met een account.")
    words = {"price": write_price(price)} if price is not None else None
    if course.access_rule == AccessRule.GRANT:
        return _("In het lidmaatschap, of los voor %(price)s.") % words if words else _("In het lidmaatschap.")
    if course.access_rule == AccessRule.COURSE:
        return _("Los te volgen voor %(price)s.") % words if words else _("Alleen voor wie deze cursus heeft.")
    return _("Gratis, met een account.") if course.access_rule == AccessRule.ACCOUNT else ""


def _say_how_it_is_yours(decision: Decision) -> str:
    """The way that lasts longest, with its last day."""
    whole = {Why.MEMBERSHIP: _("In je lidmaatschap."), Why.COURSE: _("Deze cursus is van jou.")}
    whys = {reason.why for reason in decision.reasons}
    if found := next((text for why, text in whole.items() if why in whys), ""):
        return found
    partly = {
        Why.MEMBERSHIP_UNTIL: _("In je lidmaatschap, tot en met %(date)s."),
        Why.COURSE_UNTIL: _("Van jou, tot en met %(date)s."),
    }
    ending = [
        (reason.moment, partly[reason.why]) for reason in decision.reasons if reason.why in partly and reason.moment
    ]
    if not ending:
        return _("Open voor jou, omdat je hier werkt.")
    moment, text = max(ending)
    return text % {"date": _write_day(moment - timedelta(microseconds=1))}


def _begin(ways: Ways) -> Call | None:
    return _offer(_("Begin bij de eerste les"), ways.first_lesson) or _offer(_("Bekijk de cursus"), ways.course)


def _look_around(ways: Ways) -> Call | None:
    return _offer(_("Bekijk andere cursussen"), ways.catalogue)


def _offer(label: str, url: str) -> Call | None:
    return Call(label, url) if url else None
