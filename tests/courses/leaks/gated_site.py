"""A site full of gated texts: lessons of every rule, drafts, former words, files, aliases, translations, a session."""

from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Locale

from courses.models import CourseMaker, CoursePage, LessonPage, MakerPage
from home.pages.models import ContentPage
from members.membership.access import AccessRule
from tests.courses.samples import PDF, VTT
from tests.factories.courses import find_catalog, make_content_page, make_course, make_lesson, make_open_lesson
from tests.factories.files import as_download, as_image, as_media, make_audio, make_document, make_image, make_video
from tests.factories.offers import make_bundle, make_membership, sell
from tests.factories.sessions import make_session

from .canaries import (
    ACCOUNTS,
    BAIT,
    BUYERS,
    EDITOR,
    EVERYBODY,
    MEMBERS,
    NOBODY,
    ONE_COURSE,
    SEATED,
    GatedSite,
)


def make_gated_site() -> GatedSite:
    site = GatedSite()
    make_sold_course(site)
    make_course_by_itself(site)
    make_course_for_accounts(site)
    make_archived_course(site)
    make_course_gated_afterwards(site)
    make_what_is_not_published(site)
    make_former_words(site)
    make_pages_beside_courses(site)
    make_session_of_sold_course(site)
    return site


def make_sold_course(site: GatedSite) -> None:
    course = site.courses["sold"] = make_course("Verkocht")
    sell(course)
    make_membership()
    opening = [("paragraph", f"<p>{site.hide('opening', EVERYBODY)}</p>")]
    lesson = make_lesson(course, "Besloten", text=site.hide("body", BUYERS), opening=opening)
    free = make_open_lesson(course, "Gratis", text=site.hide("free lesson", EVERYBODY))
    by_itself = make_lesson(course, "Strenger", own_rule=AccessRule.COURSE, text=site.hide("stricter", ONE_COURSE))
    files = make_lesson_with_files(site, course)
    english_course, english = translate_course(course, lesson, site.hide("translated", BUYERS))
    alias = course.create_alias(parent=find_catalog(), update_slug="alias", recursive=True)
    site.lessons_with_files = [files, translate(files), LessonPage.objects.get(alias_of=files)]
    aliases = [alias, *alias.get_children().specific()]
    site.pages += [course, lesson, free, by_itself, english_course, english, *site.lessons_with_files[:2], *aliases]


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
    english_course, english = translate_course(course, lesson, site.hide("translated before", MEMBERS))
    alias = course.create_alias(parent=find_catalog(), update_slug="alias-eerst-open", recursive=True)
    course.access_rule = AccessRule.GRANT
    course.save_revision().publish()
    site.pages += [course, lesson, english_course, english, alias, *alias.get_children().specific()]


def make_lesson_with_files(site: GatedSite, course: CoursePage) -> LessonPage:
    """A word in every text of a file, and in the bytes of those that are no pictures."""
    title = site.hide("title of a file", BUYERS, is_name=True)
    document = make_document(title, PDF.replace(b"%%EOF", f"% {site.hide('bytes', BUYERS)}\n%%EOF".encode()))
    captions = VTT + f"\n\n00:09.000 --> 00:10.000\n{site.hide('captions', BUYERS)}\n".encode()
    video = make_video(captions_nl=ContentFile(captions, name="nl.vtt"))
    audio = make_audio(transcript=site.hide("transcript", BUYERS))
    texts = {"alternative": site.hide("alternative text", BUYERS), "caption": site.hide("caption", BUYERS)}
    body = [as_image(make_image(), **texts), as_download(document), as_media(video), as_media(audio)]
    return make_lesson(course, "Bestanden", body=body)


def make_session_of_sold_course(site: GatedSite) -> None:
    """Another address to join it at is being written."""
    site.session = make_session(
        site.courses["sold"], link=write_link(site, "link", SEATED), joining=site.hide("joining", SEATED)
    )
    site.session.link = write_link(site, "link being written", NOBODY)
    site.session.save_revision()
    site.session.refresh_from_db()


def write_link(site: GatedSite, name: str, readers: frozenset[str]) -> str:
    return "https://overleg.example/" + site.hide(name, readers).removeprefix(f"{BAIT} ")


def make_what_is_not_published(site: GatedSite) -> None:
    course = make_course("Concepten")
    draft = make_lesson(course, f"Les {site.hide('draft title', NOBODY, is_name=True)}", slug="concept", live=False)
    lesson = make_lesson(course, "In bewerking", text=site.hide("as published", MEMBERS))
    for name, moment in (("being written", None), ("scheduled", timezone.now() + timedelta(days=1))):
        words = site.hide(name, NOBODY)
        lesson.title, lesson.teaser = f"Nieuw {site.hide(f'title {name}', NOBODY, is_name=True)}", words
        lesson.opening = [("paragraph", f"<p>{words}</p>")]
        lesson.go_live_at = moment
        lesson.save_revision(approved_go_live_at=moment)
    hidden_title = site.hide("draft course", NOBODY, is_name=True)
    hidden = make_course(f"Cursus {hidden_title}", slug="concept-cursus", live=False)
    sell(hidden, name=hidden.title, name_en=hidden.title)
    make_bundle(site.courses["sold"], hidden)
    site.pages += [course, draft, LessonPage.objects.get(pk=lesson.pk), hidden]


def make_former_words(site: GatedSite) -> None:
    """What stood in a lesson once and was taken out, and the course around it that is being written anew."""
    course = make_course("Herschreven", slug="herschreven")
    lesson = make_lesson(course, "Opnieuw", text=site.hide("former words", NOBODY))
    lesson.save_revision().publish()
    lesson.body = [("paragraph", f"<p>{site.hide('new words', MEMBERS)}</p>")]
    lesson.save_revision().publish()
    course.title = f"Cursus {site.hide('title of the draft', NOBODY, is_name=True)}"
    course.teaser = course.introduction = site.hide("teaser of the draft", NOBODY)
    course.save_revision()
    site.pages += [CoursePage.objects.get(pk=course.pk), LessonPage.objects.get(pk=lesson.pk)]


def make_pages_beside_courses(site: GatedSite) -> None:
    """A plain page with a draft, and the maker of the course that is sold."""
    page = make_content_page(lead=site.hide("plain page", EVERYBODY))
    page.lead = page.search_description = site.hide("draft of a plain page", NOBODY)
    page.save_revision()
    maker = page.add_child(instance=MakerPage(title="Noor Maakt", role="Maker", lead="Maakt cursussen."))
    CourseMaker.objects.create(course=site.courses["sold"], maker=maker)
    site.pages += [ContentPage.objects.get(pk=page.pk), maker, site.courses["sold"].topic]


def translate_course(course: CoursePage, lesson: LessonPage, words: str) -> tuple[CoursePage, LessonPage]:
    """Both published in English, the lesson with these words."""
    return translate(course), translate(lesson, body=[("paragraph", f"<p>{words}</p>")])


def translate(page: Any, **fields: Any) -> Any:
    """Published in English."""
    copy = page.copy_for_translation(Locale.objects.get(language_code="en"))
    copy.slug = f"{page.slug}-english"
    for name, value in fields.items():
        setattr(copy, name, value)
    copy.save_revision().publish()
    return type(page).objects.get(pk=copy.pk)
