"""The forms that the legal team sends from the Wagtail admin, and the files it downloads, as a browser would."""

import csv
from datetime import date
from io import BytesIO, StringIO
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from legal.statements.models import LegalPage, PublicationRules
from tests.factories.people import make_colleague
from tests.visiting import Client

Section = tuple[str, str, list[str]]
SECTION: Section = ("Wat we bewaren", "wat-we-bewaren", ["Wij bewaren je naam."])


def log_in(client: Client, group: str = "Legal", *, is_relaxed: bool = True) -> Client:
    """Most tests are about one colleague who does everything today, which the rules of a new site refuse."""
    if is_relaxed:
        relax_rules()
    client.force_login(make_colleague(group))
    return client


def relax_rules() -> None:
    PublicationRules.objects.update_or_create(defaults={"four_eyes": False, "notice_days": 0})


def write_form(*sections: Section, **fields: Any) -> dict[str, str]:
    """What the editor's form holds: heading, anchor and paragraphs of each section, and the facts of the version."""
    body = [
        (
            "section",
            {
                "heading": heading,
                "anchor": anchor,
                "content": streamfield([("paragraph", rich_text(f"<p>{text}</p>")) for text in texts]),
            },
        )
        for heading, anchor, texts in sections
    ]
    day = fields.pop("effective_from", timezone.localdate())
    form = {
        "title": "Privacyverklaring",
        "slug": "privacy",
        "body": streamfield(body),
        "change": "substantive",
        "summary": "Dit is nieuw.",
        "effective_from": day.isoformat() if isinstance(day, date) else day,
        "go_live_at": "",
        "expire_at": "",
    } | fields
    return {name: value for name, value in nested_form_data(form).items() if value is not None}


def send(client: Client, page: LegalPage, *sections: Section, action: str = "publish", **fields: Any) -> HttpResponse:
    """Presses the button of `action` in the editor of this page; "" saves a draft."""
    form = write_form(*(sections or (SECTION,)), document=str(page.document_id), **fields)
    press = {f"action-{action}": "1"} if action else {}
    return client.post(f"/admin/pages/{page.pk}/edit/", form | press)


def publish(client: Client, page: LegalPage, text: str = "Wij bewaren je naam.", **fields: Any) -> HttpResponse:
    return send(client, page, ("Wat we bewaren", "wat-we-bewaren", [text]), **fields)


def read_csv(client: Client, path: str) -> list[list[str]]:
    response = client.get(path, {"export": "csv"})
    assert response["Content-Type"] == "text/csv"
    return list(csv.reader(StringIO(b"".join(response.streaming_content).decode())))


def read_xlsx(client: Client, path: str) -> list[tuple]:
    response = client.get(path, {"export": "xlsx"})
    workbook = load_workbook(BytesIO(b"".join(response.streaming_content)))
    return [tuple(cell.value for cell in row) for row in workbook.active.iter_rows()]
