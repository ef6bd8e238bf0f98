"""The page Beveiliging: what somebody sees, adds, renames and removes there, and what is asked of them first."""

import base64

import pytest

from members.accounts.models import AuthenticatorApp, RecoveryCodes
from tests.factories.accounts import PASSWORD, enter_code, log_in, make_member, make_staff, show_who_you_are
from tests.factories.second_factor import give_app, give_recovery_codes, show_code
from tests.factories.security_page import PAGE, let_in, remove, rename
from tests.factories.statements import publish_version
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("with_mails"), pytest.mark.one_database]

ADD = "/account/beveiliging/app/"
CODES = "/account/beveiliging/herstelcodes/"


@pytest.fixture
def member(client: Client):
    return let_in(client)


def add_app(client: Client, name: str = "Telefoon"):
    key = base64.b32decode(client.get(ADD).context["key"].replace(" ", ""))
    return client.post(ADD, {"name": name, "code": show_code(key)})


def test_a_member_sees_that_their_second_factor_is_off_and_how_to_switch_it_on(client: Client, member) -> None:
    page = client.get(PAGE)
    assert "Je tweede stap staat uit" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert f'href="{ADD}"' in page.content.decode()
    assert f'href="{PAGE}"' in client.get("/account/").content.decode()


def test_a_member_adds_an_app_sees_codes_once_and_is_told_by_mail(client: Client, member, mailoutbox) -> None:
    before = client.session.session_key
    page = add_app(client)
    assert len(page.context["codes"]) == 10
    assert "new_authenticator" not in client.session
    assert client.session.session_key != before
    assert client.get(PAGE).wsgi_request.user.is_verified()
    shown = client.get(PAGE).content.decode()
    assert "Je tweede stap staat aan" in shown
    assert "Telefoon" in shown
    assert "Je hebt nog 10 herstelcodes" in shown
    assert [mail.subject for mail in mailoutbox] == ["Er is een app voor codes toegevoegd"]
    assert "“Telefoon”" in mailoutbox[0].body


def test_the_file_with_codes_is_part_of_the_page(client: Client, member) -> None:
    page = add_app(client)
    address = page.context["codes_file"]
    assert address.startswith("data:text/plain;charset=utf-8,Herstelcodes%20voor%20Werkflippen.")
    assert all(code.replace(" ", "%20") in address for code in page.context["codes"])
    assert f'href="{address}" download="herstelcodes.txt"' in page.content.decode()


def test_the_second_app_comes_without_new_codes(client: Client, member) -> None:
    add_app(client)
    assert add_app(client, "Tablet")["Location"] == PAGE
    assert [device.name for _kind, device in client.get(PAGE).context["devices"]] == ["Telefoon", "Tablet"]


def test_the_sixth_app_is_refused_with_a_reason(client: Client, member) -> None:
    for number in range(5):
        give_app(member, f"App {number}")
    response = add_app(client)
    assert response.status_code == 422
    assert "Je hebt al 5 apps. Haal er eerst een weg." in response.content.decode()
    assert AuthenticatorApp.objects.count() == 5


@pytest.mark.parametrize("name", ["Werktelefoon", "<b>vet</b>"])
def test_a_member_gives_an_app_another_name(client: Client, member, name: str) -> None:
    app = give_app(member)
    assert client.post(rename(app), {"name": name})["Location"] == PAGE
    assert client.get(PAGE).context["devices"][0][1].name == name
    assert "<b>vet</b>" not in client.get(PAGE).content.decode()


@pytest.mark.parametrize("name", ["", "x" * 65, "een\nnaam", "\x00"])
def test_a_name_that_is_none_changes_nothing(client: Client, member, name: str) -> None:
    app = give_app(member)
    assert client.post(rename(app), {"name": name}).status_code == 422
    app.refresh_from_db()
    assert app.name == "Telefoon"


def test_a_member_removes_their_last_app_and_logs_in_with_their_password_again(
    client: Client, member, mailoutbox
) -> None:
    add_app(client)
    app = AuthenticatorApp.objects.get()
    assert "Codes van <strong>Telefoon</strong>" in client.get(remove(app)).content.decode()
    before = client.session.session_key
    assert client.post(remove(app))["Location"] == PAGE
    assert client.session.session_key != before
    assert not RecoveryCodes.objects.exists()
    assert mailoutbox[-1].subject == "Er is een app voor codes weggehaald"
    assert client.get(PAGE).status_code == 200
    assert client.post(remove(app)).status_code == 404  # a second click
    assert log_in(Client())["Location"] == "/account/"


def test_somebody_of_the_staff_never_removes_their_last_app(client: Client, mailoutbox) -> None:
    person = make_staff()
    app = give_app(person)
    codes = give_recovery_codes(person)
    log_in(client, person.email)
    enter_code(client, show_code())
    assert show_who_you_are(client, code=codes[0]).status_code == 302
    assert remove(app) not in client.get(PAGE).content.decode()
    mailoutbox.clear()
    page = client.post(remove(app), follow=True)
    assert "Wie hier werkt, heeft altijd een tweede stap." in page.content.decode()
    assert AuthenticatorApp.objects.filter(pk=app.pk).exists()
    assert mailoutbox == []


