"""Topics, makers and courses are chosen from one list, not by walking down the page tree to them."""

from typing import Any

from django.db.models import Min, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from ..models import CoursePage, MakerPage, TopicPage


class OriginalChooseView(ChooseView):
    i18n_enabled = False


class OriginalChooseResultsView(ChooseResultsView):
    i18n_enabled = False


class OriginalChooserViewSet(ChooserViewSet):
    """Lists each page once, however many translations it has: what shows it finds the one for its own language."""

    per_page = 50
    choose_view_class = OriginalChooseView
    choose_results_view_class = OriginalChooseResultsView

    def get_object_list(self) -> QuerySet[Any]:
        pages = self.model._default_manager
        originals = pages.filter(alias_of=None).order_by().values("translation_key")
        # By a field that Wagtail's search knows: it searches this list, and refuses to filter by any other.
        return pages.filter(id__in=originals.annotate(first=Min("pk")).values("first")).order_by("title")


choosers = [
    OriginalChooserViewSet(
        "topic_chooser",
        model=TopicPage,
        icon="tag",
        choose_one_text=_("Kies een onderwerp"),
        choose_another_text=_("Kies een ander onderwerp"),
        edit_item_text=_("Bewerk dit onderwerp"),
    ),
    OriginalChooserViewSet(
        "maker_chooser",
        model=MakerPage,
        icon="user",
        choose_one_text=_("Kies een maker"),
        choose_another_text=_("Kies een andere maker"),
        edit_item_text=_("Bewerk deze maker"),
    ),
    OriginalChooserViewSet(
        "course_chooser",
        model=CoursePage,
        icon="doc-full",
        choose_one_text=_("Kies een cursus"),
        choose_another_text=_("Kies een andere cursus"),
        edit_item_text=_("Bewerk deze cursus"),
    ),
]
