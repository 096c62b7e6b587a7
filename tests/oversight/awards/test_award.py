"""An award is refused for an open finding about the supplier, its group or its joint venture."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from fielding.oversight.awards.award import (
    GROUP,
    ITSELF,
    MEMBER,
    SAME_NUMBER,
    Award,
    Ruling,
    rule_on,
)
from fielding.oversight.findings.finding import Act, Finding, Reply
from fielding.oversight.findings.proposal import Severity
from fielding.oversight.register.organisations import Holding, Organisation
from fielding.oversight.register.register import Register

TODAY = date(2026, 11, 22)
ABOUT_JUNE = "2026-06"


def act(by: str = "overseer-1", role: str = "overseer") -> Act:
    return Act(entry="e-1", index=9, at=datetime(2026, 7, 1, tzinfo=UTC), by=by, role=role)


def a_finding(about: str = "heron", severity: Severity = Severity.HIGH) -> Finding:
    return Finding(
        id="f-1", instrument="F3", rule="00" * 32, supplier=about, contract=None,
        severity=severity, code="dismissals-overturned", figure={"value": "15 %"}, evidence=(7,),
        rests_on=1, stands_at=10, period=ABOUT_JUNE, expires=date(2031, 7, 1), raised=act(),
    )  # fmt: skip


def answered(finding: Finding, by: str, role: str, *, accepted: bool = True) -> Finding:
    reply = Reply(made=act("heron-1", "supplier"), accepted=accepted, decided=act(by, role))
    return replace(finding, replies=(reply,))


def firm(slug: str, *owners: Holding, number: str = "", kind: str = "firm") -> Organisation:
    return Organisation(
        slug=slug, kind=kind, owners=owners, begun=len(slug),
        identifiers=(("GB-COH", number or f"TEST-{slug}"),),
    )  # fmt: skip


def share(
    owner: str | None, least: int, most: int | None = None, begins: str = "", ends: str = ""
) -> Holding:
    return Holding(
        owner=owner, least=Decimal(least), most=Decimal(most or least), index=42,
        begins=date.fromisoformat(begins) if begins else None,
        ends=date.fromisoformat(ends) if ends else None,
    )  # fmt: skip


def ruling(
    finding: Finding, supplier: str, *known: Organisation, officer: str = "officer-1"
) -> Ruling:
    register = Register(organisations={one.slug: one for one in known})
    award = Award(contract="helpline", suppliers=(supplier,), on=TODAY, officer=officer)
    return rule_on(register, [finding], award)


def hows(found: Ruling) -> list[str]:
    return [touch.how for touch in found.blocking]


def test_an_open_finding_of_enough_weight_refuses_the_award() -> None:
    found = ruling(a_finding(), "heron", firm("heron"))

    assert not found.allowed
    assert hows(found) == [ITSELF]


def test_a_finding_of_little_weight_is_looked_at_and_does_not_refuse() -> None:
    found = ruling(a_finding(severity=Severity.LOW), "heron", firm("heron"))

    assert found.allowed
    assert [touch.how for touch in found.others] == [ITSELF]


def test_a_finding_about_nobody_connected_is_not_even_looked_at() -> None:
    found = ruling(a_finding(), "egret", firm("heron"), firm("egret"))

    assert (found.blocking, found.others, found.undecided) == ((), (), ())


def test_a_renamed_company_keeps_its_record_by_its_number() -> None:
    renamed = firm("grey-bird", number="TEST-1")

    found = ruling(a_finding(), "grey-bird", firm("heron", number="TEST-1"), renamed)

    assert hows(found) == [SAME_NUMBER]


def test_a_number_of_another_scheme_is_another_number() -> None:
    other = replace(firm("egret"), identifiers=(("GB-CHC", "TEST-1"),))

    found = ruling(a_finding(), "egret", firm("heron", number="TEST-1"), other)

    assert found.allowed


@pytest.mark.parametrize(("supplier", "about"), [("child", "parent"), ("parent", "child")])
def test_a_group_shares_its_record_both_ways(supplier: str, about: str) -> None:
    known = (firm("parent"), firm("child", share("parent", 51)))

    found = ruling(a_finding(about), supplier, *known)

    assert hows(found) == [GROUP]
    assert found.blocking[0].entries == (42,)


def test_sisters_and_grandchildren_are_of_the_group() -> None:
    known = (
        firm("top"),
        firm("left", share("top", 75)),
        firm("right", share("top", 100)),
        firm("below", share("right", 60)),
    )

    assert hows(ruling(a_finding("left"), "below", *known)) == [GROUP]


def test_exactly_half_is_no_control() -> None:
    halves = firm("child", share("parent", 50))

    assert ruling(a_finding("parent"), "child", firm("parent"), halves).allowed


def test_a_range_from_half_to_three_quarters_is_control() -> None:
    known = (firm("parent"), firm("child", share("parent", 50, 75)))

    assert hows(ruling(a_finding("parent"), "child", *known)) == [GROUP]


def test_a_parent_sold_before_the_finding_leaves_no_record() -> None:
    sold = firm("child", share("parent", 100, ends="2026-06-01"))

    assert ruling(a_finding("parent"), "child", firm("parent"), sold).allowed


def test_a_parent_sold_during_the_finding_leaves_its_record() -> None:
    sold = firm("child", share("parent", 100, ends="2026-06-15"))

    assert hows(ruling(a_finding("parent"), "child", firm("parent"), sold)) == [GROUP]


def test_a_company_founded_after_the_finding_inherits_the_record_of_who_controls_it() -> None:
    new = firm("child", share("parent", 100, begins="2026-09-01"))

    assert hows(ruling(a_finding("parent"), "child", firm("parent"), new)) == [GROUP]


def test_a_finding_about_the_parent_only_refuses_the_child() -> None:
    known = (firm("parent"), firm("child", share("parent", 90)), firm("other", share(None, 100)))

    assert not ruling(a_finding("parent"), "child", *known).allowed
    assert ruling(a_finding("parent"), "other", *known).allowed


def test_a_joint_venture_answers_for_a_member_with_49_percent() -> None:
    members = (share("heron", 49), share("egret", 51))
    venture = firm("both-birds", *members, kind="joint-venture")

    found = ruling(a_finding(), "both-birds", firm("heron"), firm("egret"), venture)

    assert hows(found) == [MEMBER]


def test_a_joint_venture_answers_for_the_group_of_a_member() -> None:
    venture = firm("both", share("child", 49), share("egret", 51), kind="joint-venture")
    known = (firm("parent"), firm("child", share("parent", 80)), firm("egret"), venture)

    assert hows(ruling(a_finding("parent"), "both", *known)) == [GROUP]


def test_a_minority_owner_of_an_ordinary_company_refuses_nothing() -> None:
    company = firm("meadow", share("heron", 49), share("egret", 51))

    assert ruling(a_finding(), "meadow", firm("heron"), firm("egret"), company).allowed


def test_votes_of_more_than_half_control_though_the_shares_are_fewer() -> None:
    votes = replace(share("parent", 60), interest="votingRights")
    known = (firm("parent"), firm("child", votes, share("parent", 30)))

    assert hows(ruling(a_finding("parent"), "child", *known)) == [GROUP]


def test_one_with_most_shares_and_another_with_most_votes_both_control() -> None:
    votes = replace(share("voter", 60), interest="votingRights")
    known = (firm("parent"), firm("voter"), firm("child", share("parent", 60), votes))

    assert hows(ruling(a_finding("parent"), "child", *known)) == [GROUP]
    assert hows(ruling(a_finding("voter"), "child", *known)) == [GROUP]
    assert ruling(a_finding("parent"), "voter", *known).allowed


def test_a_share_that_may_be_more_than_half_is_shown_and_refuses_nothing() -> None:
    known = (firm("heron"), firm("child", share("heron", 25, 75)))

    found = ruling(a_finding(), "child", *known)

    assert found.allowed
    assert [touch.entries for touch in found.undecided] == [(42,)]


def test_owners_in_a_circle_end_the_search_and_are_one_group() -> None:
    known = (firm("one", share("two", 100)), firm("two", share("one", 100)))

    assert hows(ruling(a_finding("one"), "two", *known)) == [GROUP]


def test_an_accepted_reply_lets_the_award_pass() -> None:
    finding = answered(a_finding(), "overseer-2", "overseer")

    assert ruling(finding, "heron", firm("heron")).allowed


def test_a_declined_reply_does_not() -> None:
    finding = answered(a_finding(), "overseer-2", "overseer", accepted=False)

    assert not ruling(finding, "heron", firm("heron")).allowed


def test_a_reply_accepted_by_the_award_officer_does_not_count() -> None:
    by_role = answered(a_finding(), "officer-2", "award-officer")
    by_name = answered(a_finding(), "officer-1", "overseer")

    assert not ruling(by_role, "heron", firm("heron")).allowed
    assert not ruling(by_name, "heron", firm("heron")).allowed


def test_a_withdrawn_finding_refuses_nothing() -> None:
    assert ruling(replace(a_finding(), withdrawn=act()), "heron", firm("heron")).allowed


def test_an_expired_finding_refuses_nothing() -> None:
    assert ruling(replace(a_finding(), expires=TODAY), "heron", firm("heron")).allowed
