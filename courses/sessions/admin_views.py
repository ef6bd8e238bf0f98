"""Live sessions in the Wagtail admin: planning them, and who booked."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PublishingPanel
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.snippets.views.snippets import SnippetViewSet

from legal.statements.models import StaffReading
from legal.statements.reports.plain_words import write_plainly
from legal.statements.reports.reading_log import log_reading

from ..models import Booking, CoursePage, LiveSession
from .permissions import may_see_bookings


class SessionFilterSet(WagtailFilterSet):
    course = django_filters.ModelChoiceFilter(
        label=_("Cursus"),
        queryset=lambda request: CoursePage.objects.filter(sessions__isnull=False).distinct().in_order(),
        empty_label=_("Alle"),
    )
    time = django_filters.ChoiceFilter(
        label=_("Wanneer"),
        method="filter_time",
        choices=[("upcoming", _("Nog te komen")), ("past", _("Geweest"))],
        widget=forms.RadioSelect,
        empty_label=_("Alle"),
    )

    class Meta:
        model = LiveSession
        fields = ["course"]

    def filter_time(self, sessions: QuerySet[LiveSession], name: str, value: str) -> QuerySet[LiveSession]:
        now = timezone.now()
        return sessions.filter(ends_at__gt=now) if value == "upcoming" else sessions.filter(ends_at__lte=now)


class BookingsView(WagtailAdminTemplateMixin, TemplateView):
    """Names and nothing else, while the session is still to come: who was there is asked nowhere and kept nowhere."""

    template_name = "courses/admin/bookings.html"
    header_icon = "group"
    page_title = _("Wie heeft geboekt")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_see_bookings(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def session(self) -> LiveSession:
        return get_object_or_404(LiveSession, pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return self.session.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse(session_viewset.get_url_name("list")), "label": session_viewset.menu_label}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        log_reading(reader=self.request.user, what=StaffReading.What.LIST, detail=f"bookings session={self.session.pk}")
        bookings = [] if self.session.has_ended else list(self.session.bookings.select_related("user"))
        seated = [booking for booking in bookings if not booking.is_waiting]
        waiting = [booking for booking in bookings if booking.is_waiting]
        return super().get_context_data(
            session=self.session, seated=name_people(seated), waiting=name_people(waiting), **kwargs
        )


def name_people(bookings: list[Booking]) -> list[str]:
    return [write_plainly(booking.user.get_full_name()) or str(booking.user) for booking in bookings]


class LiveSessionViewSet(SnippetViewSet):
    model = LiveSession
    icon = "calendar-alt"
    menu_label = _("Bijeenkomsten")
    menu_name = "live-sessions"
    menu_order = 220
    add_to_admin_menu = True
    filterset_class = SessionFilterSet
    search_fields = ["title", "place"]  # never how to join
    search_backend_name = None
    ordering = "starts_at"
    list_per_page = 50
    list_display = [
        "title",
        Column("starts_at", label=_("Begint"), accessor=lambda session: timezone.localtime(session.starts_at)),
        Column("course", label=_("Cursus"), accessor="course.title"),
        Column(
            "seats",
            label=_("Plekken geboekt"),
            accessor=lambda session: (
                _("%(taken)s van %(seats)s") % {"taken": session.seats_taken, "seats": session.seats}
            ),
        ),
        Column("waiting", label=_("Op de wachtlijst"), accessor="waiting"),
        Column(
            "is_cancelled", label=_("Gaat door"), accessor=lambda session: _("Nee") if session.is_cancelled else _("Ja")
        ),
        LiveStatusTagColumn(),
    ]
    panels = [
        FieldPanel("course"),
        FieldPanel("title"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldRowPanel([FieldPanel("place"), FieldPanel("language")]),
                FieldPanel("seats"),
            ],
            heading=_("Wanneer en waar, voor iedereen te lezen"),
        ),
        MultiFieldPanel(
            [FieldPanel("link"), FieldPanel("joining")], heading=_("Meedoen, alleen voor wie een plek heeft")
        ),
        FieldPanel("is_cancelled"),
        PublishingPanel(),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[LiveSession]:
        return LiveSession.objects.select_related("course", "latest_revision").with_seats_taken()

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("bookings/<int:pk>/", BookingsView.as_view(), name="bookings")]


session_viewset = LiveSessionViewSet()
