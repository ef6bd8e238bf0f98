"""Whatever Moodle's own tests promise about policies, and is ours to promise too, holds here.

The table names each of Moodle's scenarios and the test that shows the same here; those below are in this file.
"""

import ast
from functools import cache
from pathlib import Path

import pytest

from legal.statements.acts.asking import list_people_yet_to_answer
from legal.statements.models import Document, LegalPage
from members.accounts.models import User
from tests.factories.accounts import TICKED, log_in, make_member, open_sign_up, sign_up
from tests.factories.people import make_person
from tests.factories.statements import answer, publish_consent, publish_version, write_body
from tests.page_forms import read_form
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

HERE = "legal/test_like_moodle.py"
SIGN_UP, REFUSALS = "members/test_sign_up.py", "members/test_sign_up_refusals.py"
MINE, PAGE = "members/test_my_agreements.py", "members/test_answer_page.py"
GATE, ANSWERS = "legal/test_agreement_gate.py", "legal/test_agreement_answers.py"
CONSENT, ACTING = "legal/test_consent_documents.py", "legal/test_acting_for_people.py"
PUBLISHING, REPORTS = "legal/test_publishing.py", "legal/test_legal_reports.py"
PENDING, ARCHIVE = "legal/test_pending_report.py", "legal/test_archive.py"

SCENARIOS = {
    # Agreeing: at sign-up, at log-in, for somebody else
    "without a policy sign-up asks nothing": (SIGN_UP, "test_without_a_published_text_a_newcomer_is_asked_for_none"),
    "with drafts alone sign-up asks nothing": (SIGN_UP, "test_without_a_published_text_a_newcomer_is_asked_for_none"),
    "former versions and drafts are never shown": (HERE, "test_a_newcomer_reads_the_version_in_force_and_no_other"),
    "each policy in full, and an unticked box each": (
        SIGN_UP,
        "test_a_newcomer_sees_an_unticked_box_with_a_link_and_a_token_for_each_text",
    ),
    "what is for guests alone is not asked at sign-up": (
        SIGN_UP,
        "test_the_cookie_page_is_published_but_asks_for_nothing",
    ),
    "with a box left empty one stays": (REFUSALS, "test_a_newcomer_who_leaves_a_box_empty_is_told_at_the_box"),
    "other pages lead to the gate": (
        GATE,
        "test_a_member_who_answered_nothing_is_asked_at_their_next_page_with_the_whole_text",
    ),
    "after agreeing to all the next log-in asks nothing": (
        HERE,
        "test_who_answered_everything_goes_on_and_is_not_asked_at_the_next_log_in",
    ),
    "a new document asks for itself alone": (HERE, "test_a_new_document_asks_for_itself_alone"),
    "a new version asks again with its own text": (
        GATE,
        "test_a_member_who_agreed_to_version_1_sees_what_version_3_changes_in_that",
    ),
    "a second newcomer in one browser is asked too": (HERE, "test_a_second_newcomer_in_one_browser_is_asked_too"),
    "somebody acting for another: the record names who really did": (
        ACTING,
        "test_the_record_names_the_person_the_colleague_the_reason_and_what_was_confirmed",
    ),
    "without that right nobody acts for another": (
        ACTING,
        "test_whoever_has_no_right_to_act_for_people_cannot",
    ),
    "one's own page lists the agreements": (
        MINE,
        "test_a_member_sees_the_text_with_a_link_their_answer_and_the_moment",
    ),
    # Keeping the documents
    "a draft has nobody who agreed": (REFUSALS, "test_a_draft_cannot_be_agreed_to"),
    "the active version says how many agreed": (
        "legal/test_version_report.py",
        "test_each_person_counts_once_by_their_last_answer",
    ),
    "a minor change keeps who agreed": (
        PENDING,
        "test_an_editorial_change_asks_nobody_and_a_substantive_one_everybody",
    ),
    "a saved draft leaves the active version": (
        PUBLISHING,
        "test_a_draft_on_a_published_text_changes_nothing_for_visitors",
    ),
    "a new version begins at nobody and keeps the count of the former": (
        HERE,
        "test_a_new_version_begins_at_nobody_and_the_former_keeps_its_answers",
    ),
    "former versions stay readable": (ARCHIVE, "test_each_version_stays_at_its_address"),
    "an edited draft stays a draft": (PUBLISHING, "test_a_draft_may_be_half_finished_and_is_no_version"),
    "a former version comes back as a new one": (
        PUBLISHING,
        "test_a_text_of_long_ago_that_is_published_again_is_a_version_of_now",
    ),
    "a document that stops applying blocks nobody": (HERE, "test_a_document_that_ended_asks_nobody"),
    # The reports
    "agreed and pending per person": (PENDING, "test_whoever_did_not_answer_is_listed_until_they_do"),
    "agreed and pending per document": (PENDING, "test_the_list_can_be_narrowed_to_one_document"),
    "agreeing for somebody with a remark": (
        ACTING,
        "test_a_colleague_records_an_answer_and_the_person_reads_who_and_why",
    ),
    "other people do not see one's agreements": (MINE, "test_a_member_sees_nothing_of_anybody_else"),
    "colleagues without the right see none either": (ACTING, "test_for_everybody_else_the_page_is_not_there"),
    # What is optional
    "by default a document asks for agreement": (HERE, "test_a_text_that_asks_for_agreement_cannot_be_skipped"),
    "what is optional is asked after sign-up": (HERE, "test_what_is_optional_is_asked_after_sign_up"),
    "what was declined is shown on one's page": (HERE, "test_what_was_declined_stands_on_ones_own_page"),
    "consent is withdrawn from one's page": (
        CONSENT,
        "test_consent_is_withdrawn_with_one_click_on_my_agreements",
    ),
    "consent is given again from one's page": (HERE, "test_consent_is_given_again_from_ones_own_page"),
    "what was declined is agreed to from one's page": (PAGE, "test_terms_that_were_declined_can_still_be_accepted"),
    "the report knows who declined": (PENDING, "test_who_said_no_has_answered"),
    "a colleague declines or withdraws for somebody": (
        ACTING,
        "test_a_colleague_withdraws_consent_that_was_given_and_no_other",
    ),
}
NOT_OURS = {
    "age and country come before the policies": "nobody is asked their age: the statement names no such data",
    "guests agree by browsing on": "reading is no agreement; see test_unlike_moodle.py",
    "agreeing for many people at once": "each answer needs a reason of its own",
    "a minor change is not offered on a draft": "every publication is a version, whatever its class",
}


