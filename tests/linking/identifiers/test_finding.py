"""Running text: what is found, where it stands, and what is left alone."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fielding.linking.identifiers.finding import find_in_text
from fielding.linking.identifiers.identifier import IdentifierKind as K

TOLD = (
    ("They rang from 07700 900123 at noon", K.PHONE, "07700 900123", "+447700900123"),
    ("from (020) 7946 0018.", K.PHONE, "(020) 7946 0018", "+442079460018"),
    ("call +1 212-555-1234!", K.PHONE, "+1 212-555-1234", "+12125551234"),
    ("ring ０７７００ ９００１２３", K.PHONE, "０７７００ ９００１２３", "+447700900123"),
    ("ring 0770\u200b0 900\u202e123 now", K.PHONE, "0770\u200b0 900\u202e123", "+447700900123"),
    ("to sort code 10-02-39 account number 64671828, then", K.ACCOUNT,
     "10-02-39 account number 64671828", "10023964671828"),
    ("account 64671828, sort code 10-02-39", K.ACCOUNT, "64671828, sort code 10-02-39",
     "10023964671828"),
    ("IBAN DE89 3704 0044 0532 0130 00 it was", K.IBAN, "DE89 3704 0044 0532 0130 00",
     "DE89370400440532013000"),
    ("write to babo(at)evil[.]com today", K.EMAIL, "babo(at)evil[.]com", "babo@evil.com"),
    ("see hxxps://babi-nurevi[.]top/x?y now", K.DOMAIN, "hxxps://babi-nurevi[.]top/x?y",
     "babi-nurevi.top"),
    ("on shop-now.co.uk I", K.DOMAIN, "shop-now.co.uk", "shop-now.co.uk"),
    ("to 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa.", K.WALLET, "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
     "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
    ("he is @scammer_99 on Telegram", K.HANDLE, "@scammer_99", "scammer_99"),
    ("t.me/scammer_99", K.HANDLE, "t.me/scammer_99", "scammer_99"),
    ("company number 01234567 in Leeds", K.COMPANY, "01234567", "01234567"),
    ("REG. NO 01234567 OF 2019", K.COMPANY, "01234567", "01234567"),
    (f"it was {'x' * 64}@evil.top", K.EMAIL, f"{'x' * 64}@evil.top", f"{'x' * 64}@evil.top"),
    ("to 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", K.WALLET,
     "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"),
    ("to BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", K.WALLET,
     "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"),
    ("a van, AB12 CDE, outside", K.VEHICLE, "AB12 CDE", "AB12CDE"),
)  # fmt: skip
#: Identifiers without the signs that most of their sort have, and signs that stand alone.
ODD = (
    "WWW.EVIL.TOP/", "Http://evil", "evil.top", "a@b.top", "a@1x.top", "@evil_one", "{at}",
    " (dot) ", "h**p:", "LXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX", "bc1qqqqqqqqqqqqqqqqqqqqqqqqqqq",
    "٠٧٧٠٠", " ", ".", ":", "/", "@", "²", "'",
)  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "piece", "meant"), TOLD)
def test_an_identifier_is_found_where_it_stands(text: str, kind: K, piece: str, meant: str) -> None:
    found = find_in_text(text)

    assert [(one.identifier.key, text[one.start : one.end]) for one in found] == [
        ((kind, meant), piece)
    ]


@given(st.lists(st.sampled_from(TOLD), max_size=6))
def test_all_that_is_told_is_found_in_its_order(told: list[tuple[str, K, str, str]]) -> None:
    text = "\nAnd then\n".join(sentence for sentence, *_ in told)

    found = find_in_text(text)

    assert [one.identifier.key for one in found] == [(kind, meant) for _, kind, _, meant in told]


@given(st.lists(st.sampled_from((*ODD, *(text for text, *_ in TOLD))), max_size=6).map("".join))
def test_what_is_found_is_the_same_beside_signs_of_every_sort(text: str) -> None:
    beside = find_in_text(f"{text}\n\n~ 1 @b a:b (~")

    assert [one.piece for one in find_in_text(text)] == [one.piece for one in beside]


@given(st.lists(st.sampled_from((*ODD, *(text for text, *_ in TOLD))), max_size=6).map("".join))
def test_what_is_found_is_the_same_far_from_the_beginning(text: str) -> None:
    far = find_in_text("And so it went on\n\n" * 20 + text)

    assert [one.piece for one in find_in_text(text)] == [one.piece for one in far]


@pytest.mark.parametrize(
    "text",
    [
        "I paid £12,000.00 on 12-03-26 and 1,500 more on 01/02/2026 at 10.30",
        "It was bad.So I left. He said it.is fine, e.g. money.Then nothing",
        "My reference is 202603121234567 and order 4417-1234-5678-9113",
        "Flat 2, 14 High Street, LS1 3EX, number 123456",
        "I am 01 of 0800 people",
        "send it @ noon @",
        "my file is report.v2 and the ratio 3.14.15",
    ],
)
def test_dates_sums_references_and_run_on_sentences_are_left_alone(text: str) -> None:
    assert find_in_text(text) == ()


@given(st.text(alphabet=st.sampled_from("07+@.-/ aw:h1bc[]()٣\u202e\n"), max_size=300))
def test_found_pieces_lie_in_the_text_and_apart(text: str) -> None:
    spans = sorted({(one.start, one.end) for one in find_in_text(text)})

    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
