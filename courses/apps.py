from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    name = "courses"
    label = "courses"
    verbose_name = _("Cursussen")

    def ready(self) -> None:
        from django.db.models.signals import post_save
        from wagtail.models import Locale, PageViewRestriction, Site

        from home.freshness.watching import watch
        from legal.cookies.register import declare_storage
        from legal.statements.acts.open_pages import keep_open
        from members.accounts.sections import register_account_section
        from members.membership.offers import register_course_choices

        from .choosing import list_course_choices
        from .following import describe_my_courses
        from .models import LiveSession
        from .own_place import STORAGE
        from .sessions.account import describe_my_sessions
        from .sessions.publishing import follow_change

        watch(Locale, PageViewRestriction, Site)
        register_course_choices(list_course_choices)
        register_account_section(10, "courses/account_section.html", describe_my_courses)
        register_account_section(80, "courses/own_place_kept.html", lambda request: {})  # only the browser knows more
        declare_storage(STORAGE)
        keep_open("certificates:check")  # anybody may check, whatever they have yet to answer
        register_account_section(20, "courses/sessions_section.html", describe_my_sessions)
        post_save.connect(follow_change, sender=LiveSession, dispatch_uid="follow-session-change")
        keep_open("calendar")  # a calendar program cannot answer a question
