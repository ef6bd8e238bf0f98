"""What editors, members and the clock do to a site: any of it, in any order, along the ways that they do it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

from cookie_consent.models import CookieGroup
from django.db import connection
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction, Site

from courses.models import (
    Booking,
    CatalogPage,
    CourseMaker,
    CoursePage,
    LessonImage,
    LessonPage,
    LiveSession,
    MakerPage,
    TopicPage,
)
from home.identity.models import Controller, Organisation
from home.pages.models import ContentPage, Footer, HomePage
from members.accounts.models import User
from members.membership.models import Offer
from tests.factories.courses import find_topic, make_content_page, make_course, make_lesson, make_open_lesson
from tests.factories.files import as_image, make_image
from tests.factories.offers import add_price, make_membership, sell
from tests.factories.people import make_person
from tests.factories.sessions import make_session
from tests.factories.statements import publish_version


def make_site(courses: int) -> None:
    """With one of everything that a public page can show."""
    publish_version("privacy")
    publish_version("terms", "Betaal op tijd.")
    publish_version("cookies", "Wij tellen niets.")
    make_membership(trial_days=14)
    about = make_content_page("Over ons", show_in_menus=True)
    maker = about.add_child(instance=MakerPage(title="Mira", role="schrijft", lead="Ze schrijft."))
    picture = as_image(make_image())
    for number in range(courses):
        course = make_course(f"Cursus {number}", topic=find_topic(f"Onderwerp {number % 3}"))
        CourseMaker.objects.create(course=course, maker=maker, sort_order=0)
        make_open_lesson(course, body=[picture])
        make_lesson(course)
        sell(course, 4900 + number)
        make_session(course)
        course.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True, alias=True)
    make_person()


def list_addresses() -> list[str]:
    pages = Page.objects.live().filter(depth__gt=1).order_by("pk")
    own = ["/lid-worden/", "/en/lid-worden/", "/afspraken/", "/grootboek/", "/privacy/versies/", "/cursussen/?p=1"]
    return own + [page.url for page in pages if page.url]


def choose(random: Random, model: Any) -> Any:
    rows = model.objects.order_by("pk")
    return random.choice(list(rows.filter(alias_of=None) if issubclass(model, Page) else rows))


def publish(page: Page, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def publish_any_page(random: Random, word: str) -> None:
    """As an editor does most of the day."""
    kinds = [CoursePage, LessonPage, TopicPage, MakerPage, ContentPage, HomePage, CatalogPage]
    pages = [page for kind in kinds for page in kind.objects.filter(alias_of=None, live=True).order_by("pk")]
    page = random.choice(pages)
    text = {HomePage: "headline", ContentPage: "lead", MakerPage: "lead"}.get(type(page), "teaser")
    publish(page, **{text: f"Iets over {word}."})


def change_course(random: Random, word: str) -> None:
    publish(choose(random, CoursePage), teaser=f"Over {word}.", title=f"Cursus {word}")


def save_draft(random: Random, word: str) -> None:
    page = choose(random, CoursePage)
    page.title = f"Ontwerp {word}"
    page.save_revision()


def change_lesson(random: Random, word: str) -> None:
    publish(choose(random, LessonPage), title=f"Les {word}", body=[("paragraph", f"<p>{word}</p>")])


def unpublish_or_publish(random: Random, word: str) -> None:
    page = choose(random, CoursePage)
    page.unpublish() if page.live else publish(page)


def unpublish_lesson(random: Random, word: str) -> None:
    page = choose(random, LessonPage)
    page.unpublish() if page.live else publish(page)


def move_course(random: Random, word: str) -> None:
    page = choose(random, CoursePage)
    page.move(page.get_parent(), "first-child")


def change_slug(random: Random, word: str) -> None:
    publish(choose(random, LessonPage), slug=f"les-{word}")


def change_topic(random: Random, word: str) -> None:
    publish(choose(random, TopicPage), title=f"Onderwerp {word}")


def change_maker(random: Random, word: str) -> None:
    publish(choose(random, MakerPage), title=f"Maker {word}")


def change_front_page(random: Random, word: str) -> None:
    publish(choose(random, HomePage), headline=f"Werk {word}")


def change_catalogue(random: Random, word: str) -> None:
    publish(choose(random, CatalogPage), teaser=f"Alles {word}.")


def change_content_page(random: Random, word: str) -> None:
    publish(choose(random, ContentPage), lead=f"Wij {word}.", show_in_menus=random.random() < 0.5)


def change_menu(random: Random, word: str) -> None:
    kind = random.choice([ContentPage, CatalogPage])
    publish(choose(random, kind), menu_title=f"Kort {word}", show_in_menus=random.random() < 0.7)


def change_footer(random: Random, word: str) -> None:
    footer, page = choose(random, Footer), choose(random, ContentPage)
    link = {"page": page, "address": "", "text": random.choice(["", f"Naar {word}"])}
    footer.slogan, footer.columns = f"Anders {word}.", [("column", {"heading": "Meer", "links": [link]})]
    footer.contact_page = random.choice([page, None])
    footer.save_revision().publish()


def unpublish_or_publish_footer(random: Random, word: str) -> None:
    footer = choose(random, Footer)
    footer.unpublish() if footer.live else footer.save_revision().publish()


def draft_footer(random: Random, word: str) -> None:
    footer = choose(random, Footer)
    footer.slogan = f"Nog niet {word}"
    footer.save_revision()


def change_company(random: Random, word: str) -> None:
    Organisation.objects.update(name=f"Huis {word}", street=f"{word}straat 1", email="hallo@werkflippen.example")


def change_controller(random: Random, word: str) -> None:
    controller, _made = Controller.objects.get_or_create(organisation=Organisation.load(), name="Eerste bv")
    controller.name, controller.kvk = f"{word} bv", f"{random.randrange(10**8):08}"
    controller.save()


def change_price(random: Random, word: str) -> None:
    offer = choose(random, Offer)
    if not offer.prices.filter(valid_from=timezone.localdate()).exists():
        add_price(offer, random.randrange(1000, 9000), timezone.localdate())


def change_offer(random: Random, word: str) -> None:
    Offer.objects.filter(pk=choose(random, Offer).pk).update(is_on_sale=random.random() < 0.7, name=f"Lid {word}")


def change_session(random: Random, word: str) -> None:
    session = choose(random, LiveSession)
    session.title, session.is_cancelled = f"Oefenen {word}", random.random() < 0.3
    session.save()


def take_seat(random: Random, word: str) -> None:
    person = User.objects.order_by("pk").last()
    Booking.objects.get_or_create(session=choose(random, LiveSession), user=person, defaults={"is_waiting": False})


def change_image(random: Random, word: str) -> None:
    LessonImage.objects.update(title=f"Beeld {word}")


def publish_text(random: Random, word: str) -> None:
    publish_version(random.choice(["privacy", "terms", "cookies"]), f"Wij bewaren {word}.")


def change_purpose(random: Random, word: str) -> None:
    CookieGroup.objects.update(description=f"Om {word} te tellen.")


def rename_site(random: Random, word: str) -> None:
    Site.objects.update(site_name=word)


def close_or_open(random: Random, word: str) -> None:
    page = choose(random, CoursePage)
    if not PageViewRestriction.objects.filter(page=page).delete()[0]:
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def add_course(random: Random, word: str) -> None:
    course = make_course(f"Nieuw {word}", topic=find_topic(f"Onderwerp {random.randrange(3)}"))
    make_open_lesson(course)


def remove_course(random: Random, word: str) -> None:
    course = CoursePage.objects.filter(title__startswith="Nieuw").first()
    if course is not None:
        course.delete()


def write_past_everything(random: Random, word: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE courses_coursepage SET teaser = %s", [f"Rechtstreeks {word}"])


EDITS: dict[str, Callable[[Random, str], None]] = {
    name: act
    for name, act in list(globals().items())
    if callable(act) and getattr(act, "__module__", "") == __name__ and getattr(act, "__annotations__", {}).get("word")
}


def let_time_pass(random: Random) -> timedelta:
    return timedelta(minutes=random.choice([0, 0, 0, 1, 7, 60, 60 * 9, 60 * 24 * 3]))
