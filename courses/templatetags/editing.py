"""What colleagues are told about a page: beside it on the site, and in the editor."""

import copy
from typing import Any

from django import template
from django.utils.safestring import SafeString
from wagtail.admin.userbar import Userbar
from wagtail.models import Page

from members.membership.access import Decision

from ..editing.audience import ColleagueNote, describe_for_colleague, describe_new_page, describe_page
from ..editing.checking import list_findings
from ..editing.previews import find_editor
from ..editing.prices import describe_prices
from ..models import CoursePage, LessonPage

register = template.Library()


@register.simple_tag(takes_context=True)
def colleague_note(context: dict[str, Any], lesson: LessonPage, decision: Decision) -> ColleagueNote | None:
    return describe_for_colleague(context["request"].user, lesson, decision)


@register.simple_tag
def who_sees_this(page: CoursePage | LessonPage, parent: Page | None) -> list[str]:
    """`parent` is asked of a page that is not in the tree yet."""
    return describe_page(page) if page.pk else describe_new_page(parent)


@register.simple_tag
def findings(page: CoursePage | LessonPage) -> list[str]:
    """What is still to be repaired in the text as it is saved."""
    return [] if page.pk is None else [finding.sentence for finding in list_findings(page)]


@register.simple_tag
def what_it_costs(course: CoursePage) -> list[str]:
    return describe_prices(course)


@register.simple_tag(takes_context=True)
def content_checker(context: dict[str, Any], page: CoursePage | LessonPage) -> str | SafeString:
    """Wagtail's checks of the page beside the editor. They run for the editor, whoever the preview is shown as."""
    request = context["request"]
    if not getattr(request, "in_preview_panel", False) or find_editor(request) is None:
        return ""
    asked = copy.copy(request)
    asked.user = find_editor(request)
    return Userbar(object=page).render_html({"request": asked})
