"""People who lost their device, and colleagues who help them."""

from datetime import timedelta

from django.contrib.auth.models import Group, Permission
from time_machine import TimeMachineFixture

from members.accounts.lost_device.asking import ask_for_recovery
from members.accounts.lost_device.telling import tell_owners
from members.accounts.models import AccountRecovery, User
from tests.factories.people import make_support


def ask(person: User, asked_by: User | None = None) -> AccountRecovery:
    return ask_for_recovery(person=person, asked_by=asked_by or person)


def wait(time: TimeMachineFixture, recovery: AccountRecovery, **more: int) -> None:
    """Until it can be confirmed, with the mails on the way, or so much later.

    Half a minute more than a day: the last mail is a moment under way, and a day is counted from then.
    """
    day, late = timedelta(days=1), timedelta(seconds=30)
    for moment in (
        recovery.asked_at + 3.5 * day,
        recovery.ready_at - day,
        recovery.ready_at + late + timedelta(**more),
    ):
        time.move_to(moment)
        assert list(tell_owners()) == []
    recovery.refresh_from_db()


def make_helper(email: str = "support@voorbeeld.example") -> User:
    """Somebody of Support, who may see, ask and confirm."""
    person = make_support(email)
    codenames = [f"{action}_accountrecovery" for action in ("view", "add", "change")]
    Group.objects.get(name="Support").permissions.add(*Permission.objects.filter(codename__in=codenames))
    return person
