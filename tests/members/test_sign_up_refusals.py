"""What is wrong, missing, too long or hostile at sign-up is said at the field, and leaves everything as it was."""

import pytest
from django.core import mail, signing

from legal.statements.acts.accepting import issue_token
from legal.statements.models import Act, VersionText
from members.accounts.models import User
from tests.factories.accounts import NEWCOMER, TICKED, open_sign_up, sign_up
from tests.factories.statements import make_legal_page, publish_version
from tests.page_forms import read_form
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

ADDRESS = "/account/signup/"
UNTICKED = {
    "agree_privacy": "Zet een vinkje bij “Privacyverklaring”. Zonder kunnen we geen account voor je maken.",
    "agree_terms": "Zet een vinkje bij “Voorwaarden”. Zonder kunnen we geen account voor je maken.",
}
RENEWED = "Deze tekst is intussen vernieuwd. Lees hem en zet opnieuw een vinkje."
TOO_LONG = "Zorg dat deze waarde niet meer dan {} tekens bevat (het zijn er nu {})."
NULL = "Null-tekens zijn niet toegestaan."
NO_ADDRESS = "Vul een e-mailadres in, zoals naam@voorbeeld.nl."
SALT = "statements.shown.sign-up"


@pytest.fixture(autouse=True)
def _texts(db: None, time_machine) -> None:
    time_machine.move_to("2026-11-23 11:00+01:00", tick=False)  # first: a text is in force from the day it is published
    publish_version("privacy")
    publish_version("terms", "Betaal op tijd.")


def assert_nothing_happened() -> None:
    assert (User.objects.count(), Act.objects.count(), mail.outbox) == (0, 0, [])


@pytest.mark.parametrize(
    ("ticked", "missing"),
    [({}, {"agree_privacy", "agree_terms"}), ({"agree_privacy": "on"}, {"agree_terms"})],
)
def test_a_newcomer_who_leaves_a_box_empty_is_told_at_the_box(client: Client, ticked, missing) -> None:
    response = client.post(ADDRESS, open_sign_up(client) | NEWCOMER | ticked)
    assert response.status_code == 422
    assert response.context["form"].errors == {name: [UNTICKED[name]] for name in missing}
    page = response.content.decode()
    for name in missing:
        assert f'id="id_{name}_error"' in page
        assert f'<a href="#id_{name}">{UNTICKED[name]}</a>' in page
    assert read_form(response, ADDRESS).boxes == {name: name in ticked for name in TICKED}
    assert_nothing_happened()


PASSWORD_FAULTS = {
    "kort": "Dit wachtwoord is te kort. Gebruik minstens 12 tekens.",
    "": "Bedenk een wachtwoord en vul het hier in.",
    "P@ssw0rd2026!": "Dit wachtwoord wordt te vaak gebruikt. Bedenk een ander.",
    "Nieuwenhuizen": "Dit wachtwoord lijkt te veel op je naam of je e-mailadres.",
    "N00r-Nieuwenhuizen-1987!": "Dit wachtwoord lijkt te veel op je naam of je e-mailadres.",
    "werkflippen2026!": "Dit wachtwoord is te makkelijk te raden. Neem bijvoorbeeld vier losse woorden.",
    "zon en regen " * 77: "Dit wachtwoord is te lang. Gebruik hooguit 1000 tekens.",
    "lang\0genoeg dit": NULL,
}


@pytest.mark.parametrize(("password", "message"), PASSWORD_FAULTS.items())
def test_a_weak_password_is_refused_at_its_field_in_dutch(client: Client, password: str, message: str) -> None:
    response = sign_up(client, password1=password, last_name="Nieuwenhuizen")
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["password1"]
    assert message in response.context["form"].errors["password1"]
    assert read_form(response, ADDRESS).fields["password1"] == ""
    assert_nothing_happened()


FIELD_FAULTS = [
    ("first_name", "", "Vul je voornaam in."),
    ("first_name", "   ", "Vul je voornaam in."),
    ("last_name", "é" * 81, TOO_LONG.format(80, 81)),
    ("last_name", "x" * 5000, TOO_LONG.format(80, 5000)),
    ("first_name", "No\0or", NULL),
    ("first_name", "Noor\naccount: 1", "Schrijf je naam op één regel, zonder bijzondere tekens."),
    ("last_name", "Wit\u2028e-mail: x@y.example", "Schrijf je naam op één regel, zonder bijzondere tekens."),
    ("last_name", "Wit\x1b[2J", "Schrijf je naam op één regel, zonder bijzondere tekens."),
    ("email", "", NO_ADDRESS),
    ("email", "noor", NO_ADDRESS),
    ("email", "noor@voorbeeld.example, sanne@voorbeeld.example", NO_ADDRESS),
    ("email", "noor@voorbeeld.example\nBcc: sanne@voorbeeld.example", NO_ADDRESS),
    ("email", "no\0or@voorbeeld.example", NULL),
    ("email", "n" * 240 + "@voorbeeld.example", TOO_LONG.format(254, 258)),
    ("email", "n" * 5000 + "@voorbeeld.example", TOO_LONG.format(254, 5018)),
]


@pytest.mark.parametrize(("field", "value", "message"), FIELD_FAULTS)
def test_a_wrong_name_or_address_is_refused_at_its_field(client: Client, field: str, value: str, message: str) -> None:
    response = sign_up(client, **{field: value})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert message in response.context["form"].errors[field]
    assert_nothing_happened()


def test_a_password_may_be_as_long_as_a_page(client: Client) -> None:
    long = " ".join(f"woord{number}" for number in range(120))
    assert 900 < len(long) <= 1000
    assert sign_up(client, password1=long).status_code == 302
    assert User.objects.get().check_password(long)


