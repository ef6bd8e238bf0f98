"""Why a seal would be believed: anybody can make a key, and sign a record of their own invention with it."""

from __future__ import annotations

from .examination import Examination


class Trust:
    """What whoever checks has from elsewhere: seals, and keys."""

    def __init__(self, seals: list[str], keys: list[str]) -> None:
        self.seals, self.keys = seals, keys  # the files of seals, and the keys that were given
        self.roots: dict[int, str] = {}  # of those seals, by size
        self.signers: set[str] = set()  # the keys of those seals

    def add(self, found: Examination) -> None:
        self.roots.update(found.roots)
        self.signers |= {seal["key"] for seal in found.seals}

    def check(self, path: str, found: Examination) -> None:
        """Notes a fault when the seal under which all was proven is not one to believe."""
        if found.seal is None:
            found.note_fault(f"{path}: there is no seal in it")
            return
        key, size = found.seal["key"], found.seal["size"]
        if (found.keys or found.proven) and not {one["key"] for one in found.seals} <= set(found.keys):
            found.note_fault(f"{path}, seal.key: this key is not among the keys")
        if self.keys and key not in follow_endorsements(found, self.keys):
            found.note_fault(f"{path}, seal.key: {key} is no key that was given with --key, nor endorsed by one")
        if not self.seals:
            return
        confirmed = count_confirmed(found)
        if not confirmed:
            found.note_fault(f"{path}, seal: {' and '.join(self.seals)} hold no seal over {size} entries")
        elif confirmed < size and key not in follow_endorsements(found, self.signers):
            limit = f"the seals kept elsewhere end at {confirmed} entries"
            found.note_fault(f"{path}, seal.key: {limit}, and no key of theirs is this key or endorsed it")


def count_confirmed(found: Examination) -> int:
    """How many entries stand under a seal that was kept elsewhere.

    All of them when it was this very seal. When the file has all leaves, the root of each kept seal was computed from
    those, so that an older seal confirms the entries up to its own size.
    """
    size, root = found.seal["size"], found.seal["root"]
    if found.kept.get(size) == root:
        return int(size)
    return max((one for one in found.kept if found.leaves and 0 < one <= size), default=0)


def follow_endorsements(found: Examination, known: list[str] | set[str]) -> set[str]:
    """The keys that are known, with those in the file that were endorsed by one of them, or by one so endorsed."""
    trusted = set(known)
    for former, key in found.endorsements:
        if former in trusted:
            trusted.add(key)
    return trusted
