"""A site full of gated texts. Each holds a word of its own, and who may come across it."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Locale, Page

from courses.models import CoursePage, LessonPage, LiveSession
from members.membership.access import AccessRule
from tests.courses.samples import PDF, VTT
from tests.factories.courses import find_catalog, make_course, make_lesson, make_open_lesson
from tests.factories.files import as_download, as_image, as_media, make_audio, make_document, make_image, make_video
from tests.factories.sessions import make_session

VISITOR, FREE, MEMBER, LAPSED, OWNER, EDITOR, LEGAL = PEOPLE = (
    *("visitor", "free account", "member", "lapsed member", "owner of one course"),
    *("editor", "colleague of legal"),
)
EVERYBODY = frozenset(PEOPLE)
ACCOUNTS = EVERYBODY - {VISITOR}
NOBODY: frozenset[str] = frozenset()
MEMBERS = frozenset({MEMBER, EDITOR})
BUYERS = frozenset({MEMBER, OWNER, EDITOR})
ONE_COURSE = frozenset({OWNER, EDITOR})
SEATED = frozenset({MEMBER})  # who has a seat in the live session
BAIT = "lokwoord"  # stands before each canary: who searches for it gets the snippet it would stand in


@dataclass(frozen=True)
class Canary:
    word: str
    readers: frozenset[str]  # who may come across it somewhere; all others nowhere


@dataclass
class GatedSite:
    canaries: list[Canary] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)  # every page whose own address is read
    courses: dict[str, CoursePage] = field(default_factory=dict)
    session: LiveSession | None = None

    def hide(self, name: str, readers: frozenset[str]) -> str:
        """A text with the canary of this name in it, for these readers."""
        word = f"kanarie{name.replace(' ', '')}"
        self.canaries.append(Canary(word, readers))
        return f"{BAIT} {word}"

    def find_forbidden(self, person: str) -> list[str]:
        return [canary.word for canary in self.canaries if person not in canary.readers]

    def find_allowed(self, person: str) -> set[str]:
        return {canary.word for canary in self.canaries if person in canary.readers}


def make_gated_site() -> GatedSite:
    site = GatedSite()
    make_sold_course(site)
    make_course_by_itself(site)
    make_course_for_accounts(site)
    make_archived_course(site)
    make_course_gated_afterwards(site)
    make_what_is_not_published(site)
    make_lesson_with_files(site)
    make_session_of_sold_course(site)
    return site


def make_sold_course(site: GatedSite) -> None:
    course = site.courses["sold"] = make_course("Verkocht")
    opening = [("paragraph", f"<p>{site.hide('opening', EVERYBODY)}</p>")]
    lesson = make_lesson(course, "Besloten", text=site.hide("body", BUYERS), opening=opening)
    free = make_open_lesson(course, "Gratis", text=site.hide("free lesson", EVERYBODY))
    by_itself = make_lesson(course, "Strenger", own_rule=AccessRule.COURSE, text=site.hide("stricter", ONE_COURSE))
    english_course, english = translate(course, lesson, site.hide("translated", BUYERS))
    alias = course.create_alias(parent=find_catalog(), update_slug="alias", recursive=True)
    site.pages += [course, lesson, free, by_itself, english_course, english, alias, *alias.get_children().specific()]


def make_course_by_itself(site: GatedSite) -> None:
    course = make_course("Alleen los", access_rule=AccessRule.COURSE)
    site.pages += [course, make_lesson(course, "Los", text=site.hide("other course", frozenset({EDITOR})))]


def make_course_for_accounts(site: GatedSite) -> None:
    course = make_course("Met account", access_rule=AccessRule.ACCOUNT)
    site.pages += [course, make_lesson(course, "Inloggen", text=site.hide("account", ACCOUNTS))]


def make_archived_course(site: GatedSite) -> None:
    course = make_course("Archief", is_archived=True)
    site.pages += [course, make_lesson(course, "Oud", text=site.hide("archived", MEMBERS))]


def make_course_gated_afterwards(site: GatedSite) -> None:
    """Translations and aliases that were there before the gate was shut."""
    course = make_course("Eerst open", access_rule=AccessRule.OPEN)
    lesson = make_lesson(course, "Ooit open", text=site.hide("shut later", MEMBERS))
    english_course, english = translate(course, lesson, site.hide("translated before", MEMBERS))
    alias = course.create_alias(parent=find_catalog(), update_slug="alias-eerst-open", recursive=True)
    course.access_rule = AccessRule.GRANT
    course.save_revision().publish()
    site.pages += [course, lesson, english_course, english, alias, *alias.get_children().specific()]


def make_lesson_with_files(site: GatedSite) -> None:
    """A word in every text of a file, and in the bytes of those that are no pictures."""
    document = make_document(
        site.hide("title of a file", BUYERS), PDF.replace(b"%%EOF", f"% {site.hide('bytes', BUYERS)}\n%%EOF".encode())
    )
    captions = VTT + f"\n\n00:09.000 --> 00:10.000\n{site.hide('captions', BUYERS)}\n".encode()
    video = make_video(captions_nl=ContentFile(captions, name="nl.vtt"))
    audio = make_audio(transcript=site.hide("transcript", BUYERS))
    texts = {"alternative": site.hide("alternative text", BUYERS), "caption": site.hide("caption", BUYERS)}
    body = [as_image(make_image(), **texts), as_download(document), as_media(video), as_media(audio)]
    site.pages.append(make_lesson(site.courses["sold"], "Bestanden", body=body))


def make_session_of_sold_course(site: GatedSite) -> None:
    link = "https://overleg.example/" + site.hide("link", SEATED).removeprefix(f"{BAIT} ")
    site.session = make_session(site.courses["sold"], link=link, joining=site.hide("joining", SEATED))


def make_what_is_not_published(site: GatedSite) -> None:
    course = make_course("Concepten")
    draft = make_lesson(course, f"Les {site.hide('draft title', NOBODY)}", slug="concept", live=False)
    lesson = make_lesson(course, "In bewerking", text=site.hide("as published", MEMBERS))
    for name, moment in (("being written", None), ("scheduled", timezone.now() + timedelta(days=1))):
        words = site.hide(name, NOBODY)
        lesson.title, lesson.teaser = f"Nieuw {words}", words
        lesson.opening = [("paragraph", f"<p>{words}</p>")]
        lesson.go_live_at = moment
        lesson.save_revision(approved_go_live_at=moment)
    hidden = make_course(f"Cursus {site.hide('draft course', NOBODY)}", slug="concept-cursus", live=False)
    site.pages += [course, draft, LessonPage.objects.get(pk=lesson.pk), hidden]


def translate(course: CoursePage, lesson: LessonPage, words: str) -> tuple[CoursePage, LessonPage]:
    """Both published in English."""
    english = Locale.objects.get(language_code="en")
    pages = []
    for page in (course, lesson):
        copy = page.copy_for_translation(english)
        copy.slug = f"{page.slug}-english"
        if isinstance(copy, LessonPage):
            copy.body = [("paragraph", f"<p>{words}</p>")]
        copy.save_revision().publish()
        pages.append(type(page).objects.get(pk=copy.pk))
    return pages[0], pages[1]
