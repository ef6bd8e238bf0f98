"""When and where a session is, in words of the reader's language and in the time of the Netherlands."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..models import LiveSession


def describe_time(session: LiveSession) -> str:
    start, end = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    if start.date() == end.date():
        return _("%(day)s, %(start)s tot %(end)s uur") % {
            "day": describe_day(start),
            "start": date_format(start, "H:i"),
            "end": date_format(end, "H:i"),
        }
    return _("van %(start)s tot %(end)s uur") % {"start": describe_moment(start), "end": describe_moment(end)}


def describe_moment(moment: datetime) -> str:
    return f"{describe_day(moment)}, {date_format(moment, 'H:i')}"


def describe_day(moment: datetime) -> str:
    return date_format(moment, "l j F Y")


def describe_place(session: LiveSession) -> str:
    return session.place or _("Online, Nederlandse tijd")


def describe_seats(session: LiveSession, *, taken: int) -> str:
    """What a visitor may know: whether they can come, and never who or how many do."""
    if not session.takes_place:
        return _("Gaat niet door")
    if session.has_ended:
        return _("Geweest")
    if session.has_started:
        return _("Is al begonnen")
    left = session.seats - taken
    if left <= 0:
        return _("Vol, met wachtlijst")
    return ngettext("Nog %(number)s plek", "Nog %(number)s plekken", left) % {"number": left}
