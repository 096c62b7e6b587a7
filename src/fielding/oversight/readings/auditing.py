"""Auditing: carries a draw out again from the entries, and lists what differs from the ledger."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fielding.oversight.readings.folding import Draw
from fielding.oversight.readings.picking import Pick, pick
from fielding.oversight.readings.plan import seed_hash
from fielding.oversight.readings.population import (
    DISMISSED,
    Decided,
    Definition,
    decisions_for,
)
from fielding.oversight.records import CaseRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Something in which the ledger differs from what the rule says."""

    #: See `wording`.
    code: str
    index: int | None = None  # of the decision, where there is one
    firm: str = ""
    handler: str = ""


def audit(
    draw: Draw,
    records: Iterable[CaseRecord],
    definition: Definition,
    draws: Iterable[Draw] = (),
) -> tuple[Difference, ...]:
    """List what differs; empty means that the seed drew exactly this list.

    `draws`: all there are; two over the same decisions would let one choose between them.
    """
    found = [*_in_time(draw), *_overlapping(draw, draws)]
    if draw.made is None:
        return tuple(found)
    if seed_hash(bytes.fromhex(draw.made.seed)) != draw.seed_hash:
        # With another seed every place differs: that says nothing more.
        return (*found, Difference(code="seed-differs", index=draw.made.index))
    decisions = list(decisions_for(draw.plan, records, definition, draw.made.size))
    due = pick(draw.plan, bytes.fromhex(draw.made.seed), decisions)
    kept = tuple(one.pick for one in draw.picked)
    return (*found, *_skipped(decisions, kept), *_differing(due, kept))


def _in_time(draw: Draw) -> Iterator[Difference]:
    if draw.committed_at >= draw.plan.before:
        yield Difference(code="committed-late", index=draw.committed)
    if draw.made and draw.made.at < draw.plan.before:
        yield Difference(code="drawn-early", index=draw.made.index)


def _overlapping(draw: Draw, draws: Iterable[Draw]) -> Iterator[Difference]:
    for other in draws:
        if other.id != draw.id and other.plan.overlaps(draw.plan):
            yield Difference(code="overlaps", index=other.committed)


def _skipped(decisions: Iterable[Decided], kept: Iterable[Pick]) -> Iterator[Difference]:
    """List the handlers who dismissed, and of whom nothing was drawn."""
    drawn = {(one.decided.firm, one.decided.handler) for one in kept}
    had = {(one.firm, one.handler) for one in decisions if one.kind == DISMISSED}
    for firm, handler in sorted(had - drawn):
        yield Difference(code="handler-skipped", firm=firm, handler=handler)


def _differing(due: tuple[Pick, ...], kept: tuple[Pick, ...]) -> Iterator[Difference]:
    wanted = {_told(one) for one in due}
    found = {_told(one) for one in kept}
    for one in sorted(wanted - found):
        yield Difference(code="missing", index=one[0], firm=one[1], handler=one[2])
    for one in sorted(found - wanted):
        yield Difference(code="extra", index=one[0], firm=one[1], handler=one[2])
    if wanted == found and [_told(one) for one in due] != [_told(one) for one in kept]:
        yield Difference(code="order")


def _told(one: Pick) -> tuple[int, str, str, str, str, str, int, bool]:
    decided = one.decided
    return (
        decided.index,
        decided.firm,
        decided.handler,
        decided.code,
        decided.kind,
        decided.case,
        one.out_of,
        one.checked,
    )
