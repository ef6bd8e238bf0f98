"""Fills an empty PostgreSQL database with many people and three acts of each, then seals them, to measure on it.

    DATABASE_URL=postgres://… DJANGO_SETTINGS_MODULE=werkflippen.settings.test python -m tests.bench.load_people 1000000

The texts are published along the ordinary way; only the rows of which there are millions go in by COPY, as a superuser
of the database, so that foreign keys are not asked about each. Everybody answers the first versions; nine of ten then
accept the new terms, the tenth reads the new statement.
"""

import os
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

import django
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection
from django.utils import timezone

if __name__ == "__main__":
    sys.path.insert(0, "site")
    django.setup()

from legal.ledger.merkle import hash_leaf
from legal.ledger.models import Leaf
from legal.ledger.sealing import seal_ledger
from legal.statements.entries import commit_to_person, encode_act
from legal.statements.models import Act, ActSubject, VersionText
from members.accounts.models import User
from tests.factories.statements import publish_version

CHUNK = 20_000
NAMES = ("Sanne", "Piet", "Kim", "Noor", "Lotte", "Daan", "Fleur")
WORDING = "Ik ga akkoord met de voorwaarden"
COLUMNS = {
    User: "id, password, is_superuser, is_active, date_joined, email, first_name, last_name, language",
    Leaf: "id, kind, leaf_hash",
    Act: "id, entry, kind, text_id, wording, place, recorded_at, commitment, leaf_id",
    ActSubject: "act_id, text_id, user_id, salt, reason",
}


@dataclass(frozen=True)
class Answer:
    person: int
    text: VersionText
    kind: str


def load_people(people: int) -> None:
    """Raises `django.db.ProgrammingError` for a role that is no superuser."""
    call_command("migrate", verbosity=0)
    first = [publish_version("privacy").texts.get(), publish_version("terms").texts.get()]
    newest = [publish_version(kind, text="Wij bewaren je adres.").texts.get() for kind in ("privacy", "terms")]
    accounts = range(1 + (User.objects.order_by("pk").values_list("pk", flat=True).last() or 0), sys.maxsize)
    numbers = accounts[:people]
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        copy_people(numbers)
        copy_acts(list_answers(numbers, first, newest))
        cursor.execute("RESET session_replication_role")
        for statement in connection.ops.sequence_reset_sql(no_style(), list(COLUMNS)):
            cursor.execute(statement)
    seal_ledger()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def list_answers(people: range, first: list[VersionText], newest: list[VersionText]) -> Iterator[Answer]:
    """In the order in which they are given; the second time people come in another order than they signed up in."""
    (privacy, terms), (new_privacy, new_terms) = first, newest
    for person in people:
        yield Answer(person, privacy, Act.Kind.ACKNOWLEDGE)
        yield Answer(person, terms, Act.Kind.ACCEPT)
    for person in random.Random(8).sample(people, len(people)):  # noqa: S311 (not a secret)
        late = person % 10 == 0
        yield Answer(person, new_privacy if late else new_terms, Act.Kind.ACKNOWLEDGE if late else Act.Kind.ACCEPT)


def copy(model: type, lines: Iterator[str]) -> None:
    """Rows as PostgreSQL writes them in text: columns by tabs, rows by line ends."""
    with connection.cursor() as cursor, cursor.copy(f"COPY {model._meta.db_table} ({COLUMNS[model]}) FROM STDIN") as to:
        while part := "".join(islice(lines, CHUNK)):
            to.write(part)


def copy_people(numbers: range) -> None:
    rest = f"!\tf\tt\t{timezone.now().isoformat()}"
    names = ((number, NAMES[number % 7]) for number in numbers)
    copy(User, (f"{n}\t{rest}\tlid{n}@voorbeeld.example\t{name}\tLid{n}\tnl\n" for n, name in names))


def copy_acts(answers: Iterator[Answer]) -> None:
    leaf = Leaf.objects.order_by("pk").values_list("pk", flat=True).last() or 0
    act = Act.objects.order_by("pk").values_list("pk", flat=True).last() or 0
    chance = random.Random(8)  # noqa: S311 (the same rows at every run)
    while chunk := list(islice(answers, CHUNK)):
        rows = [write_act(answer, act + n, leaf + n, chance) for n, answer in enumerate(chunk, 1)]
        for model, lines in zip((Leaf, Act, ActSubject), zip(*rows, strict=True), strict=True):
            copy(model, iter(lines))
        act, leaf = act + len(chunk), leaf + len(chunk)


def write_act(answer: Answer, number: int, leaf: int, chance: random.Random) -> tuple[str, str, str]:
    """The leaf, the act and the link to the person."""
    salt, entry, text, kind = chance.randbytes(32), UUID(int=chance.getrandbits(128)), answer.text, str(answer.kind)
    now = timezone.now().replace(microsecond=0)
    commitment = commit_to_person(salt, answer.person, entry)
    entry_bytes = encode_act(kind, now, commitment, entry, "sign-up", WORDING, text.sha256, text.leaf_id)
    leaf_hash = hash_leaf(entry_bytes).hex()
    return (
        f"{leaf}\tact\t\\\\x{leaf_hash}\n",
        f"{number}\t{entry.hex}\t{kind}\t{text.pk}\t{WORDING}\tsign-up\t{now.isoformat()}\t{commitment}\t{leaf}\n",
        f"{number}\t{text.pk}\t{answer.person}\t\\\\x{salt.hex()}\t\n",
    )


if __name__ == "__main__":
    if "DATABASE_URL" not in os.environ:
        sys.exit(__doc__)
    load_people(int(sys.argv[1]))
