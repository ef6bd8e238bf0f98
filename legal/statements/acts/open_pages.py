"""The pages that are never behind the question: whatever a member may need before they answer."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

# Names of addresses ("healthz", "accounts:home") and whole namespaces. The texts, what somebody answered, the receipts
# and the ledger; the choice of cookies; the count of visits; the check of the machines.
_open = {"statements", "ledger", "cookies", "statistics", "healthz"}
# Every page of the log-in: out, reset, confirm, the second factor. A question between two of its steps would go round.
OPEN_PREFIXES = ("account_", "two_factor", "mfa_")
WELL_KNOWN = "/.well-known/"  # where programs ask, such as the one that keeps somebody's passwords


def keep_open(*names: str) -> None:
    """For `AppConfig.ready` of an app with pages that must stay open: data rights, invoices, cancelling, webhooks.

    A name is a whole namespace ("rights") or one address ("billing:invoice").
    """
    _open.update(names)


def is_kept_open(request: HttpRequest) -> bool:
    match = request.resolver_match
    if match is None or request.path.startswith(list_open_paths()):
        return True
    return not _open.isdisjoint({*match.namespaces, match.view_name}) or match.view_name.startswith(OPEN_PREFIXES)


def list_open_paths() -> tuple[str, ...]:
    files = [path for path in (settings.STATIC_URL, settings.MEDIA_URL) if path and path != "/"]
    return (reverse("wagtailadmin_home"), WELL_KNOWN, *files)
