"""The words that a sentence is about, so that two places that speak of the same thing find each other."""

import re

WORD = re.compile(r"[a-z0-9]{4,40}")
ENDINGS = re.compile(r"(?<=\w{4})(?:en|s|'s|gegevens)$")
# Words of four letters and more that say nothing about which data a sentence speaks of.
EMPTY = frozenset(
    WORD.findall(
        """
        gegevens persoonsgegevens data informatie personal information bewaren bewaard bewaar opgeslagen
        opslaan gelogd loggen wissen gewist verwijderen leveren geven tonen kunnen worden wordt hebben heeft
        blijven blijft houden komen komt staan staat niet niets nooit nergens geen alleen altijd door voor
        naar over onze jouw deze dies daar meer zelf zijn waar wanneer zodat omdat want hier haar jullie
        alle elke ieder iedere termijn mogen moet moeten doen gaat gaan daarom immers verder nodig hiermee
        grondslag soort soorten welke store stored keep kept save saved delete erase give supply deliver
        your yours their them they have with that this these those from into nothing never cannot will would
        about which what when where some other only also
        """
    )
)


def list_words(folded: str) -> frozenset[str]:
    """Stems of the words that carry meaning; "communityberichten" and "community-posts" stay two words each."""
    words = (word for word in WORD.findall(folded) if word not in EMPTY)
    return frozenset(ENDINGS.sub("", word) for word in words)
