from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from legal.statements.admin_urls import list_urls_of
from legal.statements.reports.evidence import EvidenceMenuItem

from .admin_views import RegisterViewSet, cookie_viewset, purpose_viewset
from .looking_up import ChoiceCountView, ChoiceView


@hooks.register("register_admin_viewset")
def register_cookies() -> list[RegisterViewSet]:
    return [purpose_viewset, cookie_viewset]


@hooks.register("register_legal_menu_item")
def lead_to_purposes() -> MenuItem:
    return purpose_viewset.get_menu_item(order=50)


@hooks.register("register_legal_menu_item")
def lead_to_cookies() -> MenuItem:
    return cookie_viewset.get_menu_item(order=51)


@hooks.register("register_legal_menu_item")
def lead_to_choices() -> MenuItem:
    return EvidenceMenuItem(_("Cookiekeuzes"), reverse("cookies_choice"), name="cookies-choice", order=52)


@hooks.register("register_admin_urls")
def list_choice_urls() -> list[URLPattern]:
    return [path("legal/choices/", ChoiceView.as_view(), name="cookies_choice"), *list_urls_of(ChoiceCountView)]
