"""What stands in the header: the main links and the languages."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.db.models.functions import Substr
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info
from wagtail.models import Page, Site

from courses.models import CatalogPage
from home.pages.models import HomePage

register = template.Library()


@dataclass(frozen=True)
class NavigationItem:
    title: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class LanguageItem:
    code: str
    name: str
    url: str
    is_current: bool
    is_translated: bool  # this page itself stands at the address


@register.simple_tag(takes_context=True)
def navigation(context: dict[str, object]) -> list[NavigationItem]:
    """The pages beneath the front page of this language that editors marked "show in menus"."""
    request = context.get("request")
    if not isinstance(request, HttpRequest) or not (site := Site.find_for_request(request)):
        return []
    homes = Page.objects.filter(
        translation_key=site.root_page.translation_key, locale__language_code=get_language(), live=True
    )
    home = Substr("path", 1, site.root_page.depth * Page.steplen)  # one query for both
    children = Page.objects.annotate(home=home).filter(depth=site.root_page.depth + 1, home__in=homes.values("path"))
    pages = children.live().in_menu().order_by("path")
    items = ((page.title, page.get_url(request) or "") for page in pages)
    return [NavigationItem(title, url, request.path.startswith(url)) for title, url in items]


@register.simple_tag
def find_catalog() -> CatalogPage | None:
    """For pages that editors did not make, such as the one for a wrong address."""
    return CatalogPage.find_active()


@register.simple_tag(takes_context=True)
def language_links(context: dict[str, object]) -> list[LanguageItem]:
    """Each language with the address of this page in it, or of the front page where it is not translated.

    A page that no editor made may name its `addresses` by language, where more than the language differs in them.
    """
    request, page, named = (context.get(name) for name in ("request", "page", "addresses"))
    if not isinstance(request, HttpRequest):
        return []
    addresses: dict[str, str | None] = named if isinstance(named, dict) else {}
    if isinstance(page, Page) and page.pk:
        translations = page.get_translations(inclusive=True).live().select_related("locale")
        addresses = {translation.locale.language_code: translation.get_url(request) for translation in translations}
    links = []
    for code, _name in settings.LANGUAGES:
        address = addresses.get(code) or (
            find_home(code, request) if page or addresses else translate_url(request.path, code)
        )
        name = get_language_info(code)["name_local"].capitalize()
        links.append(LanguageItem(code, name, address, code == get_language(), code in addresses))
    return links


def find_home(code: str, request: HttpRequest) -> str:
    home = Page.objects.type(HomePage).live().filter(locale__language_code=code).first()
    return (home and home.get_url(request)) or "/"
