"""The chart of a version: how many people agreed and declined, day by day."""

import re
from datetime import date, timedelta

import pytest

from legal.statements.models import Act, Version
from legal.statements.reports.chart import HEIGHT, WIDTH, Point, accumulate_days, choose_labels, draw_chart, round_up
from legal.statements.reports.tallies import Tally, tally_days, tally_versions
from tests.factories.people import make_person
from tests.factories.statements import answer, publish_version
from tests.visiting import Client

FIRST = date(2026, 11, 2)  # a Monday
FLOOR, CEILING = 240.0, 16.0
BEGIN, END = 56.0, 624.0


def make_points(*numbers: int, declined: int = 0) -> list[Point]:
    return [Point(FIRST + timedelta(days=day), number, declined) for day, number in enumerate(numbers)]


# Geometry


def test_the_line_begins_at_the_left_and_ends_at_the_right():
    line = draw_chart(make_points(0, 2, 4)).agreed
    assert line.path == f"M{BEGIN} {FLOOR}L340.0 128.0L{END} {CEILING}"
    assert (line.end.x, line.end.y) == (END, CEILING)


def test_one_day_is_one_dot_in_the_middle():
    chart = draw_chart(make_points(3))
    assert (chart.agreed.end.x, chart.agreed.path) == (340.0, "M340.0 16.0")
    assert [(tick.at, tick.label, tick.anchor) for tick in chart.across] == [(340.0, FIRST, "middle")]


def test_nobody_yet_lies_on_the_floor():
    chart = draw_chart(make_points(0, 0))
    assert chart.agreed.end.y == chart.declined.end.y == FLOOR
    assert [tick.label for tick in chart.upward] == [0, 1]


def test_without_points_there_is_no_chart():
    with pytest.raises(ValueError):
        draw_chart([])


@pytest.mark.parametrize(
    ("highest", "labels"),
    [(1, [0, 1]), (3, [0, 1, 2, 3]), (9, [0, 5, 10]), (120, [0, 50, 100, 150]), (1_000_000, [0, 500_000, 1_000_000])],
)
def test_the_numbers_at_the_side_are_round_and_reach_above_the_line(highest: int, labels: list[int]):
    chart = draw_chart(make_points(0, highest))
    assert [tick.label for tick in chart.upward] == labels
    assert chart.upward[0].at == FLOOR
    assert chart.upward[-1].at == CEILING


def test_who_declined_can_be_more_than_who_agreed():
    chart = draw_chart(make_points(1, 1, declined=7))
    assert chart.declined.end.y < chart.agreed.end.y
    assert chart.upward[-1].label == 8


@pytest.mark.parametrize("days", [1, 2, 3, 4, 50, 92, 400])
def test_everything_stays_on_the_paper(days: int):
    chart = draw_chart(make_points(*range(days), declined=days * 3))
    words = chart.agreed.path[1:].split("L") + chart.declined.path[1:].split("L")
    places = [tuple(map(float, word.split())) for word in words]
    assert all(BEGIN <= x <= END and CEILING <= y <= FLOOR for x, y in places)
    assert (chart.width, chart.height) == (WIDTH, HEIGHT)
    assert 1 <= len(chart.across) <= 4
    assert [tick.at for tick in chart.across] == sorted({tick.at for tick in chart.across})


def test_a_line_that_only_rises_never_falls():
    words = draw_chart(make_points(*range(0, 900, 7))).agreed.path[1:].split("L")
    heights = [float(word.split()[1]) for word in words]
    assert heights == sorted(heights, reverse=True)


def test_round_numbers():
    assert [round_up(number) for number in (0, 0.25, 1, 1.5, 3, 7, 10, 11, 24, 250_000)] == [
        1,
        1,
        1,
        2,
        5,
        10,
        10,
        20,
        50,
        500_000,
    ]
    assert [choose_labels(points) for points in (1, 2, 3, 4, 10)] == [
        [0],
        [0, 1],
        [0, 1, 2],
        [0, 1, 2, 3],
        [0, 3, 6, 9],
    ]


# From answers to points


def make_tallies(*days: int) -> dict[date, Tally]:
    return {FIRST + timedelta(days=day): Tally(agreed=1) for day in days}


def test_days_without_an_answer_keep_the_number_of_the_day_before():
    points = accumulate_days(make_tallies(0, 3), FIRST + timedelta(days=4))
    assert [(point.day.day, point.agreed) for point in points] == [(2, 1), (3, 1), (4, 1), (5, 2), (6, 2)]


def test_without_answers_there_are_no_points():
    assert accumulate_days({}, FIRST) == []


