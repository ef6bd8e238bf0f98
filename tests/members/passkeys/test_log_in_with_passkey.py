"""Logging in by a passkey, after the password or alone, and everything that is no such log-in."""

import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from members.accounts.models import Passkey
from tests.factories.accounts import log_in, make_member, make_staff
from tests.factories.passkeys import LOG_IN, SECOND_STEP, begin, give_passkey, use_passkey
from tests.factories.people import make_person
from tests.factories.second_factor import give_app
from tests.software_authenticator import SoftwareAuthenticator
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("with_mails")]

ASK = "/account/login/tweede-stap/"
UNKNOWN = "Deze passkey kennen we niet, of hij is weggehaald. Probeer een andere, of log anders in."
TOO_LATE = "Het duurde te lang, of je probeerde het twee keer tegelijk. Probeer het nog een keer."
NOT_ALONE = (
    "Deze passkey vroeg niet om je vingerafdruk, je gezicht of een pincode. Log in met je wachtwoord en gebruik daarna "
    "deze passkey."
)
COPIED = "We vertrouwen deze passkey niet meer: het lijkt of iemand hem heeft gekopieerd."
STRANGER = ec.generate_private_key(ec.SECP256R1())


def is_logged_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def read_refusal(client: Client, response: Any) -> str:
    assert response.status_code == 302
    [message] = client.get(response["Location"], follow=True).context["messages"]
    assert not is_logged_in(client)
    return str(message)


@pytest.fixture
def device() -> SoftwareAuthenticator:
    """Of Sanne, a member."""
    return give_passkey(make_member())


def test_after_the_password_a_passkey_is_the_second_step(client: Client, device: SoftwareAuthenticator) -> None:
    assert log_in(client, next="/account/afspraken/")["Location"] == ASK
    page = client.get(ASK).content.decode()
    assert "Gebruik je passkey" in page
    assert "data-passkey-button hidden" in page  # the script shows it
    options = begin(client, SECOND_STEP)
    assert len(options["allowCredentials"]) == 1
    assert options["userVerification"] == "discouraged"
    response = client.post(SECOND_STEP, {"passkey": device.sign(options, verified=False)})
    assert response["Location"] == "/account/afspraken/"
    assert client.get("/account/").wsgi_request.user.is_verified()


def test_with_a_passkey_alone_somebody_comes_where_they_were_going(
    client: Client, device: SoftwareAuthenticator
) -> None:
    options = begin(client, LOG_IN)
    assert options["allowCredentials"] == []  # nothing is told to who did not say who they are
    assert options["userVerification"] == "required"
    before = client.session.session_key
    answer = {"passkey": device.sign(options), "next": "/account/afspraken/"}
    assert client.post(LOG_IN, answer)["Location"] == "/account/afspraken/"
    assert client.get("/account/").wsgi_request.user.is_verified()
    assert client.session.session_key != before


def test_a_foreign_address_to_go_to_is_not_followed(client: Client, device: SoftwareAuthenticator) -> None:
    answer = {"passkey": device.sign(begin(client, LOG_IN)), "next": "https://kwaad.example/"}
    assert client.post(LOG_IN, answer)["Location"] == "/account/"


def test_somebody_of_the_staff_comes_to_the_admin_by_a_passkey_alone(client: Client) -> None:
    use_passkey(client, give_passkey(make_staff()))
    assert client.get("/admin/").status_code == 200


def test_a_passkey_that_does_not_know_who_holds_it_never_logs_in_alone(
    client: Client, device: SoftwareAuthenticator
) -> None:
    assert read_refusal(client, use_passkey(client, device, verified=False)) == NOT_ALONE
    log_in(client)
    client.post(f"{SECOND_STEP}begin/")  # what was asked in the second step is no answer to what is asked alone
    options = begin(client, SECOND_STEP)
    assert read_refusal(client, client.post(LOG_IN, {"passkey": device.sign(options, verified=False)})) == TOO_LATE


@pytest.mark.parametrize(
    "lies",
    [
        {"key": STRANGER},
        {"origin": "https://werkflippen.kwaad.example"},
        {"host": "kwaad.example"},
        {"challenge": "AAAA"},
        {"act": "webauthn.create"},
        {"handle": "AAAA"},
        {"handle": None},
    ],
    ids=lambda lies: next(iter(lies)),
)
def test_a_forged_answer_is_refused_in_the_same_words_as_an_unknown_passkey(
    client: Client, device: SoftwareAuthenticator, lies: dict
) -> None:
    assert read_refusal(client, use_passkey(client, device, **lies)) == UNKNOWN
    assert read_refusal(client, use_passkey(client, SoftwareAuthenticator(handle=device.handle))) == UNKNOWN


def test_without_a_question_there_is_no_answer(client: Client, device: SoftwareAuthenticator) -> None:
    options = begin(Client(), LOG_IN)  # asked of another browser
    assert read_refusal(client, client.post(LOG_IN, {"passkey": device.sign(options)})) == TOO_LATE


def test_an_answer_works_once(client: Client, device: SoftwareAuthenticator) -> None:
    answer = {"passkey": device.sign(begin(client, LOG_IN))}
    client.post(LOG_IN, answer)
    client.post("/account/logout/")
    assert read_refusal(client, client.post(LOG_IN, answer)) == TOO_LATE


def test_a_refused_answer_uses_the_question_up(client: Client, device: SoftwareAuthenticator) -> None:
    options = begin(client, LOG_IN)
    client.post(LOG_IN, {"passkey": device.sign(options, key=STRANGER)})
    client.get("/account/login/")
    assert read_refusal(client, client.post(LOG_IN, {"passkey": device.sign(options)})) == TOO_LATE


