from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from .children.permissions import may_help_with_children
from .children.views import ChildAccountView, FindAccountView
from .colleagues.views import NoBulkClosing, NoBulkRemoval, NoBulkRole
from .lost_device.admin_views import RecoveryViewSet, recovery_viewset

for action in (NoBulkClosing, NoBulkRemoval, NoBulkRole):
    hooks.register("register_bulk_action", action, order=1)  # after Wagtail's own, in whose place it comes


@hooks.register("register_admin_viewset")
def register_recoveries() -> RecoveryViewSet:
    return recovery_viewset


@hooks.register("register_permissions")
def register_recovery_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(
        content_type__app_label="accounts",
        codename__in=["view_accountrecovery", "add_accountrecovery", "change_accountrecovery"],
    )


@hooks.register("register_admin_urls")
def register_child_urls() -> list[URLPattern]:
    return [
        path("kind/", FindAccountView.as_view(), name="accounts_find_child"),
        path("kind/<int:account>/", ChildAccountView.as_view(), name="accounts_child"),
    ]


class ChildMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_help_with_children(request.user)


@hooks.register("register_admin_menu_item")
def register_child_menu_item() -> MenuItem:
    address = reverse("accounts_find_child")
    return ChildMenuItem(_("Kind zonder ouder"), address, name="child-account", icon_name="user", order=320)


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("accounts.role_given", _("Rol gegeven"), _("Rol gegeven"))
    actions.register_action("accounts.role_taken", _("Rol afgenomen"), _("Rol afgenomen"))
    actions.register_action("accounts.child_contact", _("Ouder gemaild"), _("Ouder gemaild"))
    actions.register_action("accounts.child_close", _("Account van kind gesloten"), _("Account van kind gesloten"))
    actions.register_action("accounts.recovery_asked", _("Vraag aan"), _("Vroeg aan na verlies van een apparaat"))
    actions.register_action("accounts.recovery_confirmed", _("Bevestig"), _("Haalde de tweede stap weg"))
    actions.register_action("accounts.recovery_stopped", _("Stop"), _("Stopte de aanvraag"))
