"""All rules, by the kind of text that they hold for."""

from collections.abc import Callable, Iterator

from . import answers, bases, completeness, kept, promises, rights, sharing, transfers, wording
from .findings import Finding
from .passages import Reading

Rule = Callable[[Reading], Iterator[Finding]]

FOR_EVERY_TEXT: tuple[Rule, ...] = (
    wording.find_open_places,
    wording.find_dead_links,
    wording.find_empty_sections,
    promises.find_denied_data,
    kept.find_different_terms,
    wording.find_empty_words,
)
FOR_KIND: dict[str, tuple[Rule, ...]] = {
    "privacy": (
        completeness.find_missing_lines,
        sharing.find_missing_arrangement,
        bases.find_missing_basis,
        bases.find_unfounded_rows,
        bases.find_unnamed_interests,
        bases.find_statistics_without_asking,
        transfers.find_missing_transfers,
        transfers.find_unread_safeguards,
        kept.find_missing_terms,
        kept.find_vague_terms,
        kept.find_terms_without_start,
        kept.find_invoices_without_start,
        promises.find_forgotten_purposes,
        promises.find_forgotten_evidence,
        rights.find_missing_rights,
        rights.find_missing_complaint,
        answers.find_late_answers,
    )
}


def list_rules(kind: str) -> tuple[Rule, ...]:
    return (*FOR_EVERY_TEXT, *FOR_KIND.get(kind, ()))
