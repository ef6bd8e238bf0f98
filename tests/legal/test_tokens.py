"""The signed value of a form: it stands for the words shown and nothing else, and not for ever."""

import pytest
from django.core import signing

from legal.statements.acts.accepting import BrokenToken, StaleToken, issue_token, read_token
from legal.statements.models import Document, Version, VersionText
from tests.factories.people import make_person
from tests.factories.statements import publish_version, translate_text

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def find_text(version: Version, language: str = "nl") -> VersionText:
    text = version.find_text(language)
    assert text is not None
    return text


def issue(version: Version, language: str = "nl") -> str:
    return issue_token(
        text=find_text(version, language), wording="Gezien / Later", answers=["acknowledge", "later"], place="review"
    )


def test_a_token_gives_back_the_text_and_the_words() -> None:
    version = publish_version("privacy")
    shown = read_token(issue(version), kind="privacy", place="review")
    assert (shown.text, shown.wording) == (find_text(version), "Gezien / Later")
    assert shown.answers == {"acknowledge", "later"}


def test_a_token_keeps_the_language_that_was_shown() -> None:
    version = publish_version("privacy")
    translate_text(version)
    assert read_token(issue(version, "en"), kind="privacy", place="review").text.language == "en"


@pytest.mark.parametrize("place", [0, 10, -1])
def test_a_token_of_which_one_letter_was_changed_is_broken(place: int) -> None:
    token = list(issue(publish_version("privacy")))
    token[place] = "A" if token[place] != "A" else "B"
    with pytest.raises(BrokenToken):
        read_token("".join(token), kind="privacy", place="review")


@pytest.mark.parametrize("token", ["", ":", "::", "a:b:c", "\0", "é" * 3000, "null", "[1, 2, 3]"])
def test_a_token_that_is_none_is_broken(token: str) -> None:
    publish_version("privacy")
    with pytest.raises(BrokenToken):
        read_token(token, kind="privacy", place="review")


@pytest.mark.parametrize(
    "content", [None, 1, "text", [], [1, "x"], [1, "x", "y", 2, 3], [1, "x", "y", "z"], ["x", "y", "z"], {"a": 1}]
)
def test_something_else_that_was_signed_is_no_token(content: object) -> None:
    publish_version("privacy")
    with pytest.raises(BrokenToken):
        read_token(signing.dumps(content, salt="statements.shown.review"), kind="privacy", place="review")


def test_a_token_for_another_document_is_broken() -> None:
    publish_version("terms")
    with pytest.raises(BrokenToken):
        read_token(issue(publish_version("privacy")), kind="terms", place="review")


def test_a_token_of_an_older_version_is_stale_and_brings_the_text_in_force() -> None:
    old = issue(publish_version("privacy"))
    newer = publish_version("privacy", "Wij bewaren je naam en je adres.")
    with pytest.raises(StaleToken) as caught:
        read_token(old, kind="privacy", place="review")
    assert caught.value.text == find_text(newer)


def test_an_editorial_version_makes_a_token_stale_too_because_other_words_were_shown() -> None:
    old = issue(publish_version("privacy"))
    publish_version("privacy", "Wij bewaren je naam!", change=Version.Change.EDITORIAL)
    with pytest.raises(StaleToken):
        read_token(old, kind="privacy", place="review")


def test_a_version_that_is_only_announced_makes_no_token_stale_before_its_day(time_machine) -> None:
    time_machine.move_to("2026-11-30 23:30+01:00", tick=False)
    token = issue(publish_version("privacy"))
    publish_version("privacy", "Wij bewaren je naam en je adres.", effective_from="2026-12-01")
    assert read_token(token, kind="privacy", place="review").text.version.number == 1
    time_machine.move_to("2026-12-01 00:00+01:00", tick=False)
    with pytest.raises(StaleToken):
        read_token(token, kind="privacy", place="review")


def test_a_token_is_good_for_exactly_a_day(time_machine) -> None:
    time_machine.move_to("2026-11-23 12:00:00+01:00", tick=False)
    token = issue(publish_version("privacy"))
    time_machine.move_to("2026-11-24 12:00:00+01:00", tick=False)
    assert read_token(token, kind="privacy", place="review").text.version.number == 1
    time_machine.move_to("2026-11-24 12:00:01+01:00", tick=False)
    with pytest.raises(StaleToken) as caught:
        read_token(token, kind="privacy", place="review")
    assert caught.value.text.version.number == 1


def test_a_token_of_one_form_is_worth_nothing_in_another() -> None:
    with pytest.raises(BrokenToken):
        read_token(issue(publish_version("privacy")), kind="privacy", place="sign-up")


def test_a_token_belongs_to_the_person_it_was_given_to() -> None:
    sanne, bo = make_person(), make_person("bo@voorbeeld.example")
    text = find_text(publish_version("privacy"))
    token = issue_token(text=text, wording="Gezien", answers=["acknowledge"], place="review", user=sanne)
    assert read_token(token, kind="privacy", place="review", user=sanne).text == text
    for reader in (bo, None):
        with pytest.raises(BrokenToken):
            read_token(token, kind="privacy", place="review", user=reader)


def test_a_token_of_nobody_is_worth_nothing_to_somebody() -> None:
    with pytest.raises(BrokenToken):
        read_token(issue(publish_version("privacy")), kind="privacy", place="review", user=make_person())


def test_a_version_that_does_not_apply_yet_can_not_be_answered() -> None:
    publish_version("privacy")
    announced = publish_version("privacy", "Wij bewaren je naam en je adres.", effective_from="2099-12-01")
    with pytest.raises(BrokenToken):
        read_token(issue(announced), kind="privacy", place="review")


def test_a_token_of_a_document_that_ended_is_stale_and_keeps_what_was_shown() -> None:
    version = publish_version("privacy")
    token = issue(version)
    Document.objects.filter(kind="privacy").update(ended_on="2020-01-01")
    with pytest.raises(StaleToken) as caught:
        read_token(token, kind="privacy", place="review")
    assert caught.value.shown.text == caught.value.text == find_text(version)
    assert caught.value.shown.wording == "Gezien / Later"
