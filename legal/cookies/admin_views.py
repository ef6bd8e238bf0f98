"""The register of cookies in the Wagtail admin. Visitors see nothing of an edit until the cookie page is published."""

from __future__ import annotations

from typing import Any

from cookie_consent.models import Cookie, CookieGroup
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from legal.statements.reports.hiding import hide_from_others

from .admin_forms import CookieForm, PurposeForm


class RegisterIndexView(generic.IndexView):
    page_subtitle = _("Gelden zodra je de cookiepagina publiceert")


class RegisterViewSet(ModelViewSet):
    icon = "list-ul"
    add_to_admin_menu = False
    copy_view_enabled = False
    index_view_class = RegisterIndexView
    form_class: type[WagtailAdminModelForm]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(**{"usage_url_name": None, **kwargs})

    def get_urlpatterns(self) -> list[URLPattern]:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "usage"]

    def construct_view(self, view_class: type[View], **kwargs: Any) -> Any:
        return hide_from_others(super().construct_view(view_class, **kwargs))

    def get_form_class(self, for_update: bool = False) -> type[WagtailAdminModelForm]:
        return self.form_class


class PurposeViewSet(RegisterViewSet):
    model = CookieGroup
    form_class = PurposeForm
    name = "cookie_purposes"
    url_prefix = "legal/cookie-purposes"
    menu_label = _("Doelen van cookies")
    ordering = "ordering"
    list_display = [
        TitleColumn("name", label=_("Doel"), url_name="cookie_purposes:edit"),
        Column("description", label=_("Waarvoor")),
        BooleanColumn("is_required", label=_("Zonder toestemming")),
    ]


class CookieViewSet(RegisterViewSet):
    model = Cookie
    form_class = CookieForm
    name = "declared_cookies"
    url_prefix = "legal/cookies"
    menu_label = _("Cookies")
    ordering = "name"
    list_display = [
        TitleColumn("name", label=_("Cookie"), url_name="declared_cookies:edit"),
        Column("cookiegroup", label=_("Doel")),
        Column("details.named_provider", label=_("Van wie")),
        Column("details.kept_for", label=_("Hoe lang")),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Cookie]:
        return Cookie.objects.select_related("cookiegroup", "details")


purpose_viewset = PurposeViewSet()
cookie_viewset = CookieViewSet()
