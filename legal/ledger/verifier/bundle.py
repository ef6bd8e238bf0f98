"""What is checked of an evidence bundle, a ZIP. Nothing is unpacked."""

from __future__ import annotations

import hashlib
import re
import zipfile
from typing import Any

from .examination import Examination
from .parts import read_parts
from .shapes import HASH, check_shape
from .strict_json import LARGEST, Fault, parse_json
from .tree import Tree

LARGEST_BUNDLE = 64 * 2**30
MOST_SHRUNK = 200  # no honest file of a bundle is compressed more than this
MANIFEST = "manifest.json"
# What each file may hold, in the order in which they are checked: seals first, for all the rest is proven under one.
CONTENTS = {
    r"seals\.json": "seal",
    r"leaves\.txt": "leaf",
    r"keys\.json": "key",
    r"texts/.*\.json": "text",
    r"acts\.jsonl": "act",
}
COPY = r"texts/.*\.(html|txt)"  # of the words in the .json file beside it


def examine_bundle(where: str, file: Any, found: Examination) -> None:
    """The manifest names each file with its SHA-256. In which order it does so, changes nothing."""
    archive = zipfile.ZipFile(file)
    members = {member.filename: member for member in archive.infolist()}
    if len(members) != len(archive.infolist()) or sum(one.file_size for one in members.values()) > LARGEST_BUNDLE:
        raise Fault(f"{where}: a file stands in it twice, or it is too large")
    for name, member in members.items():
        is_named_well = re.fullmatch(r"(texts/)?[A-Za-z0-9_-]+\.[a-z]+", name)
        if not is_named_well or member.file_size > MOST_SHRUNK * member.compress_size + 10_000:
            raise Fault(f"{where}, {name}: no bundle of ours holds such a file")
    with archive.open(MANIFEST) as manifest:
        listed = parse_json(manifest.read(LARGEST), f"{where}, {MANIFEST}")
    check_shape(listed, f"{where}, {MANIFEST}", {...: ...})
    for name in sorted({*listed} ^ {*members} - {MANIFEST}):
        found.note_fault(f"{where}, {name}: {'missing' if name in listed else f'not in {MANIFEST}'}")
    for name in sorted(listed, key=find_turn):
        if name in members:
            found.attempt(examine_member, f"{where}, {name}", archive, name, listed[name], found)


def examine_member(where: str, archive: Any, name: str, listed: str, found: Examination) -> None:
    digest = hashlib.sha256()
    with archive.open(name) as file:
        for part in iter(lambda: file.read(2**20), b""):
            digest.update(part)
    if digest.hexdigest() != listed:
        found.note_fault(f"{where}: its SHA-256 is not the one in {MANIFEST}")
    elif re.fullmatch(COPY, name):
        check_copy(where, listed, found)
    elif not name.endswith((".json", ".jsonl")) and not find_kind(name):
        found.unproven.append(name)
    with archive.open(name) as file:
        if find_kind(name) == "leaf":
            check_leaves(where, file, found)
        elif name.endswith((".json", ".jsonl")):
            check_part_file(where, file, find_kind(name), found)


def check_copy(where: str, digest: str, found: Examination) -> None:
    if where not in found.copies:
        raise Fault(f"{where}: no .json file beside it holds these words")
    if digest != found.copies[where]:
        raise Fault(f"{where}: not the same words as in the .json file beside it")


def find_kind(name: str) -> str:
    return next((kind for pattern, kind in CONTENTS.items() if re.fullmatch(pattern, name)), "")


def find_turn(name: str) -> int:
    """Whatever holds no part comes last."""
    return [*CONTENTS.values(), ""].index(find_kind(name))


def check_part_file(where: str, file: Any, kind: str, found: Examination) -> None:
    """Line by line: there may be millions of acts."""
    if not kind:
        raise Fault(f"{where}: no bundle of ours holds such a file")
    for part in read_parts(where, file, found, kind):
        found.check_kind(kind, [part])
    if kind == "seal":
        found.seal = found.seals[-1] if found.seals else None


def check_leaves(where: str, file: Any, found: Examination) -> None:
    """Computes the root of each seal again, also of those kept elsewhere, from the hashes of all leaves."""
    tree, leaves = Tree(), bytearray()
    for number, line in enumerate(iter(lambda: file.readline(100), b""), 1):
        if not re.fullmatch(HASH.encode() + b"\n", line):
            raise Fault(f"{where}, line {number}: {HASH} must stand here")
        leaf = bytes.fromhex(line.decode())
        leaves += leaf
        tree.append(leaf)
        if number in found.roots and tree.compute_root().hex() != found.roots[number]:
            raise Fault(f"{where}, line {number}: the leaves up to here do not give the root of the seal")
    if found.seal is None or tree.size != found.seal["size"]:
        raise Fault(f"{where}: {found.seal and found.seal['size']} leaves must stand here, not {tree.size}")
    if not all(0 < seal["size"] <= tree.size for seal in found.seals):
        raise Fault(f"{where}: there is a seal over more entries, or over none")
    found.leaves = bytes(leaves)
