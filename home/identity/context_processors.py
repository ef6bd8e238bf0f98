from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from home.freshness.keeping import recall_for

from .models import Organisation


def organisation(request: HttpRequest) -> dict[str, object]:
    """`organisation` for every template, with its companies: looked up only when a template asks, and then kept until
    anything on the site changes.
    """
    return {"organisation": SimpleLazyObject(lambda: recall_for(request, "identity.organisation", load_with_companies))}


def load_with_companies() -> Organisation:
    organisation = Organisation.load()
    prefetch_related_objects([organisation], "controllers")
    return organisation
