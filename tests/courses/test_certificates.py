"""A certificate without a record: signed, handed over, forgotten, and still to be checked by anybody."""

import logging
import re
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import escape
from wagtail.models import Locale

from courses.certificates.certificate_pdf import describe_certificate
from courses.certificates.issuing import issue_certificate
from courses.certificates.signing import verify_code
from courses.models import CourseEdition, CoursePage
from courses.models.addresses import BENEATH_COURSE
from legal.ledger.rotating import take_signing_key
from members.membership.access import AccessRule
from tests.courses.certificate_codes import GENUINE, NAME, find_code, make_code, read, read_words
from tests.factories.courses import give_access, give_membership, make_course, make_lesson, make_open_lesson
from tests.factories.people import make_person
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("with_tasks")]

PATH = "/cursussen/korter-overleggen/bewijs/"


@pytest.fixture
def course() -> CoursePage:
    return make_course(slug="korter-overleggen")


@pytest.fixture
def member(client: Client) -> Client:
    person = make_person()
    give_membership(person)
    client.force_login(person)
    return client


def read_database() -> dict[str, list[dict[str, Any]]]:
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in apps.get_models()}


# Making one


def test_a_member_makes_a_certificate_that_anybody_can_check(member, course):
    response = member.post(PATH, {"name": NAME})
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]
    assert response["Content-Disposition"] == 'attachment; filename="bewijs-korter-overleggen.pdf"'
    page = read(Client(), find_code(response.content))
    for words in (GENUINE, NAME, "Korter overleggen"):
        assert words in page


def test_the_certificate_can_be_read_aloud_and_kept(member, course):
    content = member.post(PATH, {"name": NAME}).content
    assert b"<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in content
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert b"/StructTreeRoot" in content


def test_the_page_says_what_it_is_and_fills_in_no_name(member, course):
    page = member.get(PATH).content.decode()
    assert "Dat weten wij niet: we houden niet bij wat je leest." in page
    assert "We bewaren niets" in page
    assert "Voorbeeld" not in re.search(r"<form class=.*?</form>", page, re.DOTALL)[0]


def test_nothing_is_stored_and_no_log_names_the_person(member, course, caplog):
    take_signing_key()
    before = read_database()
    with caplog.at_level(logging.DEBUG):
        code = find_code(member.post(PATH, {"name": NAME}).content)
        read(Client(), code)
    assert read_database() == before
    assert NAME not in caplog.text
    assert code not in caplog.text
    login = {"_auth_user_id", "_auth_user_backend", "_auth_user_hash", "logged_in"}
    assert dict(member.session.items()).keys() == login


def test_the_same_day_gives_the_same_certificate_twice(member, course):
    assert member.post(PATH, {"name": NAME}).content == member.post(PATH, {"name": NAME}).content


def test_the_edition_is_the_newest_of_this_language(course):
    english = course.copy_for_translation(Locale.objects.get(language_code="en"))
    for number, page in ((2, course), (3, course), (1, english)):
        CourseEdition.objects.create(course=page, number=number, note="Nieuw.", published_at=timezone.now())
    assert verify_code(make_code(course)).certificate.edition == 3
    assert verify_code(make_code(english)).certificate.edition == 1


def test_an_alias_has_the_key_and_the_edition_of_its_source(course):
    CourseEdition.objects.create(course=course, number=3, note="Nieuw.", published_at=timezone.now())
    alias = course.create_alias(parent=course.get_parent(), update_slug="kopie")
    certificate = verify_code(make_code(alias)).certificate
    assert (certificate.course_key, certificate.edition) == (course.translation_key, 3)


def test_a_certificate_in_english_is_english_and_leads_to_the_english_page(client, course):
    english = course.copy_for_translation(Locale.objects.get(language_code="en"))
    english.title, english.slug = "Shorter meetings", "shorter-meetings"
    english.save_revision().publish()
    person = make_person()
    give_membership(person)
    client.force_login(person)
    address = "/en/courses/shorter-meetings/certificate/"
    assert address in client.get("/en/courses/shorter-meetings/").content.decode()
    assert address in client.get(PATH).content.decode()
    assert PATH in client.get(address).content.decode()
    response = client.post(address, {"name": NAME})
    assert b"/en/certificate/#" in response.content
    assert b"/Lang(en)" in response.content
    with translation.override("en"):
        certificate, code = issue_certificate(name=NAME, course=english)
        assert describe_certificate(certificate, code)["labels"]["limits"] == "What this does not prove"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "Vul de naam in die op het bewijs moet staan."),
        ("   ", "Vul de naam in die op het bewijs moet staan."),
        ("n" * 81, "Maak de naam korter: er passen 80 tekens op het bewijs."),
        ("Noor\nNieuw", "onzichtbare tekens"),
        ("Noor\u202eweuiN", "onzichtbare tekens"),
        ("Noor\u200bNieuw", "onzichtbare tekens"),
        ("Noor \ue000", "onzichtbare tekens"),
        ("Noor 😀", "Deze tekens kunnen we niet afdrukken: 😀"),
        ("12-3", "Vul een naam in met minstens één letter."),
    ],
)
def test_a_name_that_cannot_stand_on_paper_is_refused_with_the_reason(member, course, name, message):
    response = member.post(PATH, {"name": name})
    assert response["Content-Type"].startswith("text/html")
    assert message in response.content.decode()


