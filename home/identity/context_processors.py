from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from .models import Organisation


def organisation(request: HttpRequest) -> dict[str, object]:
    """`organisation` for every template, read from the database only when a template asks for it."""
    return {"organisation": SimpleLazyObject(lambda: Organisation.load(request_or_site=request))}
