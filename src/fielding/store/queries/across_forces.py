"""The estimate across forces as the tables of linking stand: counted in the database."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import psycopg
from psycopg.rows import class_row, dict_row

from fielding.access.roles import Actor
from fielding.oversight.linking.cross_force import Effects, Identifiers, KnownNetwork, effects_of
from fielding.store.queries.linking_health import LinkingReach, reach_of, sight
from fielding.store.statements import read_statements

SQL = read_statements("across_forces_statements")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class AcrossForces:
    """The three effects, where in the ledger they stand, and how many groups each force knows."""

    at: LinkingReach
    effects: Effects
    unplaced: int
    #: Known to each force alone; forces that know none are left out.
    by_force: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class AcrossForcesShown:
    """The same with what it rests on: the first of its networks, and identifiers by kind."""

    across: AcrossForces
    networks: tuple[KnownNetwork, ...]
    #: None where nobody asked for them.
    identifiers: tuple[Identifiers, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownNetworks:
    """Every network that is known when joined, and where in the ledger linking stood."""

    at: LinkingReach
    networks: tuple[KnownNetwork, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The case that a report began."""

    case: str
    reference: str


def reports_by_force(actor: Actor) -> ForceCounts:
    """Count the linked reports of each force."""
    with sight(actor) as cursor:
        return _forces(cursor)


def across_forces(actor: Actor, known_at: int) -> AcrossForces:
    """Tell the three effects apart. Raises KnownTooSoon for `known_at` under two."""
    with sight(actor) as cursor:
        return _across(cursor, known_at)


def across_forces_shown(
    actor: Actor, known_at: int, *, most: int, identifiers: bool
) -> AcrossForcesShown:
    """Tell them with what they rest on, at one moment; of the networks so many, the first ones.

    Identifiers only if asked for: to count them takes several times as long as all else.
    """
    with sight(actor) as cursor:
        across = _across(cursor, known_at)
        return AcrossForcesShown(
            across=across,
            networks=_known_networks(cursor, known_at, most),
            identifiers=_identifiers(cursor, across.effects) if identifiers else None,
        )


def known_networks(actor: Actor, known_at: int) -> KnownNetworks:
    """Give every network that the estimate rests on, in the order of the ledger."""
    with sight(actor) as cursor:
        networks = _known_networks(cursor, known_at, most=None)
        return KnownNetworks(at=reach_of(cursor), networks=networks)


def names_of(actor: Actor, reports: Collection[int]) -> Mapping[int, Named]:
    """Give the cases that some reports began."""
    with sight(actor) as cursor:
        rows = cursor.execute(SQL["named"], {"reports": list(reports)}).fetchall()
    return {report: Named(case=case, reference=reference) for report, case, reference in rows}


def _forces(cursor: psycopg.Cursor) -> ForceCounts:
    counts: dict[str | None, int] = dict(cursor.execute(SQL["forces"]).fetchall())
    unplaced = counts.get(None, 0)
    forces = {force: count for force, count in counts.items() if force is not None}
    return ForceCounts(at=reach_of(cursor), forces=forces, unplaced=unplaced)


def _across(cursor: psycopg.Cursor, known_at: int) -> AcrossForces:
    here = _forces(cursor)
    rows = cursor.execute(SQL["groups"], {"known_at": known_at}).fetchall()
    groups = {forces: count for force, forces, count in rows if force is None}
    return AcrossForces(
        at=here.at,
        effects=effects_of(known_at, here.reports, groups),
        unplaced=here.unplaced,
        by_force={force: count for force, _, count in rows if force is not None},
    )


def _identifiers(cursor: psycopg.Cursor, effects: Effects) -> tuple[Identifiers, ...]:
    with cursor.connection.cursor(row_factory=dict_row) as reading:
        rows = reading.execute(SQL["identifiers"], {"known_at": effects.known_at}).fetchall()
    return tuple(Identifiers(groups=effects.joined, **row) for row in rows)


def _known_networks(
    cursor: psycopg.Cursor, known_at: int, most: int | None
) -> tuple[KnownNetwork, ...]:
    asked = {"known_at": known_at, "most": most}
    with cursor.connection.cursor(row_factory=class_row(KnownNetwork)) as reading:
        return tuple(reading.execute(SQL["known_networks"], asked).fetchall())
