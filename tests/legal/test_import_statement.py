"""The command, on a site that was migrated and nothing more."""

from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Locale, Page, Revision

from home.identity.models import Organisation
from legal.ledger.models import Leaf
from legal.statements.models import Document, LegalPage, Version, VersionText
from legal.statements.plain_text import UnreadableStatement, read_statement
from legal.statements.publishing.importing import ImportRefused, import_statement, to_stream
from legal.statements.publishing.publishing import PublicationRefused

from .statement_texts import CONTACT, PAPIERBOOT, PLACEHOLDER, UPDATED_ON

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

ADDRESSED = PAPIERBOOT.replace(PLACEHOLDER.encode(), CONTACT.encode())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "verklaring.txt"
    path.write_bytes(PAPIERBOOT)
    return path


def run(file: Path, kind: str = "privacy", effective_from: str = "2025-03-03", **options: str) -> str:
    output = StringIO()
    call_command("import_statement", str(file), kind=kind, effective_from=effective_from, stdout=output, **options)
    return output.getvalue().strip()


def count_rows() -> list[int]:
    return [model.objects.count() for model in (Page, Revision, Version, VersionText, Leaf)]


def redate(day: str) -> bytes:
    return ADDRESSED.replace(b"3 maart 2025", day.encode())


# What an import makes


def test_a_file_becomes_a_published_page_and_version_1(file: Path):
    assert run(file, contact=CONTACT) == "version 1 of privacy, effective from 2025-03-03"
    page = LegalPage.objects.get(document__kind="privacy")
    assert (page.title, page.live, page.has_unpublished_changes) == ("Privacyverklaring Papierboot", True, False)
    version = Version.objects.get()
    assert (version.number, version.effective_from, version.origin) == (1, UPDATED_ON, Version.Origin.IMPORT)
    assert version.published_by is None
    assert version.approved_by is None


def test_the_version_holds_every_word_of_the_file_in_its_order(file: Path):
    run(file, contact=CONTACT)
    text = VersionText.objects.get()
    assert f"{text.title} {text.text}".split() == ADDRESSED.decode().split()


def test_the_page_holds_the_sections_with_an_address_for_each(file: Path):
    run(file, contact=CONTACT)
    sections = [block.value for block in LegalPage.objects.get().body if block.block_type == "section"]
    assert [section["anchor"] for section in sections] == [
        "wie-is-papierboot",
        "welke-gegevens-gebruiken-we",
        "de-vouw-hulp-niets-bewaard-veilig-gedeeld",
        "met-wie-delen-we-je-gegevens",
        "bewaartermijnen",
        "cookies",
        "jouw-rechten",
    ]
    assert [block.block_type for block in sections[6]["content"]] == [
        "paragraph",
        "bullets",
        "notice",
        "notice",
        "paragraph",
    ]
    assert [len(block.value) for block in sections[2]["content"]] == [3]


def test_an_editor_can_save_what_was_imported(file: Path):
    run(file, contact=CONTACT)
    body = LegalPage.objects.get().body
    assert body.stream_block.clean(body).get_prep_value() == body.get_prep_value()


def test_marks_of_html_stay_words(file: Path):
    file.write_bytes(b"Titel\n1. Kop <b>\n<u>lijn</u> & co\n- <i>punt</i>")
    run(file)
    text = VersionText.objects.get()
    assert "<u>" not in text.html
    assert "<u>lijn</u> & co" in text.text
    assert "• <i>punt</i>" in text.text


def test_equal_headings_get_addresses_of_their_own():
    statement = read_statement("Titel\n1. Kop\n2. Kop\n3. ‑\n4. Kop 2".encode())
    anchors = [block["value"]["anchor"] for block in to_stream(statement)]
    assert anchors == ["kop", "kop-2", "artikel-3", "kop-2-2"]


# The same again, and the next version


def test_the_same_file_twice_is_already_version_1(file: Path):
    run(file, contact=CONTACT)
    before = count_rows()
    assert run(file, contact=CONTACT) == "already version 1"
    assert count_rows() == before


def test_the_same_text_from_another_day_is_refused(file: Path):
    file.write_bytes(ADDRESSED.replace(b"Laatst bijgewerkt: 3 maart 2025", b""))
    run(file)
    before = count_rows()
    with pytest.raises(CommandError, match="al versie 1"):
        run(file, effective_from="2025-03-04")
    assert count_rows() == before


@time_machine.travel("2026-05-04 10:00")
def test_another_text_becomes_version_2_and_keeps_version_1(file: Path):
    run(file, contact=CONTACT)
    file.write_bytes(redate("10 mei 2026"))
    assert run(file, effective_from="2026-05-10", summary="We tellen anders.").startswith("version 2")
    assert list(Version.objects.order_by("number").values_list("number", "effective_from")) == [
        (1, UPDATED_ON),
        (2, date(2026, 5, 10)),
    ]
    assert LegalPage.objects.count() == 1


@time_machine.travel("2026-05-04 10:00")
def test_a_second_version_in_the_past_is_refused(file: Path):
    run(file, contact=CONTACT)
    before = count_rows()
    file.write_bytes(redate("3 mei 2026"))
    with pytest.raises(CommandError, match="effective_from"):
        run(file, effective_from="2026-05-03", summary="We tellen anders.")
    assert count_rows() == before
    assert LegalPage.objects.get().effective_from == UPDATED_ON


@time_machine.travel("2026-05-04 10:00")
def test_a_second_version_that_does_not_say_what_changed_is_refused(file: Path):
    run(file, contact=CONTACT)
    before = count_rows()
    file.write_bytes(redate("4 mei 2026"))
    with pytest.raises(CommandError, match="summary"):
        run(file, effective_from="2026-05-04")
    assert count_rows() == before


