"""Which key signs the seals: each new one is on record, endorsed by the one before it, or visibly not."""

import json
from io import StringIO

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.utils.dateparse import parse_datetime

from legal.ledger.models import Leaf, Seal, SigningKey
from legal.ledger.rotating import FormerKeyMissing, KeySuperseded
from legal.ledger.sealing import seal_ledger
from legal.ledger.signing import describe_keys, encode_key, encode_seal, is_signed, read_key_entries, read_private_keys
from legal.ledger.verifying import verify
from tests.legal.leaves import list_sizes, make_leaves

pytestmark = pytest.mark.django_db

FIRST, SECOND, THIRD = "07" * 32, "08" * 32, "09" * 32
# RFC 8032 §7.1, test 1
SEED = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
PUBLIC = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"


def rotate(*options: str) -> str:
    output = StringIO()
    call_command("rotate_ledger_key", *options, stdout=output)
    return output.getvalue()


def seal_with(settings, *keys: str) -> Seal:
    settings.LEDGER_SIGNING_KEYS = list(keys)
    make_leaves(1)
    return seal_ledger()


def find_key(number: int) -> SigningKey:
    return SigningKey.objects.order_by("pk")[number]


def test_the_key_of_the_settings_is_that_of_ed25519(settings):
    assert seal_with(settings, SEED).key.public_key == PUBLIC
    assert seal_with(settings, SEED.upper()).key.public_key == PUBLIC


def test_the_first_key_goes_on_record_with_the_first_seal(settings, time_machine):
    time_machine.move_to("2026-11-23 21:46:00.9+00:00", tick=False)
    seal = seal_with(settings, SEED)
    assert describe_keys() == [
        {"endorsement": "", "introduced_at": "2026-11-23T21:46:00Z", "public_key": PUBLIC, "type": "key"}
    ]
    entry = f'{{"introduced_at":"2026-11-23T21:46:00Z","public_key":"{PUBLIC}","type":"key"}}'.encode()
    assert encode_key(seal.key) == entry
    assert list(read_key_entries()) == [(seal.key.leaf.pk, entry)]
    assert not [fault for fault in verify().faults if "key" in fault]


def test_a_key_that_stays_is_recorded_once(settings):
    seal_with(settings, FIRST)
    seal_with(settings, FIRST)
    assert SigningKey.objects.count() == 1
    assert Leaf.objects.filter(kind="key").count() == 1


def test_a_new_key_is_endorsed_by_the_former_one_behind_it(settings):
    seal_with(settings, FIRST)
    seal = seal_with(settings, SECOND, FIRST)
    first, second = find_key(0), find_key(1)
    assert seal.key == second
    assert is_signed(first.public_key, second.endorsement, encode_key(second))
    assert is_signed(second.public_key, seal.signature, encode_seal(seal))
    assert seal_with(settings, SECOND).key == second, "the former may go once the new one is on record"


def test_only_the_last_of_several_former_keys_endorses(settings):
    seal_with(settings, FIRST)
    seal_with(settings, SECOND, FIRST)
    third = seal_with(settings, THIRD, FIRST, SECOND).key
    assert is_signed(find_key(1).public_key, third.endorsement, encode_key(third))


@pytest.mark.parametrize("behind", [[], [THIRD]])
def test_a_new_key_without_the_former_one_is_refused_and_nothing_is_sealed(settings, behind: list[str]):
    seal_with(settings, FIRST)
    with pytest.raises(FormerKeyMissing, match=f"{find_key(0).public_key}, must endorse it"):
        seal_with(settings, SECOND, *behind)
    assert (SigningKey.objects.count(), list_sizes()) == (1, [2])


def test_a_former_key_does_not_sign_again(settings):
    seal_with(settings, FIRST)
    seal_with(settings, SECOND, FIRST)
    with pytest.raises(KeySuperseded, match="is a former one"):
        seal_with(settings, FIRST)


