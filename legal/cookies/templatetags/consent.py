from django import template
from django.db import DatabaseError

from legal.cookies.asking import ask
from legal.cookies.purposes import list_optional, read_purposes

register = template.Library()


@register.inclusion_tag("components/banner.html")
def cookie_banner() -> dict[str, object]:
    """The question, hidden in the HTML and the same for every visitor: the script shows it to who has not chosen."""
    try:
        optional = list_optional(read_purposes())
    except DatabaseError:
        # An error page must not fail over its banner. Without the question nothing that needs consent runs.
        optional = ()
    return {"question": ask(optional)}
