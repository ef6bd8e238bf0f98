"""What cookies are for, and the fingerprint of what people consent to.

The rows of django-cookie-consent hold the Dutch text, which prevails. Other languages come from the published version
of that language, and before there is one from the message catalogue with the Dutch text as the key.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, field, replace
from itertools import groupby
from typing import Any

from cookie_consent.models import CookieGroup
from django.utils.translation import get_language, gettext, gettext_noop

from home.identity.naming import name_company

HEADING = gettext_noop("Mogen we deze cookies gebruiken?")
HEADINGS = {"statistics": gettext_noop("Mogen we anoniem meetellen?")}  # where that purpose is all that is asked
WITHDRAWAL = gettext_noop("Je keuze verander je altijd, net zo makkelijk, met ‘Cookiekeuze’ onderaan elke pagina.")
ACCEPT = gettext_noop("Accepteren")
REFUSE = gettext_noop("Weigeren")
ACCEPT_ALL = gettext_noop("Alles accepteren")
REFUSE_ALL = gettext_noop("Alles weigeren")
CHOOSE = gettext_noop("Zelf kiezen")
STOP_COUNTING = gettext_noop("Stop met meetellen")
WITHDRAW = gettext_noop("Trek mijn toestemming in")

SCRIPTS = {"statistics": "js/statistics.js"}
"""Static path of the script that waits for consent to a group."""


@dataclass(frozen=True)
class DeclaredCookie:
    name: str
    domain: str
    path: str
    description: str
    provider: str
    kept_for: str

    def translate(self) -> "DeclaredCookie":
        return replace(self, description=gettext(self.description), kept_for=gettext(self.kept_for))


@dataclass(frozen=True)
class Purpose:
    group: str
    name: str
    description: str
    is_required: bool
    cookies: tuple[DeclaredCookie, ...]
    # By language, as it was published; no part of what is consented to, since the Dutch text prevails.
    translations: tuple[tuple[str, "Purpose"], ...] = field(default=(), compare=False, repr=False)

    @property
    def fingerprint(self) -> str:
        """First 16 hex digits of SHA-256 over purpose, cookies, providers and the words of the question in Dutch.

        Nothing of other purposes goes into it: when one changes, people keep what they chose about the rest. Only for
        a purpose as it is in Dutch: a translated one has no fingerprint of its own.
        """
        consented_to = [self.freeze(), self.heading, WITHDRAWAL, ACCEPT, REFUSE]
        return hash_text(json.dumps(consented_to, ensure_ascii=False, sort_keys=True))[:16]

    def freeze(self) -> dict[str, Any]:
        """Without its translations, as it is kept with a version."""
        facts = asdict(replace(self, translations=()))
        del facts["translations"]
        return facts | {"cookies": list(facts["cookies"])}

    @property
    def heading(self) -> str:
        return HEADINGS.get(self.group, HEADING)

    @property
    def script(self) -> str:
        return SCRIPTS.get(self.group, "")

    def translate(self) -> "Purpose":
        if published := dict(self.translations).get(get_language() or ""):
            return published
        return replace(
            self,
            name=gettext(self.name),
            description=gettext(self.description),
            cookies=tuple(cookie.translate() for cookie in self.cookies),
        )


def hash_text(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def read_purposes() -> tuple[Purpose, ...]:
    """All purposes in Dutch as the admin has them now, in two queries. Visitors are asked about the published ones."""
    ours = name_company()
    rows = CookieGroup.objects.order_by("ordering", "varname", "cookie__name", "cookie__domain").values_list(
        "varname",
        "name",
        "description",
        "is_required",
        "cookie__name",
        "cookie__domain",
        "cookie__path",
        "cookie__description",
        "cookie__details__provider",
        "cookie__details__kept_for",
    )
    return tuple(
        Purpose(
            varname,
            name,
            description,
            is_required,
            tuple(declare_cookie(ours, *row[4:]) for row in members if row[4]),
        )
        for (varname, name, description, is_required), members in groupby(rows, key=lambda row: row[:4])
    )


def declare_cookie(ours: str, *facts: str | None) -> DeclaredCookie:
    """A cookie with an empty provider is ours; one without details, where that is None, does not say whose it is."""
    name, domain, path, description, provider, kept_for = facts
    named = ours if provider == "" else provider
    return DeclaredCookie(*(text or "" for text in (name, domain, path, description, named, kept_for)))


def list_optional(purposes: tuple[Purpose, ...]) -> tuple[Purpose, ...]:
    """The purposes that wait for a yes."""
    return tuple(purpose for purpose in purposes if not purpose.is_required)


def waits_for_consent() -> bool:
    """Whether there is a purpose, such as statistics, that nothing happens for until somebody says yes."""
    return CookieGroup.objects.filter(is_required=False).exists()
