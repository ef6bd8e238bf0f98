"""Every other rule of the linter: it speaks of what is missing or does not fit, and is silent once that is mended."""

from pathlib import Path

import pytest

from legal.statements import linting
from legal.statements.linting import find_findings
from legal.statements.linting.practices import is_practice
from legal.statements.models import Document
from tests.legal.linted_texts import SOUND, lint, list_codes, render, render_blocks, replace

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

DEMO = Path(__file__).resolve().parents[2] / "home/pages/demo/statements"
RIGHTS = {
    "• Inzage in wat we van je hebben.": "right-access",
    "• Fouten laten verbeteren en gegevens laten wissen.": "right-rectification",
    "• Vragen om beperking, zolang we iets uitzoeken.": "right-restriction",
    "• Bezwaar maken tegen ons gerechtvaardigd belang.": "right-objection",
    "• Toestemming intrekken, op elk moment.": "right-withdrawal",
    "• Je gegevens meenemen in een bestand.": "right-portability",
}
# What is missing, told by the sentence that held it and what stands there instead.
MISSING = {
    "contact-missing": ("post@stekkie.example", "Piet"),
    "transfers-missing": ("Alles blijft in de Europese Economische Ruimte.", "Alles blijft veilig."),
    "safeguard-missing": ("Alles blijft in de Europese", "Soms gaat iets naar een land buiten de Europese"),
}


@pytest.mark.parametrize(("line", "code"), RIGHTS.items())
def test_each_right_is_missed(line: str, code: str):
    assert code in list_codes(lint(replace(line, "• Iets anders.")))


@pytest.mark.parametrize(("code", "change"), MISSING.items())
def test_what_readers_must_be_told_is_missed(code: str, change: tuple[str, str]):
    assert list_codes(lint(replace(*change))) == {code}


def test_recipients_are_missed():
    text = replace("4. Wie krijgt gegevens van ons?", "4. Veilig").replace(
        "We delen gegevens met bedrijven", "Bedrijven"
    )
    assert "recipients-missing" in list_codes(lint(text))


def test_a_text_about_nothing_misses_everything():
    codes = list_codes(lint("Titel\n1. Kop\nWe doen iets."))
    assert codes >= {"controller-missing", "contact-missing", "purpose-missing", "basis-missing", "recipients-missing"}
    assert codes >= {"transfers-missing", "term-missing", "right-access", "right-erasure", "right-complaint"}


def test_a_safeguard_that_nobody_can_read_is_pointed_out():
    text = replace("Alles blijft in de", "Gaat iets buiten de EER, dan gelden modelcontracten. De rest blijft in de")
    assert list_codes(lint(text), "advice") == {"officer-missing", "safeguard-copy"}
    assert list_codes(lint(text.replace("De rest", "Mail ons voor een kopie. De rest")), "advice") == {
        "officer-missing"
    }


def test_an_officer_who_is_named_is_not_asked_for():
    text = replace("Kasweg 8", "onze functionaris gegevensbescherming, Kasweg 8")
    assert lint(text) == []


@pytest.mark.parametrize(
    ("term", "codes"),
    [
        ("zo lang als dat nodig is", {"term-vague"}),
        ("niet langer dan noodzakelijk", {"term-vague"}),
        ("6 maanden", {"term-without-start"}),
        ("6 maanden na het inloggen", set()),
        ("zolang als nodig, en hooguit 6 maanden na het inloggen", set()),
    ],
)
def test_a_term_must_be_one_that_can_be_checked(term: str, codes: set[str]):
    findings = lint(replace("6 maanden na het inloggen", term))
    assert {finding.code for finding in findings} - {"officer-missing"} == codes


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("Je account bewaren we 2 jaar.", {"terms-differ"}),
        ("Je account bewaren we veertien dagen.", set()),
        ("Facturen bewaren we 84 maanden na het boekjaar.", set()),
        ("Facturen bewaren we tien jaar.", {"terms-differ"}),
        ("Na een nee vragen we het 6 maanden niet.", set()),
    ],
)
def test_one_thing_has_one_term(sentence: str, codes: set[str]):
    assert list_codes(lint(f"{SOUND}\n{sentence}")) == codes


def test_a_text_of_another_kind_is_held_to_the_general_rules_only():
    text = "Titel\n1. Kop\nMail [e-mailadres].\n2. Leeg\n3. Slot\nZie onderdeel 9. Dit geldt voor appels, peren enz."
    for kind in ("terms", "cookies", "house-rules"):
        findings = lint(text, kind=kind)
        assert list_codes(findings) == {"open-place", "section-empty", "reference-dead"}
        assert list_codes(findings, "advice") == {"words-empty"}


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("Zie onderdeel 2.", {"reference-dead"}),
        ("Zie onderdeel 1.", set()),
        ("Zie artikel 26 van de AVG.", set()),
        ("Vul in: [naam bedrijf].", {"open-place"}),
        ("TODO: nog schrijven.", {"open-place"}),
        ("Ons adres is Kasweg 8, 9999 XX Stootshorn [1].", set()),
        ("Mail naar post@example.com.", {"open-place"}),
    ],
)
def test_what_a_text_points_at_is_there(words: str, codes: set[str]):
    assert list_codes(lint(f"Titel\n1. Kop\n{words}", kind="terms")) == codes


