"""Rows 10 and 11: a thousand courses from a spreadsheet, and how fast people find something among them.

In an empty database: `DJANGO_SETTINGS_MODULE=werkflippen.settings.test python -m tests.bench.measure_finding`.
"""

import csv
import random
import re
import tempfile
import time
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from statistics import quantiles

import django

if __name__ == "__main__":
    django.setup()

from django.core.management import call_command

from courses.models import CoursePage, FindableText, LessonPage
from tests.factories.courses import find_topic, give_access, give_membership
from tests.factories.people import make_person
from tests.visiting import Client

COURSES = 1_000
LESSONS = 10  # of each course
SECONDS_TO_IMPORT = 120
MILLISECONDS = 95, 100  # the percentile, and its goal
ROUNDS = 6
SYLLABLES = re.findall("..?.?", "vergaderenplanrapportmailwerktijdteamdoelbrieffeedbackrekenbladoverlegtaakbesluit")
COLUMNS = ("course", "title", "slug", "topic", "teaser", "minutes", "introduction", "outcomes", "free", "text")


def measure_here() -> Iterator[str]:
    call_command("migrate", verbosity=0)
    find_topic()
    database = django.db.connection.vendor
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "courses.csv"
        write_file(path)
        start = time.perf_counter()
        call_command("import_courses", str(path), "--publish", verbosity=0, stdout=StringIO())
        taken = time.perf_counter() - start
    made = CoursePage.objects.live().count(), LessonPage.objects.live().count(), FindableText.objects.count()
    if made[:2] != (COURSES, COURSES * LESSONS):
        raise RuntimeError(f"not everything was imported: {made}")
    pages = f"{made[0]:,} courses with {made[1]:,} lessons"
    yield f"row 10 {database}: {pages} imported in {taken:,.0f} s (goal ≤ {SECONDS_TO_IMPORT} s)"
    yield from measure_searches(database)


def make_words(number: int) -> list[str]:
    chance = random.Random(8)  # noqa: S311 (the same words at every run)
    return sorted({"".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(number)})


def write_file(path: Path) -> None:
    chance, words = random.Random(9), make_words(9_000)  # noqa: S311

    def say(number: int) -> str:
        """Few words are common and most are rare, as in any language."""
        return " ".join(words[int(len(words) * chance.random() ** 3)] for _ in range(number))

    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.DictWriter(file, COLUMNS)
        rows.writeheader()
        for course in range(COURSES):
            common = {"teaser": f"{say(12)} altijd", "minutes": 60}
            lists = {"topic": "Overleg", "introduction": say(60), "outcomes": "|".join(say(5) for _ in range(4))}
            rows.writerow(common | lists | {"title": f"{say(3)} {course}", "slug": f"cursus-{course}"})
            for lesson in range(LESSONS):
                facts = {"course": f"cursus-{course}", "title": f"{say(3)} {lesson}", "free": "no" if lesson else "yes"}
                rows.writerow(common | facts | {"text": "\n\n".join(say(60) for _ in range(5))})


def list_questions() -> dict[str, list[str]]:
    words = make_words(9_000)
    return {
        "rare words": words[-40:],
        "common words": words[:20],
        "two words": [f"{one} {other}" for one, other in zip(words[:20], words[20:40], strict=True)],
        "a word on every page": ["altijd"] * 5,
        "words that nobody uses": [f"{word}qx" for word in words[100:120]],
        "misspelled words": [f"{word[:2]}{word[3:]}" for word in words[4000:4020]],
    }


def measure_searches(database: str) -> Iterator[str]:
    for who, client in make_searchers().items():
        everything = []
        for kind, questions in list_questions().items():
            taken = [ask(client, question) for _ in range(ROUNDS) for question in questions][len(questions) :]
            everything += taken
            yield f"       {database}, {who}, {kind}: {write_percentile(taken, 50)}, {write_percentile(taken, 95)}"
        share, goal = MILLISECONDS
        yield f"row 11 {database}: search by a {who}, {write_percentile(everything, share)} (goal ≤ {goal} ms)"


def make_searchers() -> dict[str, Client]:
    clients = {"visitor": Client(), "member": Client(), "owner of one course": Client()}
    member, owner = make_person("lid@voorbeeld.example"), make_person("eigenaar@voorbeeld.example")
    give_membership(member)
    give_access(owner, CoursePage.objects.first())
    for who, person in {"member": member, "owner of one course": owner}.items():
        clients[who].force_login(person)
    return clients


def ask(client: Client, question: str) -> float:
    """Milliseconds until the whole page is there."""
    start = time.perf_counter()
    response = client.get("/zoeken/", {"q": question})
    taken = (time.perf_counter() - start) * 1000
    if response.status_code != 200:
        raise RuntimeError(f"{question}: {response.status_code}")
    return taken


def write_percentile(taken: list[float], share: int) -> str:
    return f"p{share} {quantiles(taken, n=100, method='inclusive')[share - 1]:,.0f} ms"


if __name__ == "__main__":
    for line in measure_here():
        print(line, flush=True)
