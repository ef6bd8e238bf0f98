"""The editor's form of a legal text: what would stop the publication is said at the field, before anything is saved."""

from django.core.exceptions import NON_FIELD_ERRORS

from home.blocks.pasted import CodeRefusingPageForm

from ..writing.characters import find_unseen, is_storable
from ..writing.rendering import render_page
from .faults import describe_unseen, find_publication_faults
from .four_eyes import Draft, find_former, read_drafts, read_words, sign
from .publishing import describe_missing_approval
from .rules import load_rules


class LegalPageForm(CodeRefusingPageForm):
    def _post_clean(self) -> None:
        super()._post_clean()
        self.refuse_unstorable_body()
        if self.is_publishing() and not self.errors:
            for name, message in (find_publication_faults(self.instance) | self.find_approval_fault()).items():
                self.add_error(name if name in self.fields else None, message)

    def refuse_unstorable_body(self) -> None:
        """Also of a draft, which would not be saved. Other fields cannot hold such characters."""
        body = self.instance.body.get_prep_value()
        if "body" not in self.errors and not is_storable(body):
            self.add_error("body", describe_unseen(sorted(set(find_unseen(body)))))

    def is_publishing(self) -> bool:
        """A draft may be half finished. Wagtail's buttons say what the editor wants."""
        return "action-publish" in self.data or "action-submit" in self.data

    def find_approval_fault(self) -> dict[str, str]:
        """Publishing from the editor saves first, so whoever changed something here is one of the authors."""
        if "action-publish" not in self.data or not load_rules().four_eyes:
            return {}
        page, account = self.instance, self.for_user.pk
        former = find_former(page)
        drafts = read_drafts(page, page.latest_revision_id, former.revision) if page.latest_revision_id else []
        drafts.append(Draft(0, account, read_words(page.serializable_data())))
        signed = sign(page, render_page(page), drafts, former, account)
        return {} if signed.approver else {NON_FIELD_ERRORS: describe_missing_approval()}
