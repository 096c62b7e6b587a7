"""Writes a line's result as plain words and numbers, for its hash and for keeping, and back."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import cast

from fielding.oversight.bills.checked import CheckedLine, Counted, Found, Taken
from fielding.oversight.bills.codes import Code, Result
from fielding.oversight.bills.period import Period

Written = Mapping[str, object]


def written_line(line: CheckedLine) -> Written:
    """Write a line's result; amounts are decimal strings, days ISO dates."""
    return {
        "position": line.position,
        "id": line.id,
        "unit": line.unit,
        "quantity": f"{line.quantity:f}",
        "result": line.result.value,
        "codes": [code.value for code in line.codes],
        "amount": f"{line.amount:f}",
        "paid": f"{line.paid:f}",
        "queried": f"{line.queried:f}",
        "disputed": f"{line.disputed:f}",
        "found": _found(line.found),
    }


def read_line(told: Written) -> CheckedLine:
    """Read what `written_line` wrote."""
    codes = tuple(Code(code) for code in cast("Sequence[str]", told["codes"]))
    return CheckedLine(
        position=cast("int", told["position"]),
        id=str(told["id"]),
        unit=str(told["unit"]),
        quantity=Decimal(str(told["quantity"])),
        result=Result(str(told["result"])),
        codes=codes,
        amount=Decimal(str(told["amount"])),
        paid=Decimal(str(told["paid"])),
        queried=Decimal(str(told["queried"])),
        disputed=Decimal(str(told["disputed"])),
        found=_read_found(cast("Written", told["found"]), codes),
    )


def _found(found: Found) -> Written:
    return {
        "owed": f"{found.owed:f}",
        "granted": found.granted,
        "entries": list(found.entries),
        "taken": [[t.case, t.holder, t.index, *_period(t.days)] for t in found.taken],
        "counted": [found.counted.units, found.counted.all, *_period(found.counted.period)]
        if found.counted
        else None,
    }


def _read_found(told: Written, codes: tuple[Code, ...]) -> Found:
    taken = cast("Sequence[Sequence[str]]", told["taken"])
    counted = cast("Sequence[object] | None", told["counted"])
    return Found(
        codes=codes,
        owed=Decimal(str(told["owed"])),
        granted=cast("int", told["granted"]),
        entries=tuple(cast("Sequence[int]", told["entries"])),
        taken=tuple(
            Taken(
                case=case,
                holder=holder,
                index=cast("int | None", index),
                days=_read_period(begins, ends),
            )
            for case, holder, index, begins, ends in taken
        ),
        counted=Counted(
            units=cast("int", counted[0]),
            all=bool(counted[1]),
            period=_read_period(str(counted[2]), str(counted[3])),
        )
        if counted
        else None,
    )


def _period(period: Period) -> tuple[str, str]:
    return period.begins.isoformat(), period.ends.isoformat()


def _read_period(begins: str, ends: str) -> Period:
    return Period(begins=date.fromisoformat(begins), ends=date.fromisoformat(ends))
