"""A word for each gated text, and who may come across it."""

from dataclasses import dataclass, field

from wagtail.models import Page

from courses.models import CoursePage, LessonPage, LiveSession

VISITOR, FREE, MEMBER, LAPSED, OWNER, EDITOR, LEGAL = PEOPLE = (
    *("visitor", "free account", "member", "lapsed member", "owner of one course"),
    *("editor", "colleague of legal"),
)
EVERYBODY = frozenset(PEOPLE)
ACCOUNTS = EVERYBODY - {VISITOR}
NOBODY: frozenset[str] = frozenset()
MEMBERS = frozenset({MEMBER, EDITOR})
BUYERS = frozenset({MEMBER, OWNER, EDITOR})
ONE_COURSE = frozenset({OWNER, EDITOR})
SEATED = frozenset({MEMBER})  # who has a seat in the live session and may still come
BAIT = "lokwoord"  # stands before each canary: who searches for it gets the snippet it would stand in


@dataclass(frozen=True)
class Canary:
    word: str
    readers: frozenset[str]  # who may come across it on the site; all others nowhere
    is_name: bool = False  # of a draft or a file: colleagues who enter the admin see it in lists there


@dataclass
class GatedSite:
    canaries: list[Canary] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)  # every page whose own address is read
    lessons_with_files: list[LessonPage] = field(default_factory=list)  # the same one as written, alias, translation
    courses: dict[str, CoursePage] = field(default_factory=dict)
    session: LiveSession | None = None

    def hide(self, name: str, readers: frozenset[str], *, is_name: bool = False) -> str:
        """A text with the canary of this name in it, for these readers. No such word is the beginning of another."""
        word = f"kanarie{name.replace(' ', '')}geel"
        self.canaries.append(Canary(word, readers, is_name))
        return f"{BAIT} {word}"

    def find_forbidden(self, person: str) -> list[str]:
        return [canary.word for canary in self.canaries if person not in canary.readers]

    def find_allowed(self, person: str) -> set[str]:
        return {canary.word for canary in self.canaries if person in canary.readers}

    def find_texts(self) -> list[str]:
        """What no colleague without rights to courses sees in the admin."""
        return [canary.word for canary in self.canaries if canary.readers != EVERYBODY and not canary.is_name]

    def find_private(self) -> list[str]:
        """What may never be kept by a cache between the site and its reader."""
        return [canary.word for canary in self.canaries if canary.readers != EVERYBODY]
