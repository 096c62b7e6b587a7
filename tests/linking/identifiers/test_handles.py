"""User names and numbers of registers."""

import pytest

from fielding.linking.identifiers.handles import read_handle
from fielding.linking.identifiers.identifier import Refusal
from fielding.linking.identifiers.registrations import read_company, read_postcode, read_vehicle


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("@Bovi_34", "@bovi_34"),
        ("BOVI_34", "@bovi_34"),
        ("https://t.me/bovi_34", "@bovi_34 (Telegram)"),
        ("bovi_34 on Telegram", "@bovi_34 (Telegram)"),
        ("insta: @bovi_34", "@bovi_34 (Instagram)"),
        ("bovi_34 (snap)", "@bovi_34 (Snapchat)"),
        ("u/bovi_34", "@bovi_34 (Reddit)"),
    ],
)
def test_a_name_is_one_name_whether_its_platform_is_told_or_not(written: str, shown: str) -> None:
    read = read_handle(written)

    assert isinstance(read, tuple)
    assert (read[0].canonical, read[0].shown) == ("bovi_34", shown)


@pytest.mark.parametrize("written", ["John Smith", "@", "", "unknown", "n/a", "x" * 100])
def test_what_is_no_user_name_is_refused(written: str) -> None:
    assert read_handle(written) is Refusal.NOT_A_HANDLE


@pytest.mark.parametrize(
    ("written", "meant"),
    [("445790", "00445790"), ("sc 123456", "SC123456"), ("No. 00445790", None), ("12", None)],
)
def test_company_numbers_have_eight_characters(written: str, meant: str | None) -> None:
    read = read_company(written)

    assert (read[0].canonical if isinstance(read, tuple) else None) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ab12 cde", "AB12CDE"),
        ("A123 ABC", "A123ABC"),
        ("ABC 123X", "ABC123X"),
        ("AZ 1234", "AZ1234"),
        ("QQ12 CDE", None),
        ("a red van", None),
    ],
)
def test_registrations_of_every_age_are_read(written: str, meant: str | None) -> None:
    read = read_vehicle(written)

    assert (read[0].canonical if isinstance(read, tuple) else None) == meant


@pytest.mark.parametrize(
    ("written", "meant"), [("ls13ex", "LS1 3EX"), ("SW1A 1AA", "SW1A 1AA"), ("Leeds", None)]
)
def test_postcodes_are_written_as_the_post_office_does(written: str, meant: str | None) -> None:
    read = read_postcode(written)

    assert (read[0].canonical if isinstance(read, tuple) else None) == meant
