"""Whatever happens, in whatever order, and whatever breaks: in the end our books are those of the provider.

`make prove` tries ten thousand histories; the suite tries a few.
"""

import os
from datetime import timedelta

import pytest
from hypothesis import Phase, given, settings, strategies

from members.billing.models import Payment, Refund, Subscription
from members.billing.reconciling import reconcile
from members.billing.refunding import is_held
from tests.members.billing.histories.acting import ACTS, Scene, histories, run_due
from tests.members.billing.histories.scenes import WISHES, Shop, begin_scene, open_shop
from tests.members.billing.histories.truth import list_faults

pytestmark = pytest.mark.django_db
NUMBER = int(os.environ.get("HISTORIES", "8"))
# Making a bad history shorter takes hundreds of others. Its acts are told as they were.
tried = settings(max_examples=NUMBER, phases=[Phase.explicit, Phase.reuse, Phase.generate])
# Days between two looks at what is due: as it may run late, so it does.
LAST_RUNS = (0, 1, 1, 1, 2, 2, 3, 4, 5, 6, 8, 12)


@pytest.fixture
def shop(db: None) -> Shop:
    return open_shop()


def let_it_end(story: Scene) -> None:
    """Nothing breaks any more, the member stops, and everybody has all the time they need."""
    story.provider.faults.waiting.clear()
    story.provider.faults.webhooks.clear()
    hear_everything()
    story.do("the member cancels", 0)
    for days in LAST_RUNS:
        story.traveller.shift(timedelta(days=days))
        story.provider.deliver_webhooks()
        run_due(story, 0)
    hear_everything()


def hear_everything() -> None:
    list(reconcile(Payment.objects.exclude(provider_id=None).select_related("charge__order")))


@given(wish=strategies.sampled_from(sorted(WISHES)), acts=histories)
@tried
def test_every_order_ends_with_the_books_of_the_provider(wish: str, acts: list[tuple[str, int]], shop: Shop) -> None:
    with begin_scene(shop, WISHES[wish]) as story:
        for name, number in acts:
            story.do(name, number)
        let_it_end(story)
        assert list(list_faults(story.provider)) == []
        assert not Payment.objects.under_way().filter(sequence="recurring").exists()
        waiting = Refund.objects.filter(status=Refund.Status.INTENDED, provider_id=None)
        assert [refund for refund in waiting if is_held(refund)] == []
        assert not Subscription.objects.filter(ends_on=None).exists()


def test_every_act_is_tried() -> None:
    assert len(ACTS) == 28
