from django import template
from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port

register = template.Library()


@register.simple_tag(takes_context=True)
def passkeys_work_here(context: template.Context) -> bool:
    """A browser uses a passkey at the host it belongs to, and at no other."""
    request: HttpRequest = context["request"]
    host, _port = split_domain_port(request.get_host())
    home = settings.OTP_WEBAUTHN_RP_ID
    return host == home or host.endswith(f".{home}")


@register.simple_tag
def passkey_home() -> str:
    """Where they do work."""
    return str(settings.OTP_WEBAUTHN_ALLOWED_ORIGINS[0])
