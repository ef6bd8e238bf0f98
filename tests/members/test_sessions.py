"""Where somebody is logged in: they see it, they end it, and it ends by itself."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from members.accounts.due import forget_ended_sessions, forget_old_log_ins
from members.accounts.models import Session, User
from members.accounts.sessions.devices import describe_device
from members.accounts.sessions.ending import end_sessions
from tests.factories.accounts import PASSWORD, log_in, make_member
from tests.factories.people import make_colleague, make_person
from tests.factories.statements import publish_version
from tests.visiting import Client

pytestmark = pytest.mark.django_db

ADDRESS = "/account/sessies/"
END, END_OTHERS = ADDRESS + "uitloggen/", ADDRESS + "overal-uitloggen/"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 "
    "Mobile/15E148 Safari/604.1"
)
NEW = "zeven zwanen in een sloot"


def start(user_agent: str = WINDOWS, email: str = "sanne@voorbeeld.example") -> Client:
    client = Client(HTTP_USER_AGENT=user_agent)
    log_in(client, email)
    return client


def send(client: Client, path: str, **form: str) -> HttpResponse:
    """Press the button, and show with the password that it is really them."""
    asked = client.post(path, form)
    return client.post(asked["Location"], {"password": PASSWORD})


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


@pytest.fixture
def member() -> User:
    return make_member()


def read_key(page: str) -> str:
    found = re.search(r'name="session" value="(\w+)"', page)
    assert found
    return found[1]


def test_a_member_sees_each_device_in_words_and_which_one_this_is(member: User, time_machine) -> None:
    time_machine.move_to("2026-11-20 09:30+01:00", tick=False)
    start(IPHONE)
    time_machine.move_to("2026-11-23 12:00+01:00", tick=False)
    page = start().get(ADDRESS).content.decode()
    assert re.findall(r'sessions__title">(.*?)<', page) == ["Firefox op Windows", "Safari op iPhone"]
    assert page.index("dit apparaat") < page.index("Safari op iPhone")
    assert "Ingelogd op 20 november 2026, 09:30, laatst gezien op 20 november 2026, 09:30" in page
    assert "Laatst ingelogd: 23 november 2026, 12:00" in page
    assert "Firefox on Windows" in start().get("/en" + ADDRESS).content.decode()


def test_the_database_alone_opens_no_session_and_holds_no_address(member: User) -> None:
    client = start()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_session")
        kept = str(cursor.fetchall())
    assert client.cookies[settings.SESSION_COOKIE_NAME].value not in kept
    assert "127.0.0.1" not in kept
    assert "Mozilla" not in kept + str(dict(client.session))
    client.cookies[settings.SESSION_COOKIE_NAME] = Session.objects.get(user=member).pk
    assert not is_in(client)


def test_a_member_logs_another_device_out_and_stays_in_here(member: User) -> None:
    phone, here = start(IPHONE), start()
    key = read_key(here.get(ADDRESS).content.decode())
    assert send(here, END, session=key)["Location"] == ADDRESS
    assert "Dat apparaat is uitgelogd." in here.get(ADDRESS).content.decode()
    assert (is_in(phone), is_in(here)) == (False, True)
    assert here.post(END, {"session": key}).status_code == 404  # a second time: there is none any more


def test_a_member_logs_every_other_device_out_at_once(member: User) -> None:
    make_member("noor@voorbeeld.example")
    others, noor, here = [start(IPHONE), start()], start(email="noor@voorbeeld.example"), start()
    assert send(here, END_OTHERS)["Location"] == ADDRESS
    assert "2 apparaten zijn uitgelogd." in here.get(ADDRESS).content.decode()
    assert [is_in(client) for client in (*others, here, noor)] == [False, False, True, True]
    assert here.post(END_OTHERS).status_code == 302


@pytest.mark.parametrize("key", ["", "0" * 40, "x" * 5000, "é\n", "theirs"])
def test_nobody_ends_the_session_of_somebody_else(member: User, key: str) -> None:
    make_member("noor@voorbeeld.example")
    noor, sanne = start(email="noor@voorbeeld.example"), start()
    theirs = Session.objects.get(user__email="noor@voorbeeld.example").pk
    assert send(sanne, END, session=theirs if key == "theirs" else key).status_code == 404
    assert is_in(noor)


def test_a_text_that_waits_for_an_answer_keeps_nobody_from_logging_a_device_out(member: User) -> None:
    start(IPHONE)
    here = start()
    publish_version("terms", "Betaal op tijd.")
    assert here.get("/account/afspraken/").status_code == 200
    key = read_key(here.get(ADDRESS).content.decode())
    assert send(here, END, session=key)["Location"] == ADDRESS
    assert Session.objects.filter(user=member).count() == 1


def test_ending_the_session_one_is_in_is_logging_out(member: User) -> None:
    here = start()
    assert send(here, END, session=Session.objects.get(user=member).pk)["Location"] == "/account/logout/"
    assert is_in(here)


@pytest.mark.parametrize("path", [END, END_OTHERS])
def test_whoever_finds_an_open_screen_ends_nothing_without_the_password(member: User, path: str) -> None:
    phone, here = start(IPHONE), start()
    asked = here.post(path, {"session": read_key(here.get(ADDRESS).content.decode())})
    assert asked["Location"].startswith("/account/reauthenticate/")
    assert here.post(asked["Location"], {"password": "niet het wachtwoord"}).status_code == 422
    assert is_in(phone)


@pytest.mark.parametrize("path", [ADDRESS, END, END_OTHERS])
def test_a_visitor_is_asked_to_log_in_and_a_link_ends_nothing(client: Client, member: User, path: str) -> None:
    assert client.post(path)["Location"] == f"/account/login/?next={path}"
    status = start().get(path).status_code
    assert status == (200 if path == ADDRESS else 405)


def test_a_new_password_ends_every_other_session_and_renews_this_one(member: User) -> None:
    phone, here = start(IPHONE), start()
    key = here.session.session_key
    form = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert here.post("/account/password/change/", form).status_code == 302
    assert (is_in(phone), is_in(here)) == (False, True)
    assert here.session.session_key != key
    assert Session.objects.filter(user=member).count() == 1


def close(member: User) -> None:
    member.is_active = False
    member.save()


def choose_password(member: User) -> None:
    member.set_password(NEW)
    member.save(update_fields=["password"])


def join_staff(member: User) -> None:
    member.groups.add(Group.objects.get(name="Support"))


def be_joined(member: User) -> None:
    Group.objects.get(name="Support").user_set.set([member])


ENDS = [close, choose_password, join_staff, be_joined, User.delete, end_sessions]


@pytest.mark.parametrize("end", ENDS, ids=lambda act: act.__name__)
def test_a_session_ends_with_what_it_rested_on(member: User, end) -> None:
    client = start()
    end(member)
    assert not is_in(client)
    assert not Session.objects.filter(started_at__isnull=False, user__isnull=False).exists()


def test_leaving_a_role_ends_the_session_as_well() -> None:
    person = make_colleague("Support")
    for leave in (person.groups.clear, Group.objects.get(name="Support").user_set.clear):
        person.groups.set([Group.objects.get(name="Support")])
        client = Client()
        client.force_login(person)
        leave()
        assert not is_in(client)


def test_what_changes_nothing_of_the_log_in_ends_nothing(member: User) -> None:
    client = start()
    member.first_name = "Sanna"
    member.save()
    member.groups.set([])
    assert is_in(client)


# (who, days and hours between visits, how many visits go well)
LASTING = [
    (make_person, timedelta(days=13), 2),  # 13, 26; then day 39 is beyond the thirtieth
    (make_person, timedelta(days=14), 0),
    (make_person, timedelta(days=1), 29),
    (lambda: make_colleague("Support"), timedelta(minutes=59), 12),
    (lambda: make_colleague("Support"), timedelta(hours=1), 0),
]


@pytest.mark.parametrize(("make", "pause", "visits"), LASTING)
def test_a_session_lasts_no_longer_than_it_may(client: Client, time_machine, make, pause, visits: int) -> None:
    time_machine.move_to("2026-11-23 12:00+01:00", tick=False)
    client.force_login(make())
    for number in range(visits + 1):
        time_machine.shift(pause)
        assert (number, is_in(client)) == (number, number < visits)


def test_a_session_renewed_under_another_key_lasts_no_longer(client: Client, time_machine) -> None:
    time_machine.move_to("2026-11-23 12:00+01:00", tick=False)
    client.force_login(make_person())
    time_machine.shift(timedelta(days=13))
    session = client.session
    session.cycle_key()
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    assert is_in(client)
    assert Session.objects.get(user__isnull=False).started_at.day == 23


def test_last_seen_is_written_once_in_ten_minutes(client: Client, time_machine) -> None:
    time_machine.move_to("2026-11-23 12:00+01:00", tick=False)
    client.force_login(make_person())
    for minutes, seen in ((9, 0), (1, 10), (9, 10), (1, 20)):
        time_machine.shift(timedelta(minutes=minutes))
        client.get("/account/")
        assert Session.objects.get(user__isnull=False).last_seen_at.minute == seen


def test_run_due_forgets_ended_sessions_and_log_ins_of_two_years_ago(client: Client, time_machine) -> None:
    time_machine.move_to("2026-11-23 12:00+01:00", tick=False)
    client.force_login(make_person())
    time_machine.shift(timedelta(days=13))
    assert [*forget_ended_sessions(), *forget_old_log_ins()] == []
    assert Session.objects.exists()
    time_machine.shift(timedelta(days=1))
    assert [*forget_ended_sessions(), *forget_old_log_ins()] == []
    assert not Session.objects.exists()
    assert User.objects.get().last_login
    time_machine.shift(timedelta(days=716))
    assert list(forget_old_log_ins()) == []
    assert User.objects.get().last_login is None


DEVICES = {
    WINDOWS: ("Firefox", "Windows"),
    IPHONE: ("Safari", "iPhone"),
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 "
    "Edg/140.0": ("Edge", "Mac"),
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36": (
        "Chrome",
        "Android",
    ),
    "Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) AppleWebKit/605.1.15 CriOS/140.0 Safari/604.1": ("Chrome", "iPad"),
    "curl/8.5.0": ("", ""),
    "<script>" * 1000: ("", ""),
    "": ("", ""),
}


@pytest.mark.parametrize(("user_agent", "words"), DEVICES.items())
def test_a_device_is_told_in_two_words_or_not_at_all(user_agent: str, words: tuple[str, str]) -> None:
    assert describe_device(user_agent) == words


def test_an_unknown_device_is_called_that(member: User) -> None:
    client = start("curl/8.5.0")
    assert "Onbekend apparaat" in client.get(ADDRESS).content.decode()


def test_logging_out_clears_what_the_browser_kept_but_not_the_notes_of_the_member(member: User) -> None:
    client = start()
    assert "Clear-Site-Data" not in client.get("/account/logout/").headers
    assert client.post("/account/logout/")["Clear-Site-Data"] == '"cache"'
    assert "Clear-Site-Data" not in client.post("/account/logout/").headers


def test_a_log_in_takes_at_most_twelve_queries(client: Client, member: User) -> None:
    log_in(Client())
    with CaptureQueriesContext(connection) as queries:
        assert log_in(client).status_code == 302
    asked = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
    assert len(asked) <= 12, "\n".join(asked)
    assert timezone.now() - User.objects.get().last_login < timedelta(minutes=1)
