"""A mail server on this machine that takes, refuses, defers or hangs up, as a test tells it to."""

from __future__ import annotations

import socketserver
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Lock, Thread
from typing import Any

from tests.pages.recording import record_mail

HANG_UP, HANG_UP_AFTER_WORDS = "hang up", "hang up after words"


class MailServer(socketserver.ThreadingTCPServer):
    """`replies` says what somebody's mail gets instead of 250: a line such as "550 unknown", or one of the above."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.replies: dict[str, str] = {}
        self.to_senders = "250 fine"
        self.taken: list[tuple[str, EmailMessage]] = []
        self.connections = 0
        self.lock = Lock()

    @property
    def recipients(self) -> list[str]:
        return sorted(recipient for recipient, _mail in self.taken)

    def count_mails(self) -> Counter[str]:
        return Counter(self.recipients)

    def find_mail(self, recipient: str) -> EmailMessage:
        return next(mail for name, mail in self.taken if name == recipient)

    def take(self, recipient: str, words: bytes) -> None:
        mail = message_from_bytes(words, policy=policy.default)
        record_mail(mail)
        with self.lock:
            self.taken.append((recipient, mail))


class Conversation(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self.server.connections += 1
        self.recipient = ""
        self.say("220 mail.example")
        while line := self.rfile.readline().decode().strip():
            if not self.answer(*line.split(":", 1)[0].upper().split(" ")[:1], line):
                return

    def say(self, line: str) -> bool:
        self.wfile.write(f"{line}\r\n".encode())
        return not line.startswith(("221", "421"))

    def answer(self, command: str, line: str) -> bool:
        if command == "MAIL":
            return self.say(self.server.to_senders)
        if command == "RCPT":
            return self.hear_recipient(line)
        if command == "DATA":
            return self.hear_words()
        return self.say("221 bye" if command == "QUIT" else "250 fine")

    def hear_recipient(self, line: str) -> bool:
        self.recipient = line.partition("<")[2].partition(">")[0]
        reply = self.server.replies.get(self.recipient, "250 fine")
        if reply == HANG_UP:
            del self.server.replies[self.recipient]  # once
            return False
        return self.say("250 fine" if reply == HANG_UP_AFTER_WORDS else reply)

    def hear_words(self) -> bool:
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        self.server.take(self.recipient, b"".join(lines))
        if self.server.replies.get(self.recipient) == HANG_UP_AFTER_WORDS:
            return False
        return self.say("250 taken")


@contextmanager
def running_mail_server(settings: Any) -> Iterator[MailServer]:
    """While it runs, Django sends its mail there."""
    with MailServer() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()
