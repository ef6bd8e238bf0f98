"""What search engines read of courses: complete, valid, and nothing that is behind the gate."""

import json
import re
from datetime import datetime, timedelta
from typing import Any

import pytest

from courses.catalogue.structured import write_data
from courses.labels import Form
from courses.models import CourseMaker, MakerPage
from home.identity.models import Organisation
from home.pages.models import ContentPage
from members.membership.access import AccessRule
from tests.factories.courses import find_catalog, find_topic, make_course, make_lesson
from tests.factories.offers import make_membership, sell
from tests.factories.sessions import make_session
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
SPRING = datetime.fromisoformat("2027-03-03T09:00+01:00")
CANARY = "kanarie-achter-de-poort"
PLANS = "http://testserver/lid-worden/"


def read_data(client: Client, path: str) -> list[dict[str, Any]]:
    response = client.get(path)
    assert response.status_code == 200
    return [json.loads(text) for text in BLOCK.findall(response.content.decode())]


def describe_offer(name: str, address: str, category: str, price: str, unit: str = "") -> dict[str, Any]:
    details = {"@type": "UnitPriceSpecification", "priceCurrency": "EUR", "price": price, "valueAddedTaxIncluded": True}
    if unit:
        details["referenceQuantity"] = {"@type": "QuantitativeValue", "value": 1, "unitCode": unit}
    offer = {"@type": "Offer", "name": name, "url": address, "category": category}
    return offer | {"priceCurrency": "EUR", "price": price, "priceSpecification": details}


def find_dead_ends(value: Any) -> list[Any]:
    """Nothing empty, no relative address, a type on every thing."""
    if isinstance(value, list):
        return [fault for item in value for fault in find_dead_ends(item)]
    if not isinstance(value, dict):
        return [value] if value in ("", None) else []
    faults = [] if "@type" in value else [value]
    faults += [url for key in ("url", "@id", "image") if (url := value.get(key)) and not url.startswith("http://")]
    return faults + [fault for item in value.values() for fault in find_dead_ends(item)]


def test_a_course_tells_who_gives_it_what_it_takes_and_what_it_costs(client):
    about = find_catalog().get_parent().add_child(instance=ContentPage(title="Over ons"))
    maker = about.add_child(instance=MakerPage(title="Tarik Tamarisk", role="planner", lead="Plant."))
    course = make_course(slug="korter", makers=[CourseMaker(maker=maker)])
    sell(course, 4950)
    make_membership()
    make_membership("jaarlid", 19000, "year")
    make_lesson(course, text=CANARY)
    [data] = read_data(client, "/cursussen/korter/")
    address = "http://testserver/cursussen/korter/"
    assert find_dead_ends(data) == []
    assert data == {
        "@context": "https://schema.org",
        "@type": "Course",
        "@id": address,
        "url": address,
        "name": "Korter overleggen",
        "description": "Je overlegt nog maar half zo lang.",
        "inLanguage": "nl",
        "image": f"{address}deelbeeld.png",
        "about": "Overleg",
        "educationalLevel": "Basis",
        "timeRequired": "PT75M",
        "teaches": ["een agenda schrijven"],
        "provider": {
            "@type": "Organization",
            "@id": "http://testserver/#organisatie",
            "name": "Werkflippen",
            "url": "http://testserver/",
        },
        "creator": [{"@type": "Person", "name": "Tarik Tamarisk", "url": f"http://testserver{maker.url}"}],
        "isAccessibleForFree": False,
        "offers": [
            describe_offer("Lid per maand", PLANS, "Subscription", "19.00", "MON"),
            describe_offer("Korter overleggen", address, "Paid", "49.50"),
        ],
        "hasCourseInstance": [{"@type": "CourseInstance", "courseMode": "online", "courseWorkload": "PT75M"}],
    }


@pytest.mark.parametrize("rule", [AccessRule.OPEN, AccessRule.ACCOUNT])
def test_a_free_course_is_offered_for_nothing(client, rule):
    make_course(slug="gratis", access_rule=rule)
    [data] = read_data(client, "/cursussen/gratis/")
    assert data["isAccessibleForFree"] is True
    assert [(offer["category"], offer["price"]) for offer in data["offers"]] == [("Free", "0.00")]


