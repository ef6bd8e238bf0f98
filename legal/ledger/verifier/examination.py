"""What is checked of a seal, a key, a text and an act."""

from __future__ import annotations

import datetime
import hashlib
import html
from typing import Any

from .curve import is_signed
from .strict_json import Fault, encode
from .tree import climb, hash_leaf

MOST_FAULTS = 1000
MOST_ACTS = 20  # told one by one; of more, the number is enough
PAGE = '<!doctype html>\n<html lang="{}">\n<meta charset="utf-8">\n<title>{}</title>\n{}\n'


def hash_text(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def write_page(words: Any) -> str:
    """The words of a text as a page for a browser."""
    return PAGE.format(html.escape(words["language"]), html.escape(words["title"]), words["html"])


class Examination:
    """Of one file: gathers what it proves, what deserves a remark, and every fault.

    All seals are read first. One of them is fixed before any proof is read; every proof is checked under that one, and
    whatever is told or compared afterwards is about that one.
    """

    def __init__(self, kept: dict[int, str]) -> None:
        self.kept, self.roots = kept, dict(kept)  # by size: of seals kept elsewhere, and of all that were met
        self.faults: list[str] = []
        self.remarks: list[str] = []
        self.proven: list[str] = []
        self.seals: list[Any] = []
        self.seal: Any = None  # the one that was fixed
        self.keys: list[str] = []
        self.endorsements: list[tuple[str, str]] = []  # of each key by the one before it
        self.leaves = b""  # the hashes of all leaves, when the file has them
        # By SHA-256 of the words, when each text was published and what it is called: words may come back.
        self.texts: dict[str, list[tuple[int, str]]] = {}
        self.copies: dict[str, str] = {}  # by place, the SHA-256 of what must stand there
        self.unproven: list[str] = []  # names of files that only say what they say
        self.acts = 0

    def attempt(self, check: Any, where: str, *values: Any) -> None:
        """A fault ends this check only, the others still run. Whatever a file holds, it never ends in a traceback."""
        try:
            check(where, *values)
        except Fault as fault:
            self.note_fault(str(fault))
        except Exception as error:
            self.note_fault(f"{where}: damaged: {error or type(error).__name__}")

    def note_fault(self, line: str) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(line)

    def check_all(self, parts: Any) -> None:
        """`parts` is a list of places with what stands there. Seals come first, wherever they stand in the file."""
        self.check_kind("seal", parts)
        self.fix_seal()
        for kind in ("key", "text", "act"):
            self.check_kind(kind, parts)

    def check_kind(self, kind: str, parts: Any) -> None:
        for where, part in parts:
            if part["type"] == kind:
                self.attempt(getattr(self, f"check_{kind}"), where, part)

    def check_seal(self, where: str, seal: Any) -> None:
        self.seals.append(seal)
        size, root = seal["size"], seal["root"]
        signed = encode({name: value for name, value in seal.items() if name != "signature"})
        if not is_signed(bytes.fromhex(seal["key"]), bytes.fromhex(seal["signature"]), signed):
            raise Fault(f"{where}.signature: the key did not sign this seal")
        if self.roots.setdefault(size, root) != root:
            raise Fault(f"{where}.root: another seal over {size} entries has another root")

    def fix_seal(self) -> None:
        """The last one. Of a list of seals alone, the last that was kept elsewhere too, when there is one."""
        kept = [seal for seal in self.seals if self.kept.get(seal["size"]) == seal["root"]]
        self.seal = (kept or self.seals or [None])[-1]

    def check_key(self, where: str, key: Any) -> None:
        entry = encode({name: key[name] for name in ("introduced_at", "public_key", "type")})
        former, endorsement = self.keys[-1:], key["endorsement"]
        self.keys.append(key["public_key"])
        if key.get("proof"):
            self.check_place(where, entry, key["proof"])
        if former and not endorsement:
            self.remarks.append(f"{where}: the key before it did not endorse this one. Ask the site why.")
        if not endorsement:
            return
        if not former or not is_signed(bytes.fromhex(former[0]), bytes.fromhex(endorsement), entry):
            raise Fault(f"{where}.endorsement: the key before it did not sign this key")
        self.endorsements.append((former[0], key["public_key"]))

    def check_place(self, where: str, entry: bytes, proof: Any) -> None:
        """The entry must stand in the tree of the seal that was fixed."""
        if self.seal is None:
            raise Fault(f"{where}.proof: there is no seal to which it belongs")
        if len(self.seals) > 1 and not self.leaves:
            raise Fault(f"{where}.proof: there are {len(self.seals)} seals, so it is not clear to which it belongs")
        leaf, index, size = hash_leaf(entry), proof["index"], self.seal["size"]
        if self.leaves:
            is_there = index >= 0 and self.leaves[32 * index : 32 * index + 32] == leaf
        else:
            root = climb(leaf, index, size, [bytes.fromhex(one) for one in proof["hashes"]])
            is_there = 0 <= index < size and root.hex() == self.seal["root"]
        if not is_there:
            raise Fault(f"{where}.entry: with its proof, it does not lead to the root of the seal")

    def check_text(self, where: str, text: Any) -> None:
        entry, words = text["entry"], text["words"]
        name = f'"{words["title"]}" ({entry["document"]}, version {entry["version"]}, {entry["language"]})'
        self.texts.setdefault(entry["sha256"], []).append((entry.get("published_at") or 0, name))
        for ending, copy in ((".html", write_page(words)), (".txt", words["text"])):
            self.copies[where[: -len(".json")] + ending] = hash_text(copy)
        if hashlib.sha256(encode(words)).hexdigest() != entry["sha256"]:
            raise Fault(f"{where}.words: these are not the words with the hash in the entry")
        self.check_place(where, encode(entry), text["proof"])
        self.proven.append(f"The text {name} reads as it stands here. Its SHA-256 is {entry['sha256']}.")

    def check_act(self, where: str, act: Any) -> None:
        entry, wording = act["entry"], act["wording"]
        self.check_place(where, encode(entry), act["proof"])
        if hash_text(wording) != entry["wording"]:
            raise Fault(f"{where}.wording: these are not the words with the hash in the entry")
        who, text = self.name_person(where, act), self.name_text(where, entry)
        when = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=entry["at"])
        self.acts += 1
        if self.acts <= MOST_ACTS:
            self.proven.append(f'{who}: "{entry["act"]}" on {text}, at {when} UTC, beside the words "{wording}".')

    def name_text(self, where: str, entry: Any) -> str:
        """Each text with these words that was there by then: what was shown was one of those."""
        texts = self.texts.get(entry["text"], [])
        names = [name for published_at, name in texts if published_at <= entry["at"]]
        if not texts:
            raise Fault(f"{where}.entry.text: the text with this hash is missing")
        if not names:
            raise Fault(f"{where}.entry.at: the text with these words was published later")
        return " or ".join(names)

    def name_person(self, where: str, act: Any) -> str:
        """Who it was, as far as that is told."""
        entry, person, redaction = act["entry"], act.get("person"), act.get("redaction")
        if redaction:
            self.check_place(f"{where}.redaction", encode(redaction["entry"]), redaction["proof"])
            if redaction["entry"]["act"] != entry["entry"] or person:
                raise Fault(f"{where}.redaction: this does not belong to the act")
            return f"Somebody who has been forgotten, on the ground of {redaction['entry']['ground']}"
        if not person:
            return "Somebody who is not named here"
        if commit_to_person(person, entry["entry"]) != entry["commitment"]:
            raise Fault(f"{where}.person: the entry is not bound to this person")
        actor, reason = person.get("actor"), person["reason"]
        helped = "" if actor is None else f', entered by account {actor} with the reason "{reason}"'
        return f"Account {person['account']}{helped}"


def commit_to_person(person: Any, entry: str) -> str:
    """An entry holds only this hash of who it was: SHA-256(salt, account, entry, and who acted for them and why)."""
    actor, reason = person.get("actor"), person["reason"]
    if actor is None and reason:
        return ""
    behind = b"" if actor is None else hashlib.sha256(f"{actor} {reason}".encode()).digest()
    committed = bytes.fromhex(person["salt"]) + str(person["account"]).encode() + bytes.fromhex(entry) + behind
    return hashlib.sha256(committed).hexdigest()
