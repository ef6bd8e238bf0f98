"""The server's own verdict on a visitor's consent. What the browser claims beside the cookie counts for nothing.

The cookie is written in django-cookie-consent's encoding: `group=value|group=value`. The value is `yes.` or `no.` and
the fingerprint of what was shown; a choice about anything else than the text of today is no choice. Beside the groups
stands the number of the newest choice, under a name that no group can have.
"""

from uuid import UUID

from cookie_consent.util import get_cookie_dict_from_request, set_cookie_dict_to_response
from django.http import HttpRequest, HttpResponseBase

from .models import CookieChoice
from .published import recall_published_purposes
from .purposes import Purpose, list_optional

NUMBER = "#"
Verdicts = dict[str, bool | None]


def has_consent(request: HttpRequest, group: str) -> bool:
    """Whether this browser said yes to the group as it is described today. Unknown and required groups: no."""
    optional = list_optional(recall_published_purposes(request))
    return read_verdicts(request, optional).get(group) is True


def read_verdicts(request: HttpRequest, optional: tuple[Purpose, ...]) -> Verdicts:
    """Yes, no, or None for not (or no longer) chosen, by group."""
    values = get_cookie_dict_from_request(request)
    verdicts: Verdicts = {}
    for purpose in optional:
        known = {write_verdict(is_accepted, purpose.fingerprint): is_accepted for is_accepted in (True, False)}
        verdicts[purpose.group] = known.get(values.get(purpose.group, ""))
    return verdicts


def read_number(request: HttpRequest) -> UUID | None:
    """That of the newest choice, as far as the browser remembers one."""
    number = get_cookie_dict_from_request(request).get(NUMBER, "")
    try:
        return UUID(number) if len(number) == len(str(UUID(int=0))) else None
    except ValueError:
        return None


def find_choice(request: HttpRequest) -> CookieChoice | None:
    """What is on record under that number."""
    number = read_number(request)
    return CookieChoice.objects.filter(pk=number).first() if number else None


def remember_choice(
    response: HttpResponseBase, *, optional: tuple[Purpose, ...], verdicts: Verdicts, number: UUID | None
) -> None:
    """What is not chosen about is left out, and the number of a choice that nobody wrote down."""
    values = {
        purpose.group: write_verdict(verdict, purpose.fingerprint)
        for purpose in optional
        if (verdict := verdicts[purpose.group]) is not None
    }
    set_cookie_dict_to_response(response, values | ({NUMBER: str(number)} if number else {}))


def delete_cookies(response: HttpResponseBase, refused: tuple[Purpose, ...]) -> None:
    """Also those that the request did not show: a cookie may be sent to some paths only."""
    for purpose in refused:
        for cookie in purpose.cookies:
            response.delete_cookie(cookie.name, path=cookie.path or "/", domain=cookie.domain or None)


def write_verdict(is_accepted: bool, fingerprint: str) -> str:
    return f"{'yes' if is_accepted else 'no'}.{fingerprint}"


def is_yes(value: str) -> bool:
    """To whatever was shown."""
    return value.startswith(write_verdict(True, ""))
