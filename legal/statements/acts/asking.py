"""What the site has to ask of a member, and what they answered before."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Case, Exists, OuterRef, QuerySet, Subquery, When
from django.utils import timezone

from ..languages import PREVAILING_LANGUAGE
from ..models import Act, ActSubject, Document, Version, VersionText

AGREEING = (Act.Kind.ACCEPT, Act.Kind.ACKNOWLEDGE, Act.Kind.CONSENT)


def list_unanswered_versions(user: Any) -> QuerySet[Version]:
    """Versions in force or announced that ask for an answer and got none from this person, by document and number.

    Any answer at or above the floor counts, a refusal too: nobody is asked the same thing twice.
    """
    answers = Act.objects.of(user).filter(
        text__version__document=OuterRef("document"), text__version__number__gte=OuterRef("floor")
    )
    unanswered = list_asking_versions().filter(~Exists(answers))
    return unanswered.select_related("document").order_by("document__position", "number")


def list_asking_versions() -> QuerySet[Version]:
    """In force or announced, of the documents that ask for an answer."""
    return (Version.objects.in_force() | Version.objects.announced()).asking()


def name_versions(versions: QuerySet[Version], user: Any, language: str) -> QuerySet[Version]:
    """Each with its `title` in this language, and `agreed_number`: the version this person last agreed to, if any."""
    titles = VersionText.objects.filter(version=OuterRef("pk"), language__in=(language, PREVAILING_LANGUAGE))
    nearest = titles.order_by(Case(When(language=language, then=0), default=1), "-edition")
    agreed = Act.objects.of(user).on(OuterRef("document")).filter(kind__in=AGREEING).newest_first()
    return versions.annotate(
        title=Subquery(nearest.values("title")[:1]), agreed_number=Subquery(agreed.values("text__version__number")[:1])
    )


def list_due_versions(user: Any) -> QuerySet[Version]:
    """What to ask this person now, in the order of the documents."""
    return list_unanswered_versions(user).filter(effective_from__lte=timezone.localdate())


def list_people_yet_to_answer(document: Document | None = None) -> QuerySet[Any]:
    """Active accounts that owe an answer to the version in force of this document, or of any."""
    asking = Version.objects.in_force().asking()
    versions = asking.filter(document=document) if document else asking
    return list_people_without_all_answers(list(versions)).order_by("email")


def list_people_to_ask(version: Version) -> QuerySet[Any]:
    """Active accounts that this version asks, in force or not yet: without an answer at or above its floor."""
    asks = version.document.act != Document.Answer.NONE
    return list_people_without_all_answers([version] if asks else [])


def list_people_without_all_answers(versions: list[Version]) -> QuerySet[Any]:
    """Active accounts that did not answer each of these, at or above its floor. Nobody owes an answer to nothing.

    One NOT EXISTS around all of them: joined by OR, the database would look for the answers of each person apart.
    """
    people = get_user_model().objects.filter(is_active=True)
    answers: QuerySet[ActSubject] | None = None
    for number, version in enumerate(versions, 1):
        person = OuterRef("pk" if number == len(versions) else "user")
        of_this = ActSubject.objects.filter(user=person, text__in=list_texts_that_count(version))
        answers = of_this if answers is None else of_this.filter(Exists(answers))
    return people.none() if answers is None else people.filter(~Exists(answers))


def list_texts_that_count(version: Version) -> list[int]:
    """The few texts at or above its floor, by number, so that the database need not look among the many acts."""
    texts = VersionText.objects.filter(version__document=version.document_id, version__number__gte=version.floor)
    return list(texts.values_list("pk", flat=True))


def find_last_agreed_version(user: Any, document: Document) -> Version | None:
    """What this person last agreed to or took note of, to show what differs from it."""
    agreed = Act.objects.of(user).on(document).filter(kind__in=AGREEING)
    act = agreed.newest_first().select_related("text__version").without_words().first()
    return act.text.version if act else None


def list_texts_to_agree(language: str) -> list[VersionText]:
    """The texts in force that a new member answers, in the order of the documents.

    Consent is none of them: it is not free when it stands between somebody and an account (GDPR art. 7(4)).
    """
    versions = Version.objects.in_force().filter(
        document__act__in=(Document.Answer.ACCEPT, Document.Answer.ACKNOWLEDGE)
    )
    ordered = versions.select_related("document").order_by("document__position")
    return [version.find_text(language) for version in ordered]
