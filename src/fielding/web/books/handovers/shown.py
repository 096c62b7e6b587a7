"""Handovers in words: the parties, what each posted, what differs, closures before the cut-off."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from fielding.access.permissions import MAY, Action
from fielding.app.books.handing_over.read_handovers import ToldHandover
from fielding.oversight.handovers.closures import CHANCE, Closures
from fielding.oversight.handovers.comparing import (
    ALTERED,
    DUPLICATE,
    EXTRA,
    MISSING,
    STALE,
    Difference,
)
from fielding.oversight.handovers.handing_over import plays
from fielding.oversight.handovers.handover import (
    AUTHORITY,
    PACKAGE,
    PARTIES,
    POSTED_BY,
    RECEIPT,
    SUCCESSOR,
    SUPPLIER,
    Handover,
    Posted,
)
from fielding.oversight.shares import CannotCompute
from fielding.web.books.reader import Reader
from fielding.web.charts import Chart, Part, columns

#: So many differences stand on the page; the file has all that were kept.
MOST_SHOWN = 100
#: A probability below this is only told to be so.
SMALLEST_TOLD = 0.0001
FILES: Mapping[str, str] = {PACKAGE: "package", RECEIPT: "receipt"}
KINDS: Mapping[str, str] = {
    MISSING: "Missing: open at the cut-off, and not in the file",
    EXTRA: "Extra: in the file, and not open under the contract at the cut-off",
    ALTERED: "Altered: state, last entry or documents differ",
    STALE: "Stale: ends in an earlier entry of the case",
    DUPLICATE: "Duplicate: in the file more than once",
}
WHY_NOT: Mapping[str, str] = {
    "no-past": "It cannot be computed whether more cases were closed than before, because none "
    "was closed in the 180 days before the last 30.",
}
_PARTIES: Mapping[str, str] = {
    SUPPLIER: "Leaving supplier",
    SUCCESSOR: "Successor",
    AUTHORITY: "Authority",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFile:
    """What one party posted, or that it has not."""

    kind: str  # package or receipt
    title: str
    by: str
    mine: bool  # may the reader post it?
    posted: Posted | None
    equal: bool
    #: Each kind of difference with its number.
    counts: tuple[tuple[str, int], ...]
    differences: tuple[tuple[str, str, str], ...]  # kind, case, parts
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownParty:
    """Who has to sign, and whether they have."""

    title: str
    name: str
    signed: str
    signed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownHandover:
    """A handover as a reader gets it."""

    id: str
    contract: str
    supplier: str
    successor: str
    begun_at: datetime
    size: int
    root: str
    cases: int
    state: str
    tag: str
    files: tuple[ShownFile, ...]
    parties: tuple[ShownParty, ...]
    may_sign: bool
    may_list: bool
    synthetic: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownClosures:
    """Closures in the last days against the days before."""

    says: str
    rows: tuple[tuple[str, int], ...] = ()
    chart: Chart | None = None
    entries: tuple[int, ...] = ()
    more: int = 0


def state_of(handover: Handover) -> tuple[str, str]:
    """Say in a word or two how a handover stands, and how its tag looks."""
    if handover.complete:
        return "Signed for by all three", "govuk-tag--green"
    if handover.equal:
        return "Roots equal", "govuk-tag--blue"
    if len(handover.posted) == len(POSTED_BY):
        return "Differences", "govuk-tag--red"
    return "Under way", "govuk-tag--yellow"


def show_handover(told: ToldHandover, reader: Reader) -> ShownHandover:
    """Show a handover to somebody."""
    found = told.handover
    state, tag = state_of(found)
    return ShownHandover(
        id=found.id,
        contract=found.contract,
        supplier=reader.name(found.supplier),
        successor=reader.name(found.successor),
        begun_at=found.begun.at,
        size=found.size,
        root=found.root,
        cases=found.cases,
        state=state,
        tag=tag,
        files=tuple(_file(told, kind, reader) for kind in POSTED_BY),
        parties=tuple(_party(found, party, reader) for party in PARTIES),
        may_sign=found.equal and any(_has_to_sign(found, reader, party) for party in PARTIES),
        may_list=Action.HAND_OVER in MAY[reader.actor.role],
        synthetic=found.synthetic,
    )


def show_closures(closures: Closures | CannotCompute | None) -> ShownClosures | None:
    """Show closures before the cut-off to who sees the books."""
    if closures is None:
        return None
    if isinstance(closures, CannotCompute):
        return ShownClosures(says=WHY_NOT[closures.because])
    last = len(closures.last)
    consistent = "is not consistent" if closures.many else "is consistent"
    says = (
        f"{last:,} cases were closed in the last 30 days; the rate of the 180 days before, in "
        f"which {closures.before:,} were closed, leads to expect {closures.expected:,.1f}. This "
        f"{consistent} with an even rate: so many or more come about by chance with a probability "
        f"of {_probability(closures.probability)} (the limit is {CHANCE:g})."
    )
    rows = tuple((f"{first:%-d %b %Y}", number) for first, number in closures.spans)
    stacks = [(name, [Part(name="closed", number=n, look="solid")]) for name, n in rows]
    return ShownClosures(
        says=says,
        rows=rows,
        chart=columns("Cases closed", "Cases closed in each 30 days before the cut-off", stacks),
        entries=closures.last[:MOST_SHOWN],
        more=max(last - MOST_SHOWN, 0),
    )


def _probability(value: float) -> str:
    """Write a probability in plain digits: nobody has to read 1e-05."""
    return f"{value:.2g}" if value >= SMALLEST_TOLD else f"less than {SMALLEST_TOLD:.4f}"


def difference_row(one: Difference) -> tuple[str, str, str]:
    """Give a difference as a row: kind, case, what differs."""
    return one.kind, one.case, ", ".join(one.parts)


def closure_rows(told: ToldHandover) -> Iterator[tuple[str, int | str, int]]:
    """Give the spans as rows: first day, cases closed, size of the list's checkpoint.

    Where they cannot be computed, one row says why instead of a day.
    """
    size = told.handover.size
    if isinstance(told.closures, CannotCompute):
        yield WHY_NOT[told.closures.because], "", size
    elif told.closures is not None:
        yield from ((first.isoformat(), number, size) for first, number in told.closures.spans)


def _file(told: ToldHandover, kind: str, reader: Reader) -> ShownFile:
    found, party = told.handover, POSTED_BY[kind]
    posted = found.posted.get(kind)
    differences = told.differences.get(kind, ())
    number = sum(posted.counts.values()) if posted else 0
    return ShownFile(
        kind=FILES[kind],
        title=f"{FILES[kind].capitalize()} of the {_PARTIES[party].lower()}",
        by=reader.name(str(found.firm_of(party))),
        mine=plays(found, reader.actor, party) and not found.signed,
        posted=posted,
        equal=posted is not None and posted.root == found.root,
        counts=tuple((KINDS[k], n) for k, n in posted.counts.items()) if posted else (),
        differences=tuple(difference_row(one) for one in differences[:MOST_SHOWN]),
        more=max(number - MOST_SHOWN, 0),
    )


def _party(found: Handover, party: str, reader: Reader) -> ShownParty:
    act, firm = found.signed.get(party), found.firm_of(party)
    return ShownParty(
        title=_PARTIES[party],
        name=reader.name(firm) if firm else "the contract manager",
        signed=act.by if act else "",
        signed_at=act.at if act else None,
    )


def _has_to_sign(found: Handover, reader: Reader, party: str) -> bool:
    return plays(found, reader.actor, party) and party not in found.signed
