"""Colleagues of the legal team who write, hand in, approve and publish in the admin."""

from typing import Any

from django.http import HttpResponse
from wagtail.models import Revision

from legal.statements.models import LegalPage
from members.accounts.models import User
from tests.factories.people import make_colleague
from tests.factories.statements import write_body
from tests.page_forms import read_form
from tests.visiting import Client


def make_writer() -> User:
    return make_colleague("Legal", "wim@voorbeeld.example", first_name="Wim", last_name="Schrijver")


def make_reader() -> User:
    return make_colleague("Legal", "rita@voorbeeld.example", first_name="Rita", last_name="Lezer")


def let_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def write_draft(page: LegalPage, author: User | None, text: str = "", **fields: Any) -> Revision:
    """The newest draft with another text, or with other facts of its version, or just saved again."""
    stored = LegalPage.objects.get(pk=page.pk)
    draft = stored.latest_revision.as_object() if stored.latest_revision else stored
    if text:
        fields["body"] = write_body(text)
    for name, value in fields.items():
        setattr(draft, name, value)
    return draft.save_revision(user=author)


def prepare_address(page: LegalPage) -> str:
    return f"/admin/legal/publish/{page.pk}/"


def read_shown(client: Client, page: LegalPage) -> dict[str, str]:
    """The draft that the page of the preparation shows now."""
    return read_form(client.get(prepare_address(page)), prepare_address(page)).fields


def press(
    client: Client, page: LegalPage, button: str = "publish", shown: dict[str, str] | None = None
) -> HttpResponse:
    """A button of the page of the preparation, as it was shown a moment ago or just now."""
    return client.post(prepare_address(page), (shown or read_shown(client, page)) | {button: "1"})


def find_approval(page: LegalPage) -> str:
    state = LegalPage.objects.get(pk=page.pk).current_workflow_task_state
    return f"/admin/pages/workflow/action/{page.pk}/approve/{state.pk}/"
