from typing import Any

from django import template
from django.http import HttpRequest

from home.freshness.keeping import recall_for
from legal.cookies.asking import ask
from legal.cookies.purposes import list_optional, read_purposes

register = template.Library()


@register.inclusion_tag("components/banner.html", takes_context=True)
def cookie_banner(context: dict[str, Any]) -> dict[str, object]:
    """The question, hidden in the HTML and the same for every visitor: the script shows it to who has not chosen.

    Not in previews: they are there to see the page.
    """
    request = context.get("request")
    if getattr(request, "is_preview", False):
        return {}
    if isinstance(request, HttpRequest):
        purposes = recall_for(request, "cookie-purposes", read_purposes)
    else:
        purposes = read_purposes()
    return {"question": ask(list_optional(purposes))}
