"""What the ledger keeps of an invoice: that it came, what was found, how lines were settled."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from fielding.cases.step import Step
from fielding.kernel.canonical import canonical_bytes
from fielding.oversight.bills.bill import CHECKED, POSTED, SETTLED, Bill, Settled
from fielding.oversight.bills.checked import CheckedInvoice, CheckedLine
from fielding.oversight.bills.codes import Result
from fielding.oversight.bills.errors import CannotSettle, NotChecked
from fielding.oversight.bills.invoice import ZERO, Header

#: A number that can be nothing but a number; others stand in the sealed file alone.
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9./_-]{0,39}")
#: Lines that one entry can settle.
MOST_AT_ONCE = 200
_EN_16931_NOT_RUN = "not-run"


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What is known of an invoice when it is posted."""

    contract: str
    supplier: str
    header: Header
    lines: int
    #: SHA-256 of the file's bytes, hex.
    digest: str
    #: The rules of EN 16931 that the file does not keep, by code; None: they were not run.
    rules: Sequence[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where the ledger stood when an invoice was checked."""

    size: int
    root: str  # hex


def invoice_id(supplier: str, header: Header) -> str:
    """Give the id that an invoice has before it is posted: a UUID of version 8 (RFC 9562).

    It is made from what may come only once: the supplier, the sort of document and its number.
    """
    same = [supplier, header.sort.value, header.number]
    number = int.from_bytes(hashlib.sha256(canonical_bytes(same)).digest()[:16], "big")
    number = (number & ~(0xF << 76)) | (0x8 << 76)
    number = (number & ~(0x3 << 62)) | (0x2 << 62)
    return str(UUID(int=number))


def post(posted: Post, sealed: Mapping[str, object]) -> Step:
    """Record that an invoice came; `sealed` holds its file and its number as written."""
    header = posted.header
    period = header.period
    return Step(
        kind=POSTED,
        facts={
            "contract": posted.contract,
            "supplier": posted.supplier,
            "sort": header.sort.value,
            "number": header.number if _PLAIN.fullmatch(header.number) else "",
            "issued": header.issued.isoformat(),
            "currency": header.currency if _PLAIN.fullmatch(header.currency) else "",
            "period": [period.begins.isoformat(), period.ends.isoformat()] if period else None,
            "lines": posted.lines,
            "net": f"{header.totals.without_tax:f}",
            "tax": f"{header.totals.tax:f}",
            "payable": f"{header.totals.payable:f}",
            "file": posted.digest,
            "rules": _EN_16931_NOT_RUN if posted.rules is None else list(posted.rules),
        },
        sealed=sealed,
        also=(f"contract/{posted.contract}", f"organisation/{posted.supplier}"),
    )


def check(whole: CheckedInvoice, at: Standing, sealed: Mapping[str, object]) -> Step:
    """Record what a check found; `sealed` holds the lines' results and what does not add up."""
    return Step(
        kind=CHECKED,
        facts={
            "size": at.size,
            "root": at.root,
            "on": whole.checked_at.isoformat(),
            "lines": whole.lines,
            "results": {
                result.value: [part.lines, f"{part.amount:f}"]
                for result, part in whole.results.items()
            },
            "codes": {code.value: times for code, times in whole.codes.items()},
            "sums": [each.of.value for each in whole.discrepancies],
            "amount": f"{whole.amount:f}",
            "paid": f"{whole.paid:f}",
            "queried": f"{whole.queried:f}",
            "disputed": f"{whole.disputed:f}",
            "tax": f"{whole.tax:f}",
            "digest": whole.digest,
        },
        sealed=sealed,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """How somebody settles lines: with the same result and reason; `paid` only for one in part."""

    result: Result
    reason: str
    #: For a dispute: what is paid all the same.
    paid: Decimal | None = None


def settle(bill: Bill, lines: Sequence[CheckedLine], decision: Decision) -> Step:
    """Settle lines; raise NotChecked, CannotSettle."""
    if bill.check is None:
        raise NotChecked(invoice=bill.id)
    if not decision.reason.strip() or not 0 < len(lines) <= MOST_AT_ONCE:
        raise CannotSettle(invoice=bill.id, reason=bool(decision.reason.strip()), lines=len(lines))
    settled = {**bill.settled, **{line.position: _settled(line, decision) for line in lines}}
    changed = [settled[line.position] for line in lines]
    before = [bill.settled.get(line.position) or _as_checked(line) for line in lines]
    return Step(
        kind=SETTLED,
        facts={
            "check": bill.check.entry,
            "lines": [[s.position, s.result.value, *_amounts(s)] for s in changed],
            **{
                name: f"{getattr(bill, name) + _sum(changed, name) - _sum(before, name):f}"
                for name in ("paid", "queried", "disputed")
            },
        },
        sealed={"reason": decision.reason.strip()},
    )


def _settled(line: CheckedLine, decision: Decision) -> Settled:
    amount, nothing = line.amount, ZERO
    if decision.result is Result.PAY:
        parts = (amount, nothing, nothing)
    elif decision.result is Result.QUERY:
        parts = (nothing, amount, nothing)
    else:
        paid = line.paid if decision.paid is None else decision.paid
        if not min(nothing, amount) <= paid <= max(nothing, amount):
            raise CannotSettle(line=line.position, paid=f"{paid:f}", amount=f"{amount:f}")
        parts = (paid, nothing, amount - paid)
    return Settled(
        position=line.position,
        result=decision.result,
        paid=parts[0],
        queried=parts[1],
        disputed=parts[2],
    )


def _as_checked(line: CheckedLine) -> Settled:
    return Settled(
        position=line.position,
        result=line.result,
        paid=line.paid,
        queried=line.queried,
        disputed=line.disputed,
    )


def _amounts(settled: Settled) -> tuple[str, str, str]:
    return f"{settled.paid:f}", f"{settled.queried:f}", f"{settled.disputed:f}"


def _sum(settled: Sequence[Settled], name: str) -> Decimal:
    return sum((getattr(each, name) for each in settled), ZERO)