@cache
def list_tests(path: str) -> set[str]:
    tree = ast.parse((Path(__file__).parents[1] / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize(("path", "name"), SCENARIOS.values(), ids=SCENARIOS.keys())
def test_each_scenario_of_moodle_has_a_test_here(path: str, name: str) -> None:
    assert name in list_tests(path)


def test_a_test_that_is_not_there_would_be_missed() -> None:
    assert "test_that_nobody_wrote" not in list_tests(HERE)
    assert not set(NOT_OURS) & set(SCENARIOS)


REVIEW = "/account/afspraken/nieuw/"
DOCUMENT = "/account/afspraken/nieuwsbrief/"


@pytest.fixture
def member(client: Client):
    person = make_member()
    client.force_login(person)
    return person


def list_questions(client: Client) -> list[str]:
    """The documents the gate asks about, one after another, each answered as it wishes."""
    asked = []
    page = client.get("/cursussen/", follow=True)
    while "review__form" in page.content.decode():
        form = read_form(page, REVIEW).fields
        asked.append(form["document"])
        value = {"terms": "accept", "newsletter": "decline"}.get(form["document"], "acknowledge")
        page = client.post(REVIEW, form | {"answer": value}, follow=True)
    assert page.status_code == 200
    return asked


def test_a_newcomer_reads_the_version_in_force_and_no_other(client) -> None:
    publish_version("privacy", "Wij bewaren je naam.")
    publish_version("privacy", "Wij bewaren je naam en je adres.")
    draft = LegalPage.objects.get(locale__language_code="nl", document__kind="privacy")
    draft.body = write_body("Dit is nog een concept.")
    draft.save_revision()
    assert read_form(client.get("/account/signup/"), "/account/signup/").links == ["/privacy/versies/2/"]
    assert "en je adres" in client.get("/privacy/versies/2/").content.decode()


def test_who_answered_everything_goes_on_and_is_not_asked_at_the_next_log_in(client) -> None:
    make_member()
    publish_version("privacy")
    publish_version("terms")
    log_in(client)
    assert list_questions(client) == ["privacy", "terms"]
    client.post("/account/logout/")
    log_in(client)
    assert list_questions(client) == []


def test_a_new_document_asks_for_itself_alone(client, member) -> None:
    answer(member, publish_version("privacy"))
    answer(member, publish_version("terms"), "accept")
    Document.objects.create(kind="house", name="Huisregels", slug="huisregels", act="accept", position=8)
    publish_version("house", title="Huisregels")
    page = client.get("/cursussen/", follow=True)
    form = read_form(page, REVIEW).fields
    assert form["document"] == "house"
    assert client.post(REVIEW, form | {"answer": "accept"})["Location"] == "/cursussen/"


def test_a_second_newcomer_in_one_browser_is_asked_too(client) -> None:
    publish_version("privacy")
    publish_version("terms")
    assert sign_up(client).status_code == 302
    assert {"shown_privacy", "shown_terms"} <= open_sign_up(client).keys()
    assert sign_up(client, email="bo@voorbeeld.example", agree_privacy="").status_code == 422
    assert sign_up(client, email="bo@voorbeeld.example").status_code == 302


def test_a_new_version_begins_at_nobody_and_the_former_keeps_its_answers() -> None:
    people = [make_person(f"lid{number}@voorbeeld.example") for number in range(4)]
    former = publish_version("privacy")
    for person in people[:3]:
        answer(person, former)
    assert list(list_people_yet_to_answer(former.document)) == people[3:]
    newer = publish_version("privacy", "Wij bewaren je naam en je adres.")
    assert list(list_people_yet_to_answer(former.document)) == people
    assert [version.texts.get().acts.count() for version in (former, newer)] == [3, 0]


def test_a_document_that_ended_asks_nobody(client, member) -> None:
    version = publish_version("terms")
    assert client.get("/cursussen/").status_code == 302
    Document.objects.filter(kind="terms").update(ended_on="2020-01-01")
    assert client.get("/cursussen/").status_code == 200
    assert list(list_people_yet_to_answer(version.document)) == []


def test_a_text_that_asks_for_agreement_cannot_be_skipped(client, member) -> None:
    publish_version("terms")
    for value in ("", "later", "acknowledge"):
        form = read_form(client.get(REVIEW), REVIEW).fields
        assert client.post(REVIEW, form | {"answer": value}).status_code == 400
        assert client.get("/cursussen/").status_code == 302


def test_what_is_optional_is_asked_after_sign_up(client) -> None:
    publish_version("privacy")
    publish_version("terms")
    publish_consent()
    sign_up(client, **TICKED)
    client.force_login(User.objects.get())
    assert list_questions(client) == ["newsletter"]


def test_what_was_declined_stands_on_ones_own_page(client, member) -> None:
    answer(member, publish_version("terms"), "decline")
    answer(member, publish_consent(), "decline")
    page = client.get("/account/afspraken/").content.decode()
    assert "Niet akkoord, op" in page
    assert "Geen toestemming gegeven, op" in page


def test_consent_is_given_again_from_ones_own_page(client, member) -> None:
    version = publish_consent()
    for kind in ("consent", "withdraw"):
        answer(member, version, kind)
    form = read_form(client.get(DOCUMENT), DOCUMENT).fields
    assert client.post(DOCUMENT, form | {"answer": "consent"}).status_code == 302
    assert "Toestemming gegeven op" in client.get("/account/afspraken/").content.decode()
