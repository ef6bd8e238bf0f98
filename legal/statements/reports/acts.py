"""The report of every answer: who, on which words, when and where."""

from __future__ import annotations

from typing import Any

import django_filters
from django.conf import settings
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column

from ..models import Act, Document, VersionText
from .evidence import EvidenceReportView, PeriodFilter, PersonColumn, PlainColumn, WholeNumberFilter, name_account

TEXT_LOOKUPS = {"document": "version__document", "version": "version__number", "language": "language"}


class ActFilterSet(WagtailFilterSet):
    """A person is chosen by number: a name or an address would stand in the address bar, and in logs after that."""

    document = django_filters.ModelChoiceFilter(
        label=_("Document"), method="leave_to_texts", queryset=Document.objects.all(), empty_label=_("Alles")
    )
    version = WholeNumberFilter(label=_("Versie"), method="leave_to_texts")
    language = django_filters.ChoiceFilter(
        label=_("Taal"), method="leave_to_texts", choices=settings.LANGUAGES, empty_label=_("Alles")
    )
    kind = django_filters.ChoiceFilter(label=_("Antwoord"), choices=Act.Kind, empty_label=_("Alles"))
    place = django_filters.ChoiceFilter(label=_("Waar"), choices=Act.Place, empty_label=_("Alles"))
    recorded_at = PeriodFilter(label=_("Wanneer"))
    person = WholeNumberFilter(
        label=_("Nummer van het account"),
        field_name="subject__user",
        help_text=_("Je vindt het nummer bij Personen."),
    )

    class Meta:
        model = Act
        fields = ["document", "version", "language", "kind", "place", "recorded_at", "person"]

    def filter_queryset(self, queryset: QuerySet[Act]) -> QuerySet[Act]:
        chosen = self.form.cleaned_data
        facts = {lookup: chosen[name] for name, lookup in TEXT_LOOKUPS.items() if chosen.get(name)}
        acts = super().filter_queryset(queryset)
        return acts.on_texts(VersionText.objects.filter(**facts)) if facts else acts

    def leave_to_texts(self, acts: QuerySet[Act], name: str, value: Any) -> QuerySet[Act]:
        """All that is said about the text is looked up at once, in `filter_queryset`."""
        return acts


class ActReportView(EvidenceReportView):
    name = "acts"
    model = Act
    page_title = _("Wie waarop antwoordde")
    header_icon = "tick-inverse"
    filterset_class = ActFilterSet
    export_filename = "antwoorden"
    columns_by_field = {
        "person": _("Persoon"),
        "email": _("E-mailadres"),
        "text.version.document": _("Document"),
        "text.version.number": _("Versie"),
        "text.language": _("Taal"),
        "get_kind_display": _("Antwoord"),
        "recorded_at": _("Wanneer"),
        "wording": _("Woorden bij de knop of het vakje"),
        "get_place_display": _("Waar"),
        "actor": _("Door medewerker"),
        "reason": _("Waarom"),
    }

    def get_queryset(self) -> QuerySet[Any]:
        acts = Act.objects.newest_first().select_related("text__version__document", "subject__user").without_words()
        return acts.annotate(actor=name_account("subject__actor"), reason=Coalesce(F("subject__reason"), Value("")))

    @cached_property
    def columns(self) -> list[Column]:
        """Fewer than in a download, so that they fit on a screen."""
        return [
            PersonColumn("person", label=_("Persoon"), account="subject.user_id"),
            PlainColumn("email", label=_("E-mailadres")),
            Column("text", label=_("Tekst"), accessor=name_text),
            Column("kind", label=_("Antwoord"), accessor="get_kind_display"),
            PlainColumn("recorded_at", label=_("Wanneer"), classname="legal-moment"),
            PlainColumn("wording", label=_("Woorden bij de knop of het vakje")),
            PlainColumn("place", label=_("Waar"), accessor=name_place),
        ]


def name_text(act: Act) -> str:
    return f"{act.text.version} ({act.text.language})"


def name_place(act: Any) -> str:
    """With the colleague who acted for somebody, and why."""
    return " · ".join(filter(None, (str(act.get_place_display()), act.actor, act.reason)))
