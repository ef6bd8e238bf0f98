"""The company, the front page, the catalogue's words and the plain pages, in both languages."""

from typing import Any

from django.utils.html import escape
from wagtail.models import Locale, Page

from courses.models import CatalogPage
from home.identity.models import Controller, Organisation
from home.pages.models import ContentPage, Footer, HomePage

from . import read_words
from .make_files import make_picture, make_recording, make_worksheet

LANGUAGES = ("nl", "en")


def make_organisation() -> None:
    words = read_words("pages.toml")["organisation"]
    companies = [Controller(sort_order=place, **company) for place, company in enumerate(words.pop("companies"))]
    organisation = Organisation.load()
    for name, fact in words.items():
        setattr(organisation, name, fact)
    organisation.controllers = companies
    organisation.save()


def make_pages() -> None:
    words = read_words("pages.toml")
    for language in LANGUAGES:
        home = HomePage.objects.get(locale__language_code=language)
        catalog = fill_catalog(CatalogPage.objects.child_of(home).get(), words["catalogue"][language])
        fill_front_page(home, words["front"][language], catalog)
        pages = {name: make_content_page(home, words[name], language) for name in ("about", "contact", "accessibility")}
        make_content_page(pages["contact"], words["questions"], language)
        fill_footer(words["footer"][language], language, pages)


def publish(page: Page) -> None:
    page.save_revision().publish()


def fill_catalog(page: CatalogPage, words: dict[str, Any]) -> CatalogPage:
    page.title, page.teaser = words["title"], words["introduction"][:200]
    page.search_description, page.show_in_menus = words["search_description"], True
    publish(page)
    return page


def fill_front_page(page: HomePage, words: dict[str, Any], catalog: CatalogPage) -> None:
    page.title, page.search_description = words["title"], words["search_description"]
    page.headline, page.lead = words["hero_title"], words["hero_text"]
    page.audience, page.price = words["for_whom"], words["costs"]
    call = {"heading": words["closing_title"], "text": words["closing_text"], "button": words["closing_button"]}
    page.body = [
        ("cards", {"heading": words["steps_title"], "is_numbered": True, "cards": words["steps"]}),
        ("cards", {"heading": words["promises_title"], "is_numbered": False, "cards": words["promises"]}),
        ("call", call | {"page": catalog}),
    ]
    publish(page)


def fill_footer(words: dict[str, Any], language: str, pages: dict[str, ContentPage]) -> None:
    footer = Footer.objects.get(locale__language_code=language)
    footer.slogan = words["slogan"]
    footer.columns = [
        ("column", column | {"links": [as_link(link, language) for link in column["links"]]})
        for column in words["columns"]
    ]
    footer.contact_page, footer.accessibility_page = pages["contact"], pages["accessibility"]
    footer.save_revision().publish()


def as_link(words: dict[str, str], language: str) -> dict[str, Any]:
    slug = words.get("page")
    page = Page.objects.get(slug=slug, locale__language_code=language) if slug else None
    return {"page": page, "address": words.get("address", ""), "text": words.get("text", "")}


def make_content_page(parent: Page, texts: dict[str, dict[str, Any]], language: str) -> ContentPage:
    words = texts[language]
    body = [(block["kind"], as_block(block)) for block in words["body"]]
    fields = {
        "title": words["title"],
        "slug": words["slug"],
        "search_description": words["search_description"],
        "lead": words["introduction"],
        "body": body,
        "show_in_menus": words.get("is_in_menu", True),
        "menu_title": words.get("menu_title", ""),
    }
    original = ContentPage.objects.filter(slug=texts["nl"]["slug"]).first()
    if original is None:
        page = parent.add_child(instance=ContentPage(**fields, locale=parent.locale))
    else:
        page = original.copy_for_translation(Locale.objects.get(language_code=language))
        for name, value in fields.items():
            setattr(page, name, value)
    publish(page)
    return page


def as_block(words: dict[str, Any]) -> Any:
    """The value of a StreamField block: running text becomes rich text, lists stay lists, files are made."""
    match words["kind"]:
        case "paragraph":
            return f"<p>{escape(words['text'])}</p>"
        case "bullets":
            return words["items"]
        case "contact_facts":
            return None
        case "quote":
            return {"text": words["text"], "attribution": words.get("attribution", "")}
        case "notice":
            return {"title": words["title"], "text": words["text"]}
        case "exercise":
            steps = "".join(f"<li>{escape(item)}</li>" for item in words["items"])
            return {"title": words["title"], "text": f"<p>{escape(words['text'])}</p><ol>{steps}</ol>"}
        case "image":
            return make_picture(words)
        case "gallery":
            return [make_picture(picture) for picture in words["pictures"]]
        case "download":
            return make_worksheet(words)
        case "audio":
            return make_recording(words)
    return words["text"]
