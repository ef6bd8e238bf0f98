"""The question as a visitor reads it, in the language of the page."""

from dataclasses import dataclass

from django.utils.translation import gettext

from .purposes import ACCEPT, HEADING, REFUSE, WITHDRAWAL, Purpose, hash_text


@dataclass(frozen=True)
class AskedPurpose:
    """A purpose in the reader's language, with the fingerprint of the Dutch original."""

    text: Purpose
    fingerprint: str
    wording: str


@dataclass(frozen=True)
class Question:
    heading: str
    withdrawal: str
    accept: str
    refuse: str
    purposes: tuple[AskedPurpose, ...]

    @property
    def shown(self) -> str:
        """Names the words on the screen. The form sends it back, so that nobody agrees to words they did not see."""
        return hash_text("\n".join(purpose.wording for purpose in self.purposes))[:16]


def ask(optional: tuple[Purpose, ...]) -> Question:
    """`optional` in Dutch, as `read_purposes` gives them."""
    heading, withdrawal, accept, refuse = (gettext(text) for text in (HEADING, WITHDRAWAL, ACCEPT, REFUSE))
    asked = []
    for purpose in optional:
        text = purpose.translate()
        cookies = [
            " · ".join((cookie.name, cookie.description, cookie.provider, cookie.kept_for)) for cookie in text.cookies
        ]
        lines = [heading, text.name, text.description, *cookies, withdrawal, f"[{accept}] [{refuse}]"]
        asked.append(AskedPurpose(text=text, fingerprint=purpose.fingerprint, wording="\n".join(lines)))
    return Question(heading, withdrawal, accept, refuse, tuple(asked))
