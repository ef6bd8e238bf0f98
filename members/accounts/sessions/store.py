"""Where sessions are kept (`SESSION_ENGINE`): Django's own store, with keys that are hashed and an end that is certain.

Everything that a row says beside its content follows from the content (`logged_in`, see `starting`) and the hour, so
that a session may be renewed under another key and its time goes on.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone
from django.utils.crypto import get_random_string

from ..limits import SEEN_WITHIN, VISITOR_IDLE
from ..models import Session, hash_key
from .starting import LogIn, read_log_in


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        row = Session.objects.open().filter(pk=hash_key(self.session_key)).first()
        if row is None:
            self._session_key = None
        return row

    def load(self) -> dict[str, Any]:
        row = self._get_session_from_db()
        if row is None:
            return {}
        content = self.decode(row.session_data)
        if timezone.now() - row.last_seen_at >= SEEN_WITHIN:
            see_again(row, read_log_in(content))
        return content

    def _get_new_session_key(self) -> str:
        """Without asking whether it is free: of 165 random bits it is, and if not, `create` takes another."""
        return get_random_string(32, VALID_KEY_CHARS)

    def exists(self, session_key: str) -> bool:
        return bool(super().exists(hash_key(session_key)))

    def delete(self, session_key: str | None = None) -> None:
        if key := session_key or self.session_key:
            Session.objects.filter(pk=hash_key(key)).delete()

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        log_in, now = read_log_in(data), timezone.now()
        return Session(
            session_key=hash_key(self._get_or_create_session_key()),  # type: ignore[attr-defined]
            session_data=self.encode(data),
            user_id=data.get(SESSION_KEY),
            started_at=log_in.at if log_in else now,
            last_seen_at=now,
            expire_date=find_end(log_in, now),
            browser=log_in.browser if log_in else "",
            system=log_in.system if log_in else "",
        )


def find_end(log_in: LogIn | None, seen_at: datetime) -> datetime:
    """The first of both ends: too long without a visit, or too long since the log-in."""
    if log_in is None:
        return seen_at + VISITOR_IDLE
    return min(seen_at + log_in.lifetime.idle, log_in.at + log_in.lifetime.whole)


def see_again(row: Session, log_in: LogIn | None) -> None:
    now = timezone.now()
    Session.objects.filter(pk=row.pk).update(last_seen_at=now, expire_date=find_end(log_in, now))
