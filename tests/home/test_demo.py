"""What `load_demo` makes: a site that shows everything, once, and nowhere but where demo people may log in."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db.models import Model
from django.utils import timezone

from courses.editing.checking import find_everything
from courses.models import CoursePage, LessonDocument, LessonImage, LessonMedia, LessonPage
from legal.ledger.models import Leaf
from legal.statements.models import Act, Version
from members.accounts.models import User
from members.invoicing.closing import may_invoice
from members.membership.models import Grant, Offer
from tests.courses.leaks.reading import list_files
from tests.factories.accounts import log_in
from tests.factories.statements import publish_version
from tests.visiting import Client

pytestmark = pytest.mark.django_db

COUNTED: list[type[Model]] = [CoursePage, LessonPage, Version, Act, Leaf, User, Grant, Offer]
GROUPS = {"editor": ["Editors"], "legal": ["Legal"], "support": ["Support"], "finance": ["Finance"]}
GROUPS |= {"moderator": ["Moderators"], "owner": ["Owners"], "member": [], "free": []}


def load_demo() -> str:
    said = StringIO()
    call_command("load_demo", stdout=said)
    return said.getvalue()


def read(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def count_rows() -> list[int]:
    return [model.objects.count() for model in COUNTED]


def assert_courses_are_there(client: Client) -> None:
    courses = CoursePage.objects.live().filter(locale__language_code="nl")
    assert courses.count() == 12
    assert min(LessonPage.objects.live().child_of(course).count() for course in courses) >= 3
    catalogue = read(client, "/cursussen/")
    assert [course.title for course in courses if course.title not in catalogue] == []
    assert LessonPage.objects.live().filter(locale__language_code="nl").count() == 60
    english = CoursePage.objects.live().filter(locale__language_code="en")
    assert english.count() == 3
    catalogue = read(client, "/en/courses/")
    assert [course.title for course in english if course.title not in catalogue] == []
    assert min(LessonPage.objects.live().child_of(course).count() for course in english) >= 3


def assert_files_are_there(client: Client) -> None:
    """In a lesson for everybody they open, and in a lesson for members the page does not even name them."""
    lesson = "/cursussen/vergaderen-met-een-reden/wat-kost-een-uur-samen/"
    files = list_files(client, lesson)
    assert {file.rpartition(".")[2] for file in files} == {"webp", "png", "pdf"}
    for file in files:
        assert b"".join(client.get(file).streaming_content)
    (recording,) = LessonMedia.objects.filter(title="Twee minuten stilte")
    gated = "/cursussen/vergaderen-met-een-reden/iedereen-aan-het-woord/"
    assert list_files(client, gated) == []
    assert client.get(f"{gated}bestanden/media/{recording.pk}/twee-minuten-stilte.wav").status_code == 404
    counts = [LessonImage.objects.count(), LessonDocument.objects.count(), LessonMedia.objects.count()]
    assert counts == [9, 3, 2]
    assert find_everything([*CoursePage.objects.live(), *LessonPage.objects.live()]) == {}


def assert_offers_are_there(client: Client) -> None:
    day = timezone.localdate()
    prices = {offer.slug: offer.find_price(day) for offer in Offer.objects.on_sale(day)}
    assert (prices["maandlid"], prices["jaarlid"], prices["goed-gesprek"]) == (1900, 19000, 19900)
    assert (prices["je-postvak-omgedraaid"], prices["veilig-werken-met-ai"], len(prices)) == (3900, 0, 15)
    plans = read(client, "/lid-worden/")
    for text in (
        "€\u00a019",
        "€\u00a0190",
        "Je bespaart €\u00a038 per jaar",
        "Eerst 14 dagen gratis proberen",
        "Ook als cadeau",
    ):
        assert text in plans
    course = read(client, "/cursussen/vergaderen-met-een-reden/")
    for text in ("/bestellen/vergaderen-met-een-reden/", "/bestellen/goed-gesprek/", "Samen met: Feedback die landt"):
        assert text in course
    assert "By the year" in read(client, "/en/lid-worden/")


def assert_statements_are_there(client: Client) -> None:
    versions = Version.objects.filter(document__kind="privacy").order_by("number")
    assert [version.number for version in versions] == [1, 2]
    assert [sorted(version.texts.values_list("language", flat=True)) for version in versions] == [["en", "nl"]] * 2
    assert "Privacyverklaring van Werkflippen" in read(client, "/privacy/")
    assert "Privacy statement of Werkflippen" in read(client, "/en/privacy/")
    for path in ("/privacy/versies/1/", "/privacy/versies/2/", "/privacy/versies/1/verschil/2/", "/voorwaarden/"):
        read(client, path)
    assert Version.objects.filter(document__kind="terms").count() == 1


def assert_a_second_time_changes_nothing() -> None:
    before, password = count_rows(), settings.DEMO_PASSWORD_FILE.read_text(encoding="utf-8")
    assert load_demo() == "The demo is there already.\n"
    assert count_rows() == before
    assert settings.DEMO_PASSWORD_FILE.read_text(encoding="utf-8") == password


def test_the_demo_shows_courses_texts_and_people_who_may_log_in_and_is_made_once(client: Client) -> None:
    said = load_demo()
    password = settings.DEMO_PASSWORD_FILE.read_text(encoding="utf-8")
    assert password in said
    assert_a_second_time_changes_nothing()
    assert_courses_are_there(client)
    assert_files_are_there(client)
    assert_offers_are_there(client)
    assert_statements_are_there(client)
    assert may_invoice()
    for name, groups in GROUPS.items():
        person = User.objects.get(email=f"{name}@werkflippen.example")
        assert list(person.groups.values_list("name", flat=True)) == groups
        assert not person.is_superuser
        assert person.check_password(password)
    assert log_in(Client(), "editor@werkflippen.example", password)["Location"] == "/account/login/tweede-stap/"
    assert log_in(client, "member@werkflippen.example", password)["Location"] == "/account/"
    asked = client.get("/account/", follow=True)
    assert asked.redirect_chain[0][0].startswith("/account/afspraken/nieuw/")
    question = asked.context["question"]
    assert (question.text.version.document.kind, question.text.version.number) == ("privacy", 2)
    checked = StringIO()
    call_command("verify_ledger", stdout=checked)
    assert "No fault found." in checked.getvalue()


def test_a_site_that_is_no_demo_refuses_demo_people(settings) -> None:
    before = count_rows()
    del settings.DEMO_PASSWORD_FILE
    with pytest.raises(CommandError, match="only for the demo settings"):
        load_demo()
    assert count_rows() == before


def test_a_site_with_texts_of_its_own_is_left_alone() -> None:
    publish_version("privacy")
    before = count_rows()
    with pytest.raises(CommandError, match="needs an empty site"):
        load_demo()
    assert count_rows() == before
