"""Giving one mail to the mail server, and knowing for certain what became of it.

Django's own sending says only that something failed. Whether the server may have taken the mail decides if it may be
sent again, so the steps of SMTP are taken one by one here. Other backends (files, memory) never leave a doubt.
"""

from __future__ import annotations

import re
import smtplib
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.message import sanitize_address


class Outcome(Enum):
    SENT = "sent"
    REFUSED = "refused"  # for good: this recipient will not get it
    DEFERRED = "deferred"  # certainly not taken, and worth another try
    UNWRITTEN = "unwritten"  # for good: there is no mail to give
    UNCERTAIN = "uncertain"  # the connection broke after the whole mail was given


class NoConnection(Exception):
    """The server cannot be reached or takes no mail from us: nobody's mail will be delivered now."""


@dataclass(frozen=True)
class Delivery:
    outcome: Outcome
    reply: str = ""


def open_connection(connection: Any) -> None:
    """A new connection, or the one that is still there. Raises NoConnection."""
    try:
        if getattr(connection, "connection", None) and not is_alive(connection.connection):
            connection.connection = None
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        raise NoConnection(type(error).__name__) from error


def is_alive(server: Any) -> bool:
    try:
        return not isinstance(server, smtplib.SMTP) or server.noop()[0] == 250
    except (OSError, smtplib.SMTPException):
        return False


def deliver(mail: EmailMessage, connection: Any) -> Delivery:
    """`connection` was opened. Raises NoConnection when the server takes no mail from our address."""
    server = getattr(connection, "connection", None)
    if not isinstance(server, smtplib.SMTP):
        connection.send_messages([mail])
        return Delivery(Outcome.SENT)
    try:
        if refusal := announce(mail, server):
            return refusal
    except OSError:  # which smtplib's exceptions are, too
        return Delivery(Outcome.DEFERRED, "disconnected")
    try:
        return judge(*give_words(mail, server), mail=mail)
    except OSError:
        return Delivery(Outcome.UNCERTAIN)


def announce(mail: EmailMessage, server: smtplib.SMTP) -> Delivery | None:
    """From whom and to whom; None when the server waits for the words."""
    server.ehlo_or_helo_if_needed()
    code, reply = server.mail(sanitize_address(mail.from_email, "utf-8"))
    if code // 100 == 5:
        raise NoConnection(describe(code, reply, mail))
    if code // 100 == 2:
        code, reply = server.rcpt(sanitize_address(mail.to[0], "utf-8"))
    if code // 100 == 2:
        code, reply = server.docmd("DATA")
    if code // 100 == 3:
        return None
    server.rset()
    return judge(code, reply, mail=mail)


def give_words(mail: EmailMessage, server: smtplib.SMTP) -> tuple[int, bytes]:
    lines = mail.message().as_bytes().splitlines()
    words = b"\r\n".join(re.sub(rb"^\.", b"..", line) for line in lines)
    server.send(words + b"\r\n.\r\n")
    return server.getreply()


def judge(code: int, reply: bytes, *, mail: EmailMessage) -> Delivery:
    outcome = {2: Outcome.SENT, 5: Outcome.REFUSED}.get(code // 100, Outcome.DEFERRED)
    return Delivery(outcome, describe(code, reply, mail))


def describe(code: int, reply: bytes, mail: EmailMessage) -> str:
    """What the server said, without the address that many servers repeat in it."""
    words = " ".join(reply.decode(errors="replace").split()).replace(mail.to[0], "…")
    return f"{code} {words}"[:200]