def test_an_answer_after_five_minutes_is_too_late(client: Client, device: SoftwareAuthenticator, time_machine) -> None:
    options = begin(client, LOG_IN)
    time_machine.shift(5 * 60 + 1)
    assert read_refusal(client, client.post(LOG_IN, {"passkey": device.sign(options)})) == TOO_LATE


def test_the_passkey_of_somebody_else_is_no_second_step(client: Client, device: SoftwareAuthenticator) -> None:
    other = give_passkey(make_member("noor@voorbeeld.example"))
    log_in(client)
    assert read_refusal(client, use_passkey(client, other, SECOND_STEP)) == UNKNOWN
    assert read_refusal(client, use_passkey(client, other, SECOND_STEP, handle=device.handle)) == UNKNOWN


def test_a_question_to_one_person_is_not_answered_by_the_next_in_the_same_browser(
    client: Client, device: SoftwareAuthenticator
) -> None:
    other = give_passkey(make_member("noor@voorbeeld.example"))
    log_in(client)
    options = begin(client, SECOND_STEP)
    client.post("/account/login/tweede-stap/stoppen/")
    log_in(client, "noor@voorbeeld.example")
    assert read_refusal(client, client.post(SECOND_STEP, {"passkey": other.sign(options)})) == TOO_LATE


@pytest.mark.parametrize("path", [SECOND_STEP, f"{SECOND_STEP}begin/"])
def test_without_a_password_there_is_no_second_step(client: Client, path: str) -> None:
    assert client.post(path)["Location"] == "/account/login/"
    assert client.get(LOG_IN)["Location"] == "/account/login/"


def test_a_copy_is_noticed_refused_and_told(client: Client, mailoutbox, caplog) -> None:
    person = make_member()
    device = give_passkey(person, count=7)
    assert use_passkey(client, device)["Location"] == "/account/"
    client.post("/account/logout/")
    for count in (8, 3, 0):
        assert read_refusal(client, use_passkey(client, device, count=count)).startswith(COPIED)
    assert Passkey.objects.get().sign_count == 8
    assert [mail.subject for mail in mailoutbox] == ["Een passkey is misschien gekopieerd"] * 3
    assert "Laptop" in mailoutbox[0].body
    assert person.email not in caplog.text
    assert "The counter of device" in caplog.text


def test_who_only_claims_a_low_count_causes_no_mail(client: Client, mailoutbox) -> None:
    device = give_passkey(make_member(), count=7)
    assert read_refusal(client, use_passkey(client, device, count=1, key=STRANGER)) == UNKNOWN
    assert mailoutbox == []


def test_a_removed_or_unfinished_passkey_opens_nothing(client: Client, device: SoftwareAuthenticator) -> None:
    options = begin(client, LOG_IN)
    Passkey.objects.update(confirmed=False)
    assert read_refusal(client, client.post(LOG_IN, {"passkey": device.sign(options)})) == UNKNOWN


def test_a_closed_account_stays_shut(client: Client, device: SoftwareAuthenticator) -> None:
    Passkey.objects.get().user.__class__.objects.update(is_active=False)
    use_passkey(client, device)
    assert not is_logged_in(client)


def test_an_address_that_was_never_confirmed_is_confirmed_first(client: Client, mailoutbox) -> None:
    use_passkey(client, give_passkey(make_person(password="vier eenden op een rij")))
    assert not is_logged_in(client)
    assert len(mailoutbox) == 1


def test_a_passkey_alone_asks_no_code_of_who_has_an_app_too(client: Client, device: SoftwareAuthenticator) -> None:
    give_app(Passkey.objects.get().user)
    assert use_passkey(client, device)["Location"] == "/account/"


def test_nothing_is_kept_of_when_a_passkey_was_used(client: Client, device: SoftwareAuthenticator) -> None:
    use_passkey(client, device)
    assert Passkey.objects.get().last_used_at is None


def test_a_whole_log_in_asks_little_of_the_database(client: Client, device: SoftwareAuthenticator) -> None:
    options = begin(client, LOG_IN)
    with CaptureQueriesContext(connection) as queries:
        client.post(LOG_IN, {"passkey": device.sign(options)})
    assert len([query for query in queries if "SAVEPOINT" not in query["sql"]]) <= 12


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "rawId", "x"]), inner),
    max_leaves=8,
)
PARTS = ["id", "rawId", "type", "response", "clientDataJSON", "authenticatorData", "signature", "userHandle"]


@settings(max_examples=60)
@given(part=st.sampled_from(PARTS), value=JSON, whole=st.booleans())
def test_whatever_strangers_send_is_refused(client: Client, device, part: str, value: Any, whole: bool) -> None:
    answer = json.loads(device.sign(begin(client, LOG_IN)))
    target = answer if part in answer else answer["response"]
    if target[part] == value:
        return
    target[part] = value
    sent = value if whole else answer
    assert client.post(LOG_IN, {"passkey": json.dumps(sent)})["Location"] == "/account/login/"
    assert not is_logged_in(client)


@pytest.mark.parametrize("answer", ["", "{", "[" * 19_000, "\x00", "null", "1" * 10_000])
def test_what_is_no_json_is_refused(client: Client, answer: str) -> None:
    begin(client, LOG_IN)
    assert read_refusal(client, client.post(LOG_IN, {"passkey": answer})) == UNKNOWN
