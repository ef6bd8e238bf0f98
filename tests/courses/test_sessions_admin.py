"""Editors plan and publish live sessions in the admin; support sees who booked."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone

from courses.models import Booking, LiveSession
from tests.factories.courses import make_course
from tests.factories.people import make_colleague, make_person
from tests.factories.sessions import book_seat, fill, make_session, make_subscriber, publish_change
from tests.visiting import Client

pytestmark = pytest.mark.django_db


def address(name: str, *args: int) -> str:
    return reverse(f"wagtailsnippets_courses_livesession:{name}", args=args)


def fill_in(course, **answers: str) -> dict[str, str]:
    day = timezone.localdate() + timedelta(days=9)
    form = {
        "course": str(course.pk),
        "title": "Samen oefenen",
        "starts_at": f"{day} 19:30",
        "ends_at": f"{day} 21:00",
        "place": "",
        "language": "nl",
        "seats": "8",
        "link": "https://vergader.example/",
        "joining": "",
    }
    return form | answers


def log_in(client: Client, group: str, email: str = "lotte@voorbeeld.example") -> None:
    client.force_login(make_colleague(group, email))


def test_an_editor_drafts_a_session_and_hands_it_in_and_a_colleague_approves_it(client):
    course = make_course()
    log_in(client, "Editors")
    client.post(address("add"), fill_in(course))
    session = LiveSession.objects.get()
    assert not session.live
    client.post(address("edit", session.pk), fill_in(course, seats="9") | {"action-submit": "1"})
    state = LiveSession.objects.get().current_workflow_state
    approval = address("workflow_action", session.pk, "approve", state.current_task_state_id)
    client.post(approval, {"comment": ""})
    assert not LiveSession.objects.get().live
    log_in(client, "Editors", "mo@voorbeeld.example")
    client.post(approval, {"comment": ""})
    session.refresh_from_db()
    assert (session.live, session.seats) == (True, 9)
    assert timezone.localtime(session.starts_at).strftime("%H:%M") == "19:30"


@pytest.mark.parametrize(
    ("answers", "fault"),
    [
        ({"ends_at": "2020-01-01 10:00"}, "De bijeenkomst eindigt voor ze begint. Kies een later einde."),
        ({"seats": "0"}, "1"),
        ({"expire_at": "2099-01-01 10:00"}, "Een bijeenkomst verdwijnt vanzelf als ze geweest is."),
        ({"link": "geen adres"}, "URL"),
    ],
)
def test_what_cannot_be_is_refused_with_the_field_named(client, answers, fault):
    log_in(client, "Editors")
    response = client.post(address("add"), fill_in(make_course(), **answers) | {"action-publish": "1"})
    assert response.status_code == 200
    (field,) = answers
    assert fault in str(response.context["form"].errors[field])
    assert not LiveSession.objects.exists()


def test_a_moment_that_the_clock_skips_is_refused(client):
    log_in(client, "Editors")
    answers = {"starts_at": "2027-03-28 02:30", "ends_at": "2027-03-28 04:00"}
    response = client.post(address("add"), fill_in(make_course(), **answers) | {"action-publish": "1"})
    assert list(response.context["form"].errors) == ["starts_at"]


def test_fewer_seats_than_are_booked_are_refused_with_the_number(client):
    session = make_session()
    fill(session)
    log_in(client, "Editors")
    form = fill_in(session.course, seats="1") | {"action-publish": "1"}
    response = client.post(address("edit", session.pk), form)
    assert "Er zijn al 2 plekken geboekt. Kies minstens dat aantal." in str(response.context["form"].errors["seats"])
    assert LiveSession.objects.get().seats == 2


def test_the_list_shows_the_course_the_seats_and_the_line(client):
    session = make_session(make_course("Korter overleggen"), seats=2)
    fill(session)
    book_seat(make_subscriber(), session)
    make_session(make_course("Tijd terug"), title="Iets anders")
    log_in(client, "Editors")
    page = client.get(address("list")).content.decode()
    assert "Korter overleggen" in page
    assert "2 van 2" in page
    assert "0 van 2" in page
    page = client.get(address("list_results"), {"course": session.course.pk}).content.decode()
    assert "Samen oefenen" in page
    assert "Iets anders" not in page


def test_the_list_can_be_cut_down_to_what_is_still_to_come(client):
    make_session(title="Morgen")
    make_session(make_course("Tijd terug"), title="Gisteren", starts_at=timezone.now() - timedelta(days=1))
    log_in(client, "Editors")
    assert "Gisteren" not in client.get(address("list_results"), {"time": "upcoming"}).content.decode()
    past = client.get(address("list_results"), {"time": "past"}).content.decode()
    assert "Gisteren" in past
    assert "Morgen" not in past


def test_how_to_join_cannot_be_searched_for(client):
    make_session()
    log_in(client, "Editors")
    assert "Samen oefenen" not in client.get(address("list_results"), {"q": "kanarie"}).content.decode()
    assert "Samen oefenen" in client.get(address("list_results"), {"q": "samen"}).content.decode()


def test_support_sees_names_and_nothing_else_of_who_booked(client):
    session = make_session(seats=1)
    book_seat(make_subscriber(1, first_name="Bart", last_name="Bos"), session)
    book_seat(make_subscriber(2, first_name="Wies", last_name="Wacht"), session)
    log_in(client, "Support")
    page = client.get(address("bookings", session.pk)).content.decode()
    assert page.index("Bart Bos") < page.index("Op de wachtlijst, de eerste bovenaan") < page.index("Wies Wacht")
    assert "lid1@voorbeeld.example" not in page
    assert address("bookings", session.pk) in client.get(address("list")).content.decode()


def test_once_it_is_over_nobody_is_named_even_before_the_bookings_are_removed(client, time_machine):
    session = make_session()
    book_seat(make_subscriber(1, first_name="Bart", last_name="Bos"), session)
    time_machine.move_to(session.ends_at)
    log_in(client, "Support")
    page = client.get(address("bookings", session.pk)).content.decode()
    assert "Bart" not in page
    assert "Wie er was, weten en bewaren we niet." in page
    assert Booking.objects.exists()


@pytest.mark.parametrize("group", ["Editors", "Finance", "Legal", None])
def test_others_do_not_see_who_booked(client, group):
    session = make_session()
    book_seat(make_subscriber(1, first_name="Bart", last_name="Bos"), session)
    client.force_login(make_colleague(group) if group else make_person())
    response = client.get(address("bookings", session.pk), follow=True)
    assert "Bart Bos" not in response.content.decode()


def test_the_right_to_see_who_booked_can_be_given(client):
    group = Group.objects.get(name="Editors")
    group.permissions.add(Permission.objects.get(codename="view_booking"))
    session = make_session()
    log_in(client, "Editors")
    assert client.get(address("bookings", session.pk)).status_code == 200


@pytest.mark.parametrize("name", ["list", "add"])
def test_colleagues_without_the_right_plan_nothing(client, name):
    log_in(client, "Legal")
    assert client.get(address(name)).status_code in {302, 403}


def test_a_booked_session_is_cancelled_and_not_deleted(client):
    session = make_session()
    book_seat(make_subscriber(), session)
    log_in(client, "Editors")
    page = client.post(address("delete", session.pk), follow=True).content.decode()
    assert "is geboekt. Zet de bijeenkomst op “gaat niet door”" in page
    assert LiveSession.objects.exists()
    Booking.objects.all().delete()
    client.post(address("delete", session.pk))
    assert not LiveSession.objects.exists()


def test_a_course_with_sessions_is_not_deleted(client):
    session = make_session()
    log_in(client, "Editors")
    path = reverse("wagtailadmin_pages:delete", args=[session.course_id])
    assert "Hierbij horen bijeenkomsten." in client.post(path, follow=True).content.decode()
    assert LiveSession.objects.exists()


@pytest.mark.parametrize(("mode", "is_shown"), [("seated", True), ("public", False)])
def test_the_preview_shows_what_each_reader_would_see(client, mode, is_shown):
    session = publish_change(make_session())
    log_in(client, "Editors")
    page = client.get(address("revisions_view", session.pk, session.latest_revision_id), {"mode": mode})
    assert "Samen oefenen" in page.content.decode()
    if mode == "public":
        page = session.make_preview_request(page.wsgi_request, "public")
    assert (session.link in page.content.decode()) is is_shown


def test_an_editor_compares_two_drafts(client):
    session = publish_change(make_session())
    first = session.latest_revision_id
    second = publish_change(session, place="Utrecht").latest_revision_id
    log_in(client, "Editors")
    page = client.get(address("revisions_compare", session.pk, first, second)).content.decode()
    assert "Utrecht" in page


def test_a_session_can_be_scheduled(client):
    course = make_course()
    log_in(client, "Editors")
    goes_live = timezone.localtime() + timedelta(days=1)
    form = fill_in(course, go_live_at=f"{datetime.strftime(goes_live, '%Y-%m-%d %H:%M')}") | {"action-publish": "1"}
    client.post(address("add"), form)
    session = LiveSession.objects.get()
    assert not session.live
    assert session.approved_schedule
