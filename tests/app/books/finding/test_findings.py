"""Findings through the use cases: raised once, seen by whom they are about, answered in reasons."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from fielding.access.errors import NotPermitted
from fielding.access.roles import Actor, Role
from fielding.app.books.finding.close_finding import decide_on_reply, withdraw_finding
from fielding.app.books.finding.raise_findings import finding_id, raise_findings
from fielding.app.books.finding.read_findings import read_finding, read_findings
from fielding.app.books.finding.reply_to_finding import reply_to_finding
from fielding.app.errors import Overtaken
from fielding.app.ports import FolioWritten, Hub
from fielding.oversight.findings.errors import NotAProposal, UnknownFinding
from fielding.oversight.findings.finding import OPEN, REBUTTED
from fielding.oversight.findings.proposal import Proposal, Severity
from fielding.testing.bookkeeping import bookkeeper_of
from fielding.testing.hub import ASSESSOR, OVERSEER, World, a_world
from fielding.testing.store import MemoryTransaction

MANAGER = Actor(name="manager-1", role=Role.CONTRACT_MANAGER, firm="authority")
OFFICER = Actor(name="officer-1", role=Role.AWARD_OFFICER, firm="authority")
HERON = Actor(name="heron-1", role=Role.SUPPLIER, firm="heron")
EGRET = Actor(name="egret-1", role=Role.SUPPLIER, firm="egret")
JUNE = Proposal(
    instrument="F3", rule="ab" * 32, supplier="heron", severity=Severity.HIGH,
    code="dismissals-overturned", figure={"value": "15", "n": "140"}, evidence=(3, 5),
    stands_at=20, period="2026-06",
)  # fmt: skip
ABOUT_HERON = finding_id(JUNE)
ABOUT_EGRET = finding_id(replace(JUNE, supplier="egret"))


@pytest.fixture
def world() -> World:
    made = a_world()
    raise_findings(made.hub, MANAGER, [JUNE, replace(JUNE, supplier="egret")], "See the entries.")
    return made


def replied(hub: Hub) -> str:
    kept = reply_to_finding(hub, HERON, ABOUT_HERON, "We retrained everybody.")
    assert kept
    return kept.entry.id


def test_the_same_proposal_is_raised_once(world: World) -> None:
    again = raise_findings(world.hub, MANAGER, [JUNE, replace(JUNE, period="2026-07")])

    assert [kept.entry.facts["period"] for kept in again] == ["2026-07"]


def test_of_several_proposals_all_are_raised_or_none(world: World) -> None:
    new = replace(JUNE, period="2026-08")

    with pytest.raises(NotAProposal):
        raise_findings(world.hub, MANAGER, [new, replace(JUNE, evidence=(), period="2026-09")])

    with pytest.raises(UnknownFinding):
        read_finding(world.hub, MANAGER, finding_id(new))


def test_a_supplier_reads_the_findings_about_itself_and_nothing_else(world: World) -> None:
    listed = read_findings(world.hub, bookkeeper_of(world).figures(), HERON)

    assert [told.finding.supplier for told in listed] == ["heron"]
    assert listed[0].note == "See the entries."
    with pytest.raises(UnknownFinding):
        read_finding(world.hub, HERON, ABOUT_EGRET)


def test_a_supplier_cannot_reply_to_a_finding_about_another(world: World) -> None:
    with pytest.raises(UnknownFinding):
        reply_to_finding(world.hub, EGRET, ABOUT_HERON, "Not so.")


def test_both_sides_stand_together(world: World) -> None:
    name = replied(world.hub)
    decide_on_reply(world.hub, OVERSEER, ABOUT_HERON, (name, "No evidence given."), accept=False)

    told = read_finding(world.hub, OVERSEER, ABOUT_HERON)

    assert told.state == OPEN
    assert told.sentence.startswith("Second readings overturned more dismissals")
    (answer,) = told.replies
    assert (answer.words, answer.reasons) == ("We retrained everybody.", "No evidence given.")


def test_the_same_reply_posted_twice_counts_once(world: World) -> None:
    replied(world.hub)

    assert reply_to_finding(world.hub, HERON, ABOUT_HERON, " We retrained everybody.\n") is None

    assert len(read_finding(world.hub, HERON, ABOUT_HERON).replies) == 1


def test_the_same_reply_from_two_windows_at_once_counts_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = MemoryTransaction.keep_folios

    def overtaken(tx: MemoryTransaction, written: Sequence[FolioWritten]) -> None:
        monkeypatch.setattr(MemoryTransaction, "keep_folios", keep)
        keep(tx, written)
        world.store.contents = tx.contents  # the other window was first, with the same words
        raise Overtaken

    monkeypatch.setattr(MemoryTransaction, "keep_folios", overtaken)

    assert reply_to_finding(world.hub, HERON, ABOUT_HERON, "We retrained everybody.") is None

    assert len(read_finding(world.hub, HERON, ABOUT_HERON).replies) == 1


def test_an_accepted_reply_shows_in_the_state(world: World) -> None:
    name = replied(world.hub)

    decide_on_reply(world.hub, OVERSEER, ABOUT_HERON, (name, "We looked: true."), accept=True)

    assert read_finding(world.hub, HERON, ABOUT_HERON).state == REBUTTED


@pytest.mark.parametrize("actor", [OFFICER, MANAGER, HERON, ASSESSOR])
def test_only_the_overseer_decides_on_a_reply(world: World, actor: Actor) -> None:
    name = replied(world.hub)

    with pytest.raises(NotPermitted):
        decide_on_reply(world.hub, actor, ABOUT_HERON, (name, "Fine."), accept=True)


def test_a_withdrawn_finding_keeps_its_reasons_and_is_not_raised_again(world: World) -> None:
    withdraw_finding(world.hub, MANAGER, ABOUT_HERON, "The figure was wrong.")

    assert raise_findings(world.hub, MANAGER, [JUNE]) == []
    assert read_finding(world.hub, HERON, ABOUT_HERON).withdrawn == "The figure was wrong."


@pytest.mark.parametrize("actor", [OFFICER, HERON, ASSESSOR])
def test_who_only_awards_replies_or_assesses_raises_nothing(world: World, actor: Actor) -> None:
    with pytest.raises(NotPermitted):
        raise_findings(world.hub, actor, [replace(JUNE, period="2026-07")])


def test_who_has_no_business_with_the_books_reads_no_finding(world: World) -> None:
    with pytest.raises(NotPermitted):
        read_finding(world.hub, ASSESSOR, ABOUT_HERON)
    with pytest.raises(NotPermitted):
        read_findings(world.hub, bookkeeper_of(world).figures(), ASSESSOR)
