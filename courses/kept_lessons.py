"""Lessons as they were rendered for a member, kept until anything on the site changes, and for a day at most: what is
on sale, which the header tells, may begin on a day.

What is kept holds nothing of a person and is given out only after the gate said yes to the person who asks. It is kept
in the memory of each process; the stamp in the database tells all of them when it is too old.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.messages import get_messages
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language

from home.freshness.models import read_stamp_for
from legal.statements.acts.reviewing import list_announced_versions
from members.accounts.permissions import is_colleague
from members.membership.access import Decision, GateFacts

from .models import LessonPage


@dataclass(frozen=True)
class KeptLesson:
    facts: GateFacts
    content: bytes

    def as_response(self) -> HttpResponse:
        return HttpResponse(self.content, headers={"Cache-Control": "private, no-store"})


def is_impersonal(request: HttpRequest) -> bool:
    """Whether this person would see exactly what every other member sees."""
    if request.GET or not request.user.is_authenticated or is_colleague(request.user):
        return False
    return not len(get_messages(request)) and not list_announced_versions(request)


def find_kept(request: HttpRequest, path: str) -> tuple[KeptLesson | None, str]:
    """What is kept for this address, and the place where it is or could be."""
    place = f"{read_stamp_for(request)}:lesson:{timezone.localdate()}:{get_language()}:{path}"
    return caches["kept"].get(place), place


def keep(response: HttpResponse, request: HttpRequest, place: str) -> None:
    """Keeps it when it is a lesson that was shown in full, to somebody who saw nothing of their own in it."""
    if not isinstance(response, TemplateResponse) or response.status_code != 200:
        return
    page, decision = ((response.context_data or {}).get(name) for name in ("page", "decision"))
    if not isinstance(page, LessonPage) or not isinstance(decision, Decision) or not decision.is_allowed:
        return
    if page.get_view_restrictions().exists():
        return
    response.render()
    if getattr(request, "embedded_origins", None):  # asks again each time whether the statement names the provider
        return
    if not request.META.get("CSRF_COOKIE_NEEDS_UPDATE"):  # a form in it would carry this person's token
        facts = GateFacts(page.access_rule, page.access_course_key)
        caches["kept"].set(place, KeptLesson(facts, response.content), timeout=None)
