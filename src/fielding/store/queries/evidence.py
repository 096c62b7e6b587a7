"""Reads what joins the reports of one network, and what lies next to it, to explain it.

However large the network and whatever its identifiers touch, no more than a bound is read: the
earliest reports of it, and a few reports outside for those identifiers that say most.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import psycopg

from fielding.linking.judgements.judging import Verdict
from fielding.linking.judgements.marking import Mark
from fielding.linking.networks.people import PERSON, is_person, person_of, report_of
from fielding.linking.networks.standing import Filed, Place, Standing, State
from fielding.linking.networks.why import MOST_LOOKED_AT
from fielding.store.statements import read_statements

SQL = read_statements("evidence_statements")
#: Reports of a network that are read to explain one of them.
MOST_READ = 20_000
#: Reports outside that are read for one identifier: more than a slip can have.
_OUTSIDE = 8


@dataclass(frozen=True)
class ReadIndex:
    """A part of what the linker keeps, read at one moment: a `Reading` of linking's rules."""

    reports: Mapping[int, Filed]
    standing: Mapping[int, Standing]
    judged: Mapping[tuple[int, int], Verdict] = field(default_factory=dict)

    def standings(self, identifiers: Collection[int]) -> Mapping[int, Standing]:
        return {each: self.standing[each] for each in identifiers if each in self.standing}

    def sampled(self, identifiers: Collection[int], most: int) -> Mapping[int, Sequence[Filed]]:
        return {
            each: [self.reports[report] for report in self._holders.get(each, ())[-most:]]
            for each in identifiers
        }

    def holding(self, identifiers: Collection[int]) -> Mapping[int, Filed]:
        return {
            report: self.reports[report]
            for each in identifiers
            for report in self._holders.get(each, ())
        }

    def filed(self, reports: Collection[int]) -> Mapping[int, Filed]:
        return {report: self.reports[report] for report in reports if report in self.reports}

    def members(self, families: Collection[int]) -> Mapping[int, Filed]:
        wanted = frozenset(families)
        return {
            report: filed for report, filed in self.reports.items() if filed.place.family in wanted
        }

    def judgements(self, reports: Collection[int]) -> Mapping[tuple[int, int], Verdict]:
        asked = frozenset(reports)
        return {pair: said for pair, said in self.judged.items() if not asked.isdisjoint(pair)}

    @cached_property
    def _holders(self) -> Mapping[int, list[int]]:
        """The reports read that mention each identifier, those of the network first."""
        holders: dict[int, list[int]] = defaultdict(list)
        for report, filed in self.reports.items():
            for identifier in filed.identifiers:
                holders[identifier].append(report)
        return holders


def network_reports(
    cursor: psycopg.Cursor, network: int, most: int = MOST_READ
) -> list[int]:
    """Give the earliest reports of a network."""
    asked = {"network": network, "most": most}
    return [row[0] for row in cursor.execute(SQL["network_reports"], asked)]


def family_reports(cursor: psycopg.Cursor, report: int) -> list[int]:
    """Give the earliest reports of a family: networks that only judgements part."""
    asked = {"report": report, "most": MOST_READ}
    return [row[0] for row in cursor.execute(SQL["family_reports"], asked)]


def place_of(cursor: psycopg.Cursor, case: str) -> tuple[int, int] | None:
    """Give the report that a case began, and its network; None while it is not taken up."""
    row = cursor.execute(SQL["place"], {"case": case}).fetchone()
    return (row[0], row[1]) if row else None


