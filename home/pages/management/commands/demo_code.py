from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django_otp.oath import TOTP

from home.pages.demo.make_people import DOMAIN
from members.accounts.models import AuthenticatorApp


class Command(BaseCommand):
    help = (
        "Prints the code that the authenticator app of somebody of the demo's staff shows now. Each code works once; "
        "there is a new one every thirty seconds."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help=f"whose code, such as editor@{DOMAIN}")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        if not hasattr(settings, "DEMO_PASSWORD_FILE"):
            raise CommandError("Codes are printed in the demo settings only: elsewhere they belong to their owner.")
        app = AuthenticatorApp.objects.filter(user__email=email.strip().lower(), confirmed=True).first()
        if app is None or not email.strip().lower().endswith(f"@{DOMAIN}"):
            raise CommandError(f"{email} has no authenticator app. Those of the demo's staff do: editor@{DOMAIN}.")
        self.stdout.write(f"{TOTP(app.get_key()).token():06d}")
