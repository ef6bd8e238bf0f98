"""What the staff of the demo enters instead of a code from a telephone."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from home.pages.demo.make_people import make_people, read_password
from tests.factories.accounts import enter_code, log_in, make_staff
from tests.factories.second_factor import give_app
from tests.visiting import Client

pytestmark = pytest.mark.django_db


def ask_code(email: str) -> str:
    said = StringIO()
    call_command("demo_code", email, stdout=said)
    return said.getvalue().strip()


def test_with_the_code_of_the_demo_its_staff_comes_in(client: Client) -> None:
    make_people()
    log_in(client, "owner@werkflippen.example", read_password())
    assert enter_code(client, ask_code("owner@werkflippen.example"))["Location"] == "/account/"
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("email", ["member@werkflippen.example", "niemand@werkflippen.example", "x", ""])
def test_who_has_no_app_has_no_code(email: str) -> None:
    make_people()
    with pytest.raises(CommandError, match="has no authenticator app"):
        ask_code(email)


def test_the_code_of_a_real_person_is_never_printed() -> None:
    give_app(make_staff())
    with pytest.raises(CommandError, match="has no authenticator app"):
        ask_code("lotte@voorbeeld.example")


def test_outside_the_demo_no_code_is_printed(settings) -> None:
    make_people()
    del settings.DEMO_PASSWORD_FILE
    with pytest.raises(CommandError, match="in the demo settings only"):
        ask_code("owner@werkflippen.example")
