"""The port `BillableUnits` over segments: DuckDB finds the entries, the rules make the units."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from importlib.resources import files
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from typing import cast

import duckdb
import pyarrow as pa

from fielding.oversight.bills.agreed import Agreement
from fielding.oversight.bills.counted_days import count_by_day
from fielding.oversight.bills.histories import History, Said, amount_in, kinds_for, units_in
from fielding.oversight.bills.period import Period
from fielding.oversight.bills.units import Unit

_SQL = files("fielding.engines.billing")
_PAGE = 100_000
_Words = str | None
#: What an amount is: the fact, and the answer of the case, both as JSON.
_Amounts = list[_Words] | None
_Row = tuple[
    str, str, str, _Words, _Amounts,
    int | None, str, date, _Words, _Words, _Words, _Amounts,
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentedUnits:
    """Units of one contract's service out of a folder of segments in the overseer's edition."""

    agreement: Agreement
    database: duckdb.DuckDBPyConnection
    _read: set[str] = field(default_factory=set, compare=False, repr=False)

    def named(self, unit: str, cases: Collection[str]) -> Mapping[str, Sequence[Unit]]:
        """Give the units that some cases made, by the names asked for."""
        self.database.register("given", pa.table({"name": pa.array(sorted(cases), pa.string())}))
        told = {
            name: units_in(history, unit, self.agreement)
            for name, history in self._histories("named", unit)
        }
        self.database.unregister("given")
        return told

    def by_day(self, unit: str, period: Period) -> Mapping[date, int]:
        """Count the contract's own units on each day, each person once."""
        units = (
            each
            for _, history in self._histories("every", unit)
            for each in units_in(history, unit, self.agreement)
        )
        return count_by_day(units, self.agreement.per(unit), period)

    def _histories(self, statement: str, unit: str) -> Iterator[tuple[str, History]]:
        kinds = kinds_for(self.agreement, unit)
        asked = {"unit": unit, "kinds": sorted(kinds) if kinds is not None else None}
        if unit not in self._read:
            self._read.add(unit)
            self._tell(asked)
        found = self.database.execute(_statement(statement), asked)
        pages = iter(lambda: cast("list[_Row]", found.fetchmany(_PAGE)), [])
        for name, rows in groupby(chain.from_iterable(pages), key=itemgetter(0)):
            yield name, _history(list(rows))

    def _tell(self, asked: Mapping[str, object]) -> None:
        """Read what a unit is made of out of the segments."""
        contract = self.agreement.contract
        commission = self.agreement.commissions.get(str(asked["unit"]))
        about = {"service": contract.service, "synthetic": contract.synthetic}
        of = f'."{commission.of}"' if commission else ""
        amounts = [f"$.facts{of}", f"$.facts.answers{of}"] if commission else None
        self.database.execute(_statement("told"), {**asked, **about, "amounts": amounts})


@contextmanager
def segmented_units(folder: Path, agreement: Agreement) -> Iterator[SegmentedUnits]:
    """Open a folder of segments for one contract; nothing is checked of its rows."""
    with duckdb.connect() as database:
        database.read_parquet(str(folder / "*.parquet")).create_view("segment")
        database.execute(_statement("tables"))
        yield SegmentedUnits(agreement=agreement, database=database)


def _statement(name: str) -> str:
    return (_SQL / f"{name}.sql").read_text(encoding="utf-8")


def _history(rows: Sequence[_Row]) -> History:
    _, case, reference, person, amounts = rows[0][:5]
    answered = amounts[1] if amounts else None
    in_pounds = Decimal(answered) / 100 if answered and answered.isdecimal() else None
    return History(
        id=case,
        reference=reference,
        person=person,
        said=tuple(
            Said(
                index=row[5],
                kind=row[6],
                day=row[7],
                firm=row[8],
                contract=row[9],
                person=row[10],
                amount=_amount(row[11], in_pounds),
            )
            for row in rows
            if row[5] is not None
        ),
    )


def _amount(told: _Amounts, answered: Decimal | None) -> Decimal | None:
    """Read an amount as an entry says it, else as the case was answered."""
    if not told or told[0] is None:
        return answered
    return amount_in(json.loads(told[0]))
