"""What goes wrong on purpose: each fault waits for the request that it is meant for, and strikes as often as told."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from fnmatch import fnmatchcase
from threading import Event, Lock

AT_ONCE = timedelta()
LONGEST_HOLD = 60.0  # seconds, when nobody lets go


class Hold:
    """An answer that is kept back until somebody lets it go."""

    def __init__(self) -> None:
        self.is_carried_out = Event()
        self.is_let_go = Event()

    def keep(self) -> None:
        self.is_carried_out.set()
        self.is_let_go.wait(LONGEST_HOLD)


@dataclass(frozen=True)
class Fault:
    method: str = ""
    path: str = ""
    is_carried_out: bool = True
    is_answered: bool = True
    status: int = 0  # of the answer that is given instead; 0 leaves the true one
    text: str = ""  # HTML instead of Mollie's JSON, as a proxy in between would send it
    seconds: float = 0  # that the answer takes
    hold: Hold | None = None

    def keep_answer(self, stopping: Event) -> None:
        if self.hold:
            self.hold.keep()
        stopping.wait(self.seconds)


FAULTLESS = Fault()


class Faults:
    """In `path` a `*` stands for anything, slashes too: `/v2/payments/*` is also its refunds."""

    def __init__(self) -> None:
        self.waiting: list[Fault] = []
        self.webhooks: deque[list[timedelta]] = deque()
        self.lock = Lock()

    def answer(
        self, method: str, path: str, status: int, *, text: str = "", is_carried_out: bool = False, times: int = 1
    ) -> None:
        """Say something else, as 429 or 503; carried out all the same only when asked for."""
        self._expect(Fault(method, path, status=status, text=text, is_carried_out=is_carried_out), times)

    def slow_down(self, method: str, path: str, seconds: float, *, times: int = 1) -> None:
        """Carry it out, and keep the answer for so long."""
        self._expect(Fault(method, path, seconds=seconds), times)

    def hold_answer(self, method: str, path: str) -> Hold:
        """Carry it out, and keep the answer for as long as the one who asked for this fault wants."""
        hold = Hold()
        self._expect(Fault(method, path, hold=hold), 1)
        return hold

    def drop_answer(self, method: str, path: str, *, times: int = 1) -> None:
        """Carry it out, and close the connection without a word."""
        self._expect(Fault(method, path, is_answered=False), times)

    def drop_request(self, method: str, path: str, *, times: int = 1) -> None:
        """Close the connection before anything is done."""
        self._expect(Fault(method, path, is_answered=False, is_carried_out=False), times)

    def repeat_webhook(self) -> None:
        """The next webhook comes twice."""
        self.webhooks.append([AT_ONCE, AT_ONCE])

    def delay_webhook(self, by: timedelta) -> None:
        """The next webhook comes so much later."""
        self.webhooks.append([by])

    def lose_webhook(self) -> None:
        """The next webhook never comes."""
        self.webhooks.append([])

    def take(self, method: str, path: str) -> Fault:
        with self.lock:
            fault = next(self._find(method, path), FAULTLESS)
            if fault is not FAULTLESS:
                self.waiting.remove(fault)
            return fault

    def take_webhook(self) -> list[timedelta]:
        """How long each copy of the next webhook waits."""
        return self.webhooks.popleft() if self.webhooks else [AT_ONCE]

    def _expect(self, fault: Fault, times: int) -> None:
        with self.lock:
            self.waiting += [fault] * times

    def _find(self, method: str, path: str) -> Iterator[Fault]:
        return (fault for fault in self.waiting if fault.method == method and fnmatchcase(path, fault.path))
