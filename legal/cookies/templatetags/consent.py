from django import template

from legal.cookies.asking import ask
from legal.cookies.purposes import list_optional, read_purposes

register = template.Library()


@register.inclusion_tag("components/banner.html")
def cookie_banner() -> dict[str, object]:
    """The question, hidden in the HTML and the same for every visitor: the script shows it to who has not chosen."""
    return {"question": ask(list_optional(read_purposes()))}
