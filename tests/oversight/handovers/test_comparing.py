"""What was posted against the list: every difference is named, and order never counts."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fielding.ledger.tree import verify_inclusion
from fielding.oversight.handovers.comparing import (
    ALTERED,
    DUPLICATE,
    EXTRA,
    MISSING,
    STALE,
    Difference,
    compare,
)
from fielding.oversight.handovers.errors import NotAHandoverFile, NotListed
from fielding.oversight.handovers.files import read_lines, write_lines
from fielding.oversight.handovers.held_cases import HeldCase, Listed, root_over


def a_case(number: int, state: str = "received", documents: int = 2) -> HeldCase:
    return HeldCase(
        case=f"019cadc6-0000-7000-8000-{number:012x}",
        state=state,
        last=f"{number:064x}",
        documents=tuple(f"{number * 10 + place:064x}" for place in range(documents)),
    )


def a_list(count: int) -> Listed:
    cases = tuple(a_case(number) for number in range(count))
    earlier = {one.case: frozenset({f"{place + 10**9:064x}"}) for place, one in enumerate(cases)}
    return Listed(cases=cases, earlier=earlier)


def test_a_package_in_any_order_has_the_same_root_and_no_difference() -> None:
    listed = a_list(57)
    posted = list(listed.cases)
    Random(3).shuffle(posted)

    found = compare(listed, posted)

    assert found.root == listed.root
    assert found.differences == ()


def test_thirty_seven_cases_that_were_not_handed_back_are_each_named() -> None:
    listed = a_list(500)
    kept_back = {one.case for one in Random(5).sample(listed.cases, 37)}

    found = compare(listed, [one for one in listed.cases if one.case not in kept_back])

    assert found.root != listed.root
    assert {one.case for one in found.differences} == kept_back
    assert found.counts == {MISSING: 37, EXTRA: 0, ALTERED: 0, STALE: 0, DUPLICATE: 0}


def test_each_kind_of_difference_is_told_from_the_others() -> None:
    listed = a_list(6)
    gone, flipped, cut, old, twice, _ = listed.cases
    posted = [
        replace(flipped, state="dismissed"),
        replace(cut, documents=cut.documents[:1]),
        replace(old, last=f"{3 + 10**9:064x}"),
        twice,
        twice,
        listed.cases[5],
        a_case(99),
    ]

    found = compare(listed, posted)

    assert found.differences == (
        Difference(kind=MISSING, case=gone.case),
        Difference(kind=EXTRA, case=a_case(99).case),
        Difference(kind=ALTERED, case=flipped.case, parts=("state",)),
        Difference(kind=ALTERED, case=cut.case, parts=("documents",)),
        Difference(kind=STALE, case=old.case, parts=("last",)),
        Difference(kind=DUPLICATE, case=twice.case),
    )


@given(st.integers(1, 40), st.data())
def test_every_case_of_the_list_can_be_proved_to_be_under_its_root(
    count: int, data: st.DataObject
) -> None:
    listed = a_list(count)
    chosen = data.draw(st.sampled_from(listed.cases))

    claim = listed.prove(chosen.case)

    assert claim.leaf == chosen.leaf
    verify_inclusion(claim, bytes.fromhex(listed.root))


def test_a_case_that_is_not_in_the_list_is_proved_by_nothing() -> None:
    with pytest.raises(NotListed):
        a_list(3).prove(a_case(4).case)


cases = st.builds(
    a_case, st.integers(0, 12), st.sampled_from(["received", "referred"]), st.integers(0, 2)
)


@given(st.lists(cases, unique_by=lambda one: one.case), st.lists(cases), st.randoms())
def test_roots_are_equal_exactly_where_no_difference_is_listed(
    listed: list[HeldCase], posted: list[HeldCase], chance: Random
) -> None:
    held = Listed(cases=tuple(sorted(listed, key=lambda one: one.case)))
    chosen = posted if chance.random() < 0.5 else chance.sample(listed, len(listed))

    found = compare(held, chosen)

    assert (found.root == held.root) is (not found.differences)


@given(st.lists(cases))
def test_a_file_says_what_was_written_into_it(written: list[HeldCase]) -> None:
    assert list(read_lines(write_lines(written))) == written


def test_the_order_of_documents_in_a_file_does_not_count() -> None:
    one = a_case(1)
    (line,) = write_lines([replace(one, documents=one.documents[::-1])])

    assert root_over(read_lines([line])) == root_over([one])


@pytest.mark.parametrize(
    "line",
    [
        b"{",
        b"[]",
        b"3",
        b"[" * 100_000,
        b'{"case":"x","state":"received","last":"00","documents":[]}',
        b'{"case":"019cadc6-0000-7000-8000-000000000001","state":"received"}',
        b"\xff\xfe",
        b" " + b"1" * 300_000,
    ],
)
def test_a_line_that_is_no_case_is_named_and_refused(line: bytes) -> None:
    (first,) = write_lines([a_case(1)])

    with pytest.raises(NotAHandoverFile) as refused:
        list(read_lines([first, line]))

    assert refused.value.facts["line"] == 2


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("state", '"Received!"'),
        ("last", '"00"'),
        ("documents", '["00"]'),
        ("documents", "7"),
        ("last", "7"),
    ],
)
def test_a_value_of_another_shape_is_refused(name: str, value: str) -> None:
    told = {"case": f'"{a_case(1).case}"', "state": '"received"', "last": f'"{"0" * 64}"',
            "documents": "[]", name: value}  # fmt: skip
    line = "{" + ",".join(f'"{key}":{each}' for key, each in told.items()) + "}"

    with pytest.raises(NotAHandoverFile):
        list(read_lines([line.encode()]))