# The command


def test_a_key_is_rotated_at_once_by_the_command(settings):
    seal_with(settings, FIRST)
    settings.LEDGER_SIGNING_KEYS = [SECOND, FIRST]
    said = rotate()
    first, second = find_key(0), find_key(1)
    assert said == f"{second.public_key} signs from now on, endorsed by {first.public_key}.\n"
    assert Seal.objects.last().key == second


def test_the_first_key_can_be_put_on_record_before_there_is_anything_to_seal(settings):
    settings.LEDGER_SIGNING_KEYS = [SEED]
    assert rotate() == f"{PUBLIC} signs from now on, the first key.\n"


def test_a_lost_key_is_followed_by_one_without_its_signature(settings):
    seal_with(settings, FIRST)
    settings.LEDGER_SIGNING_KEYS = [SECOND]
    assert "without the endorsement of" in rotate("--lost")
    assert find_key(1).endorsement == ""
    assert seal_with(settings, SECOND).key == find_key(1)


@pytest.mark.parametrize(
    ("keys", "options", "message"),
    [
        ([SECOND], [], "must endorse it"),
        ([SECOND, FIRST], ["--lost"], "it is not lost"),
        ([FIRST], [], "signs already"),
        ([FIRST], ["--lost"], "signs already"),
        ([], [], "There is no key"),
        (["short"], [], "not 64 hexadecimal digits"),
    ],
)
def test_a_rotation_that_is_not_in_order_changes_nothing(settings, keys: list[str], options: list[str], message: str):
    seal_with(settings, FIRST)
    settings.LEDGER_SIGNING_KEYS = keys
    with pytest.raises(CommandError, match=message):
        rotate(*options)
    assert (SigningKey.objects.count(), list_sizes()) == (1, [2])


# The settings


@pytest.mark.parametrize("key", ["", "zz" * 32, "07" * 31, "07" * 33, " " + "07" * 32, "07" * 32 + "\n", 7, b"07" * 32])
def test_what_is_no_key_is_named_by_its_place_and_never_shown(settings, key: object):
    settings.LEDGER_SIGNING_KEYS = [FIRST, key]
    with pytest.raises(ImproperlyConfigured, match="Key 2 of LEDGER_SIGNING_KEY is not 64") as caught:
        read_private_keys()
    assert key == "" or str(key) not in str(caught.value)
    errors = [error for error in run_checks() if error.id == "ledger.E001"]
    assert [str(caught.value)] == [error.msg for error in errors]


def test_one_key_twice_is_refused(settings):
    settings.LEDGER_SIGNING_KEYS = ["ab" * 32, "AB" * 32]
    with pytest.raises(ImproperlyConfigured, match="one key twice"):
        read_private_keys()


def test_a_site_without_a_key_may_be_tried_but_not_deployed(settings):
    settings.LEDGER_SIGNING_KEYS = []
    assert "ledger.E001" not in {error.id for error in run_checks()}
    assert "ledger.E001" in {error.id for error in run_checks(include_deployment_checks=True)}


@pytest.mark.parametrize(
    ("public_key", "signature"), [("", ""), ("zz", "zz"), ("00" * 32, "00" * 64), (PUBLIC, "00" * 64), (PUBLIC, "00")]
)
def test_what_is_no_signature_signs_nothing(public_key: str, signature: str):
    assert not is_signed(public_key, signature, b"message")


def test_the_signature_is_that_of_rfc_8032():
    signature = (
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
        "d25bf5f0595bbe24655141438e7a100b"
    )
    assert is_signed(PUBLIC, signature, b"")
    assert not is_signed(PUBLIC, signature, b"x")


def test_moments_are_written_in_utc(settings):
    seal_with(settings, SEED)
    (key,) = json.loads(json.dumps(describe_keys()))
    assert parse_datetime(key["introduced_at"]) == find_key(0).introduced_at
