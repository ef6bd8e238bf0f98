import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from home.pages.demo.make_people import DOMAIN, read_password
from members.billing.sandbox.running import Sandbox
from members.invoicing.vat.sandbox import serve_sandbox

SCHEDULE = 60  # seconds between two runs of what is due
LOG_INS = {
    "editor": "writes courses and pages",
    "legal": "publishes legal texts and sees who agreed",
    "support": "gives people access",
    "owner": "may do everything",
    "member": "has a membership",
    "free": "has an account and nothing else",
}


class Command(BaseCommand):
    help = (
        "Prepares the demo site (database, static files, content) and serves it on 127.0.0.1 with the server of "
        "production until it is stopped. PORT says where (8000)."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.refuse_taken_port()
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("load_demo", stdout=self.stdout)
        self.introduce(settings.SITE_URL)
        with subprocess.Popen(self.word_server(settings.PORT), env=self.make_environment()) as server:  # noqa: S603
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, lambda *_: server.terminate())
            threading.Thread(target=self.run_due_work, args=[server], daemon=True).start()
            for answer in (self.answer_for_mollie, self.answer_for_vies):
                threading.Thread(target=answer, daemon=True).start()
            sys.exit(max(server.wait(), 0))

    def refuse_taken_port(self) -> None:
        """Before anything is prepared: whoever answers on this port now is not us."""
        with socket.socket() as door:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                door.bind(("127.0.0.1", int(settings.PORT)))
            except (OSError, ValueError, OverflowError) as error:
                raise CommandError(f"Port {settings.PORT} cannot be used. Name another: PORT=8001 make run") from error

    def run_due_work(self, server: "subprocess.Popen[bytes]") -> None:
        """What cron does in production: the work whose time has come, every minute."""
        command = [sys.executable, str(settings.REPOSITORY / "manage.py"), "run_due"]
        while True:
            try:
                server.wait(timeout=SCHEDULE)
            except subprocess.TimeoutExpired:
                subprocess.run(command, check=False)  # noqa: S603
            else:
                return

    def answer_for_mollie(self) -> None:
        """Where the demo's people pay. When that port is taken nobody can, and the site says so."""
        with suppress(OSError):
            port = urlsplit(settings.MOLLIE_API_ENDPOINT).port or 0
            sandbox = Sandbox(path=str(settings.VAR / "payment_sandbox.sqlite3"), port=port)
            with sandbox.answering():
                sandbox.run_by_itself()

    def answer_for_vies(self) -> None:
        """Where the demo asks after VAT numbers. When that port is taken nobody answers, which stops no sale."""
        with suppress(OSError):
            serve_sandbox()

    def introduce(self, address: str) -> None:
        self.stdout.write(f"\n  The site    {address}/\n  English     {address}/en/\n  The admin   {address}/admin/\n")
        self.stdout.write(f"  Log in with one of these; the password of all is {read_password()}")
        for name, what in LOG_INS.items():
            self.stdout.write(f"    {f'{name}@{DOMAIN}':<32} {what}")
        self.stdout.write(
            "  Who works here is asked for a code too: .venv/bin/python manage.py demo_code EMAIL prints it."
        )
        self.stdout.write(f"  Mails lie under {settings.EMAIL_FILE_PATH}. Ctrl-C stops everything.\n")
        self.stdout.flush()

    def word_server(self, port: str) -> list[str]:
        address = ["--host", "127.0.0.1", "--port", port, "--no-ws", "--blocking-threads", "4", "--backpressure", "64"]
        server = [sys.executable, "-m", "granian", "--interface", "wsgi", "--log-level", "warning"]
        # A browser that never finishes its question does not keep who stops the site waiting.
        return [*server, *address, "--workers-kill-timeout", "5", "werkflippen.wsgi:application"]

    def make_environment(self) -> dict[str, str]:
        paths = (settings.REPOSITORY / "site", settings.REPOSITORY)
        return os.environ | {"PYTHONPATH": os.pathsep.join(str(path) for path in paths)}
