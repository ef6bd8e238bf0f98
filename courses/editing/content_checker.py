"""Wagtail's own content checker, with the rules that our pages keep besides and in words of ours."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import BaseItem, ContentCheckerItem
from wagtail.models import Page

from ..models import CoursePage, LessonPage


class CourseContentChecker(ContentCheckerItem):
    axe_include = ["main"]  # what the editor writes; header and footer are ours
    axe_run_only = [*ContentCheckerItem.axe_run_only, "image-alt", "link-in-text-block", "td-headers-attr"]
    axe_messages = ContentCheckerItem.axe_messages | {
        "image-alt": {
            "error_name": _("Afbeelding zonder beschrijving"),
            "help_text": _("Beschrijf wat er te zien is, of zeg dat het versiering is"),
        },
        "heading-order": {
            "error_name": _("De koppen slaan een niveau over"),
            "help_text": _("Begin met een tussenkop"),
        },
        "link-in-text-block": {
            "error_name": _("Link valt niet op in de tekst"),
            "help_text": _("Geef de link woorden die zeggen waar hij heen gaat"),
        },
    }


def use_course_checker(request: HttpRequest, items: list[BaseItem], page: Page | None) -> None:
    if not isinstance(page, CoursePage | LessonPage):
        return
    for position, item in enumerate(items):
        if isinstance(item, ContentCheckerItem):
            items[position] = CourseContentChecker(in_editor=item.in_editor)
