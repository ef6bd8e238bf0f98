"""Everything that one person answered. "Did they agree to this version?" stands first when it was asked."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from ..acts.asking import list_due_versions
from ..models import StaffReading, Version
from ..permissions import may_act_for
from .answers_matrix import DocumentAnswers, VersionAnswer, read_answers
from .evidence import EvidenceMixin
from .plain_words import write_plainly
from .reading_log import log_reading

MOST_DIGITS = 18  # of a number that a row can have


class PersonView(EvidenceMixin, WagtailAdminTemplateMixin, TemplateView):
    template_name = "statements/admin/person.html"
    header_icon = "user"

    @cached_property
    def person(self) -> Any:
        return get_object_or_404(get_user_model(), pk=self.kwargs["account"])

    def get_page_title(self) -> str:
        return write_plainly(self.person.get_full_name()) or str(self.person)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("statements_people"), "label": _("Personen")}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chosen = self.find_chosen_version()
        detail = f"version={chosen.pk}" if chosen else ""
        log_reading(reader=self.request.user, what=StaffReading.What.PERSON, subject=self.person.pk, detail=detail)
        due = list(list_due_versions(self.person)) if self.person.is_active else []
        documents = read_answers(self.person, {version.pk for version in due})
        facts = {
            "person": self.person,
            "documents": documents,
            "has_acts": any(answer.acts for row in documents for answer in row.answers),
            "due": due,
            "verdict": find_answer(documents, chosen),
            "may_act": may_act_for(self.request.user, self.person),
        }
        return super().get_context_data(**facts, **kwargs)

    def find_chosen_version(self) -> Version | None:
        number = self.request.GET.get("version", "")
        if len(number) > MOST_DIGITS:
            raise Http404
        return get_object_or_404(Version, pk=number) if number.isdecimal() else None


def find_answer(documents: list[DocumentAnswers], version: Version | None) -> VersionAnswer | None:
    answers = (answer for row in documents for answer in row.answers)
    return next((answer for answer in answers if version and answer.version.pk == version.pk), None)
