"""What the estimate across forces rests on: every linked report, its network and its force."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

import psycopg

from fielding.access.roles import Actor
from fielding.oversight.linking.cross_force import LinkedReport
from fielding.store.queries.linking_health import SQL, LinkingReach, reach_of, sight


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """Every linked report, and where in the ledger linking stood."""

    at: LinkingReach
    reports: tuple[LinkedReport, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The case that a report began."""

    case: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceCounts:
    """How many linked reports each force has."""

    at: LinkingReach
    forces: Mapping[str, int]
    #: Reports of which no force could be told.
    unplaced: int

    @property
    def reports(self) -> int:
        """How many there are in all."""
        return sum(self.forces.values()) + self.unplaced


def reports_by_force(actor: Actor) -> ForceCounts:
    """Count the linked reports of each force."""
    with sight(actor) as cursor:
        counts = dict(cursor.execute(SQL["forces"]).fetchall())
        unplaced = counts.pop(None, 0)
        return ForceCounts(at=reach_of(cursor), forces=counts, unplaced=unplaced)


def linked_reports(actor: Actor, known_at: int) -> Linked:
    """Give every linked report; identifiers only of networks with `known_at` reports or more."""
    with sight(actor) as cursor:
        identifiers = _joining(cursor, known_at)
        rows = cursor.execute(SQL["members"]).fetchall()
        return Linked(
            at=reach_of(cursor),
            reports=tuple(
                LinkedReport(
                    entry=report,
                    network=network,
                    force=force,
                    identifiers=identifiers.get(report, frozenset()),
                )
                for report, network, force in rows
            ),
        )


def names_of(actor: Actor, reports: Collection[int]) -> Mapping[int, Named]:
    """Give the cases that some reports began."""
    with sight(actor) as cursor:
        rows = cursor.execute(SQL["named"], {"reports": list(reports)}).fetchall()
    return {report: Named(case=case, reference=reference) for report, case, reference in rows}


def _joining(cursor: psycopg.Cursor, known_at: int) -> dict[int, frozenset[tuple[str, int]]]:
    rows = cursor.execute(SQL["joining"], {"known_at": known_at}).fetchall()
    return {
        report: frozenset((kind, identifier) for _, identifier, kind in held)
        for report, held in groupby(rows, key=itemgetter(0))
    }
