from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    name = "courses"
    label = "courses"
    verbose_name = _("Cursussen")

    def ready(self) -> None:
        from members.accounts.sections import register_account_section
        from members.membership.offers import register_course_choices

        from .choosing import list_course_choices
        from .finding.indexing import follow_pages
        from .finding.texts import register_pages_of_courses
        from .following import describe_my_courses

        register_course_choices(list_course_choices)
        register_account_section(10, "courses/account_section.html", describe_my_courses)
        register_pages_of_courses()
        follow_pages()
