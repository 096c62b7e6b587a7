"""The register's rules: chains without circles, terms that hash, ownership that may go round."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fielding.cases.step import Step
from fielding.ledger.entry import Entry, Kept, keep_entry
from fielding.oversight.register.agreeing import agree_terms, digest_of_terms, fits, moves
from fielding.oversight.register.chains import (
    Place,
    approve,
    chain_circles,
    end_subcontract,
    firms_above,
    refuse,
    register_subcontract,
)
from fielding.oversight.register.contracts import Contract
from fielding.oversight.register.errors import (
    AlreadyDecided,
    AlreadyEnded,
    BadIdentifier,
    BadPeriod,
    BadSlug,
    BadTerms,
    CircularChain,
    NoSuchLink,
    NothingLookedAt,
    OutsideChain,
    OverlappingSubcontracts,
    SelfOwned,
)
from fielding.oversight.register.owning import Share, note_share, ownership_circles
from fielding.oversight.register.register import fold_register
from fielding.oversight.register.registering import (
    Deal,
    register_contract,
    register_organisation,
    terminate_contract,
)

APRIL, MAY, JUNE = date(2026, 4, 1), date(2026, 5, 1), date(2026, 6, 1)
AT = datetime(2026, 4, 15, 12, tzinfo=UTC)
DEAL = Deal(buyer="authority", suppliers=("prime",), begins=APRIL, ends=date(2027, 3, 31))


def kept(subject: str, step: Step, index: int = 0) -> Kept:
    entry = Entry(
        id=f"id-{index}",
        service="books",
        definition="00",
        kind=step.kind,
        subject=subject,
        previous=None,
        occurred_at=AT,
        recorded_at=AT,
        actor="manager-1",
        role="contract-manager",
        facts=step.facts,
        sealed="00" if step.sealed else None,
    )
    return replace(keep_entry(entry), index=index)


def a_contract(*steps: Step) -> Contract:
    first = register_contract(DEAL, {"title": "Work"})
    told = [kept("contract/c-1", step, index) for index, step in enumerate((first, *steps))]
    return fold_register(told).contracts["c-1"]


def linked(contract: Contract, *places: Place) -> Contract:
    """Put places into the chain one after the other, by the rules."""
    steps: list[Step] = []
    for place in places:
        steps.append(register_subcontract(a_contract(*steps), place))
    return a_contract(*steps)


def a_place(
    sub: str, under: str = "prime", begins: date = APRIL, ends: date | None = None
) -> Place:
    return Place(link=f"l-{sub}-{under}", sub=sub, under=under, begins=begins, ends=ends)


def test_a_chain_is_read_up_to_the_supplier() -> None:
    contract = linked(a_contract(), a_place("sub"), a_place("sub-sub", "sub"))

    assert list(firms_above(contract, "sub-sub", MAY)) == ["sub-sub", "sub", "prime"]


def test_a_chain_a_b_a_is_refused() -> None:
    contract = linked(a_contract(), a_place("aa"), a_place("bb", "aa"))

    with pytest.raises(CircularChain):
        register_subcontract(contract, a_place("aa", "bb", begins=JUNE))
    with pytest.raises(CircularChain):
        register_subcontract(contract, a_place("prime", "bb"))
    with pytest.raises(CircularChain):
        register_subcontract(contract, a_place("cc", "cc"))


def test_a_circle_shows_though_a_firm_stands_under_two_and_a_refused_link_makes_none() -> None:
    links = [
        Step(
            kind="subcontract.registered",
            facts={"link": f"{sub}-{under}", "sub": sub, "under": under, "begins": "2026-04-01"},
        )
        for sub, under in (("a", "b"), ("b", "a"), ("b", "prime"))
    ]
    refused = Step(kind="subcontract.refused", facts={"link": "b-a"}, sealed={"reasons": "No."})

    assert list(chain_circles(a_contract(*links))) == [("a", "b")]
    assert list(chain_circles(a_contract(*links, refused))) == []


def test_a_circle_that_came_in_without_our_rules_is_listed_and_ends() -> None:
    circle = [
        Step(
            kind="subcontract.registered",
            facts={"link": sub, "sub": sub, "under": under, "begins": "2026-04-01"},
        )
        for sub, under in (("a", "b"), ("b", "a"))
    ]

    contract = a_contract(*circle)

    assert list(chain_circles(contract)) == [("a", "b")]
    assert list(firms_above(contract, "a", MAY)) == ["a", "b"]


def test_overlapping_subcontracts_of_one_firm_are_refused_and_following_ones_are_not() -> None:
    contract = linked(a_contract(), a_place("sub", ends=JUNE))

    with pytest.raises(OverlappingSubcontracts):
        register_subcontract(contract, a_place("sub", begins=MAY))

    assert register_subcontract(contract, a_place("sub", begins=JUNE)).facts["sub"] == "sub"


def test_a_firm_whose_place_was_refused_may_be_put_forward_again() -> None:
    asked = register_subcontract(a_contract(), a_place("sub"))
    refused = refuse(a_contract(asked), "l-sub-prime", ("accounts",), "no accounts")

    contract = a_contract(asked, refused)

    assert contract.links[0].refused_by == "manager-1"
    assert register_subcontract(contract, a_place("sub"))


def test_nobody_works_under_a_firm_that_is_not_in_the_chain_on_that_day() -> None:
    contract = linked(a_contract(), a_place("sub", begins=MAY))

    with pytest.raises(OutsideChain):
        register_subcontract(contract, a_place("deep", "sub", begins=APRIL))


def test_a_subcontract_is_decided_once_and_on_what_was_looked_at() -> None:
    asked = register_subcontract(a_contract(), a_place("sub"))
    contract = a_contract(asked)

    with pytest.raises(NothingLookedAt):
        approve(contract, "l-sub-prime", ())
    with pytest.raises(NothingLookedAt):
        approve(contract, "l-sub-prime", ("a hunch",))
    with pytest.raises(NoSuchLink):
        approve(contract, "l-nobody", ("accounts",))
    approved = a_contract(asked, approve(contract, "l-sub-prime", ("accounts",)))

    assert approved.links[0].approved_by == "manager-1"
    with pytest.raises(AlreadyDecided):
        approve(approved, "l-sub-prime", ("accounts",))


def test_a_subcontract_ends_once_and_not_before_it_began() -> None:
    asked = register_subcontract(a_contract(), a_place("sub", begins=MAY))
    contract = a_contract(asked)

    with pytest.raises(BadPeriod):
        end_subcontract(contract, "l-sub-prime", APRIL)
    ended = a_contract(asked, end_subcontract(contract, "l-sub-prime", JUNE))

    assert not ended.links[0].holds_on(JUNE)
    with pytest.raises(AlreadyEnded):
        end_subcontract(ended, "l-sub-prime", JUNE)


@given(st.lists(st.tuples(*[st.sampled_from("abcd")] * 2), max_size=12))
def test_no_order_of_registering_makes_a_circle(asked: Sequence[tuple[str, str]]) -> None:
    steps: list[Step] = []
    for number, (sub, under) in enumerate(asked):
        firm, above = f"firm-{sub}", "prime" if under == "a" else f"firm-{under}"
        place = Place(link=str(number), sub=firm, under=above, begins=APRIL)
        try:
            steps.append(register_subcontract(a_contract(*steps), place))
        except (CircularChain, OutsideChain, OverlappingSubcontracts):
            continue

    contract = a_contract(*steps)

    assert not list(chain_circles(contract))
    for link in contract.links:
        assert list(firms_above(contract, link.sub, APRIL))[-1] == "prime"


TERMS = {
    "prices": [{"unit": "report", "amount": "12.50", "bands": [{"from": 1000, "price": "11.75"}]}],
    "commissions": [{"name": "recovered", "percent": "3.9", "of": "amount-saved"}],
    "targets": [{"measure": "first-look", "target": "95", "floor": "90"}],
    "credits": [{"measure": "first-look", "percent": "2"}],
}


def test_terms_come_back_with_the_hash_of_what_was_agreed() -> None:
    step = agree_terms(APRIL, APRIL, TERMS)

    terms = a_contract(step).terms[0]

    assert terms.digest == digest_of_terms(APRIL, APRIL, TERMS)
    assert fits(step.facts)
    assert terms.price_on("report", APRIL)


def test_a_target_changed_in_an_entry_no_longer_fits_its_hash() -> None:
    facts = agree_terms(APRIL, APRIL, TERMS).facts
    easier = [{"measure": "first-look", "target": "80", "floor": "90"}]

    assert not fits({**facts, "terms": {**TERMS, "targets": easier}})


def test_a_target_changed_after_award_is_shown_with_what_it_was() -> None:
    easier = {**TERMS, "targets": [{"measure": "first-look", "target": "80", "floor": "70"}]}
    commission = {"name": "recovered", "percent": "11", "of": "amount-saved"}
    raised = {**easier, "commissions": [commission]}

    contract = a_contract(agree_terms(APRIL, APRIL, TERMS), agree_terms(APRIL, MAY, raised))

    late = contract.terms[1]
    assert late.is_late
    assert [(m.what, m.name, m.before, m.after) for m in moves(contract, late)] == [
        ("target", "first-look", Decimal(95), Decimal(80)),
        ("commission", "recovered", Decimal("3.9"), Decimal(11)),
    ]


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"bonus": []},
        {"prices": "12"},
        {"prices": [{"unit": "x", "amount": 12}]},
        {"prices": [{"unit": "x", "amount": "-1"}]},
        {"prices": [{"unit": "x", "amount": "1", "bands": [{"from": "1", "cost": "2"}]}]},
        {"targets": [{"measure": "m", "target": "95", "floor": "90", "note": "free words"}]},
        {"indexations": [{"on": "soon", "percent": "2", "index": "CPI 2026-03"}]},
        {"credits": ["2 percent"]},
    ],
)
def test_terms_that_say_nothing_or_too_much_are_refused(broken: dict[str, object]) -> None:
    with pytest.raises(BadTerms):
        agree_terms(APRIL, APRIL, broken)


def test_an_ownership_circle_is_listed_and_does_not_loop() -> None:
    owned = [("alpha", "beta"), ("beta", "alpha"), ("gamma", "alpha")]
    told = [
        kept(f"organisation/{slug}", register_organisation("firm", (), slug), index)
        for index, slug in enumerate(("alpha", "beta", "gamma"))
    ]
    for slug, owner in owned:
        share = Share(owner=owner, least=Decimal(100), most=Decimal(100))
        told.append(kept(f"organisation/{slug}", note_share(slug, share, {}), len(told)))

    register = fold_register(told)

    assert ownership_circles(register.organisations, APRIL) == (("alpha", "beta"),)


def test_nobody_owns_a_share_of_themselves() -> None:
    with pytest.raises(SelfOwned):
        note_share("alpha", Share(owner="alpha", least=Decimal(1), most=Decimal(1)), {})


def test_a_person_who_owns_a_share_is_sealed_and_told_from_others_by_a_token() -> None:
    share = Share(owner=None, least=Decimal(75), most=Decimal(75), token="ab12")

    step = note_share("acme", share, {"person": "Jane Smith"})

    assert "Jane" not in str(step.facts)
    assert step.sealed == {"person": "Jane Smith"}


def test_what_several_firms_were_awarded_has_no_supplier_but_members() -> None:
    deal = replace(DEAL, suppliers=("one-firm", "two-firm"), begins=None)
    step = register_contract(deal, {})

    contract = fold_register([kept("contract/c-1", step)]).contracts["c-1"]

    assert (contract.supplier, contract.suppliers) == ("", ("one-firm", "two-firm"))
    assert contract.undated


def test_a_contract_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(BadPeriod):
        register_contract(replace(DEAL, ends=date(2026, 1, 1)), {})


def test_a_terminated_contract_says_when_and_why() -> None:
    contract = a_contract(terminate_contract(MAY, "early"))

    assert (contract.terminated, contract.reason) == (MAY, "early")


@pytest.mark.parametrize("slug", ["", "a", "A-firm", "-x", "x" * 81, "a b"])
def test_a_bad_short_name_is_refused(slug: str) -> None:
    with pytest.raises(BadSlug):
        register_contract(replace(DEAL, buyer=slug), {})


@pytest.mark.parametrize(("scheme", "number"), [("gb coh", "1"), ("GB-COH", "a b"), ("", "1")])
def test_a_bad_identifier_is_refused(scheme: str, number: str) -> None:
    with pytest.raises(BadIdentifier):
        register_organisation("firm", [(scheme, number)], "X")
