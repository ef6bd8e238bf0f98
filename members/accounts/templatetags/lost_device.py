from typing import Any

from django import template
from django.utils import timezone

from ..models import AccountRecovery

register = template.Library()


@register.inclusion_tag("accounts/lost_device/warning.html", takes_context=True)
def lost_device_warning(context: template.Context) -> dict[str, Any]:
    """For who is logged in while somebody asks to take their second factor away."""
    running = AccountRecovery.objects.in_time(timezone.now()).filter(person=context["request"].user.pk)
    return {"recovery": running.first(), "csrf_token": context.get("csrf_token")}
