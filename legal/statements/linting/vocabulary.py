"""The words by which the rules know a subject, in Dutch and English, for text that `passages.fold` made plain.

Every pattern is bounded: between two words at most some dozens of characters may stand, so a long line costs no more
than its length. A translation has the same lines as the Dutch text; its patterns stand beside the Dutch ones.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from django.utils.translation import gettext_noop


class Topic(NamedTuple):
    name: str
    pattern: re.Pattern[str]


NUMBERS = {
    **{"een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10},
    **{"elf": 11, "twaalf": 12, "dertien": 13, "veertien": 14, "dertig": 30, "zestig": 60, "negentig": 90},
    **{"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9},
    **{"ten": 10, "twelve": 12, "fourteen": 14, "thirty": 30, "sixty": 60, "ninety": 90},
}
COUNT = rf"(?P<count>\d{{1,4}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
UNIT = (
    r"(?P<unit>minu(?:ut|ten|tes?)|uur|uren|hours?|werkdag(?:en)?|dag(?:en)?|(?:working |business )?days?"
    r"|we(?:ek|ken|eks)|maand(?:en)?|months?|jaar|jaren|years?)"
)
DURATION = re.compile(rf"\b{COUNT} (?:kalender|calendar )?{UNIT}\b")

# Headings of sections
HEADINGS = {
    "rows": re.compile(
        r"\b(?:welke|wat voor|which|what|soorten|categorieen)\b.{0,40}(?:gegevens|\bdata\b|informati)"
        r"(?!.{0,30}(?:hoe lang|delen|how long|share))"
    ),
    "terms": re.compile(r"termijn|bewaarduur|^bewaren\b|hoe ?lang|retention|how long|storage period"),
    "purposes": re.compile(r"waarom|waarvoor|\bdoel|purpose|\bwhy\b|what we use .{0,20} for"),
    "rights": re.compile(r"\brecht(?:en)?\b|\brights?\b|wat (?:je|jij|u) (?:van ons )?kunt? (?:vragen|doen)"),
    "recipients": re.compile(
        r"met wie|ontvangers|wie .{0,40}(?:ziet|zien|krijgt|krijgen)|delen|share|who else|recipients"
    ),
}

# Bases of article 6
BASIS = re.compile(r"grondslag|rechtsgrond|legal basis|lawful basis")
BASES = re.compile(
    r"toestemming|overeenkomst|contract|wettelijke? (?:verplicht|plicht)|plicht uit de wet|bewaarplicht"
    r"|gerechtvaardigd|vitaa?le? belang|algemeen belang|openbaar gezag|consent|legal (?:obligation|duty)"
    r"|duty set by law|legitimate interest|vital interest|public (?:interest|task)"
)
LEGITIMATE_INTEREST = re.compile(r"gerechtvaardigde? belang|legitimate interest")
CONSENT = re.compile(r"toestemming|\bconsent\b|opt-in")
SAYS_YES = re.compile(
    r"toestemming|\bconsent\b|opt-in|(?:pas|alleen|eerst|totdat|tot) .{0,60}(?:\bja\b|akkoord|accepteert)"
    r"|\bja\b.{0,12}\bzeg|zeg.{0,12}\bja\b|(?:only|until|once) .{0,60}(?:\byes\b|accept|agree)"
)

# Keeping and not keeping
KEEPING = re.compile(r"bewaar|bewaren|bewaard|wissen|gewist|verwijder|vernietig|\bkeep|\bkept|delet|eras|retention")
NOT_KEPT = re.compile(
    r"(?:worden|wordt|slaan|bewaren|bewaar|houden|leggen|are|is)\b.{0,30}\b(?:niet|nooit|nergens|not|never)\b"
    r".{0,30}(?:bewaard|opgeslagen|gelogd|\bop\b|\bbij\b|\bvast\b|stored|kept|logged|saved)"
    r"|(?:bewaren|bewaard|opslaan|opgeslagen|loggen|bewaar) (?:we|wij|ik)? ?(?:er )?(?:niet|niets|nooit|geen)\b"
    r"|\b(?:niet|nooit|nergens) (?:door ons )?(?:bewaard|opgeslagen|gelogd|opslaan)"
    r"|blijven niet bij ons|blijft niet bij ons|blijft nergens staan|geen opslag|niets van (?:blijft|over)"
    r"|(?:do|does|did) not (?:store|keep|save|log)|(?:not|never) (?:be )?(?:stored|kept|saved|logged)|kept nowhere"
    r"|komen? nooit op een schijf|never reach a disk|not stay with us"
)
CANNOT_GIVE = re.compile(
    r"(?:kunnen|kan) .{0,50}\b(?:niet|geen|nooit)\b.{0,20}(?:geven|leveren|inzien|tonen|wissen|verwijderen|opvragen)"
    r"|cannot .{0,40}(?:give|deliver|supply|erase|delete|show)"
)
WITHIN_LIMITS = re.compile(r"niet langer|langer dan|niet meer dan|no longer than|not longer|zonder je|tenzij|unless")

COOKIES = re.compile(r"cookie")
STATISTICS = re.compile(
    r"analytics|analytisch|statistiek|statistic|meetcookie|telcookie|tel-cookie|bezoekcijfer"
    r"|cookies .{0,40}(?:meten|tellen|measure|count)"
)
OPT_OUT = re.compile(
    r"opt-?out|(?:zet|zetten|schakel|schakelen) .{0,50}\buit\b|uitzetten|uitschakelen|uit te (?:zetten|schakelen)"
    r"|weigeren|afmelden|bezwaar maken tegen|switch .{0,40}\boff\b|turn .{0,40}\boff\b|refuse|disable"
)
COOKIE_REFERENCE = re.compile(r"cookie[ -]?(?:verklaring|beleid|pagina|overzicht|statement|policy|notice|page)")

AUTHORITY = re.compile(
    r"autoriteit persoonsgegevens|\bap\b|toezichthoud|supervisory authority|data protection authority"
)
CONTACT = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|\btelefoon|\btel\.|\+31|\bphone")

# Data that a text may name in one place and forget in another
ACCOUNT = Topic("het account", re.compile(r"\baccount|inloggegevens"))
INVOICES = Topic(
    gettext_noop("facturen"),
    re.compile(r"factu(?:ur|ren|rat)|betaalgegevens|boekhoud|fiscale|belastingwet|invoic|billing|tax law"),
)
USAGE = Topic("het gebruik van de site", re.compile(r"\bgebruiks?\b|gebruiksgegevens|\buse\b|usage"))
COUNTS = Topic("statistiek", STATISTICS)
SUPPORT = Topic(
    gettext_noop("vragen aan ons"), re.compile(r"support|ticket|helpdesk|klantenservice|klantvra|contactformulier")
)
NEWSLETTER = Topic(gettext_noop("de nieuwsbrief"), re.compile(r"nieuwsbrie|newsletter|\bmailing"))
COMMUNITY = Topic(
    gettext_noop("de community"), re.compile(r"community|\bforum|prikbord|gastenboek|message board|guest ?book")
)
ASSISTANT = Topic(gettext_noop("de AI-assistent"), re.compile(r"\bai-|\bai\b|chatbot|\bchats?\b|assistent|assistant"))
SURVEYS = Topic(gettext_noop("enquêtes"), re.compile(r"enquete|\bsurvey"))
APPLICATIONS = Topic(gettext_noop("sollicitaties"), re.compile(r"sollicit|vacature|job appli"))
BACKUPS = Topic("back-ups", re.compile(r"back-?ups?\b|reservekopie"))
COOKIE_FILES = Topic("cookies", COOKIES)
PURPOSES = (INVOICES, SUPPORT, NEWSLETTER, COMMUNITY, ASSISTANT, SURVEYS, APPLICATIONS)
TOPICS = (ACCOUNT, USAGE, COUNTS, COOKIE_FILES, BACKUPS, *PURPOSES)
EVIDENCE = re.compile(
    r"\bbewijs\b.{0,40}(?:afspra|akkoord|toestemming|instemming|keuze)"
    r"|(?:akkoord|toestemming|afspraken|instemming|antwoord).{0,30}\b(?:bewijs|logboek|log|register)\b"
    r"|(?:toestemmings|akkoord|afspraken|instemmings)-?(?:log|register|bewijs|administratie)"
    r"|\b(?:logboek|log|register) (?:van|met|of|with) .{0,40}(?:akkoord|toestemming|afspraken|agree|consent|accept)"
    r"|(?:proof|evidence|record) of .{0,20}(?:agreement|consent|acceptance)"
    r"|(?:consent|acceptance|agreement) (?:log|record)"
)
