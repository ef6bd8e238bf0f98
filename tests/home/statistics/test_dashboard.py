"""What editors see of the counts, and what they take home."""

import datetime
import re
import uuid

import pytest
from django.contrib.auth.models import Permission
from wagtail.models import Page

from home.statistics.counting import OTHER, count_view
from home.statistics.dashboard.figures import sum_steps
from home.statistics.due import fold_small_counts
from home.statistics.models import DailyCount, Dimension
from tests.factories.people import make_person
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

DASHBOARD = "/admin/reports/bezoek/"
LISTING = "/admin/reports/bezoek/tellingen/"
TODAY = datetime.date(2026, 11, 23)


def log_in(client: Client, *rights: str) -> Client:
    person = make_person()
    person.user_permissions.add(*Permission.objects.filter(codename__in=["access_admin", *rights]))
    client.force_login(person)
    return client


@pytest.fixture
def editor(client: Client) -> Client:
    return log_in(client, "view_dailycount")


@pytest.fixture
def counted_page() -> Page:
    page = Page.objects.filter(depth=2).first()
    assert page is not None
    Page.objects.filter(pk=page.pk).update(title="=Plannen & doen")
    seen = {Dimension.REFERRER: "vakblad.example", Dimension.DEVICE: "phone", Dimension.LANGUAGE: "nl"}
    seen |= {Dimension.CAMPAIGN: "herfst", Dimension.PAGE: f"course:{page.translation_key}"}
    count_view(day=TODAY, seen=seen, is_visit=True)
    count_view(day=TODAY, seen={Dimension.PAGE: f"page:{uuid.uuid4()}", Dimension.REFERRER: OTHER}, is_visit=False)
    count_view(day=TODAY - datetime.timedelta(days=40), seen=seen, is_visit=True)
    return page


def read(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_an_editor_sees_the_last_days_in_charts_and_the_same_figures_in_a_table(
    editor: Client, counted_page: Page
) -> None:
    page = read(editor, DASHBOARD)
    assert re.findall(r"<dd>(\d+)</dd>", page) == ["2", "1"]
    for words in (
        "=Plannen &amp; doen",
        "Pagina die niet meer bestaat",
        "vakblad.example",
        "Telefoon",
        "herfst",
        "Andere",
    ):
        assert words in page
    assert page.count("<title id=") == page.count("<desc id=") == 2
    assert page.count('class="legal-chart__bar"') == 60
    table = page.partition("<details")[2].partition("</details>")[0]
    assert table.count('scope="row"') == 30
    assert re.search(r'<th scope="row">23 november 2026</th>\s*<td>2</td>\s*<td>1</td>', table)


def test_before_anything_is_counted_it_says_so(editor: Client) -> None:
    page = read(editor, DASHBOARD)
    assert "In deze periode is niets geteld." in page
    assert '<svg class="legal-chart' not in page


@pytest.mark.parametrize(
    ("first", "last", "steps", "views"),
    [("2026-11-23", "2026-11-23", 1, 2), ("2026-10-01", "2026-11-23", 54, 3), ("2025-01-01", "2026-11-23", 100, 3)],
)
def test_one_day_is_one_bar_and_a_long_time_is_weeks(
    editor: Client, counted_page: Page, first: str, last: str, steps: int, views: int
) -> None:
    page = read(editor, f"{DASHBOARD}?first={first}&last={last}")
    assert page.count('class="legal-chart__bar"') == 2 * steps
    assert re.findall(r"<dd>(\d+)</dd>", page)[0] == str(views)
    assert ("week van" in page) == (steps == 100)


def test_every_count_stands_in_one_step_and_no_other(counted_page: Page) -> None:
    days, weeks = sum_steps(datetime.date(2026, 10, 1), TODAY), sum_steps(datetime.date(2026, 1, 1), TODAY)
    assert sum(step.views for step in days) == sum(step.views for step in weeks) == 3
    assert all(step.day.weekday() == 0 for step in weeks)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("first=2026-11-23&last=2026-11-01", "Deze dag ligt vóór de eerste dag."),
        ("first=1026-11-23&last=2026-11-01", "Zo lang bewaren we de tellingen niet."),
        ("first=2026-11-01&last=9999-12-31", "Deze dag moet nog komen."),
        ("first=gisteren&last=", "Voer een geldige datum in."),
    ],
)
def test_days_that_cannot_be_are_refused_at_their_field(editor: Client, query: str, words: str) -> None:
    page = read(editor, f"{DASHBOARD}?{query}")
    assert words in page
    assert "visits-totals" not in page


def test_a_download_holds_the_days_on_the_screen_and_no_formula(editor: Client, counted_page: Page) -> None:
    page = read(editor, f"{DASHBOARD}?first=2026-11-23&last=2026-11-23")
    as_csv, as_xlsx, shown = re.findall(rf'href="({LISTING}[^"]*)"', page.replace("&amp;", "&"))
    response = editor.get(as_csv)
    lines = b"".join(response.streaming_content).decode().splitlines()
    assert lines[0] == "Dag,Soort,Wat,Keer bekeken,Bezoeken"
    # The apostrophe keeps a spreadsheet from taking the title for a formula.
    assert "2026-11-23,Pagina,'=Plannen & doen,1,1" in lines
    assert "2026-11-23,Apparaat,Telefoon,1,1" in lines
    assert len(lines) == 1 + 7
    assert b"".join(editor.get(as_xlsx).streaming_content).startswith(b"PK")
    assert "Plannen" in read(editor, shown)


def test_of_a_day_that_is_over_few_views_of_a_site_or_campaign_stand_among_the_others(editor: Client) -> None:
    for day, views in (("2026-11-22", 4), ("2026-11-22", 5), ("2026-11-23", 4)):
        for dimension in (Dimension.REFERRER, Dimension.CAMPAIGN, Dimension.LANGUAGE):
            DailyCount.objects.create(day=day, dimension=dimension, label=f"telt-{views}", views=views, visits=1)
    for _run in range(2):
        assert [*fold_small_counts()] == []
    lines = b"".join(editor.get(f"{LISTING}?export=csv").streaming_content).decode().splitlines()
    for name in ("Verwijzende site", "Campagne"):
        rows = {line for line in lines if f",{name}," in line}
        assert rows == {f"2026-11-22,{name},{rest}" for rest in ("Andere,4,1", "telt-5,5,1")} | {
            f"2026-11-23,{name},telt-4,4,1"
        }
    assert "2026-11-22,Taal,telt-4,4,1" in lines
    period = "?first=2026-11-22&last=2026-11-22"
    assert "telt-4" not in re.sub(r"(?s)Talen.*", "", read(editor, DASHBOARD + period))


def test_the_names_are_read_in_as_few_queries_for_many_pages(
    editor: Client, counted_page: Page, django_assert_max_num_queries
) -> None:
    for path in (DASHBOARD, f"{LISTING}results/"):
        with django_assert_max_num_queries(100) as few:
            editor.get(path)
        DailyCount.objects.bulk_create(
            DailyCount(day=TODAY, dimension=Dimension.PAGE, label=f"page:{uuid.uuid4()}", views=1) for _ in range(30)
        )
        with django_assert_max_num_queries(100) as many:
            editor.get(path)
        assert len(many) <= len(few)


@pytest.mark.parametrize("path", [DASHBOARD, LISTING])
def test_who_may_not_see_the_counts_is_sent_away(client: Client, path: str) -> None:
    assert "login" in client.get(path)["Location"]
    assert log_in(client).get(path).status_code == 302
    assert "/reports/bezoek/" not in client.get("/admin/").content.decode()
