"""Limits: proposes a finding where a contract limits a rate of reviews and it lies over it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from fielding.definitions.service import Measure, Service
from fielding.oversight.findings.proposal import Proposal, Severity
from fielding.oversight.records import CaseRecord
from fielding.oversight.register.contracts import Contract
from fielding.oversight.register.terms import Target
from fielding.oversight.reviews.counting import (
    REPLACED,
    UPHELD,
    WAITING,
    ReviewRow,
    ReviewsBy,
    ReviewScope,
    review_table,
    reviewed_in,
)
from fielding.oversight.reviews.rule import RULE
from fielding.oversight.shares import Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A month, and where the figures of it stand."""

    month: str  # YYYY-MM
    stands_at: int

    @property
    def first(self) -> date:
        """The day whose terms hold for the month."""
        return date.fromisoformat(f"{self.month}-01")


def over_limit(
    contracts: Iterable[Contract], service: Service, records: Sequence[CaseRecord], period: Period
) -> Iterator[Proposal]:
    """Propose findings on the contracts of a service whose firms are over a limit in a month.

    The limit is the target of a measure of reviews that the contract says must be at most so much,
    by the terms in force on the month's first day.
    """
    for contract in contracts:
        terms = contract.terms_on(period.first)
        if terms is None or contract.service != service.code:
            continue
        scope = ReviewScope(
            synthetic=contract.synthetic,
            service=service.code,
            firm=contract.supplier,
            first=period.month,
            last=period.month,
        )
        row = review_table(list(reviewed_in(records, scope)), ReviewsBy.FIRM).whole
        for target in terms.targets.values():
            measure = service.measures.get(target.measure)
            if measure and target.at_most:
                yield from _proposed(contract, (target, measure), row, period)


def _proposed(
    contract: Contract, limited: tuple[Target, Measure], row: ReviewRow, period: Period
) -> Iterator[Proposal]:
    target, measure = limited
    found = _rate(measure, row)
    if found is None or found[1].low * 100 <= float(target.target):
        return
    code, share, columns = found
    yield Proposal(
        instrument=RULE.code,
        rule=RULE.digest,
        supplier=contract.supplier,
        contract=contract.slug,
        severity=Severity.MEDIUM,
        code=code,
        figure={
            "value": f"{share.share * 100:.1f} %",
            "n": str(share.of),
            "low": f"{share.low * 100:.1f} %",
            "high": f"{share.high * 100:.1f} %",
            "limit": f"{target.target} %",
        },
        evidence=tuple(sorted(index for column in columns for index in row.cells[column])),
        stands_at=period.stands_at,
        period=period.month,
    )


def _rate(measure: Measure, row: ReviewRow) -> tuple[str, Share, tuple[str, ...]] | None:
    """Find the rate that a measure is about, if it is about reviews and can be computed."""
    if measure.of == "review.decided" and measure.where == REPLACED:
        code, share, columns = "decisions-replaced", row.replaced, (REPLACED,)
        return (code, share, columns) if isinstance(share, Share) else None
    if measure.of == "review.requested":
        asked, kinds = row.asked, (WAITING, UPHELD, REPLACED)
        return ("reviews-asked", asked, kinds) if isinstance(asked, Share) else None
    return None
