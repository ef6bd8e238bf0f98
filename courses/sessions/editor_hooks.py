"""What the admin adds around a session, and what it refuses to remove."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from ..models import CoursePage, LiveSession
from .admin_views import session_viewset
from .permissions import may_see_bookings


def lead_to_bookings(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    if isinstance(snippet, LiveSession) and may_see_bookings(user):
        url = reverse(session_viewset.get_url_name("bookings"), args=[snippet.pk])
        yield Button(_("Wie heeft geboekt"), url=url, icon_name="group", priority=15)


def refuse_removal(request: HttpRequest, snippets: Iterable[Any]) -> HttpResponse | None:
    """Who booked would be told nothing."""
    for session in snippets:
        if isinstance(session, LiveSession) and session.bookings.exists():
            words = _("“%(title)s” is geboekt. Zet de bijeenkomst op “gaat niet door”: dan krijgt iedereen bericht.")
            messages.error(request, words % {"title": session.title})
            return redirect(session_viewset.get_url_name("list"))
    return None


def refuse_course_removal(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Its sessions would lose what decides who may attend them; the database refuses it as well."""
    courses = CoursePage.objects.descendant_of(page, inclusive=True)
    if not LiveSession.objects.filter(course__in=courses).exists():
        return None
    messages.error(request, _("Hierbij horen bijeenkomsten. Verwijder die eerst, of zet de cursus uit de catalogus."))
    return redirect("wagtailadmin_explore", page.pk)
