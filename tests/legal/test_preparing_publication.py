"""Before the click: what publishing will do, to whom, and why it cannot be done yet. After it: exactly that."""

from datetime import date
from html import unescape
from typing import Any

import pytest
from wagtail.models import Locale

from legal.statements.models import LegalPage, Version
from tests.factories.courses import make_course
from tests.factories.people import make_colleague, make_person
from tests.factories.statements import answer, make_legal_page, publish_version, write_body
from tests.visiting import Client

from .colleagues import let_in, make_reader, make_writer, prepare_address, press, read_shown, write_draft
from .legal_admin import SECTION, log_in, relax_rules, send, write_form

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _monday(time_machine) -> None:
    time_machine.move_to("2026-11-23 11:00+01:00", tick=False)


def read(client: Client, page: LegalPage, **query: Any) -> str:
    response = client.get(prepare_address(page), query)
    assert response.status_code == 200
    return " ".join(unescape(response.content.decode()).split())


def prepare(**fields: Any) -> tuple[LegalPage, str]:
    """What a colleague reads about a second version of a text that was written by somebody else."""
    version = publish_version("privacy")
    answer(make_person(), version)
    page = LegalPage.objects.get()
    text = "" if "body" in fields else "Wij bewaren je naam en je adres."
    write_draft(page, make_writer(), text, **fields)
    return page, read(let_in(make_reader()), page)


def test_a_substantive_version_says_whom_it_asks_and_when_they_hear_of_it():
    _page, shown = prepare(effective_from=date(2026, 12, 24), summary="Je adres komt erbij.")
    for words in (
        "Privacyverklaring, versie 2",
        "inhoudelijk: er verandert iets voor leden. Wie eerder antwoordde, krijgt de vraag opnieuw.",
        "Je adres komt erbij.",
        "24 december 2026.",
        "De vroegste dag is 7 december 2026.",
        "3 leden krijgen de vraag om te antwoorden.",
        "2 van hen antwoordden nog nooit op dit document.",
        "Vanaf 10 december 2026 krijgen deze leden een mail.",
        "Tot de vertaling klaar is, staat hier de Nederlandse tekst: Engels.",
        "Wim Schrijver",
        "Jij schreef er niet aan mee",
        "en je adres.",
        "Publiceer versie 2",
    ):
        assert words in shown


def test_an_editorial_version_asks_only_who_never_answered_and_sends_no_mail():
    _page, shown = prepare(change="editorial")
    assert "Wie eerder antwoordde, hoeft dat niet opnieuw te doen." in shown
    assert "2 leden krijgen de vraag om te antwoorden." in shown
    assert "Er gaat geen mail uit." in shown


def test_a_version_that_is_planned_says_when():
    moment = "2026-12-01T09:00:00+01:00"
    _page, shown = prepare(go_live_at=moment, effective_from=date(2027, 1, 1))
    assert "wacht de tekst tot 1 december 2026 09:00" in shown
    assert "De vroegste dag is 15 december 2026." in shown


def test_each_fault_stands_there_with_a_link_to_its_field():
    page, shown = prepare(effective_from=date(2026, 12, 1), summary=" ")
    assert f'<a href="/admin/pages/{page.pk}/edit/#id_effective_from">Geldig vanaf</a>: Kies 7 december 2026' in shown
    assert f'<a href="/admin/pages/{page.pk}/edit/#id_summary">Wat er verandert</a>: Schrijf op' in shown
    assert "Publiceer versie" not in shown


def test_the_findings_of_the_linter_stand_there():
    page = make_legal_page(text="Mail ons via [vul in].")
    write_draft(page, make_writer())
    assert 'class="preparation__finding preparation__finding--fault"' in read(let_in(make_reader()), page)


def test_a_text_that_did_not_change_has_no_button():
    publish_version()
    page = LegalPage.objects.get()
    shown = read(let_in(make_reader()), page)
    assert "Niets nieuws: deze tekst is al gepubliceerd." in shown
    assert "Publiceer versie" not in shown


def test_a_writer_is_offered_to_hand_it_to_a_colleague_and_cannot_publish():
    page, writer = make_legal_page(), make_writer()
    make_reader()
    write_draft(page, writer)
    shown = read(let_in(writer), page)
    assert "Leg voor aan een collega" in shown
    assert "Deze collega’s kunnen dat wel: Rita Lezer." in shown
    assert "Publiceer versie" not in shown
    assert press(let_in(writer), page).status_code == 422
    assert not Version.objects.exists()


def test_after_handing_in_the_page_says_where_it_lies():
    page, writer = make_legal_page(), make_writer()
    write_draft(page, writer)
    assert press(let_in(writer), page, "hand-in").status_code == 302
    assert "De tekst ligt bij een collega" in read(let_in(writer), page)


def test_without_four_eyes_a_writer_publishes_and_reads_that_nobody_approved():
    relax_rules()
    page, writer = make_legal_page(), make_writer()
    write_draft(page, writer)
    assert "Jij schreef" not in (shown := read(let_in(writer), page))
    assert "Publiceer versie 1" in shown
    assert press(let_in(writer), page).status_code == 302
    assert Version.objects.get().approved_by is None


