"""What stands in the header and in the footer: the main links, the languages, and what editors put at the foot."""

from django import template
from django.http import HttpRequest
from wagtail.models import Site

from courses.models import CatalogPage
from home.pages.footer import FooterLinks, find_footer, list_links
from home.pages.languages import LanguageItem, list_languages
from home.pages.menu import Menu, build_menu
from home.pages.models import Footer

register = template.Library()


@register.simple_tag(takes_context=True)
def navigation(context: dict[str, object]) -> Menu:
    request = context.get("request")
    return build_menu(request, Site.find_for_request(request)) if isinstance(request, HttpRequest) else Menu([])


@register.simple_tag(takes_context=True)
def footer_links(context: dict[str, object]) -> FooterLinks:
    """In a preview, those of the draft."""
    request, draft = context.get("request"), context.get("footer_draft")
    if not isinstance(request, HttpRequest):
        return FooterLinks()
    return list_links(draft, request) if isinstance(draft, Footer) else find_footer(request)


@register.simple_tag
def find_catalog() -> CatalogPage | None:
    """For pages that editors did not make, such as the one for a wrong address."""
    return CatalogPage.find_active()


@register.simple_tag(takes_context=True)
def language_links(context: dict[str, object]) -> list[LanguageItem]:
    """Each language with the address of this page in it, or of the front page where it is not translated."""
    request = context.get("request")
    if not isinstance(request, HttpRequest):
        return []
    return list_languages(request, context.get("page"), context.get("addresses"), context.get("queries"))
