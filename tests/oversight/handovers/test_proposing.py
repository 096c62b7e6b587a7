from dataclasses import replace
from datetime import UTC, date, datetime

from fielding.oversight.findings.finding import Act
from fielding.oversight.findings.raising import raise_finding
from fielding.oversight.handovers.closures import Closures
from fielding.oversight.handovers.comparing import KINDS
from fielding.oversight.handovers.handover import PACKAGE, Handover, Posted
from fielding.oversight.handovers.proposing import CLOSED, SHORT, propose
from fielding.oversight.shares import CannotCompute

ACT = Act(entry="e", index=9, at=datetime(2026, 11, 22, 12, tzinfo=UTC), by="x", role="supplier")
HANDOVER = Handover(
    id="h", contract="helpline", supplier="heron", successor="egret", size=9, root="aa",
    cases=181_000, begun=ACT,
)  # fmt: skip
PACKAGED = Posted(
    act=replace(ACT, index=12), root="bb", lines=180_963, digest="cc",
    counts={**dict.fromkeys(KINDS, 0), "missing": 37},
)  # fmt: skip
MANY = Closures(last=(3, 4, 5), before=2, expected=0.3, probability=0.0001, spans=())
NOTHING = CannotCompute(because="no-past")


def test_a_package_that_differs_is_proposed_with_what_is_missing() -> None:
    (found,) = propose(replace(HANDOVER, posted={PACKAGE: PACKAGED}), NOTHING, 13)

    assert (found.code, found.evidence, found.period) == (SHORT, (9, 12), "2026-11-22")
    assert (found.figure["missing"], found.figure["n"]) == ("37", "181000")
    assert raise_finding(found, date(2026, 11, 22)).facts["for"] == ["heron"]


def test_mass_closures_are_proposed_with_the_entries_that_closed() -> None:
    (found,) = propose(HANDOVER, MANY, 13)

    assert (found.code, found.evidence) == (CLOSED, (3, 4, 5))
    assert found.period == "2026-10-24/2026-11-22"
    assert raise_finding(found, date(2026, 11, 22))


def test_an_equal_package_and_an_even_rate_propose_nothing() -> None:
    equal = replace(HANDOVER, posted={PACKAGE: replace(PACKAGED, root="aa")})

    assert list(propose(equal, replace(MANY, probability=0.4), 13)) == []
