from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from .models import Organisation


def organisation(request: HttpRequest) -> dict[str, object]:
    """`organisation` for every template, read from the database only when a template asks for it, with its companies:
    head and foot of a page both show them.
    """
    return {"organisation": SimpleLazyObject(lambda: load(request))}


def load(request: HttpRequest) -> Organisation:
    organisation = Organisation.load(request_or_site=request)
    prefetch_related_objects([organisation], "controllers")
    return organisation
