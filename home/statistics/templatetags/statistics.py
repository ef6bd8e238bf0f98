from django import template
from django.template.context import RequestContext
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from home.statistics.labels import sign_label

register = template.Library()


@register.simple_tag(takes_context=True)
def statistics_label(context: RequestContext) -> SafeString | str:
    """Attributes for <body>, or nothing for what is not counted: error pages, previews, pages without a label."""
    label = getattr(context.get("page"), "statistics_label", "")
    if not label or getattr(context.get("request"), "is_preview", False):
        return ""
    return format_html(
        ' data-statistics-label="{}" data-statistics-address="{}"', sign_label(label), reverse("statistics:count")
    )
