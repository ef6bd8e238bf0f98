"""How many people stand where on a version: each counts once, by their last act on it. Who was forgotten, no more.

Counted are acts, without asking whose they are: there are millions. From these go the acts that a later one of the
same person on the same version took the place of. Nobody does the same twice running (`record_act`), so whoever changed
their mind did, at some time, what fewer people did: only the acts of those are read one by one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from ..acts.asking import AGREEING
from ..models import Act, ActSubject, Version, VersionText


@dataclass
class Tally:
    agreed: int = 0
    declined: int = 0

    def add(self, kind: str, number: int) -> None:
        if kind in AGREEING:
            self.agreed += number
        else:
            self.declined += number


@dataclass(frozen=True)
class Replaced:
    """An act that no longer counts, and the day from which it does not."""

    version: int
    kind: str
    day: date


def tally_versions(versions: Iterable[int]) -> dict[int, Tally]:
    """By the number of the version's row. At most three queries."""
    tallies = {number: Tally() for number in versions}
    texts = list_texts(tallies)
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for text, kind, count in list_acts(texts).values_list("text", "kind").annotate(Count("pk")).order_by():
        tallies[texts[text]].add(kind, count)
        counts[texts[text]][kind] += count
    for act in find_replaced(texts, counts):
        tallies[act.version].add(act.kind, -1)
    return tallies


def tally_days(version: Version) -> dict[date, Tally]:
    """What each day with an answer added to, or took from, who agreed and who declined; oldest day first."""
    texts = list_texts([version.pk])
    acts = list_acts(texts).annotate(day=TruncDate("recorded_at")).values_list("day", "kind")
    changes = list(acts.annotate(Count("pk")).order_by())
    counts: Counter[str] = Counter()
    for _day, kind, count in changes:
        counts[kind] += count
    changes += [(act.day, act.kind, -1) for act in find_replaced(texts, {version.pk: counts})]
    tallies: dict[date, Tally] = {}
    for day, kind, count in sorted(changes):
        tallies.setdefault(day, Tally()).add(kind, count)
    return tallies


def list_texts(versions: Iterable[int]) -> dict[int, int]:
    """Which version each text belongs to."""
    return dict(VersionText.objects.filter(version__in=list(versions)).values_list("pk", "version"))


def list_acts(texts: Iterable[int]) -> QuerySet[Act]:
    return Act.objects.filter(text__in=list(texts), redaction__isnull=True)


def find_replaced(texts: Mapping[int, int], counts: Mapping[int, Counter[str]]) -> Iterator[Replaced]:
    """`counts` says how often each kind was done on each version."""
    rare = Q(pk__in=[])
    for version, kinds in counts.items():
        own = [text for text, number in texts.items() if number == version]
        rare |= Q(act__text__in=own, act__kind__in=[kind for kind, _count in kinds.most_common()[1:]])
    people = ActSubject.objects.filter(rare).values("user")
    facts = ("user", "act__text", "act__kind", "act__recorded_at")
    acts = ActSubject.objects.filter(user__in=people, act__text__in=list(texts)).order_by("user", "act")
    for _user, rows in groupby(acts.values_list(*facts).iterator(), key=itemgetter(0)):
        yield from replace(((texts[text], kind, moment) for _same, text, kind, moment in rows))


def replace(acts: Iterable[tuple[int, str, datetime]]) -> Iterator[Replaced]:
    """Of the acts of one person, in their order."""
    last: dict[int, str] = {}
    for version, kind, moment in acts:
        if version in last:
            yield Replaced(version, last[version], timezone.localdate(moment))
        last[version] = kind
