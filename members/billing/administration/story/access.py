"""What the order opened, and what people were told of it."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from members.membership.course_choices import name_courses
from members.membership.models import Grant

from ...mails import SUBJECTS
from ...models import Order
from .event import Event

OPENED, TOLD = 9, 10


def list_access(order: Order) -> Iterator[Event]:
    """What follows from the order, and what a colleague gave beside it."""
    given = [number for act in order.staff_acts.all() for number in act.facts.get("grants", [])]
    titles = name_courses()
    for grant in Grant.objects.filter(Q(origin=order.key) | Q(pk__in=given)):
        words = [str(titles.get(grant.course, _("Verwijderde cursus"))), grant.get_source_display(), word_span(grant)]
        yield Event(grant.created_at, OPENED, _("Toegang"), ", ".join(words))


def word_span(grant: Grant) -> str:
    facts = {"first": date_format(grant.first_day), "last": date_format(grant.last_day) if grant.last_day else ""}
    if grant.last_day is None:
        return _("vanaf %(first)s") % facts
    return _("van %(first)s tot en met %(last)s") % facts


def list_mails(order: Order) -> Iterator[Event]:
    for notice in order.notices.all():
        subject = str(SUBJECTS.get(notice.kind, notice.kind)) % {"number": order.number}
        is_sent = notice.sent_at is not None
        what = _("Mail verstuurd") if is_sent else _("Mail staat klaar")
        yield Event(notice.sent_at or notice.created_at, TOLD, what, subject)
