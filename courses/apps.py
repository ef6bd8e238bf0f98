from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    name = "courses"
    label = "courses"
    verbose_name = _("Cursussen")

    def ready(self) -> None:
        from home.blocks.embed import ask_before_embedding
        from legal.statements.acts.open_pages import keep_open
        from members.accounts.sections import register_account_section
        from members.membership.offers import register_course_choices

        from .choosing import list_course_choices
        from .files import checks  # noqa: F401 (registers)
        from .files.cleaning import clean_up_captions
        from .following import describe_my_courses
        from .naming_providers import is_named_in_statement

        register_course_choices(list_course_choices)
        register_account_section(10, "courses/account_section.html", describe_my_courses)
        ask_before_embedding(is_named_in_statement)
        keep_open("files")  # a film that plays goes on while somebody owes an answer; the page itself asks
        clean_up_captions()