def test_a_password_of_a_million_characters_gets_a_message(client: Client) -> None:
    response = sign_up(client, password1="zon en regen " * 80_000)
    assert "Dit wachtwoord is te lang. Gebruik hooguit 1000 tekens." in response.context["form"].errors["password1"]
    assert_nothing_happened()


def test_a_name_with_markup_stays_text(client: Client) -> None:
    response = sign_up(client, first_name="<script>alert(1)</script>", email="")
    assert "<script>alert" not in response.content.decode()
    assert sign_up(client, first_name="<script>alert(1)</script>").status_code == 302
    assert User.objects.get().first_name == "<script>alert(1)</script>"


def forge(kind: str) -> str:
    return signing.dumps([1, "0" * 64, "Ik ga akkoord."], salt=SALT, key=f"not the key for {kind}")


def find_text(kind: str) -> VersionText:
    return VersionText.objects.get(version__document__kind=kind)


BROKEN = {
    "missing": lambda shown: "",
    "garbage": lambda shown: "💥 \0 ' OR 1=1 --",
    "forged": lambda shown: forge("privacy"),
    "tampered": lambda shown: shown["shown_privacy"].replace(":", "A:", 1),
    "of another document": lambda shown: shown["shown_terms"],
    "of another place": lambda shown: issue_token(
        text=find_text("privacy"), wording="Gezien", answers=["acknowledge"], place="review"
    ),
    "of another answer": lambda shown: issue_token(
        text=find_text("privacy"), wording="Gezien", answers=["accept"], place="sign-up"
    ),
    "too long": lambda shown: shown["shown_privacy"] + "x" * 5000,
    "signed for something else": lambda shown: signing.dumps([1, "0" * 64, ""], salt="account"),
    "of a text that does not exist": lambda shown: signing.dumps([9999, "0" * 64, ""], salt=SALT),
}


@pytest.mark.parametrize("break_token", BROKEN.values(), ids=BROKEN.keys())
def test_a_token_that_this_site_never_gave_is_refused(client: Client, break_token) -> None:
    shown = open_sign_up(client)
    response = client.post(ADDRESS, shown | NEWCOMER | TICKED | {"shown_privacy": break_token(shown)})
    assert response.status_code == 400
    assert "Deze aanvraag klopte niet" in response.content.decode()
    assert_nothing_happened()


def test_a_draft_cannot_be_agreed_to(client: Client) -> None:
    draft = make_legal_page("cookies")
    token = signing.dumps([draft.pk, "0" * 64, "Ik heb het gezien."], salt=SALT)
    response = client.post(ADDRESS, open_sign_up(client) | NEWCOMER | TICKED | {"shown_privacy": token})
    assert response.status_code == 400
    assert_nothing_happened()


def test_when_a_newer_text_took_effect_the_form_comes_back_with_it_and_then_works(client: Client) -> None:
    shown = open_sign_up(client)
    newer = publish_version("privacy", "Wij bewaren je naam en je adres.")
    response = client.post(ADDRESS, shown | NEWCOMER | TICKED)
    assert response.status_code == 422
    assert response.context["form"].errors == {"agree_privacy": [RENEWED]}
    form = read_form(response, ADDRESS)
    assert form.boxes == {"agree_privacy": False, "agree_terms": True}
    assert form.links == ["/privacy/versies/2/", "/voorwaarden/versies/1/"]
    assert form.fields["first_name"] == "Noor"
    assert_nothing_happened()
    again = client.post(ADDRESS, form.fields | {"agree_privacy": "on", "password1": NEWCOMER["password1"]})
    assert again.status_code == 302
    assert Act.objects.get(kind="acknowledge").text.version == newer


def test_a_form_that_stood_open_for_more_than_a_day_comes_back(client: Client, time_machine) -> None:
    shown = open_sign_up(client)
    time_machine.shift(24 * 60 * 60 + 1)
    response = client.post(ADDRESS, shown | NEWCOMER | TICKED)
    assert response.context["form"].errors == {name: [RENEWED] for name in TICKED}
    assert_nothing_happened()
    form = read_form(response, ADDRESS)
    assert form.boxes == dict.fromkeys(TICKED, False)
    assert client.post(ADDRESS, form.fields | NEWCOMER | TICKED).status_code == 302


def test_only_the_words_that_were_shown_are_recorded_not_words_from_the_sender(client: Client) -> None:
    text = publish_version("privacy", "Wij bewaren je naam en je adres.").find_text("nl")
    shown = open_sign_up(client) | {
        "shown_privacy": issue_token(
            text=text, wording="Woorden bij het vakje", answers=["acknowledge"], place="sign-up"
        )
    }
    client.post(ADDRESS, shown | NEWCOMER | TICKED | {"wording": "Ik heb niets gezien"})
    assert Act.objects.get(kind="acknowledge").wording == "Woorden bij het vakje"


@pytest.mark.parametrize("method", ["delete", "patch"])
def test_other_methods_are_refused(client: Client, method: str) -> None:
    assert getattr(client, method)(ADDRESS).status_code == 405


def test_a_newcomer_whose_form_is_older_than_the_first_text_is_asked_about_it(client: Client) -> None:
    form = {name: value for name, value in open_sign_up(client).items() if not name.endswith("_privacy")}
    response = client.post(ADDRESS, form | NEWCOMER | {"agree_terms": "on"})
    assert response.status_code == 422
    assert response.context["form"].errors == {"agree_privacy": [RENEWED]}
    assert_nothing_happened()
