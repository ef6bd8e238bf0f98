from django import template
from django.utils.safestring import SafeString

from home.pages.covers import draw_cover

register = template.Library()


@register.simple_tag
def cover(slug: str, subject: str) -> SafeString:
    return draw_cover(slug=slug, subject=str(subject))