def test_a_version_that_waits_for_its_hour_is_not_pushed_aside(file: Path):
    run(file, contact=CONTACT)
    tomorrow = timezone.now() + timedelta(days=1)
    page = LegalPage.objects.get()
    page.go_live_at, page.effective_from, page.title = tomorrow, tomorrow.date() + timedelta(days=1), "Straks"
    page.publish(page.save_revision())
    before = count_rows()
    file.write_bytes(ADDRESSED + b"Nog een regel.")
    with pytest.raises(CommandError, match="Trek die eerst in"):
        run(file, effective_from="2025-03-03", summary="Nog een regel.")
    assert count_rows() == before


# A translation


def test_a_translation_joins_the_dutch_version():
    document = Document.objects.get(kind="privacy")
    english = read_statement(b"Privacy\n1. Who we are\nWe fold.\nLast updated: 3 March 2025")
    with pytest.raises(ImportRefused):
        import_statement(document=document, statement=english, effective_from=UPDATED_ON, language="en")
    dutch = read_statement(b"Privacy\n1. Wie zijn wij\nWij vouwen.\nLaatst bijgewerkt: 3 maart 2025")
    import_statement(document=document, statement=dutch, effective_from=UPDATED_ON)
    import_statement(
        document=document, statement=english, effective_from=UPDATED_ON, language="en", summary="The first version."
    )
    assert Version.objects.get().texts.count() == 2
    pages = LegalPage.objects.filter(document=document)
    assert {page.locale for page in pages} == set(Locale.objects.filter(language_code__in=["nl", "en"]))
    assert len({page.translation_key for page in pages}) == 1


# What is refused, with nothing written


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (PAPIERBOOT, "^Regel 7: "),
        (b"", "leeg"),
        (b"\n \n", "leeg"),
        (b"Titel\n1. Kop\n\0", "^Regel 3: "),
        (b"Titel\n1. Kop\n\xff", "^Regel 3: "),
        (ADDRESSED.ljust(1024 * 1024 + 1), "1 MiB"),
        (b"Titel\nTekst.", "genummerd"),
        (b"Titel\n1. Kop\n3. Kop", "^Regel 3: "),
        (ADDRESSED.replace(b"3 maart 2025", b"31 februari 2025"), "^Regel [0-9]+: "),
        (ADDRESSED.replace(b"3 maart 2025", b"4 maart 2025"), "^Regel [0-9]+: .*4 maart 2025.*3 maart 2025"),
    ],
)
def test_a_file_that_cannot_be_a_statement_is_refused(file: Path, content: bytes, message: str):
    file.write_bytes(content)
    before = count_rows()
    with pytest.raises(CommandError, match=message):
        run(file)
    assert count_rows() == before


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"kind": "menu"}, "Known are: .*privacy"),
        ({"kind": ""}, "Known are: "),
        ({"effective_from": "gisteren"}, "is no date"),
        ({"effective_from": "2025-02-30"}, "is no date"),
        ({"effective_from": "2025-W10-1"}, "is no date"),
        ({"effective_from": "2025-03-04"}, "^Regel [0-9]+: "),
        ({"contact": "geen adres"}, "e-mailadres"),
        ({"change": "huge"}, "^change: "),
        ({"summary": "x" * 1001}, "1000 tekens"),
        ({"summary": "een\udcfftwee"}, "gewone tekens"),
        ({"kind": "\udcff"}, "Known are: "),
    ],
)
def test_words_of_the_command_line_that_cannot_be_are_refused(file: Path, options: dict[str, str], message: str):
    before = count_rows()
    with pytest.raises(CommandError, match=message):
        run(file, **({"contact": CONTACT} | options))
    assert count_rows() == before


def test_a_file_that_is_not_there_or_is_a_folder_is_refused(tmp_path: Path):
    before = count_rows()
    for path in (tmp_path / "niets.txt", tmp_path):
        with pytest.raises(CommandError, match="^Cannot read"):
            run(path)
    assert count_rows() == before


def test_words_that_the_command_does_not_know_are_refused(file: Path):
    with pytest.raises(CommandError, match="--kind"):
        call_command("import_statement", str(file))


def test_whoever_imports_by_code_meets_the_same_rules():
    document = Document.objects.get(kind="privacy")
    dated = read_statement(ADDRESSED)
    before = count_rows()
    with pytest.raises(ImportRefused):
        import_statement(document=document, statement=dated, effective_from=date(2025, 3, 4))
    with pytest.raises((ImportRefused, PublicationRefused)):
        import_statement(document=document, statement=dated, effective_from=UPDATED_ON, language="en")
    assert count_rows() == before


def test_a_line_that_names_a_register_shows_it_and_an_unknown_one_is_refused(file: Path) -> None:
    file.write_bytes(b"Cookies\n\n1. Welke\n\nDeze:\n\n[register: cookies]\n")
    run(file, kind="cookies")
    assert "last_visit_day" in VersionText.objects.get().html
    with pytest.raises(UnreadableStatement, match="klanten"):
        read_statement(b"Cookies\n\n1. Welke\n\n[register: klanten]\n")


def test_a_line_that_names_the_controllers_shows_who_we_are_on_that_day(file: Path) -> None:
    Organisation.objects.update(email="vragen@voorbeeld.example")
    file.write_bytes(b"Privacy\n\n1. Wie we zijn\n\nZo bereik je ons:\n\n[register: controllers]\n")
    run(file)
    assert "vragen@voorbeeld.example" in VersionText.objects.get().html