@pytest.mark.parametrize(
    ("days", "points", "second"),
    [
        (92, 92, date(2026, 11, 3)),
        (93, 14, date(2026, 11, 9)),
        (400, 58, date(2026, 11, 9)),
        (742, 106, date(2026, 11, 9)),
        (743, 25, date(2026, 12, 1)),
    ],
)
def test_many_days_are_taken_together_by_week_or_month(days: int, points: int, second: date):
    found = accumulate_days(make_tallies(*range(days)), FIRST)
    assert (len(found), found[1].day) == (points, second)
    assert found[-1].agreed == days


@pytest.mark.django_db
def test_each_person_counts_once_by_their_last_answer(time_machine):
    time_machine.move_to("2026-11-02 12:00+01:00", tick=False)
    version = publish_version("terms")
    sanne, piet, kim = (make_person(f"{name}@voorbeeld.example") for name in ("sanne", "piet", "kim"))
    answer(sanne, version, Act.Kind.ACCEPT)
    answer(piet, version, Act.Kind.ACCEPT)
    answer(kim, version, Act.Kind.DECLINE)
    time_machine.move_to("2026-11-03 23:30+01:00", tick=False)
    answer(piet, version, Act.Kind.DECLINE)
    time_machine.move_to("2026-11-05 00:30+01:00", tick=False)
    answer(piet, version, Act.Kind.ACCEPT)
    answer(kim, version, Act.Kind.ACCEPT)
    found = accumulate_days(tally_days(version), date(2026, 11, 6))
    assert [(point.day.day, point.agreed, point.declined) for point in found] == [
        (2, 2, 1),
        (3, 1, 2),
        (4, 1, 2),
        (5, 3, 0),
        (6, 3, 0),
    ]
    assert tally_versions([version.pk]) == {version.pk: Tally(agreed=3, declined=0)}


@pytest.mark.django_db
def test_an_answer_to_another_version_changes_nothing_here(time_machine):
    first, person = publish_version("terms"), make_person()
    answer(person, first, Act.Kind.ACCEPT)
    second = publish_version("terms", text="Je betaalt vooraf.")
    answer(person, second, Act.Kind.DECLINE)
    assert tally_versions([first.pk, second.pk]) == {first.pk: Tally(1, 0), second.pk: Tally(0, 1)}


@pytest.mark.django_db
def test_most_people_may_have_declined_first():
    version = publish_version("terms")
    people = [make_person(f"lid{number}@voorbeeld.example") for number in range(4)]
    for person in people:
        answer(person, version, Act.Kind.DECLINE)
    for person in people[:2]:
        answer(person, version, Act.Kind.ACCEPT)
    answer(people[0], version, Act.Kind.DECLINE)
    assert tally_versions([version.pk]) == {version.pk: Tally(agreed=1, declined=3)}
    people[1].delete()
    assert tally_versions([version.pk]) == {version.pk: Tally(agreed=0, declined=3)}
    assert sum(day.declined for day in tally_days(version).values()) == 3


# The page


def read_page(legal: Client, version: Version) -> str:
    return legal.get(f"/admin/legal/versions/{version.pk}/").content.decode()


@pytest.mark.django_db
def test_a_version_without_answers_says_so(legal: Client):
    page = read_page(legal, publish_version())
    assert "Nog niemand antwoordde op deze versie." in page
    assert "legal-chart" not in page


@pytest.mark.django_db
def test_a_version_that_is_to_come_says_from_when(legal: Client, time_machine):
    time_machine.move_to("2026-11-23 11:22:33+01:00", tick=False)
    page = read_page(legal, publish_version(effective_from=date(2026, 12, 24)))
    assert "Deze versie geldt vanaf 24 december 2026. Nog niemand antwoordde erop." in page


@pytest.mark.django_db
def test_a_document_that_asks_nothing_says_so(legal: Client):
    assert "Dit document vraagt geen antwoord." in read_page(legal, publish_version("cookies"))


@pytest.mark.django_db
def test_the_chart_has_its_numbers_in_a_table_and_no_styles_of_its_own(legal: Client, time_machine):
    time_machine.move_to("2026-11-23 11:22:33+01:00", tick=False)
    version = publish_version()
    answer(make_person(), version)
    page = read_page(legal, version)
    chart = page[page.index('<svg class="legal-chart"') : page.index("</table>", page.index("legal-chart"))]
    assert "style=" not in chart
    assert "<script" not in chart
    assert re.findall(r">([\d-]+)</t[hd]>", chart) == ["2026-11-23", "1", "0"]


@pytest.mark.django_db
def test_the_page_of_a_version_shows_its_facts(legal: Client):
    version = publish_version()
    text = version.texts.get()
    page = read_page(legal, version)
    for fact in (text.sha256, str(text.leaf_id), "niet goedgekeurd (opdrachtregel)", "nog niet verzegeld"):
        assert fact in page
    assert legal.get("/admin/legal/versions/99999999999999999999/").status_code == 404
