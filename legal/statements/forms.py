"""The editor's form of a legal text: what would stop the publication is said at the field, before anything is saved."""

from wagtail.admin.forms import WagtailAdminPageForm

from .faults import find_publication_faults


class LegalPageForm(WagtailAdminPageForm):
    def _post_clean(self) -> None:
        super()._post_clean()
        if self.is_publishing() and not self.errors:
            for name, message in find_publication_faults(self.instance).items():
                self.add_error(name if name in self.fields else None, message)

    def is_publishing(self) -> bool:
        """A draft may be half finished. Wagtail's buttons say what the editor wants."""
        return "action-publish" in self.data or "action-submit" in self.data
