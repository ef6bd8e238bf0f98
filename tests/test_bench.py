"""What `make bench` measures on is a sound ledger of real people, and each of its figures comes out."""

import re

import pytest
from django.db import connection

from legal.ledger.models import Seal
from legal.ledger.verifying import verify_everything
from legal.statements.acts.asking import list_people_yet_to_answer
from legal.statements.models import Act, ActSubject, Document
from members.accounts.models import User
from tests.bench import agreeing, reports, verification
from tests.bench.load_people import load_people
from tests.factories.people import make_person

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="loads by COPY"),
]


def test_people_are_loaded_with_three_sealed_acts_each_beside_those_who_were_there() -> None:
    make_person()
    load_people(300)
    assert (User.objects.count(), Act.objects.count(), ActSubject.objects.count()) == (301, 900, 900)
    assert Seal.objects.order_by("pk")[Seal.objects.count() - 1].size == 905, "four texts and a key besides"
    report = verify_everything()
    assert (report.faults, report.size, report.waiting) == ([], 905, 0)
    owing = {kind: list_people_yet_to_answer(Document.objects.get(kind=kind)).count() for kind in ("terms", "privacy")}
    assert owing == {"terms": 31, "privacy": 271}
    make_person("piet@voorbeeld.example")  # the numbers go on behind what was loaded


def test_every_row_of_the_ledger_is_measured() -> None:
    load_people(50)
    lines = [line for measure in (reports.measure, verification.measure) for line in measure()]
    lines += agreeing.measure(rounds=2)
    assert re.findall(r"^row (\d)", "\n".join(lines), re.MULTILINE) == list("66677788") + ["9"]
    assert "0 forks, 0 lost acts" in lines[-1]
