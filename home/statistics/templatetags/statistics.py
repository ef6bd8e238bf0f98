from django import template
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template.context import RequestContext
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from home.statistics.dashboard.figures import write_number
from home.statistics.labels import sign_label
from home.statistics.objecting import has_objected
from home.statistics.providers import Provider, WrongAddress, find_provider
from legal.cookies.published import read_published_purposes, recall_published_purposes

register = template.Library()
register.filter("number", write_number)


@register.simple_tag(takes_context=True)
def statistics_label(context: RequestContext) -> SafeString | str:
    """Attributes for <body>, or nothing for what is not counted: lessons and other pages without a label, error pages,
    previews, and every page for a member who objected.
    """
    label = getattr(context.get("page"), "statistics_label", "")
    request = context.get("request")
    if not label or getattr(request, "is_preview", False) or is_for_who_objected(request):
        return ""
    try:
        provider = find_provider()
    except WrongAddress:
        return ""
    if provider:
        return name_provider(provider, request)
    return format_html(
        ' data-statistics-label="{}" data-statistics-address="{}"', sign_label(label), reverse("statistics:count")
    )


def is_for_who_objected(request: HttpRequest | None) -> bool:
    """Pages for visitors are the same for everybody: only who is logged in gets pages of their own."""
    return has_objected(getattr(request, "user", AnonymousUser()))


def name_provider(provider: Provider, request: HttpRequest | None) -> SafeString | str:
    purposes = recall_published_purposes(request) if request else read_published_purposes()
    if not provider.is_declared(purposes):
        return ""
    return format_html(
        ' data-statistics-provider="{}" data-statistics-url="{}" data-statistics-site="{}"',
        provider.name,
        provider.url,
        provider.site,
    )