def test_a_membership_by_the_year_alone_says_that_its_price_is_for_a_year(client):
    make_membership("jaarlid", 19000, "year")
    make_course(slug="korter")
    [data] = read_data(client, "/cursussen/korter/")
    assert data["offers"] == [describe_offer("Jaarlid", PLANS, "Subscription", "190.00", "ANN")]


def test_a_course_that_is_sold_for_nothing_is_free_and_one_that_nobody_can_buy_has_no_offer(client):
    sell(make_course(slug="gratis"), 0)
    make_course("Tijd terug", slug="tijd-terug")
    [free] = read_data(client, "/cursussen/gratis/")
    assert free["isAccessibleForFree"] is True
    assert [(offer["category"], offer["price"]) for offer in free["offers"]] == [("Free", "0.00")]
    [unsold] = read_data(client, "/cursussen/tijd-terug/")
    assert "offers" not in unsold


def test_a_live_course_tells_its_dates_and_places_but_not_how_to_join(client, time_machine):
    time_machine.move_to("2027-01-01T12:00+01:00", tick=False)
    course = make_course(slug="live", form=Form.LIVE)
    make_session(course, starts_at=SPRING, place="Hal 7, Hoorn", joining=CANARY)
    make_session(course, starts_at=SPRING + timedelta(days=7), link=f"https://{CANARY}.example/")
    make_session(course, starts_at=SPRING + timedelta(days=9), title=CANARY, live=False)
    make_session(course, starts_at=SPRING + timedelta(days=11), is_cancelled=True)
    response = client.get("/cursussen/live/")
    assert CANARY not in response.content.decode()
    [data] = read_data(client, "/cursussen/live/")
    hall, online = data["hasCourseInstance"]
    assert find_dead_ends(data) == []
    assert (hall["courseMode"], hall["location"]["name"]) == ("onsite", "Hal 7, Hoorn")
    assert datetime.fromisoformat(hall["startDate"]) == SPRING
    assert datetime.fromisoformat(hall["endDate"]) == SPRING + timedelta(minutes=90)
    assert hall["courseWorkload"] == "PT90M"
    assert online["courseMode"] == "online"
    assert online["location"] == {"@type": "VirtualLocation", "url": "http://testserver/cursussen/live/"}


def test_an_archived_course_is_offered_to_nobody(client):
    sell(make_course(slug="oud", is_archived=True))
    make_membership()
    [data] = read_data(client, "/cursussen/oud/")
    assert "offers" not in data
    assert "hasCourseInstance" not in data


def test_three_courses_are_a_list_and_two_are_not(client):
    make_course("Een", slug="een")
    make_course("Twee", slug="twee")
    assert read_data(client, "/cursussen/") == []
    make_course("Drie", slug="drie")
    [data] = read_data(client, "/cursussen/")
    assert find_dead_ends(data) == []
    assert data["@type"] == "ItemList"
    assert [(item["position"], item["item"]["name"]) for item in data["itemListElement"]] == [
        (1, "Een"),
        (2, "Twee"),
        (3, "Drie"),
    ]
    assert all(item["item"]["provider"]["name"] == "Werkflippen" for item in data["itemListElement"])


def test_the_second_page_numbers_on(client):
    topic = find_topic()
    for number in range(28):
        make_course(f"Cursus {number}", topic=topic)
    [data] = read_data(client, "/cursussen/?p=2")
    assert [item["position"] for item in data["itemListElement"]] == [25, 26, 27, 28]


def test_no_title_or_name_ends_the_block_early(client):
    organisation = Organisation.load()
    organisation.name = "</script><script>alert(1)</script>"
    organisation.save()
    make_course("</script><b>&amp;\u2028", slug="scherp")
    page = client.get("/cursussen/scherp/").content.decode()
    assert "<script>alert" not in page
    [data] = read_data(client, "/cursussen/scherp/")
    assert data["name"] == "</script><b>&amp;\u2028"
    assert data["provider"]["name"] == organisation.name


def test_a_block_holds_no_sign_that_html_knows():
    assert not set(write_data({"@type": "<!--&>"}).removeprefix('<script type="application/ld+json">')[:-9]) & set(
        "<>&"
    )


def test_the_policy_of_the_page_stays_closed_to_scripts_in_it(client):
    make_course(slug="korter")
    assert "script-src 'self'" in client.get("/cursussen/korter/")["Content-Security-Policy"]
