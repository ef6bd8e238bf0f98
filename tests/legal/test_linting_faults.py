"""The ten faults of a statement that was written by hand: each is found, and gone once the sentence is mended."""

import pytest

from legal.statements.linting import find_findings
from legal.statements.models import Document
from legal.statements.plain_text import UnreadableStatement, read_statement
from tests.legal.linted_texts import FAULTY, SOUND, lint, list_codes, render, replace

pytestmark = pytest.mark.django_db

# The ten, and the codes by which the linter knows each. A line on automated decisions is no duty where there are none.
TEN = {
    "kept in one place and denied in another": {"kept-and-denied"},
    "no legal basis": {"basis-denied"},
    "statistics until somebody refuses": {"statistics-opt-out"},
    "rights that are missing": {"right-complaint", "right-restriction", "obligation-missing"},
    "a newsletter from nowhere": {"purpose-without-data", "purpose-without-term"},
    "the log of answers": {"evidence-missing", "evidence-without-term"},
    "thirty days": {"answer-late"},
    "an address that is none": {"open-place", "contact-missing"},
    "two controllers, no arrangement": {"arrangement-missing"},
    "seven years from when": {"invoices-without-start"},
}


@pytest.mark.parametrize("codes", TEN.values(), ids=TEN.keys())
def test_each_of_the_ten_faults_is_found(codes: set[str]):
    assert codes <= list_codes(lint(FAULTY))


def test_silence_on_automated_decisions_is_pointed_out():
    assert "automation-missing" in list_codes(lint(FAULTY), "advice")


def test_nothing_else_is_called_a_fault():
    """Cookies without a term are a fault of that text too, though not one of the ten."""
    assert list_codes(lint(FAULTY)) - set.union(*TEN.values()) == {"term-missing"}


def test_a_sound_text_has_no_faults_and_is_asked_about_an_officer_only():
    findings = lint(SOUND)
    assert list_codes(findings) == set()
    assert list_codes(findings, "advice") == {"officer-missing"}


BREACHES = {
    "denied further on": (
        "Berichten op het prikbord haal je zelf weg. Vraag je ons om een kopie, dan krijg je die.",
        "Berichten op het prikbord slaan we niet op. Die kunnen we dus niet wissen.",
        {"kept-and-denied"},
    ),
    "a basis that does not apply": (
        "Hiermee krijg je advies. Grondslag: de overeenkomst.",
        "Hiermee krijg je advies. Grondslag: niet van toepassing.",
        {"basis-denied"},
    ),
    "a row without basis": (
        "Hiermee help je elkaar. Grondslag: de overeenkomst.",
        "Hiermee help je elkaar.",
        {"basis-missing"},
    ),
    "an interest without a name": (
        "wanneer je inlogt. Hiermee houden we vreemden buiten de deur. Grondslag: ons gerechtvaardigd belang, dat",
        "wanneer je inlogt. Grondslag: ons gerechtvaardigd belang, dat",
        {"interest-unnamed"},
    ),
    "counting on an interest": (
        "Hiermee tellen we bezoek. Grondslag: toestemming.",
        "Hiermee tellen we bezoek. Grondslag: ons gerechtvaardigd belang.",
        {"statistics-opt-out"},
    ),
    "counting until a no": (
        "We tellen bezoek pas als je ja zegt. Weigeren kan met één klik.",
        "Cookies voor statistiek zet je zelf uit.",
        {"statistics-opt-out"},
    ),
    "no complaint": (
        "Klopt er iets niet? Dien een klacht in bij de Autoriteit Persoonsgegevens.",
        "Een datalek melden we bij de Autoriteit Persoonsgegevens.",
        {"right-complaint"},
    ),
    "no duty told": (
        "Zonder naam en mailadres kunnen we je geen plant lenen. De rest kies je zelf.",
        "De gegevens komen van jou.",
        {"obligation-missing"},
    ),
    "a newsletter without a row": (
        "• Nieuwsbrief: je mailadres. Hiermee sturen we de groene brief. Grondslag: toestemming.",
        "• Post: je straat. Hiermee sturen we een plant. Grondslag: de overeenkomst.",
        {"purpose-without-data", "term-missing"},
    ),
    "a newsletter without a term": ("• Nieuwsbrief: tot je je afmeldt.", "", {"purpose-without-term", "term-missing"}),
    "evidence without a row": (
        "• Bewijs van afspraken: op welke tekst je ja zei en wanneer.",
        "• Account: op welke tekst je ja zei.",
        {"evidence-missing"},
    ),
    "evidence without a term": ("• Bewijs van afspraken: 5 jaar na je vertrek.", "", {"evidence-without-term"}),
    "thirty days": ("antwoorden we binnen een maand", "antwoorden we binnen 30 dagen", {"answer-late"}),
    "six weeks": ("antwoorden we binnen een maand", "antwoorden we binnen zes weken", {"answer-late"}),
    "two months": ("antwoorden we binnen een maand", "antwoorden we uiterlijk na twee maanden", {"answer-late"}),
    "a hidden address": ("post@stekkie.example", "[email protected]", {"open-place", "contact-missing"}),
    "no arrangement": (
        "De taken zijn verdeeld. Stekwerk doet de verhuur en beantwoordt verzoeken, Groene Vinger doet de brieven en "
        "het prikbord. Met een vraag kun je bij allebei terecht.",
        "Stekwerk verhuurt en Groene Vinger schrijft.",
        {"arrangement-missing"},
    ),
    "seven years from nowhere": ("7 jaar na het einde van het boekjaar", "7 jaar", {"invoices-without-start"}),
}  # fmt: skip


@pytest.mark.parametrize(("sound", "faulty", "codes"), BREACHES.values(), ids=BREACHES.keys())
def test_a_fault_is_found_in_a_text_that_is_sound_but_for_it(sound: str, faulty: str, codes: set[str]):
    assert list_codes(lint(replace(sound, faulty))) == codes


def test_a_finding_says_where_it_is_why_and_what_to_do():
    (finding,) = [found for found in lint(FAULTY) if found.code == "answer-late"]
    assert finding.severity == "fault"
    assert finding.anchor == "wat-zijn-je-rechten"
    assert finding.line_text == "Stuur je verzoek aan [email protected]. Je krijgt antwoord binnen 30 dagen."
    assert "artikel 12 lid 3" in finding.message
    assert "Schrijf ‘binnen een maand’." in finding.message


def test_faults_stand_before_advice():
    severities = [finding.severity for finding in lint(FAULTY)]
    assert severities == sorted(severities, reverse=True)


def test_an_importer_still_refuses_what_the_linter_only_reports():
    with pytest.raises(UnreadableStatement):
        read_statement(FAULTY.encode())
    assert find_findings(render(FAULTY), Document(kind="privacy"))
