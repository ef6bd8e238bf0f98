"""Access in the Wagtail admin: who has it, giving it, ending it."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.forms import ModelForm
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.admin.views import generic

from legal.statements.models import StaffReading
from legal.statements.reports.reading_log import log_reading

from .course_choices import name_courses
from .forms import ALL_COURSES, ChangeAccessForm, GiveAccessForm, list_choices_of_access
from .kept_records import KeptRecordViewSet
from .models import Grant
from .querysets import GrantQuerySet

NO_END = _("Zonder einde")


class GrantFilterSet(WagtailFilterSet):
    offer = django_filters.ChoiceFilter(
        label=_("Toegang tot"),
        method="filter_offer",
        choices=lambda: list_choices_of_access()[1:],
        empty_label=_("Alles"),
    )
    state = django_filters.ChoiceFilter(
        label=_("Geldigheid"),
        method="filter_state",
        choices=[("in_force", _("Geldt nu")), ("not_in_force", _("Geldt nu niet"))],
        widget=forms.RadioSelect,
        empty_label=_("Alles"),
    )

    class Meta:
        model = Grant
        fields = ["source"]

    def filter_offer(self, grants: GrantQuerySet, name: str, value: str) -> QuerySet[Grant]:
        return grants.filter(course__isnull=True) if value == ALL_COURSES else grants.filter(course=value)

    def filter_state(self, grants: GrantQuerySet, name: str, value: str) -> QuerySet[Grant]:
        in_force = Grant.objects.in_force(timezone.now()).values("pk")
        return grants.filter(pk__in=in_force) if value == "in_force" else grants.exclude(pk__in=in_force)


class GrantIndexView(generic.IndexView):
    filterset_class = GrantFilterSet
    search_fields = ["user__email"]
    search_backend_name = None
    default_ordering = "-created_at"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        log_reading(reader=self.request.user, what=StaffReading.What.LIST, detail="access")
        return super().get_context_data(**context)

    def get_base_queryset(self) -> QuerySet[Grant]:
        return super().get_base_queryset().select_related("user", "granted_by")

    @cached_property
    def list_display(self) -> list[BaseColumn]:
        titles, now = name_courses(), timezone.now()
        return [
            TitleColumn(
                "user",
                label=_("E-mailadres"),
                accessor="user.email",
                sort_key="user__email",
                get_url=self.get_edit_url,
            ),
            Column("course", label=_("Toegang tot"), accessor=lambda grant: titles.get(grant.course, _("Verwijderd"))),
            Column(
                "state", label=_("Geldt nu"), accessor=lambda grant: _("Ja") if grant.is_in_force(now) else _("Nee")
            ),
            Column("first_day", label=_("Eerste dag"), accessor="first_day", sort_key="starts_at"),
            Column(
                "last_day", label=_("Laatste dag"), accessor=lambda grant: grant.last_day or NO_END, sort_key="ends_at"
            ),
            Column("source", label=_("Herkomst"), accessor="get_source_display", sort_key="source"),
            Column(
                "granted_by",
                label=_("Gegeven door"),
                accessor=lambda grant: grant.granted_by.email if grant.granted_by else "",
            ),
        ]


class GiveAccessView(generic.CreateView):
    success_message = _("De toegang is gegeven.")
    error_message = _("De toegang is niet gegeven. Er is niets veranderd.")
    submit_button_label = _("Geef toegang")

    def get_initial_form_instance(self) -> Grant:
        return Grant(granted_by=self.request.user, source=Grant.Source.STAFF)


class ChangeAccessView(generic.EditView):
    template_name = "membership/admin/change_access.html"
    success_message = _("De toegang is aangepast.")
    error_message = _("De toegang is niet aangepast. Er is niets veranderd.")

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        about = {"subject": self.object.user_id, "detail": f"access={self.object.pk}"}
        log_reading(reader=self.request.user, what=StaffReading.What.ACCESS, **about)
        return super().get_context_data(**context)


class GrantViewSet(KeptRecordViewSet):
    model = Grant
    icon = "key"
    menu_label = _("Toegang")
    menu_order = 310
    add_to_admin_menu = True
    index_view_class = GrantIndexView
    add_view_class = GiveAccessView
    edit_view_class = ChangeAccessView

    def get_form_class(self, for_update: bool = False) -> type[ModelForm]:
        return ChangeAccessForm if for_update else GiveAccessForm
