"""Adding, naming and removing passkeys on the page about security."""

import pytest
from django_otp_webauthn.models import WebAuthnAttestation

from members.accounts.models import Passkey, RecoveryCodes
from tests.factories.accounts import PASSWORD, enter_code, log_in, make_member, make_staff, show_who_you_are
from tests.factories.passkeys import ADD, SECOND_STEP, add_passkey, begin, give_passkey, use_passkey
from tests.factories.second_factor import give_app, show_code
from tests.factories.security_page import PAGE, let_in, remove, rename
from tests.software_authenticator import MAKE, SoftwareAuthenticator
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("with_mails")]

REAUTHENTICATE = "/account/reauthenticate/passkey/"


@pytest.fixture
def member(client: Client):
    return let_in(client)


def test_a_member_adds_a_passkey_sees_codes_once_and_is_told_by_mail(client: Client, member, mailoutbox) -> None:
    elsewhere = Client()
    log_in(elsewhere)
    device = SoftwareAuthenticator()
    options = begin(client, ADD, name="Laptop")
    assert options["attestation"] == "none"
    assert (options["rp"]["id"], options["user"]["name"]) == ("testserver", member.email)
    before = client.session.session_key
    page = client.post(ADD, {"name": "Laptop", "passkey": device.make(options)})
    assert len(page.context["codes"]) == 10
    assert client.session.session_key != before
    assert client.get(PAGE).wsgi_request.user.is_verified()
    shown = client.get(PAGE).content.decode()
    assert "Je tweede stap staat aan" in shown
    assert "Laptop" in shown
    assert (mailoutbox[-1].subject, mailoutbox[-1].to) == ("Er is een passkey toegevoegd", [member.email])
    assert elsewhere.get(PAGE)["Location"].startswith("/account/login/")  # other sessions know no second factor
    client.post("/account/logout/")
    assert use_passkey(client, device)["Location"] == "/account/"


def test_the_site_keeps_no_make_and_no_attestation(client: Client, member) -> None:
    add_passkey(client, SoftwareAuthenticator())
    assert Passkey.objects.get().aaguid == "00000000-0000-0000-0000-000000000000"
    assert MAKE not in bytes(Passkey.objects.get().public_key)
    assert not WebAuthnAttestation.objects.exists()


def test_apps_and_passkeys_stand_in_one_list(client: Client, member) -> None:
    give_app(member)
    assert add_passkey(client, SoftwareAuthenticator()).status_code == 200  # the first codes are shown
    devices = client.get(PAGE).context["devices"]
    assert [(kind.name, device.name) for kind, device in devices] == [("app", "Telefoon"), ("passkey", "Laptop")]


def test_a_second_passkey_gives_no_new_codes_and_the_browser_is_told_of_the_first(client: Client, member) -> None:
    add_passkey(client, SoftwareAuthenticator())
    assert len(begin(client, ADD, name="Sleutel")["excludeCredentials"]) == 1
    assert add_passkey(client, SoftwareAuthenticator(), "Sleutel")["Location"] == PAGE
    assert RecoveryCodes.objects.count() == 1


@pytest.mark.parametrize(
    ("lies", "words"),
    [
        ({"origin": "https://kwaad.example"}, "Deze passkey werkt hier niet."),
        ({"host": "kwaad.example"}, "Deze passkey werkt hier niet."),
        ({"challenge": "AAAA"}, "Deze passkey werkt hier niet."),
        ({"act": "webauthn.get"}, "Deze passkey werkt hier niet."),
    ],
)
def test_what_is_no_new_passkey_is_refused_with_a_reason(client: Client, member, lies: dict, words: str) -> None:
    response = add_passkey(client, SoftwareAuthenticator(), **lies)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Passkey.objects.exists()


def test_a_question_is_answered_once_and_by_who_was_asked(client: Client, member) -> None:
    device = SoftwareAuthenticator()
    answer = device.make(begin(client, ADD, name="Laptop"))
    client.post(ADD, {"name": "Laptop", "passkey": answer})
    again = client.post(ADD, {"name": "Laptop", "passkey": answer})
    assert "Het duurde te lang, of je probeerde het twee keer tegelijk." in again.content.decode()
    assert Passkey.objects.count() == 1


def test_a_passkey_that_somebody_else_has_here_is_refused(client: Client, member) -> None:
    device = give_passkey(make_member("noor@voorbeeld.example"))
    response = add_passkey(client, device)
    assert response.status_code == 422
    assert "Deze passkey staat al bij een account." in response.content.decode()
    assert Passkey.objects.get().user != member


@pytest.mark.parametrize("name", ["", "x" * 65, "een\nnaam", "\x00"])
def test_a_name_that_is_none_is_refused_before_the_browser_makes_anything(client: Client, member, name: str) -> None:
    response = client.post(f"{ADD}begin/", {"name": name})
    assert response.status_code == 422
    assert response.json()["refusal"]
    device = SoftwareAuthenticator()
    answer = device.make(begin(client, ADD, name="Laptop"))
    assert client.post(ADD, {"name": name, "passkey": answer}).status_code == 422
    assert not Passkey.objects.exists()