def test_somebody_of_the_staff_removes_the_app_they_came_in_by_and_stays(client: Client) -> None:
    person = make_staff()
    old, new = give_app(person), give_app(person, "Nieuw", b"another-key-entirely")
    log_in(client, person.email)
    enter_code(client, show_code())
    show_who_you_are(client, code=show_code(b"another-key-entirely"))
    client.post(remove(old))
    assert client.get("/admin/").status_code == 200
    assert list(AuthenticatorApp.objects.all()) == [new]


@pytest.mark.parametrize("make_path", [rename, remove])
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_app_of_somebody_else_is_not_there(client: Client, member, make_path, method: str) -> None:
    app = give_app(make_member("noor@voorbeeld.example"))
    assert getattr(client, method)(make_path(app), {"name": "Kwaad"}).status_code == 404
    app.refresh_from_db()
    assert app.name == "Telefoon"


@pytest.mark.parametrize("method", ["get", "post"])
def test_everything_that_changes_asks_first_who_it_is(client: Client, method: str) -> None:
    app = give_app(make_member())
    log_in(client)
    enter_code(client, show_code())
    for path in (ADD, CODES, rename(app), remove(app)):
        answer = getattr(client, method)(path)
        assert answer["Location"] == f"/account/reauthenticate/?next={path.replace('/', '%2F')}"
    assert AuthenticatorApp.objects.count() == 1


def test_a_visitor_logs_in_first(client: Client) -> None:
    app = give_app(make_member())
    for path in (PAGE, ADD, CODES, rename(app), remove(app)):
        assert client.get(path)["Location"].startswith("/account/login/?next=")


def test_what_was_asked_ten_minutes_ago_is_asked_again(client: Client, member, time_machine) -> None:
    assert client.get(ADD).status_code == 200
    time_machine.shift(10 * 60 + 1)
    assert client.get(ADD).status_code == 302


def test_who_has_an_app_shows_password_and_code(client: Client) -> None:
    give_app(make_member())
    log_in(client)
    enter_code(client, show_code())
    page = client.get(f"/account/reauthenticate/?next={CODES}")
    assert list(page.context["form"].fields) == ["password", "code", "passkey"]
    for password, code, wrong in (
        ("niet mijn wachtwoord", show_code(steps=1), ["password"]),
        (PASSWORD, "000000", ["code"]),
        (PASSWORD, "", ["code"]),
        ("", "", ["password"]),
    ):
        response = show_who_you_are(client, password, code=code)
        assert (response.status_code, list(response.context["form"].errors)) == (422, wrong)
        assert client.get(ADD).status_code == 302


def test_a_code_beside_a_wrong_password_is_not_used_up(client: Client, time_machine) -> None:
    give_app(make_member())
    log_in(client)
    enter_code(client, show_code())
    code = show_code(steps=1)
    show_who_you_are(client, "niet mijn wachtwoord", code=code)
    assert show_who_you_are(client, code=code).status_code == 302


def test_new_recovery_codes_replace_the_old(client: Client, member, mailoutbox) -> None:
    add_app(client)
    old = client.get(CODES)
    assert "De oude werken dan niet meer" in old.content.decode()
    first = client.post(CODES).context["codes"]
    second = client.post(CODES).context["codes"]
    assert not set(first) & set(second)
    assert mailoutbox[-1].subject == "Je hebt nieuwe herstelcodes"
    other = Client()
    log_in(other)
    assert enter_code(other, first[0]).status_code == 422
    RecoveryCodes.objects.update(throttling_failure_count=0)
    assert enter_code(other, second[0].upper()).status_code == 302


def test_without_a_second_factor_there_are_no_recovery_codes(client: Client, member) -> None:
    page = client.post(CODES, follow=True)
    assert "Herstelcodes horen bij een tweede stap." in page.content.decode()
    assert not RecoveryCodes.objects.exists()


def test_each_recovery_code_works_once_and_few_left_is_said(client: Client, mailoutbox) -> None:
    person = make_member()
    give_app(person)
    codes = give_recovery_codes(person)
    for number, code in enumerate(codes[:7], start=1):
        log_in(client)
        assert enter_code(client, code).status_code == 302
        assert f"{10 - number} codes over" in mailoutbox[-1].body
        page = client.get(PAGE).content.decode()
        assert ("Dat zijn er weinig. Maak op tijd nieuwe." in page) == (number == 7)
        client.post("/account/logout/")
    log_in(client)
    assert enter_code(client, codes[0]).status_code == 422
    assert mailoutbox[-1].subject == "Er is een herstelcode gebruikt"


def test_a_question_about_a_text_does_not_keep_anybody_from_their_security(client: Client) -> None:
    client.force_login(make_member())
    publish_version()
    assert client.get(PAGE).status_code == 200
