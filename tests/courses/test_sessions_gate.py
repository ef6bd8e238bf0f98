"""How to join a session is for who has a seat, while the gate says yes, and for nobody else anywhere."""

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import ReferenceIndex

from courses.models import Booking, LiveSession
from courses.sessions.booking import MayNotAttend
from members.membership.models import Grant
from tests.factories.courses import give_access, make_course
from tests.factories.people import make_colleague, make_person
from tests.factories.sessions import JOINING, LINK, book_seat, fill, make_session, make_subscriber, publish_change

pytestmark = pytest.mark.django_db


@pytest.fixture
def session() -> LiveSession:
    return make_session(make_course(slug="korter-overleggen"))


def list_paths(session: LiveSession) -> list[str]:
    own = f"account/bijeenkomsten/{session.pk}/"
    return [
        *("/", "/cursussen/", "/cursussen/korter-overleggen/", "/account/", "/account/agenda/"),
        *(f"{start}{own}{act}" for start in ("/", "/en/") for act in ("", "annuleren/", "bijeenkomst.ics")),
        "/cursussen/korter-overleggen/?is_preview=1",
        f"/admin/snippets/courses/livesession/edit/{session.pk}/",
        f"/admin/snippets/courses/livesession/preview/{session.pk}/?mode=seated",
        f"/admin/snippets/courses/livesession/history/{session.pk}/",
        f"/admin/snippets/courses/livesession/bookings/{session.pk}/",
        "/admin/snippets/courses/livesession/?q=kanarie",
        "/admin/pages/search/?q=kanarie",
    ]


def is_secret_kept(client, path: str) -> bool:
    response = client.get(path, follow=True)
    text = response.content.decode() + str(response.headers)
    return LINK not in text and JOINING not in text


@pytest.mark.parametrize("who", ["visitor", "free", "member", "waiting", "lapsed", "cancelled", "support"])
def test_how_to_join_is_nowhere_for_anybody_without_a_seat(client, session, who):
    session.save_revision()
    person = make_subscriber()
    if who == "waiting":
        fill(session)
    if who in {"waiting", "lapsed", "cancelled"}:
        book_seat(person, session)
    if who == "lapsed":
        Grant.objects.update(ends_at=timezone.now())
    if who == "cancelled":
        publish_change(session, is_cancelled=True)
    if who == "free":
        person = make_person()
    if who == "support":
        person = make_colleague("Support")
    if who != "visitor":
        client.force_login(person)
    assert [path for path in list_paths(session) if not is_secret_kept(client, path)] == []


def test_how_to_join_is_on_one_page_for_who_has_a_seat_and_on_no_public_one(client, session):
    client.force_login(person := make_subscriber())
    book_seat(person, session)
    open_paths = {path for path in list_paths(session) if not is_secret_kept(client, path)}
    own = f"account/bijeenkomsten/{session.pk}/"
    assert open_paths == {f"{start}{own}{act}" for start in ("/", "/en/") for act in ("", "bijeenkomst.ics")}
    assert "no-store" in client.get(f"/{own}")["Cache-Control"]


def test_who_loses_access_reads_at_the_next_page_why_it_is_gone(client, session):
    client.force_login(person := make_subscriber())
    book_seat(person, session)
    Grant.objects.update(ends_at=timezone.now())
    page = client.get(f"/account/bijeenkomsten/{session.pk}/").content.decode()
    assert "Je toegang tot deze cursus is geëindigd" in page
    assert LINK not in page


def test_a_course_that_is_taken_offline_shuts_its_sessions(client, session):
    client.force_login(person := make_subscriber())
    book_seat(person, session)
    session.course.unpublish()
    assert is_secret_kept(client, f"/account/bijeenkomsten/{session.pk}/")
    assert client.post(f"/account/bijeenkomsten/{session.pk}/boeken/").status_code == 404


@pytest.mark.parametrize(
    ("rule", "opens"), [("open", "free"), ("account", "free"), ("grant", "membership"), ("course", "course")]
)
def test_each_rule_of_the_course_holds_for_its_sessions(rule, opens):
    session = make_session(make_course(access_rule=rule))
    free, member, owner = make_person(), make_subscriber(1), make_person("eigen@voorbeeld.example")
    give_access(owner, session.course)
    enters = {"free": [free, member, owner], "membership": [member, owner], "course": [owner]}[opens]
    for person in (free, member, owner):
        if person in enters:
            assert book_seat(person, session).user == person
        else:
            with pytest.raises(MayNotAttend):
                book_seat(person, session)


def test_an_unknown_rule_keeps_a_session_shut(session):
    type(session.course).objects.filter(pk=session.course_id).update(access_rule="surprise")
    with pytest.raises(MayNotAttend):
        book_seat(make_subscriber(), session)


def test_wagtails_index_of_references_is_no_second_list_of_who_booked(session):
    book_seat(make_subscriber(), session)
    call_command("rebuild_references_index", verbosity=0)
    assert not ReferenceIndex.objects.filter(content_type__model="booking").exists()
    assert Booking.objects.exists()
