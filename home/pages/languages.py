"""Where the same page stands in each language, or where else a reader of that language can go on."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve, translate_url
from django.utils.http import escape_leading_slashes
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _
from wagtail.models import Page

from courses.restrictions import list_known_translations

from .models import HomePage

READING = ("GET", "HEAD")
Addresses = dict[str, str | None]


@dataclass(frozen=True)
class LanguageItem:
    """`note` says before the click what is not as expected there, in the language that is being read."""

    code: str
    name: str
    url: str
    is_current: bool
    is_translated: bool  # this page itself, translated, stands at the address
    note: str = ""
    leads_home: bool = False


def list_languages(request: HttpRequest, page: object, named: object, queries: object) -> list[LanguageItem]:
    """`page` is of an editor; `named` are the addresses by language of a page of ours, where more than the language
    differs in them; `queries` what comes behind the address in each, where that has words of the language in it.
    """
    translated: Addresses = dict(named) if isinstance(named, dict) else {}
    aliases: Addresses = {}
    if isinstance(page, Page) and page.pk:
        translated, aliases = list_addresses(page, request)
    elif not translated:
        aliases = translate_place(request)
    asked = request.GET if request.method in READING else QueryDict()
    asked_in = queries if isinstance(queries, dict) else {}
    return [
        make_item(code, translated, aliases, write_query(asked_in.get(code, asked)), request)
        for code, _name in settings.LANGUAGES
    ]


def write_query(query: QueryDict) -> str:
    text = query.urlencode()
    return f"?{text}" if text else ""


def make_item(code: str, translated: Addresses, others: Addresses, query: str, request: HttpRequest) -> LanguageItem:
    name = get_language_info(code)["name_local"].capitalize()
    is_current, is_translated = code == get_language(), bool(translated.get(code))
    if address := translated.get(code) or others.get(code):
        note = _("niet vertaald") if translated and not is_translated and not is_current else ""
        return LanguageItem(code, name, address + query, is_current, is_translated, note)
    return LanguageItem(code, name, find_home(code, request), is_current, False, _("niet vertaald"), True)


def list_addresses(page: Page, request: HttpRequest) -> tuple[Addresses, Addresses]:
    """The second: of aliases, which stand at an address of that language, in the words of another."""
    pages = list_known_translations(request, page)
    found = [(one.locale.language_code, one.get_url(request), one.alias_of_id) for one in pages]
    translated = {code: address for code, address, alias in found if not alias}
    return translated, {code: address for code, address, alias in found if alias}


def translate_place(request: HttpRequest) -> Addresses:
    """For a page that no editor made. An answer to what somebody sent stands where nobody can come by reading, so the
    page that they sent it from goes for it.
    """
    place = request.path if request.method in READING else find_sender(request)
    if not place:
        return {}
    # Two slashes before it would make it the address of another site.
    return {code: translate_url(escape_leading_slashes(place), code) for code, _name in settings.LANGUAGES}


def find_sender(request: HttpRequest) -> str:
    """The page with the form, as the browser tells it; empty when it does not, or when editors made that page."""
    try:
        sender = urlsplit(request.META.get("HTTP_REFERER", ""))
        is_of_editors = resolve(sender.path).view_name == "wagtail_serve"  # which stand elsewhere in each language
        if is_of_editors or sender.netloc != request.get_host():
            return ""
    except (DisallowedHost, Resolver404, ValueError):  # an address that is none, or none of ours
        return ""
    return sender.path + (f"?{sender.query}" if sender.query else "")


def find_home(code: str, request: HttpRequest) -> str:
    home = Page.objects.type(HomePage).live().filter(locale__language_code=code).first()
    return (home and home.get_url(request)) or "/"
