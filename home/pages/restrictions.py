"""Which pages are private: by Wagtail's own restriction on the page itself, or on a page above it."""

from django.db.models import Exists, OuterRef
from django.db.models.functions import Length, Substr
from wagtail.models import PageViewRestriction


def is_private() -> Exists:
    """Of the pages in a question. Reads paths alone: `public()` asks for private pages whole, and then every kept page
    is made anew when one of them is written, whatever was changed in it.
    """
    return Exists(PageViewRestriction.objects.filter(page__path=Substr(OuterRef("path"), 1, Length("page__path"))))
