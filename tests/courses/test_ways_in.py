"""What a course page, and a lesson that stays shut, offer: the ways in, each with its price and its checkout."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Locale

from courses.labels import Form
from courses.models import CoursePage
from home.identity.models import Organisation
from members.membership.access import AccessRule
from tests.factories.accounts import make_member
from tests.factories.courses import give_access, give_membership, make_course, make_lesson, make_open_lesson
from tests.factories.offers import add_price, make_bundle, make_membership, sell
from tests.factories.people import make_person
from tests.factories.sessions import make_session
from tests.reading import read_page
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

COURSE, LESSON = "/cursussen/korter/", "/cursussen/korter/de-agenda/"
PLACES = pytest.mark.parametrize("path", [COURSE, LESSON])
MEMBER = "Met alle andere cursussen erbij. Bekijk het lidmaatschap"


@pytest.fixture
def course() -> CoursePage:
    made = make_course(slug="korter")
    make_lesson(made, slug="de-agenda")
    return made


def set_rule(course: CoursePage, rule: str) -> None:
    course.access_rule = rule
    course.save()


def read(client: Client, path: str = COURSE) -> str:
    return " ".join(read_page(client, path).replace("\u00a0", "_").split())


def list_ways(page: str) -> list[str]:
    """As text."""
    found = re.findall(r'<li class="ways__way">(.*?)</li>', page)
    return [" ".join(re.sub(r"<[^>]+>", " ", way).replace(" ,", ",").split()) for way in found]


def list_doors(page: str) -> list[str]:
    return re.findall(r'<li class="ways__way">.*?href="([^"]+)"', page)


@PLACES
def test_somebody_without_access_sees_each_way_in_with_its_price_and_term(client, course, path):
    sell(course, 4950, term_months=12)
    make_membership()
    make_membership("jaarlid", 19000, "year")
    make_bundle(course, make_course("Tijd terug"), name="Samen sterk")
    page = read(client, path)
    assert list_ways(page) == [
        "Alleen deze cursus €_49,50 49 euro en 50 cent 12 maanden, incl. btw Koop deze cursus",
        f"Lidmaatschap vanaf €_19 19 euro per maand, incl. btw {MEMBER}",
        "Samen sterk €_99 99 euro voor altijd, incl. btw Samen met: Tijd terug. Koop de bundel Samen sterk",
    ]
    assert list_doors(page) == ["/bestellen/korter/", "/lid-worden/", "/bestellen/bundel/"]


def test_what_is_sold_so_can_be_given_and_bought_for_a_team_from_here(client, course):
    sell(course, may_be_gift=True)
    make_bundle(course, make_course("Tijd terug"), most_seats=5)
    links = re.findall(r'href="([^"]+)\?voor=(\w+)"', read(client))
    assert links == [("/bestellen/korter/", "gift"), ("/bestellen/bundel/", "team")]


@PLACES
def test_somebody_with_an_account_and_nothing_else_sees_them_too(client, course, path):
    sell(course)
    client.force_login(make_person())
    assert list_doors(read(client, path)) == ["/bestellen/korter/"]


@PLACES
def test_who_has_access_reads_that_and_is_sold_nothing(client, course, path):
    sell(course)
    make_membership()
    person = make_member()
    give_access(person, course)
    client.force_login(person)
    page = read(client, path)
    assert list_ways(page) == []
    assert ("Deze cursus is van jou." in page) is (path == COURSE)


def test_two_ways_to_buy_the_course_are_told_apart(client, course):
    sell(course, 4900, slug="jaar", name="Een jaar", term_months=12, position=1)
    sell(course, 7900, slug="altijd", name="Voor altijd", summary="Ook als er iets bij komt.", position=2)
    assert list_ways(read(client)) == [
        "Een jaar €_49 49 euro 12 maanden, incl. btw Koop Een jaar",
        "Voor altijd €_79 79 euro voor altijd, incl. btw Ook als er iets bij komt. Koop Voor altijd",
    ]


def test_what_costs_nothing_is_taken_and_not_bought(client, course):
    sell(course, 0)
    assert list_ways(read(client)) == ["Alleen deze cursus Gratis voor altijd Neem deze cursus"]
    card = read(client, "/cursussen/")
    assert "Gratis, met een account." in card
    assert "€" not in card
    make_course("Tijd terug", slug="tijd-terug")
    free = read(client, "/cursussen/?toegang=gratis")
    assert COURSE in free
    assert "tijd-terug" not in free


def test_a_membership_for_a_year_alone_is_named_by_the_year(client, course):
    make_membership("jaarlid", 19000, "year")
    assert list_ways(read(client)) == [f"Lidmaatschap €_190 190 euro per jaar, incl. btw {MEMBER}"]


@PLACES
def test_a_membership_is_no_way_into_a_course_that_it_does_not_open(client, course, path):
    make_membership()
    sell(course)
    set_rule(course, AccessRule.COURSE)
    assert list_doors(read(client, path)) == ["/bestellen/korter/"]


def test_a_lesson_that_is_stricter_than_its_course_names_what_opens_it(client, course):
    make_membership()
    sell(course)
    make_lesson(course, "Strenger", slug="strenger", own_rule=AccessRule.COURSE)
    assert list_doors(read(client, "/cursussen/korter/strenger/")) == ["/bestellen/korter/"]
    assert list_doors(read(client, LESSON)) == ["/bestellen/korter/", "/lid-worden/"]


@PLACES
@pytest.mark.parametrize("rule", [AccessRule.ACCOUNT, AccessRule.OPEN])
def test_what_is_free_is_sold_to_nobody(client, course, path, rule):
    sell(course, 0)
    make_membership()
    set_rule(course, rule)
    assert list_ways(read(client, path)) == []


@PLACES
def test_an_archived_course_is_sold_to_nobody(client, course, path):
    sell(course)
    make_membership()
    course.is_archived = True
    course.save()
    page = read(client, path)
    assert list_ways(page) == []
    assert "€" not in page


def test_a_bundle_with_a_course_that_nobody_can_choose_is_not_shown(client, course):
    other = make_course("Tijd terug", live=False)
    make_bundle(course, other)
    assert list_ways(read(client)) == []
    other.save_revision().publish()
    assert len(list_ways(read(client))) == 1


def test_a_course_that_is_full_or_still_to_be_made_is_not_sold(client):
    full = make_course("Vol", slug="vol", form=Form.LIVE)
    session = make_session(full, seats=1)
    session.bookings.create(user=make_member(), is_waiting=False)
    unplanned, empty = make_course("Live", slug="live", form=Form.LIVE), make_course("Leeg", slug="leeg")
    for course in (full, unplanned, empty):
        sell(course)
        assert list_ways(read(client, course.url)) == []
    make_session(full, seats=1)
    assert list_doors(read(client, full.url)) == ["/bestellen/vol/"]


def test_an_alias_and_a_translation_sell_the_same_course(client, course):
    sell(course, 4950, name="Korter", name_en="Shorter")
    make_membership()
    other = make_course("Tijd terug")
    make_bundle(course, other, name_en="Strong together")
    course.create_alias(parent=course.get_parent(), update_slug="alias")
    english = Locale.objects.get(language_code="en")
    for page, title, slug in ((course, "Shorter meetings", "shorter"), (other, "Time regained", "time")):
        copy = page.copy_for_translation(english, copy_parents=True)
        copy.title, copy.slug = title, slug
        copy.save_revision().publish()
    alias, translated = (CoursePage.objects.get(slug=slug) for slug in ("alias", "shorter"))
    for page in (alias, translated):
        make_lesson(page)
    assert list_doors(read(client, alias.url))[0] == "/bestellen/korter/"
    page = read(client, translated.url)
    assert list_doors(page) == ["/en/bestellen/korter/", "/en/lid-worden/", "/en/bestellen/bundel/"]
    assert "€_49.50" in page
    assert "Together with: Time regained." in page
    assert "€_49.50" in read(client, "/en/courses/")


def test_a_price_of_tomorrow_is_asked_tomorrow(client, course, time_machine):
    add_price(sell(course), 5900, timezone.localdate() + timedelta(days=1))
    assert "los voor €_49." in read(client, "/cursussen/")
    assert "€_49" in read(client)
    time_machine.shift(timedelta(days=1))
    assert "los voor €_59." in read(client, "/cursussen/")
    assert "€_59" in read(client)


@PLACES
def test_who_can_order_need_not_write_for_access(client, course, path):
    organisation = Organisation.load()
    organisation.email = "hallo@werkflippen.example"
    organisation.save()
    assert "Vraag toegang" in read(client, path)
    sell(course)
    assert "Vraag toegang" not in read(client, path)


def test_the_free_lesson_stays_beside_what_can_be_ordered(client, course):
    make_open_lesson(course, slug="kennismaken")
    sell(course)
    page = read(client)
    assert '<a class="button button--quiet" href="/cursussen/korter/kennismaken/">Bekijk de gratis les</a>' in page
    client.force_login(make_person())
    page = read(client, LESSON)
    assert '<a class="button button--quiet" href="/cursussen/korter/kennismaken/">Lees de gratis les</a>' in page


def test_a_member_whose_access_ended_can_order_again(client, course):
    make_membership()
    person, now = make_member(), timezone.now()
    give_membership(person, starts_at=now - timedelta(days=60), ends_at=now - timedelta(days=30))
    client.force_login(person)
    page = read(client, LESSON)
    assert "De toegang is geëindigd op" in page
    assert list_doors(page) == ["/lid-worden/"]
