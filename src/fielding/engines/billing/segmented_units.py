"""The port `BillableUnits` over segments: DuckDB finds the entries, the rules make the units."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
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
from fielding.oversight.bills.histories import (
    RECEIVED,
    History,
    Said,
    amount_in,
    kinds_for,
    units_in,
)
from fielding.oversight.bills.period import Period
from fielding.oversight.bills.units import Unit

_SQL = files("fielding.engines.billing")
#: A path that leads nowhere, for units that are no percentage of anything.
_NOTHING = '$.facts."-"'
_PAGE = 100_000
_Words = str | None
_Row = tuple[str, str, str, int, str, date, _Words, _Words, _Words, _Words, _Words]


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentedUnits:
    """Units of one contract's service out of a folder of segments in the overseer's edition."""

    agreement: Agreement
    database: duckdb.DuckDBPyConnection

    def named(self, unit: str, cases: Collection[str]) -> Mapping[str, Sequence[Unit]]:
        """Give the units that some cases made, by the names asked for."""
        self._ask(pa.table({"name": pa.array(sorted(cases), pa.string())}))
        return {name: units_in(told, unit, self.agreement) for name, told in self._told(unit)}

    def by_day(self, unit: str, period: Period) -> Mapping[date, int]:
        """Count the contract's own units on each day, each person once."""
        self.database.execute(_statement("every_case"))
        units = (
            each for _, told in self._told(unit) for each in units_in(told, unit, self.agreement)
        )
        return count_by_day(units, self.agreement.per(unit), period)

    def _ask(self, names: pa.Table) -> None:
        self.database.register("given", names)
        self.database.execute(_statement("asked_cases"))
        self.database.unregister("given")

    def _told(self, unit: str) -> Iterator[tuple[str, History]]:
        kinds = kinds_for(self.agreement, unit)
        commission = self.agreement.commissions.get(unit)
        of = f'."{commission.of}"' if commission else ""
        asked = {
            "kinds": sorted(kinds) if kinds is not None else None,
            "amount": f"$.facts{of}" if of else _NOTHING,
            "answer": f"$.facts.answers{of}" if of else _NOTHING,
        }
        found = self.database.execute(_statement("histories"), asked)
        pages = iter(lambda: cast("list[_Row]", found.fetchmany(_PAGE)), [])
        for name, rows in groupby(chain.from_iterable(pages), key=itemgetter(0)):
            yield name, _history(list(rows))


@contextmanager
def segmented_units(folder: Path, agreement: Agreement) -> Iterator[SegmentedUnits]:
    """Open a folder of segments for one contract; nothing is checked of its rows."""
    with duckdb.connect() as database:
        database.read_parquet(str(folder / "*.parquet")).create_view("segment")
        contract = agreement.contract
        asked = {"service": contract.service, "synthetic": contract.synthetic}
        database.execute(_statement("cases"), asked)
        yield SegmentedUnits(agreement=agreement, database=database)


def _statement(name: str) -> str:
    return (_SQL / f"{name}.sql").read_text(encoding="utf-8")


def _history(rows: Sequence[_Row]) -> History:
    answered = next((row[10] for row in rows if row[4] == RECEIVED), None)
    in_pounds = Decimal(answered) / 100 if answered and answered.isdecimal() else None
    return History(
        id=rows[0][1],
        reference=rows[0][2],
        said=tuple(
            Said(
                index=index,
                kind=kind,
                day=day,
                firm=firm,
                contract=contract,
                person=person,
                amount=amount_in(json.loads(amount)) if amount else in_pounds,
            )
            for _, _, _, index, kind, day, firm, contract, person, amount, _ in rows
        ),
    )
