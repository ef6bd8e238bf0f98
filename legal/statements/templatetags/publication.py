from typing import Any

from django import template
from wagtail.models import Page

from ..publishing.preparing import Preparation

register = template.Library()


@register.simple_tag
def prepare_publication(page: Page, user: Any) -> Preparation:
    """What publishing the newest saved draft of this page would do."""
    return Preparation(page.specific, user)
