from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembershipConfig(AppConfig):
    name = "members.membership"
    label = "membership"
    verbose_name = _("Lidmaatschap")

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from .models import Grant
        from .permissions import GrantPermissionPolicy

        register_permission_policy(Grant, GrantPermissionPolicy(Grant))
