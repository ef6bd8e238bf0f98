from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest

from legal.cookies.asking import Question, ask
from legal.cookies.published import read_published_purposes, recall_published_purposes
from legal.cookies.purposes import list_optional

register = template.Library()


@register.inclusion_tag("components/banner.html", takes_context=True)
def cookie_banner(context: dict[str, Any]) -> dict[str, object]:
    """The question, hidden in the HTML and the same for every visitor: the script shows it to who has not chosen.

    Not in previews: they are there to see the page.
    """
    if getattr(context.get("request"), "is_preview", False):
        return {}
    return {"question": find_question(context), "cookie_name": settings.COOKIE_CONSENT_NAME}


@register.inclusion_tag("cookies/withdraw.html", takes_context=True)
def cookie_withdrawal(context: dict[str, Any]) -> dict[str, object]:
    return {"question": find_question(context)}


def find_question(context: dict[str, Any]) -> Question:
    """Put together once for each page."""
    request = context.get("request")
    if not isinstance(request, HttpRequest):
        return ask(list_optional(read_published_purposes()))
    if not hasattr(request, "cookie_question"):
        request.cookie_question = ask(list_optional(recall_published_purposes(request)))  # type: ignore[attr-defined]
    question: Question = request.cookie_question  # type: ignore[attr-defined]
    return question
