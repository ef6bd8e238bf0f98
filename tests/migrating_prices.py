"""Courses with prices from before there were offers, and the way there and back; see test_migrations.py."""

from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from wagtail.models import Locale

from courses.models import CoursePage
from tests.factories.courses import make_course
from tests.factories.offers import sell

BEFORE, DURING, AFTER = (
    "0013_let_a_colleague_review",
    "0014_sell_courses_by_offer",
    "0015_take_the_price_from_courses",
)


def migrate_to(name: str) -> Any:
    """The models as they were then."""
    call_command("migrate", "courses", name, verbosity=0)
    state = MigrationExecutor(connection).loader.project_state([("courses", name), ("membership", "0004_sell_offers")])
    return state.apps


def make_family(title: str) -> tuple[CoursePage, list[int]]:
    """With an alias and a translation."""
    course = make_course(title, slug="korter")
    alias = course.create_alias(parent=course.get_parent(), update_slug="alias")
    english = course.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    english.title, english.slug = "Shorter meetings", "shorter"
    english.save_revision().publish()
    return course, [course.pk, alias.pk, english.pk]


def list_offers(models: Any) -> list[tuple[Any, ...]]:
    columns = ("slug", "name", "name_en", "nature", "courses__course", "prices__cents")
    return list(models.get_model("membership", "Offer").objects.order_by("slug").values_list(*columns))


def list_prices(models: Any, slug: str) -> list[int]:
    prices = models.get_model("membership", "OfferPrice").objects.filter(offer__slug=slug)
    return list(prices.order_by("valid_from").values_list("cents", flat=True))


def there_and_back() -> None:
    course, family = make_family("Korter overleggen")
    live, free = make_course("Live", slug="live", form="blended"), make_course("Gratis", slug="gratis")

    pages = migrate_to(BEFORE).get_model("courses", "CoursePage").objects
    pages.filter(pk__in=family).update(price="49.50")
    pages.filter(pk=live.pk).update(price="75")
    made = list_offers(migrate_to(DURING))
    assert made == [
        ("korter", "Korter overleggen", "Shorter meetings", "digital", course.translation_key, 4950),
        ("live", "Live", "Live", "service", live.translation_key, 7500),
    ], made

    change_prices(migrate_to(AFTER))
    sell(free, 0)
    pages = migrate_to(BEFORE).get_model("courses", "CoursePage").objects
    prices = {slug: str(price) for slug, price in pages.values_list("slug", "price")}
    assert prices == dict.fromkeys(("korter", "alias", "shorter"), "59.00") | {"live": "75.00", "gratis": "None"}

    pages.filter(pk=live.pk).update(price="80")
    models = migrate_to(AFTER)
    assert list_prices(models, "korter") == [4950, 5900, 9900]
    assert list_prices(models, "live") == [8000]
    assert models.get_model("membership", "Offer").objects.count() == 3


def change_prices(models: Any) -> None:
    """Another one holds today, and one is to come."""
    prices, today = models.get_model("membership", "OfferPrice").objects, timezone.localdate()
    offer = models.get_model("membership", "Offer").objects.get(slug="korter")
    prices.filter(offer=offer).update(valid_from=today - timedelta(days=9))
    prices.create(offer=offer, cents=5900, valid_from=today)
    prices.create(offer=offer, cents=9900, valid_from=today + timedelta(days=9))