@pytest.mark.parametrize("name", ["Zoë Ångström", "O’Neill-van ’t Hof", "Ζωή", "Łukasz #set [x] $y$ \\ <b>", "n" * 80])
def test_names_as_people_have_them_come_back_as_they_were_typed(member, course, name):
    code = find_code(member.post(PATH, {"name": name}).content)
    assert escape(name) in read(Client(), code)


def test_a_letter_in_two_parts_is_signed_as_the_one_letter_that_is_printed(member, course):
    code = find_code(member.post(PATH, {"name": "Zoe\u0308"}).content)
    assert read_words(code)["name"] == "Zoë"


# Who may


def test_a_visitor_is_asked_to_log_in_first(client, course):
    assert client.get(PATH)["Location"] == f"/account/login/?next={PATH}"
    assert client.post(PATH, {"name": NAME}).status_code == 302


def test_for_a_free_course_too_somebody_logs_in(client, course):
    course.access_rule = "open"
    course.save()
    assert client.get(PATH)["Location"] == f"/account/login/?next={PATH}"
    client.force_login(make_person())
    assert client.get(PATH).status_code == 200


@pytest.mark.parametrize("method", ["get", "post", "head"])
def test_somebody_without_access_finds_nothing(client, course, method):
    make_open_lesson(course)  # a taste is not the course
    client.force_login(make_person())
    assert getattr(client, method)(PATH).status_code == 404


def test_access_that_ended_ends_the_certificates_too(client, course):
    person = make_person()
    give_access(person, course, ends_at=timezone.now() - timedelta(hours=1))
    client.force_login(person)
    assert client.post(PATH, {"name": NAME}).status_code == 404


def test_any_rule_of_the_course_counts(client, course):
    course.access_rule = AccessRule.ACCOUNT
    course.save()
    client.force_login(make_person())
    assert client.get(PATH).status_code == 200
    course.access_rule = AccessRule.COURSE
    course.save()
    assert client.get(PATH).status_code == 404


def test_a_course_that_is_offline_or_in_another_language_is_not_there(member, course):
    assert member.get("/en/courses/korter-overleggen/certificate/").status_code == 404
    assert 'href="/en/" hreflang="en"' in member.get(PATH).content.decode()
    course.unpublish()
    assert member.get(PATH).status_code == 404


@pytest.mark.parametrize(("language", "title"), [("nl", "Bewijs"), ("en", "Certificate")])
def test_no_lesson_takes_the_address_of_the_certificate(course, language, title):
    with pytest.raises(ValidationError, match="op dit adres staat al iets van deze site"):
        make_lesson(course, title)
    with translation.override(language):
        address = reverse("certificates:certificate", args=["cursussen", "korter"])
    assert address.strip("/").rpartition("/")[2] in BENEATH_COURSE


@pytest.mark.parametrize("slug", ["niets", "%00", "a%00b", "%F0%9F%98%80", "x" * 900])
def test_a_course_that_never_was_is_not_there(member, slug):
    assert member.get(f"/cursussen/{slug}/bewijs/").status_code == 404
    assert member.get(f"/{slug}/korter-overleggen/bewijs/").status_code == 404


def test_only_a_form_that_is_sent_makes_a_certificate(member, course):
    assert member.get(PATH, {"name": NAME})["Content-Type"].startswith("text/html")
    assert member.put(PATH).status_code == 405


def test_another_site_cannot_send_the_form(course):
    person = make_person()
    give_membership(person)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person)
    assert strict.post(PATH, {"name": NAME}).status_code == 403


def test_the_course_page_leads_there_for_whom_it_is_open(client, course):
    make_open_lesson(course)
    assert PATH not in client.get(course.url).content.decode()
    person = make_person()
    give_access(person, course)
    client.force_login(person)
    assert PATH in client.get(course.url).content.decode()


@pytest.mark.parametrize("keys", [[], ["geen sleutel"], ["09" * 32]])
def test_without_a_key_that_may_sign_it_says_so(member, course, settings, keys):
    take_signing_key()
    settings.LEDGER_SIGNING_KEYS = keys
    response = member.post(PATH, {"name": NAME})
    assert response.status_code == 503
    assert "We kunnen nu niets ondertekenen." in response.content.decode()
