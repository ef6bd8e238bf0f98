"""Who can see a page, in plain sentences for colleagues. Derived from what is saved, so it cannot be out of date."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import Page

from members.accounts.permissions import is_colleague
from members.membership.access import AccessRule, Decision, Person

from ..models import CoursePage, LessonPage

WHO_READS: dict[str, object] = {
    AccessRule.OPEN: gettext_lazy("Iedereen kan deze les lezen."),
    AccessRule.ACCOUNT: gettext_lazy("Iedereen met een account, ook zonder te betalen."),
    AccessRule.GRANT: gettext_lazy("Alleen leden en wie deze cursus heeft."),
    AccessRule.COURSE: gettext_lazy("Alleen wie deze cursus heeft. Een lidmaatschap is niet genoeg."),
}


@dataclass(frozen=True)
class ColleagueNote:
    """What a colleague reads above a gated lesson: who can see it, and why they do, or do not."""

    audience: list[str]
    is_allowed: bool
    reasons: list[str]


def describe_for_colleague(person: Person, lesson: LessonPage, decision: Decision) -> ColleagueNote | None:
    """None for everybody else, and where there is nothing to explain: a lesson that everybody may read."""
    if lesson.access_rule == AccessRule.OPEN or not is_colleague(person):
        return None
    return ColleagueNote(describe_readers(lesson), decision.is_allowed, [str(reason) for reason in decision.reasons])


def describe_page(page: CoursePage | LessonPage) -> list[str]:
    return describe_course(page) if isinstance(page, CoursePage) else describe_lesson(page)


def describe_new_page(parent: Page | None) -> list[str]:
    sentences = [_("Nog niemand: wat je hier maakt, zien alleen collega’s tot je het publiceert.")]
    if not isinstance(parent, CoursePage):
        return [*sentences, _("De pagina van de cursus is daarna voor iedereen. Voor de lessen kies je dat hieronder.")]
    rule = _lower_first(describe_rule(parent.access_rule))
    return [
        *sentences,
        _("Daarna geldt de regel van de cursus, tenzij je hier anders kiest: %(rule)s") % {"rule": rule},
    ]


def describe_lesson(lesson: LessonPage) -> list[str]:
    return [*describe_state(lesson), *describe_readers(lesson), describe_origin(lesson), *describe_change(lesson)]


def describe_readers(lesson: LessonPage) -> list[str]:
    sentences = [describe_rule(lesson.access_rule)]
    if lesson.opening and lesson.access_rule != AccessRule.OPEN:
        sentences.append(_("Het begin leest iedereen."))
    return sentences


def describe_rule(rule: str) -> str:
    return str(WHO_READS.get(rule, _("Niemand: deze regel is onbekend, en dan blijft de les dicht.")))


def describe_origin(lesson: LessonPage) -> str:
    if not lesson.own_rule:
        return _("Dat is de regel van de cursus.")
    if lesson.own_rule == lesson.course.access_rule:
        return _("Dat staat bij deze les zelf; de cursus zegt nu hetzelfde.")
    return _("Dat is een uitzondering op de regel van de cursus.")


def describe_change(lesson: LessonPage) -> list[str]:
    """While a draft says otherwise than the lesson as it is published."""
    published = LessonPage.objects.filter(pk=lesson.pk, live=True).exclude(own_rule=lesson.own_rule).first()
    if published is None:
        return []
    return [_("Zo wordt het na publiceren. Nu geldt nog: %(rule)s") % {"rule": describe_rule(published.access_rule)}]


def describe_state(page: CoursePage | LessonPage) -> list[str]:
    sentences = []
    goes_live = find_go_live(page)
    if not page.live:
        sentences.append(_("Nog niet gepubliceerd: alleen collega’s zien deze pagina. Na publiceren geldt:"))
    if goes_live:
        sentences.append(_("Wat klaarstaat, wordt gepubliceerd op %(moment)s.") % {"moment": name_moment(goes_live)})
    if page.expire_at:
        sentences.append(_("De pagina gaat offline op %(moment)s.") % {"moment": name_moment(page.expire_at)})
    if isinstance(page, LessonPage) and not page.course.live:
        sentences.append(_("De cursus staat niet online. Tot de cursus gepubliceerd is, ziet niemand deze les."))
    return sentences


def find_go_live(page: CoursePage | LessonPage) -> datetime | None:
    scheduled = page.revisions.filter(approved_go_live_at__isnull=False).order_by("-pk")
    return scheduled.values_list("approved_go_live_at", flat=True).first()


def name_moment(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "j F Y, H:i")


def describe_course(course: CoursePage) -> list[str]:
    sentences = [*describe_state(course), _("De pagina van de cursus is voor iedereen.")]
    if course.is_archived:
        sentences.append(_("De cursus staat niet meer in de catalogus. Wie toegang heeft, houdt die."))
    lessons = LessonPage.objects.child_of(course).live()
    rules = Counter(rule or course.access_rule for rule in lessons.values_list("own_rule", flat=True))
    total = rules.total()
    if not total:
        return [*sentences, _("Er zijn nog geen gepubliceerde lessen.")]
    sentences.append(_("De lessen: %(rule)s") % {"rule": _lower_first(describe_rule(course.access_rule))})
    exceptions = sorted((rule, count) for rule, count in rules.items() if rule != course.access_rule)
    return sentences + [describe_exception(rule, count, total) for rule, count in exceptions]


def describe_exception(rule: str, count: int, total: int) -> str:
    numbers = {"count": count, "total": total}
    if rule == AccessRule.OPEN:
        return (
            ngettext(
                "%(count)d van de %(total)d lessen is voor iedereen.",
                "%(count)d van de %(total)d lessen zijn voor iedereen.",
                count,
            )
            % numbers
        )
    who = _lower_first(describe_rule(rule))
    return _("Uitzondering voor %(count)d van de %(total)d lessen: %(rule)s") % (numbers | {"rule": who})


def _lower_first(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
