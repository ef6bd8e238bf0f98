from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from home.pages.demo.make_courses import make_courses
from home.pages.demo.make_offers import make_offers
from home.pages.demo.make_pages import make_organisation, make_pages
from home.pages.demo.make_people import DOMAIN, agree_to_first_versions, give_grants, make_people, read_password
from home.pages.demo.make_statements import publish_first_versions, publish_second_version
from home.pages.demo.make_visits import make_visits
from legal.statements.models import Version
from members.accounts.models import User


class Command(BaseCommand):
    help = "Fills an empty site with the demo: pages, courses, legal texts and people. Run again, it changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        if not hasattr(settings, "DEMO_PASSWORD_FILE"):
            raise CommandError("The demo is only for the demo settings: its password is no secret.")
        if User.objects.filter(email=f"owner@{DOMAIN}").exists():
            self.stdout.write("The demo is there already.")
            return
        if Version.objects.exists():
            raise CommandError("The demo needs an empty site, and this one has published legal texts of its own.")
        with transaction.atomic():
            self.make_demo()
        self.stdout.write(f"The demo is ready. The password of everybody @{DOMAIN} is {read_password()}")

    def make_demo(self) -> None:
        make_organisation()
        make_pages()
        make_courses()
        make_offers()
        publish_first_versions()
        make_people()
        agree_to_first_versions()
        publish_second_version()
        give_grants()
        make_visits()
