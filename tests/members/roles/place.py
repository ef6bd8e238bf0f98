"""One of everything that addresses are about, and everybody who may come along."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from uuid import UUID

from cookie_consent.models import Cookie, CookieGroup
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Locale, Site, Task, Workflow

from home.identity.models import Organisation
from home.pages.models import Footer
from legal.statements.models import LegalPage, PublicationRules
from members.accounts.models import User
from members.accounts.roles import ROLES
from members.billing.models import Coupon
from members.invoicing.models import InvoicingRules
from tests.factories.courses import find_topic, give_membership, make_course, make_lesson
from tests.factories.files import make_document, make_image, make_video
from tests.factories.invoices import fill_in_issuer, issue, make_buyer
from tests.factories.lost_devices import ask
from tests.factories.offers import sell
from tests.factories.orders import make_order
from tests.factories.people import make_colleague, make_person
from tests.factories.second_factor import give_app
from tests.factories.sessions import make_session
from tests.factories.statements import answer, publish_version

NOBODY = 999999  # the number of something that is not there
NO_ORDER = UUID(int=1)
VISITOR, FREE, MEMBER, SUPERUSER = "visitor", "free member", "member", "superuser"
PEOPLE = [VISITOR, FREE, MEMBER, *ROLES, SUPERUSER]


class Place:
    def __init__(self) -> None:
        self.person = make_person("kim@voorbeeld.example")
        self.course, self.reviewed = make_course(), make_course("Tijd terug")
        self.lesson = make_lesson(self.course)
        self.version = publish_version()
        self.legal = LegalPage.objects.get()
        self.act = answer(self.person, self.version)
        self.session = make_session(self.course)
        self.grant, self.offer = give_membership(self.person), sell(self.course)
        self.image, self.document, self.media = make_image(), make_document(), make_video()
        self.collection = Collection.get_first_root_node().add_child(name="Foto’s")
        self.draft, self.session_draft = self.course.save_revision(), self.session.save_revision()
        self.task, self.workflow = Task.objects.get(name="Eindredactie"), Workflow.objects.get(name="Eindredactie")
        self.reviewed.save_revision()
        self.state = self.workflow.start(self.reviewed, self.person)
        self.app = give_app(self.person)
        self.recovery = ask(self.person)
        self.coupon = Coupon.objects.create(code="ZOMER", percent=10)
        self.order = make_order(self.offer, self.person)
        self.organisation, self.rules = Organisation.load(), PublicationRules.load()
        Organisation.objects.update(email="hallo@werkflippen.example")
        self.footer = Footer.objects.get(locale__language_code="nl")
        self.footer_draft = self.footer.save_revision()
        self.redirect = Redirect.add_redirect("/vroeger/", "/cursussen/")
        fill_in_issuer()
        self.invoicing_rules = InvoicingRules.load()
        self.invoice = issue(buyer=make_buyer(name=self.person.get_full_name()), account=self.person)

    def make_visitor(self, who: str) -> User | None:
        """Somebody who owes no answer to the text in force, which would be asked first."""
        if who == VISITOR:
            return None
        person = make_colleague(who) if who in ROLES else make_person(is_superuser=who == SUPERUSER)
        answer(person, self.version)
        if who == MEMBER:
            give_membership(person)
        return person

    @cached_property
    def in_holes(self) -> dict[str, Any]:
        """What fills the holes of an address, by the name of the hole."""
        return {
            **dict.fromkeys(("page_id", "page_pk", "page_to_move_id", "parent_page_id"), self.course.pk),
            **dict.fromkeys(("uploaded_file_id", "session_id", "page_view_restriction_id"), NOBODY),
            **dict.fromkeys(("translation_source_id", "translation_id"), NOBODY),
            **dict.fromkeys(("string_segment_id", "overridable_segment_id", "pk"), NOBODY),
            **dict.fromkeys(("document_id", "doc_id"), self.document.pk),
            **dict.fromkeys(("number", "other", "first"), 1),
            **dict.fromkeys(("catalogue", "catalog", "page_path"), "cursussen"),
            **{"destination_id": self.course.get_parent().pk, "object_id": str(self.course.pk)},
            **{"revision_id": self.draft.pk, "revision_id_a": "earliest", "revision_id_b": "live"},
            **{"action_name": "approve", "task_state_id": self.state.current_task_state_id, "task_id": self.task.pk},
            **{"workflow_state_id": self.state.pk, "workflow_pk": self.workflow.pk},
            **{"content_type_app_name": "courses", "content_type_model_name": "lessonpage"},
            **{"app_label": "courses", "app_name": "courses", "model_name": "livesession", "action": "delete"},
            **{"collection_id": self.collection.pk, "image_id": self.image.pk, "media_id": self.media.pk},
            **{"media_type": "video", "filter_spec": "width-100", "name": self.image.file.name},
            **{"account": self.person.pk, "entry": self.act.entry, "document": self.version.document.slug},
            "redirect_id": self.redirect.pk,
            **{
                "mode": "public",
                "uidb64": "MQ",
                "uidb36": "1",
                "token": "x-x",
                "key": "x",
                "secret": "geheim",
                "second": 2,
            },
            **{"slug": self.offer.slug, "course": self.course.slug, "lesson": self.lesson.slug, "kind": "image"},
        }

    @cached_property
    def in_other_holes(self) -> dict[str, dict[str, Any]]:
        """Where an address is about something else than its holes say: by the longest beginning of its name."""
        review = {"page_id": self.reviewed.pk}
        return {
            "wagtailadmin_api:pages": {"pk": self.course.pk, "action_name": "publish"},
            "wagtailadmin_api:documents": {"pk": self.document.pk},
            "wagtailadmin_api:images": {"pk": self.image.pk},
            "wagtailadmin_pages": {"pk": self.course.pk, "model_name": "coursepage"},
            **dict.fromkeys(("wagtailadmin_pages:workflow", "wagtailadmin_pages:collect_workflow"), review),
            "wagtailadmin_pages:confirm_workflow": review,
            "wagtailadmin_collections": {"pk": self.collection.pk},
            "wagtailadmin_workflows": {"pk": self.workflow.pk, "page_pk": self.reviewed.pk},
            "wagtailadmin_workflows:add_task": {"model_name": "colleaguetask"},
            **{f"wagtailadmin_workflows:{act}_task": {"pk": self.task.pk} for act in ("edit", "disable", "enable")},
            "wagtailadmin_editing_sessions": {"model_name": "coursepage"},
            "wagtailadmin_tag_model_autocomplete": {"app_name": "taggit", "model_name": "tag"},
            "wagtail_bulk_action": {"app_label": "accounts", "model_name": "user", "action": "assign_role"},
            "wagtailsettings": {"app_name": "identity", "model_name": "organisation", "pk": self.organisation.pk},
            "wagtailsnippets_courses_livesession": {"pk": self.session.pk, "revision_id": self.session_draft.pk},
            "wagtailsnippetchoosers_courses_livesession": {"pk": self.session.pk},
            "wagtailsnippets_pages_footer": {"pk": self.footer.pk, "revision_id": self.footer_draft.pk},
            "wagtailsnippetchoosers_pages_footer": {"pk": self.footer.pk},
            "wagtailredirects": {"redirect_id": self.redirect.pk},
            **{"topic_chooser": {"pk": find_topic().pk}, "course_chooser": {"pk": self.course.pk}},
            **{"wagtaildocs_chooser": {"pk": self.document.pk}, "wagtailimages_chooser": {"pk": self.image.pk}},
            **{"invoice_book": {"pk": self.invoice.pk}, "invoices:": {"number": self.invoice.number}},
            **{"grants": {"pk": self.grant.pk}, "offers": {"pk": self.offer.pk}},
            "statements_documents": {"pk": self.version.document_id},
            "cookie_purposes": {"pk": CookieGroup.objects.get(varname="statistics").pk},
            "declared_cookies": {"pk": Cookie.objects.get(name="last_visit_day").pk},
            **{"statements": {"pk": self.version.pk}, "statements_prepare": {"page_id": self.legal.pk}},
            "wagtaillocales": {"pk": Locale.objects.get(language_code="en").pk},
            "wagtailsites": {"pk": Site.objects.get().pk},
            "wagtailusers_users": {"pk": self.person.pk},
            "wagtailusers_groups": {"pk": 1},
            "accounts:second_factor:": {"kind": "app", "number": self.app.pk},
            **{"coupons": {"pk": self.coupon.pk}, "billing_order": {"pk": self.order.pk}},
            "lost_devices": {"number": self.recovery.pk},
            "sessions:": {"number": self.session.pk},
            "files:": {"name": "x.png"},
            **dict.fromkeys(("billing:", "mollie_webhook"), {"key": NO_ORDER, "signature": "x"}),
        }
