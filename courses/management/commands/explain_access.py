import sys
from argparse import ArgumentTypeError
from datetime import date, datetime, time
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation

from courses.locating import find_gated_page
from courses.models import CoursePage, LessonPage
from members.membership.access import Decision, Person, decide

VISITOR = "-"


def read_day(text: str) -> datetime:
    """Noon of that day in the site's time zone: grants are given in whole days."""
    try:
        return timezone.make_aware(datetime.combine(date.fromisoformat(text), time(12)))
    except ValueError as error:
        raise ArgumentTypeError(f"{text} is not a day such as 2026-12-31") from error


class Command(BaseCommand):
    help = (
        "Says why this person may or may not see a course or a lesson: one line for each reason, with beneath it the "
        "number of the grant that it is about, where that came from and its order, then yes or no. "
        "Exit status 0 for yes; 1 for no, and for a person or page that is not there; 2 for wrong words. "
        "For a course it is about its lessons: the page of a course itself is for everybody."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="EMAIL", help=f"the address of an account, or {VISITOR} for a visitor")
        parser.add_argument(
            "path", metavar="PATH", help="path or address of a course or lesson, in any language; a draft's too"
        )
        parser.add_argument(
            "--at",
            type=read_day,
            metavar="YYYY-MM-DD",
            help="another day than now, at noon; what is published is always as it is now",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        person = self._find_person(options["email"])
        page = find_gated_page(options["path"])
        if page is None:
            raise CommandError(f"There is no course or lesson at {options['path']}.")
        with translation.override("en"):
            decision = self._explain(person, page, options["at"])
        if not decision.is_allowed:
            sys.exit(1)

    def _explain(self, person: Person, page: CoursePage | LessonPage, at: datetime | None) -> Decision:
        if isinstance(page, CoursePage):
            self.stdout.write("The page of a course is for everybody once it is published; this is about its lessons.")
            decision = decide(person, page.contents, at=at)
        else:
            decision = decide(person, page, at=at)
        for reason in decision.reasons:
            self.stdout.write(str(reason))
            if reason.grant:
                self.stdout.write(f"  {reason.grant}: {reason.grant.name_source()}")
        self.stdout.write("yes" if decision.is_allowed else "no")
        return decision

    def _find_person(self, email: str) -> Person:
        if email == VISITOR:
            return AnonymousUser()
        person = get_user_model()._default_manager.filter(email__iexact=email).first()
        if person is None:
            raise CommandError(f"There is no account with the address {email}.")
        return person
