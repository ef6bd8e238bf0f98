from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembershipConfig(AppConfig):
    name = "members.membership"
    label = "membership"
    verbose_name = _("Lidmaatschap")

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from home.freshness.watching import watch

        from .models import Grant, Offer, OfferCourse, OfferPrice
        from .permissions import RecordPermissionPolicy

        for model in (Grant, Offer):
            register_permission_policy(model, RecordPermissionPolicy(model))
        watch(Offer, OfferCourse, OfferPrice)