def read_evidence(
    cursor: psycopg.Cursor, reports: Collection[int], beside: Collection[int] = ()
) -> ReadIndex:
    """Read what joins some reports; and what lies next to `beside`, which are among them."""
    inside = _read(cursor, reports)
    near_to = inside.filed(beside).values()
    wanted = {each for filed in near_to for each in filed.identifiers}
    if not wanted:
        return inside
    rarest = sorted(wanted, key=lambda each: (inside.standing[each].reports, each))
    asked = set(rarest[:MOST_LOOKED_AT])
    asked |= {near for each in asked for near in inside.standing[each].near}
    persons = {each for each in asked if is_person(each)}
    network = next(filed.place.network for filed in near_to)
    told = {"identifiers": list(asked - persons), "network": network, "most": _OUTSIDE}
    outside = {row[0] for row in cursor.execute(SQL["outside"], told)}
    outside |= set(map(report_of, persons))
    outside |= {report for pair in inside.judged for report in pair}
    around = _read(cursor, outside - inside.reports.keys())
    return replace(
        inside,
        reports={**inside.reports, **around.reports},
        standing={**around.standing, **inside.standing},
    )


def filed_of(cursor: psycopg.Cursor, reports: Collection[int]) -> dict[int, Filed]:
    """Give reports in their order; those that are not taken up are left out."""
    asked = {"reports": list(reports)}
    held = {report: tuple(found) for report, found in cursor.execute(SQL["held"], asked)}
    return {
        report: Filed(
            report=report,
            identifiers=held.get(report, ()),
            place=Place(core=core, body=in_body, family=family, network=network, torn=torn),
            wording=wording,
        )
        for report, wording, core, in_body, family, network, torn in cursor.execute(
            SQL["reports"], asked
        )
    }


def judged_on(
    cursor: psycopg.Cursor, reports: Collection[int]
) -> dict[tuple[int, int], Verdict]:
    """Give the judgements that stand on some reports, each pair in order."""
    return {
        (min(one, other), max(one, other)): Verdict(verdict)
        for one, other, verdict in cursor.execute(SQL["judged"], {"reports": list(reports)})
    }


def judged_different(cursor: psycopg.Cursor, one: int, other: int) -> bool:
    """Say whether somebody judged a report of one network different from one of the other."""
    row = cursor.execute(SQL["judged_different"], {"one": one, "other": other}).fetchone()
    return bool(row and row[0])


def _read(cursor: psycopg.Cursor, reports: Collection[int]) -> ReadIndex:
    filed = filed_of(cursor, reports)
    held = {each for one in filed.values() for each in one.identifiers}
    persons = _persons(cursor, reports)
    return ReadIndex(
        reports={
            report: replace(one, identifiers=(person_of(report), *one.identifiers))
            if person_of(report) in persons
            else one
            for report, one in filed.items()
        },
        standing={**_standings(cursor, held), **persons},
        judged=judged_on(cursor, reports),
    )


def _persons(cursor: psycopg.Cursor, reports: Collection[int]) -> dict[int, Standing]:
    """Give the persons that reports tell of where another report likely tells of the same."""
    near: dict[int, list[int]] = defaultdict(list)
    for one, other in cursor.execute(SQL["alike"], {"reports": list(reports)}).fetchall():
        near[person_of(one)].append(person_of(other))
    return {
        person: Standing(identifier=person, kind=PERSON, reports=1, near=tuple(sorted(others)))
        for person, others in near.items()
    }


def _standings(cursor: psycopg.Cursor, identifiers: Iterable[int]) -> dict[int, Standing]:
    """Say how identifiers stand, and those near them."""
    near: dict[int, list[int]] = defaultdict(list)
    asked = {"identifiers": list(identifiers)}
    for one, other in cursor.execute(SQL["near"], asked).fetchall():
        near[one].append(other)
    around = {"identifiers": [*{*asked["identifiers"], *(o for ns in near.values() for o in ns)}]}
    return {
        identifier: Standing(
            identifier=identifier,
            kind=kind,
            reports=reports,
            own=owners,
            mark=Mark(mark) if mark else None,
            state=State(state),
            near=tuple(sorted(near.get(identifier, ()))),
        )
        for identifier, kind, reports, owners, mark, state in cursor.execute(
            SQL["standings"], around
        )
    }
