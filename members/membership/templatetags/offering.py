"""Where offers are ordered, and whether there is a membership to be had."""

from typing import Any

from django import template
from django.http import HttpRequest

from ..offering import name_checkout, recall_memberships

register = template.Library()
register.filter("checkout", name_checkout)


@register.simple_tag(takes_context=True)
def sells_memberships(context: dict[str, Any]) -> bool:
    """False where nothing asked for the page, as in a mail."""
    request = context.get("request")
    return isinstance(request, HttpRequest) and bool(recall_memberships(request))
