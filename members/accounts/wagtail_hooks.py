from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from .lost_device.admin_views import RecoveryViewSet, recovery_viewset


@hooks.register("register_admin_viewset")
def register_recoveries() -> RecoveryViewSet:
    return recovery_viewset


@hooks.register("register_permissions")
def register_recovery_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(
        content_type__app_label="accounts",
        codename__in=["view_accountrecovery", "add_accountrecovery", "change_accountrecovery"],
    )


@hooks.register("register_log_actions")
def register_recovery_log(actions: LogActionRegistry) -> None:
    actions.register_action("accounts.recovery_asked", _("Vraag aan"), _("Vroeg aan na verlies van een apparaat"))
    actions.register_action("accounts.recovery_confirmed", _("Bevestig"), _("Haalde de tweede stap weg"))
    actions.register_action("accounts.recovery_stopped", _("Stop"), _("Stopte de aanvraag"))
