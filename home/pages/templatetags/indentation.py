"""Pages without the indentation of their templates: a twentieth of their weight, and nothing that anybody sees."""

import re
from typing import Any

from django import template
from django.template.base import NodeList, Parser, Token

register = template.Library()

KEPT = re.compile(r"(<(?:pre|textarea)\b.*?</(?:pre|textarea)>)", re.DOTALL | re.IGNORECASE)
INDENTATION = re.compile(r"\n\s*")  # nothing before the line feed: a row of spaces without one would cost its square


class UnindentedNode(template.Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Any) -> str:
        return strip_indentation(self.nodelist.render(context))


@register.tag
def unindented(parser: Parser, token: Token) -> UnindentedNode:
    nodelist = parser.parse(("endunindented",))
    parser.delete_first_token()
    return UnindentedNode(nodelist)


def strip_indentation(html: str) -> str:
    """One line feed for a row of spaces with one in it; where spaces are seen they stay."""
    parts = KEPT.split(html)
    parts[::2] = [INDENTATION.sub("\n", part) for part in parts[::2]]
    return "".join(parts)