def test_a_link_to_a_section_that_is_gone_is_found():
    html = '<section id="kop"><a href="#kop">hier</a> <a href="#weg">daar</a></section>'
    (finding,) = find_findings(render_blocks([], html=html), Document(kind="terms"))
    assert finding.code == "link-dead"
    assert "#weg" in finding.message


# Tables


def make_table(*rows: tuple[str, str, str, str, str]) -> list[dict]:
    names = ("category", "data", "purpose", "basis", "retention")
    columns = dict(zip(names, ("Waarvan", "Welke gegevens", "Waarvoor", "Grondslag", "Hoe lang"), strict=True))
    table = {
        "caption": "Wat we bewaren",
        "columns": columns,
        "rows": [dict(zip(names, row, strict=True)) for row in rows],
    }
    return [
        {"type": "section", "value": {"heading": "A", "anchor": "a", "content": [{"type": "table", "value": table}]}}
    ]


ACCOUNT = ("Account", "je naam", "om in te loggen", "de overeenkomst", "tot je vertrekt")
LETTER = ("Nieuwsbrief", "je mailadres", "om je te schrijven", "toestemming", "tot je je afmeldt")


def find_in_table(*rows: tuple[str, str, str, str, str]) -> set[str]:
    findings = find_findings(render_blocks(make_table(*rows)), Document(kind="privacy"))
    return {finding.code for finding in findings if finding.line_text}


def test_a_whole_table_is_sound():
    assert find_in_table(ACCOUNT, LETTER) == set()


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        (("Nieuwsbrief", "je mailadres", "om te schrijven", "", "tot je je afmeldt"), {"basis-missing"}),
        (("Nieuwsbrief", "je mailadres", "om te schrijven", "n.v.t.", "tot je je afmeldt"), {"basis-denied"}),
        (
            ("Nieuwsbrief", "je mailadres", "om te schrijven", "toestemming", ""),
            {"term-missing", "purpose-without-term"},
        ),
        (("Facturen", "je adres", "de boekhouding", "de wet", "7 jaar"), {"invoices-without-start"}),
        (("Account", "je naam", "om in te loggen", "de overeenkomst", "2 jaar na vertrek"), set()),
    ],
)
def test_a_gap_in_a_table_is_found(row: tuple[str, str, str, str, str], codes: set[str]):
    assert find_in_table(ACCOUNT, row) == codes


# Other languages, and the texts of our own


def test_a_text_in_a_language_that_the_linter_cannot_read_misses_nothing():
    text = "Titre\n1. Qui\nNous sommes [email protected].\n2. Vide"
    assert list_codes(lint(text, language="fr")) == {"open-place", "section-empty"}


def test_messages_are_in_the_language_of_who_asks_and_rules_hold_for_both():
    codes = [
        list_codes(lint((DEMO / f"privacy-1.{language}.txt").read_text(), language=language))
        for language in ("nl", "en")
    ]
    assert codes[0] == codes[1]
    assert len(codes[0]) > 10


@pytest.mark.parametrize("name", ["terms-1.nl.txt", "terms-1.en.txt", "cookies-1.nl.txt", "cookies-1.en.txt"])
def test_our_own_texts_of_another_kind_raise_no_alarm(name: str):
    kind, language = name.partition("-")[0], name.split(".")[1]
    assert lint((DEMO / name).read_text(), kind=kind, language=language) == []


# What the site does


def test_a_text_is_held_against_what_the_site_does(monkeypatch: pytest.MonkeyPatch):
    text = replace(
        "We tellen bezoek pas als je ja zegt. Weigeren kan met één klik.", "Cookies voor statistiek zet je uit."
    )
    assert list_codes(lint(text)) == {"statistics-opt-out"}
    monkeypatch.setitem(linting.practices._practices, linting.STATISTICS_WAIT_FOR_CONSENT, lambda: False)
    assert list_codes(lint(text)) == set()


def test_of_what_nobody_told_nothing_is_claimed():
    assert not is_practice("the moon is ours")


def test_the_same_finding_is_told_once():
    findings = find_findings(render(SOUND.replace("binnen een maand", "binnen 30 dagen")), Document(kind="privacy"))
    assert len(findings) == len(set(findings))
