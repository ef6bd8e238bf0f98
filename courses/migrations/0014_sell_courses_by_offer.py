"""The price of a course becomes an offer with that price, from the day of this migration; and back."""

from decimal import Decimal

from django.db import migrations
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify

LIVE = ("live", "blended")  # a live session is a service, and lessons alone are digital content


def make_offers(apps, schema_editor):
    """For each course that has no offer of its own yet; who went back and forth gets no second one."""
    families = {}
    pages = apps.get_model("courses", "CoursePage").objects.filter(price__isnull=False, alias_of=None)
    for page in pages.select_related("locale").order_by("pk"):
        families.setdefault(page.translation_key, {})[page.locale.language_code] = page
    for key, translations in families.items():
        offer = find_offers(apps, key).first() or make_offer(apps, key, translations)
        put_price(apps, offer, int(next(iter(translations.values())).price * 100))


def find_offers(apps, key):
    return apps.get_model("membership", "Offer").objects.filter(kind="course", courses__course=key).order_by("position", "pk")


def make_offer(apps, key, translations):
    first = next(iter(translations.values()))
    offer = apps.get_model("membership", "Offer").objects.create(
        kind="course",
        name=translations.get("nl", first).title[:80],
        name_en=translations.get("en", first).title[:80],
        slug=choose_slug(apps, first.slug),
        nature="service" if first.form in LIVE else "digital",
    )
    apps.get_model("membership", "OfferCourse").objects.create(offer=offer, course=key)
    return offer


def choose_slug(apps, wanted):
    taken = set(apps.get_model("membership", "Offer").objects.values_list("slug", flat=True))
    start = slugify(wanted)[:50] or "cursus"
    return next(slug for slug in (start, *(f"{start}-{number}" for number in range(2, 10_000))) if slug not in taken)


def put_price(apps, offer, cents):
    """From today, where another price holds now."""
    prices = apps.get_model("membership", "OfferPrice").objects.filter(offer=offer)
    today = timezone.localdate()
    newest = prices.filter(valid_from__lte=today).order_by("-valid_from").first()
    if newest is None or newest.cents != cents:
        prices.update_or_create(offer=offer, valid_from=today, defaults={"cents": cents})


def give_prices_back(apps, schema_editor):
    """A course that costs nothing, or is sold in more than one way, has no single price to give: the first counts."""
    pages = apps.get_model("courses", "CoursePage").objects
    prices = apps.get_model("membership", "OfferPrice").objects.filter(valid_from__lte=timezone.localdate(), cents__gt=0)
    courses = apps.get_model("membership", "OfferCourse").objects.filter(offer__kind="course", offer__is_on_sale=True)
    for key in set(courses.values_list("course", flat=True)):
        price = prices.filter(offer=find_offers(apps, key).filter(is_on_sale=True).first()).order_by("-valid_from").first()
        if price:
            family = pages.filter(Q(translation_key=key) | Q(alias_of__translation_key=key)).values_list("pk", flat=True)
            pages.filter(pk__in=list(family)).update(price=Decimal(price.cents) / 100)


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0013_let_a_colleague_review'),
        ('membership', '0004_sell_offers'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.RunPython(make_offers, give_prices_back),
    ]
