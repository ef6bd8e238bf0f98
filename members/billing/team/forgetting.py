"""Addresses of people who were invited and never came."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from ..models import Invitation
from .links import VALID


def forget_invitations() -> Iterator[str]:
    """Work of `run_due`."""
    Invitation.objects.filter(invited_at__lte=timezone.now() - VALID).delete()
    yield from ()
