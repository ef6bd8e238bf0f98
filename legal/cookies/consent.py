"""The server's own verdict on a visitor's consent. What the browser claims beside the cookie counts for nothing.

The cookie is written in django-cookie-consent's encoding: `group=value|group=value`. The value is `yes.` or `no.` and
the fingerprint of what was shown; a choice about anything else than the text of today is no choice.
"""

from cookie_consent.util import get_cookie_dict_from_request, set_cookie_dict_to_response
from django.http import HttpRequest, HttpResponseBase

from .purposes import Purpose, list_optional, read_purposes


def has_consent(request: HttpRequest, group: str) -> bool:
    """Whether this browser said yes to the group as it is described today. Unknown and required groups: no."""
    optional = list_optional(read_purposes())
    return read_verdicts(request, optional).get(group) is True


def read_verdicts(request: HttpRequest, optional: tuple[Purpose, ...]) -> dict[str, bool | None]:
    """Yes, no, or None for not (or no longer) chosen, by group."""
    values = get_cookie_dict_from_request(request)
    verdicts: dict[str, bool | None] = {}
    for purpose in optional:
        known = {_write(is_accepted, purpose): is_accepted for is_accepted in (True, False)}
        verdicts[purpose.group] = known.get(values.get(purpose.group, ""))
    return verdicts


def remember_choice(response: HttpResponseBase, *, optional: tuple[Purpose, ...], is_accepted: bool) -> None:
    set_cookie_dict_to_response(response, {purpose.group: _write(is_accepted, purpose) for purpose in optional})


def delete_cookies(response: HttpResponseBase, optional: tuple[Purpose, ...]) -> None:
    """Also those that the request did not show: a cookie may be sent to some paths only."""
    for purpose in optional:
        for cookie in purpose.cookies:
            response.delete_cookie(cookie.name, path=cookie.path, domain=cookie.domain or None)


def _write(is_accepted: bool, purpose: Purpose) -> str:
    return f"{'yes' if is_accepted else 'no'}.{purpose.fingerprint}"