def test_without_script_the_form_says_what_is_missing(client: Client, member) -> None:
    response = client.post(ADD, {"name": "Laptop"})
    assert response.status_code == 422
    assert "Je browser gaf geen passkey." in response.content.decode()


def test_the_sixth_passkey_is_refused_with_a_reason(client: Client, member) -> None:
    for number in range(5):
        give_passkey(member, f"Sleutel {number}")
    response = add_passkey(client, SoftwareAuthenticator())
    assert response.status_code == 422
    assert "Je hebt al 5 passkeys. Haal er eerst een weg." in response.content.decode()


def test_a_member_renames_and_removes_their_only_passkey(client: Client, member, mailoutbox) -> None:
    add_passkey(client, SoftwareAuthenticator())
    passkey = Passkey.objects.get()
    assert client.post(rename(passkey), {"name": "<b>Werk</b>"})["Location"] == PAGE
    assert "&lt;b&gt;Werk&lt;/b&gt;" in client.get(remove(passkey)).content.decode()
    assert client.post(remove(passkey))["Location"] == PAGE
    assert not RecoveryCodes.objects.exists()
    assert mailoutbox[-1].subject == "Er is een passkey weggehaald"
    assert client.post(remove(passkey)).status_code == 404  # a second click
    assert log_in(Client())["Location"] == "/account/"


def test_somebody_of_the_staff_keeps_their_last_device(client: Client) -> None:
    person = make_staff()
    device = give_passkey(person)
    use_passkey(client, device)
    answer = device.sign(begin(client, REAUTHENTICATE))
    show_who_you_are(client, passkey=answer)
    page = client.post(remove(Passkey.objects.get()), follow=True)
    assert "Wie hier werkt, heeft altijd een tweede stap." in page.content.decode()
    assert Passkey.objects.exists()


@pytest.mark.parametrize("make_path", [rename, remove])
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_passkey_of_somebody_else_is_not_there(client: Client, member, make_path, method: str) -> None:
    give_passkey(make_member("noor@voorbeeld.example"))
    passkey = Passkey.objects.get()
    assert getattr(client, method)(make_path(passkey), {"name": "Kwaad"}).status_code == 404
    assert getattr(client, method)(make_path(passkey).replace("passkey", "vinger")).status_code == 404
    assert Passkey.objects.get().name == "Laptop"


def test_before_what_matters_a_passkey_stands_for_the_code(client: Client) -> None:
    device = give_passkey(make_member())
    log_in(client)
    use_passkey(client, device, SECOND_STEP)
    assert client.post(f"{ADD}begin/", {"name": "Kwaad"})["Location"].startswith("/account/reauthenticate/")
    page = client.get(f"/account/reauthenticate/?next={ADD}").content.decode()
    assert "Ga verder met je passkey" in page
    wrong = show_who_you_are(client, "niet mijn wachtwoord", passkey=device.sign(begin(client, REAUTHENTICATE)))
    assert wrong.status_code == 422
    assert show_who_you_are(client).status_code == 422  # the password alone
    assert show_who_you_are(client, passkey=device.sign(begin(client, REAUTHENTICATE))).status_code == 302
    assert client.get(ADD).status_code == 200


def test_the_passkey_of_somebody_else_does_not_stand_for_the_code(client: Client) -> None:
    device = give_passkey(make_member())
    other = give_passkey(make_member("noor@voorbeeld.example"))
    use_passkey(client, device)
    refused = show_who_you_are(client, PASSWORD, passkey=other.sign(begin(client, REAUTHENTICATE)))
    assert refused.status_code == 422
    assert client.get(ADD).status_code == 302


def test_a_visitor_logs_in_first(client: Client) -> None:
    for path in (ADD, f"{ADD}begin/", f"{REAUTHENTICATE}begin/"):
        assert client.post(path)["Location"].startswith("/account/login/?next=")


def test_a_code_of_the_app_still_works_beside_a_passkey(client: Client) -> None:
    person = make_member()
    give_app(person)
    give_passkey(person)
    log_in(client)
    assert enter_code(client, show_code()).status_code == 302


def test_where_passkeys_cannot_work_no_button_stands_and_the_page_says_where_they_do(client: Client, member) -> None:
    shown = client.get(ADD, headers={"host": "127.0.0.1"}).content.decode()
    assert "werkt hier alleen op http://testserver" in shown
    assert "data-passkey-button" not in shown
    assert "data-passkey-button" not in Client().get("/account/login/", headers={"host": "127.0.0.1"}).content.decode()
    assert "data-passkey-button" in Client().get("/account/login/").content.decode()
