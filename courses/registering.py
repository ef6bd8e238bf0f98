"""What the courses fill in at lower floors, where an interface waits for it, and what they listen to."""

from django.db.models.signals import post_save
from wagtail.models import Locale, PageViewRestriction, Site

from home.blocks.embed import ask_before_embedding
from home.freshness.moments import register_moments
from home.freshness.watching import watch
from legal.cookies.register import declare_storage
from legal.statements.acts.open_pages import keep_open
from members.membership.course_choices import register_course_choices

from .account import register_at_account
from .choosing import list_course_choices
from .files import checks  # noqa: F401 (registers)
from .files.cleaning import clean_up_captions
from .finding.indexing import follow_pages
from .finding.texts import register_pages_of_courses
from .models import Booking, CourseEdition, LessonDocument, LessonImage, LessonMedia, LiveSession
from .naming_providers import is_named_in_statement
from .own_place import STORAGE
from .sessions.publishing import follow_change


def register_everywhere() -> None:
    register_at_members()
    register_at_legal()
    watch(
        Locale, PageViewRestriction, Site, LessonDocument, LessonImage, LessonMedia, LiveSession, Booking, CourseEdition
    )
    register_moments(LiveSession._meta.db_table, LiveSession.objects.find_next_moment)
    post_save.connect(follow_change, sender=LiveSession, dispatch_uid="follow-session-change")
    register_pages_of_courses()
    follow_pages()
    clean_up_captions()


def register_at_members() -> None:
    register_course_choices(list_course_choices)
    register_at_account()


def register_at_legal() -> None:
    declare_storage(STORAGE)
    ask_before_embedding(is_named_in_statement)
    keep_open("certificates:check", "certificates:former_check")  # anybody may check, whatever they have yet to answer
    keep_open("calendar")  # a calendar program cannot answer a question
    keep_open("files")  # a film that plays goes on while somebody owes an answer; the page itself asks
