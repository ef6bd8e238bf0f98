"""Evidence bundles: all that a regulator or a court needs about one person or one version, checkable without us.

`legal.ledger.verifier.bundle` reads them; the README inside says what each file is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO, Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from legal.ledger.canonical import encode_canonically
from legal.ledger.models import Seal
from legal.ledger.sealing import find_seal_of, seal_ledger
from legal.ledger.signing import describe_seal
from legal.ledger.verifier.examination import write_page
from legal.ledger.verify_receipt import PROGRAM_NAME, join_program

from ..models import Act, Version, VersionText
from ..reports.plain_words import write_plainly
from .bundle_archive import BundleArchive
from .bundle_lines import find_place, write_acts, write_leaves
from .pdf import render_text_pdf
from .receipts import Prove, describe_act, describe_keys_under, describe_text, prove_under, write_json


class NothingSealed(Exception):
    """The ledger is empty: there is nothing to give evidence of."""


@dataclass(frozen=True)
class Bundle:
    """`manifest` is the SHA-256 of the list of the files and their hashes."""

    file: IO[bytes]
    manifest: str


def bundle_person(user: Any) -> Bundle:
    """Everything this person answered, with a proof for each act, under the oldest seal that covers all of it.

    Raises `NothingSealed`.
    """
    acts = list(Act.objects.of(user).select_related("leaf", "text__leaf", "text__version__document").order_by("pk"))
    seal = max((find_seal_of(act.leaf) for act in acts), key=lambda one: one.size) if acts else find_newest_seal()
    prove = prove_under(seal)
    with BundleArchive() as archive:
        archive.add("seals.json", write_json([describe_seal(seal)]))
        add_keys_and_texts(archive, seal, prove, {act.text_id: act.text for act in acts}.values())
        archive.add("acts.jsonl", (encode_canonically(describe_act(act, prove, None)) + b"\n" for act in acts))
        name, address = write_plainly(user.get_full_name()), write_plainly(user.email)
        about = f"account: {user.pk}\nname: {name}\ne-mail: {address}\n"
        archive.add("person.txt", about.encode())
        return finish(archive, {"person": user, "seal": seal})


def bundle_version(version: Version) -> Bundle:
    """The texts of this version and what anybody did on them, with the hashes of all leaves and all seals over them.

    Raises `NothingSealed`.
    """
    seal = find_newest_seal()
    seals = Seal.objects.select_related("key").filter(size__lte=seal.size).exclude(pk=seal.pk).order_by("size", "pk")
    texts = version.texts.select_related("leaf", "version__document").filter(leaf__position__index__lt=seal.size)
    with BundleArchive() as archive:
        archive.add("seals.json", write_json([describe_seal(one) for one in (*seals, seal)]))
        archive.add("leaves.txt", write_leaves(seal))
        add_keys_and_texts(archive, seal, find_place, texts.order_by("language", "edition"))
        archive.add("acts.jsonl", write_acts(version, seal))
        return finish(archive, {"version": version, "seal": seal})


def find_newest_seal() -> Seal:
    seal = seal_ledger()
    if seal is None:
        raise NothingSealed
    return seal


def add_keys_and_texts(archive: BundleArchive, seal: Seal, prove: Prove, texts: Iterable[VersionText]) -> None:
    archive.add("keys.json", write_json(describe_keys_under(seal, prove)))
    for text in texts:
        described = describe_text(text, prove)
        name = f"texts/{text.version.document.kind}-{text.version.number}-{text.language}-{text.edition}"
        archive.add(f"{name}.json", write_json(described))
        archive.add(f"{name}.html", write_page(described["words"]).encode())
        archive.add(f"{name}.txt", text.text.encode())
        archive.add(f"{name}.pdf", render_text_pdf(text))


def finish(archive: BundleArchive, facts: dict[str, Any]) -> Bundle:
    context = facts | {"site": settings.SITE_URL, "made_at": timezone.now(), "program": PROGRAM_NAME}
    for name in ("README.txt", "LEESMIJ.txt"):
        archive.add(name, render_to_string(f"statements/bundle/{name}", context).encode())
    archive.add(PROGRAM_NAME, join_program().encode())
    return Bundle(file=archive.file, manifest=archive.close())