def test_the_button_publishes_the_version_that_was_shown():
    page, reader = make_legal_page(), make_reader()
    write_draft(page, make_writer())
    assert press(let_in(reader), page)["Location"] == f"/admin/pages/{page.get_parent().pk}/"
    assert Version.objects.get().approved_by == reader.pk


def test_pressing_the_button_twice_makes_one_version():
    page, client = make_legal_page(), let_in(make_reader())
    write_draft(page, make_writer())
    shown = read_shown(client, page)
    for _ in range(2):
        press(client, page, shown=shown)
    assert Version.objects.count() == 1


@pytest.mark.parametrize("is_overwritten", [False, True])
def test_another_draft_than_the_one_that_was_shown_is_not_published(time_machine, is_overwritten: bool):
    page, writer, client = make_legal_page(), make_writer(), let_in(make_reader())
    former = write_draft(page, writer)
    shown = read_shown(client, page)
    time_machine.move_to("2026-11-23 11:00:01+01:00", tick=False)
    draft = former.as_object()
    draft.body = write_body("Wij verkopen je naam.")
    draft.save_revision(user=writer, overwrite_revision=former if is_overwritten else None)
    response = press(client, page, shown=shown)
    assert response.status_code == 409
    assert "De tekst is net veranderd." in response.content.decode()
    assert not Version.objects.exists()


@pytest.mark.parametrize("shown", [{"revision": "", "saved_at": ""}, {"revision": "0", "saved_at": "x"}, {"x": "1"}])
def test_a_form_that_was_made_up_publishes_nothing(shown: dict[str, str]):
    page = make_legal_page()
    write_draft(page, make_writer())
    assert press(let_in(make_reader()), page, shown=shown).status_code == 409
    assert not Version.objects.exists()


@pytest.mark.parametrize("group", ["Editors", "Moderators", "Support"])
def test_a_colleague_of_another_team_finds_no_such_page(group: str):
    page = make_legal_page()
    draft = write_draft(page, make_writer())
    client = let_in(make_colleague(group))
    shown = {"revision": str(draft.pk), "saved_at": draft.created_at.isoformat()}
    assert client.get(prepare_address(page)).status_code == 404
    assert press(client, page, shown=shown).status_code == 404
    assert client.get(prepare_address(page).replace(str(page.pk), "1")).status_code == 404
    assert not Version.objects.exists()


def test_a_translation_says_to_which_version_it_belongs():
    publish_version()
    page = LegalPage.objects.get().copy_for_translation(Locale.objects.get(language_code="en"))
    write_draft(page, make_writer(), "We keep your name.", title="Privacy statement")
    shown = read(let_in(make_reader()), page)
    assert "Privacyverklaring, versie 1 in het engels, uitgave 1" in shown
    assert "Publiceer de vertaling van versie 1" in shown


def test_the_editor_shows_the_facts_and_leads_to_the_consequences(client: Client):
    page = make_legal_page()
    log_in(client)
    editor = client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "Wat publiceren doet" in editor
    assert "Privacyverklaring, versie 1" in editor
    assert 'name="action-prepare"' in editor
    assert 'name="action-publish"' not in editor
    response = send(client, page, action="prepare", summary="")
    assert response["Location"] == prepare_address(page)
    assert LegalPage.objects.get().get_latest_revision_as_object().summary == ""
    assert not Version.objects.exists()


def test_a_new_text_leads_from_its_first_form_to_the_consequences(client: Client):
    page = make_legal_page()
    document, branch = page.document, page.get_parent()
    page.delete()
    log_in(client)
    form = write_form(SECTION, document=str(document.pk)) | {"action-prepare": "1"}
    response = client.post(f"/admin/pages/add/statements/legalpage/{branch.pk}/", form)
    assert response["Location"] == prepare_address(LegalPage.objects.get())


def test_what_is_published_now_says_who_approved_it_or_that_nobody_did():
    page, shown = prepare(change="editorial")
    assert "Versie 1, niet goedgekeurd." in shown
    press(let_in(make_colleague("Legal", "ap@voorbeeld.example")), page)
    write_draft(page, None, "Nog iets anders.")
    client = let_in(make_colleague("Legal", "iem@voorbeeld.example"))
    assert "Versie 2, goedgekeurd door Lotte Linde." in read(client, page)


def test_a_page_that_is_no_legal_text_keeps_its_button():
    course = make_course()
    editor = let_in(make_colleague("Editors")).get(f"/admin/pages/{course.pk}/edit/").content.decode()
    assert 'name="action-publish"' in editor


def test_an_article_that_loses_its_address_and_a_new_title_stand_there():
    body = [("section", {"heading": "Wat we bewaren", "anchor": "bewaren", "content": []})]
    _page, shown = prepare(body=body, title="Privacybeleid")
    assert "Het anker #wat-we-bewaren verdwijnt: wie een link daarheen heeft" in shown
    assert "difference__line--changed difference__line--in-title" in shown


def test_a_text_that_keeps_its_addresses_gets_no_such_advice():
    _page, shown = prepare()
    assert "verdwijnt" not in shown
