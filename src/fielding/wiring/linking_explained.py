"""Explains links: what holds reports in their network, and what keeps the nearest others out.

The pages and the command line ask here. What is read is bounded: see `store/queries/evidence.py`.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import psycopg

from fielding.access.errors import NotFound
from fielding.access.roles import SYSTEM, Actor
from fielding.app.linking.shown import open_shown
from fielding.app.ports import Hub
from fielding.linking.errors import NotTwoReports
from fielding.linking.networks.why import NearPair, Outsider, Step, between, evidence_of, outsiders
from fielding.store.linking.loading import load_limits
from fielding.store.queries.across_forces import names_of
from fielding.store.queries.evidence import (
    MOST_READ,
    filed_of,
    network_reports,
    place_of,
    read_evidence,
)
from fielding.store.queries.linking_health import LinkingReach, reach_of, report_of, sight
from fielding.store.queries.networks import IdentifierRow
from fielding.wiring.linking_told import Named, Sentence, ToldPair, find_words, reference_of
from fielding.wiring.standing_by import hub_at_hand

#: Reports of a network that are read to explain a page of them at once.
PART = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldWhy:
    """What holds reports together, or apart; and where in the ledger that stands."""

    at: LinkingReach
    report: str  # reference
    network: str  # reference of the earliest report; empty where two are not together
    steps: tuple[Sentence, ...]
    apart: tuple[Sentence, ...]
    alone: bool = False  # in no network with another report, where one was asked about by reference


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldNetwork:
    """Why each of some reports is in its network, and who is just outside."""

    #: The steps from each report to the network's first.
    paths: Mapping[int, tuple[Sentence, ...]]
    outside: tuple[Sentence, ...]
    #: What is nearly the same among the reports that are shown, and counts as evidence.
    near: tuple[ToldPair, ...]
    #: How many of the network's reports were read for it.
    read: int


def explain_network(
    actor: Actor, network: int, shown: Collection[int], named: Named
) -> ToldNetwork:
    """Explain some reports of a network, and tell the nearest outside of it.

    Its earliest reports are read, no more than PART where these lead to all that are shown.
    """
    with sight(actor) as cursor:
        for most in (PART, MOST_READ):
            reports = list(dict.fromkeys([*network_reports(cursor, network, most), *shown]))
            found = _find(cursor, reports, shown, beside=reports)
            if len(reports) < most or found.leads(network):
                break
        return _told(actor, found, named)


def explain_case(actor: Actor, case: str, named: Named) -> ToldWhy:
    """Explain the report of one case, and tell the nearest outside of it; raises NotFound."""
    with sight(actor) as cursor:
        placed = place_of(cursor, case)
        if placed is None:
            raise NotFound(case=case)
        found = _find_one(cursor, *placed)
        return _told_why(actor, (reach_of(cursor), *placed), found, named)


def explain_reports(
    actor: Actor, reports: Sequence[int], shown: Collection[int], named: Named
) -> ToldNetwork:
    """Explain some of a few reports by what joins these alone; nothing outside is looked at."""
    asked = list(dict.fromkeys([*reports[:MOST_READ], *shown]))
    with sight(actor) as cursor:
        found = _find(cursor, asked, shown, beside=())
        return _told(actor, found, named)


def explain_report(reference: str, other: str | None = None) -> ToldWhy:
    """Explain why a report is in its network; with another one, why the two are together or not.

    Raises NotFound for a report that is not linked, NotTwoReports.
    """
    if reference == other:
        raise NotTwoReports(report=reference)
    with hub_at_hand() as hub, sight(SYSTEM) as cursor:
        one, another = _placed(cursor, reference), _placed(cursor, other) if other else None
        together = another is None or another[1] == one[1]
        if another is None:
            found = _find_one(cursor, *one)
        elif together:
            found = _find_one(cursor, *one, towards=another[0])
        else:
            found = _find_apart(cursor, one[0], another[0])
        told = _told_why(SYSTEM, (reach_of(cursor), *one), found, masked(hub))
        alone = other is None and len(network_reports(cursor, one[1], 2)) == 1
    return replace(told, network=told.network if together else "", alone=alone)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    paths: Mapping[int, tuple[Step, ...]]
    outside: tuple[Outsider, ...]
    near: tuple[NearPair, ...]
    read: int

    def leads(self, first: int) -> bool:
        """Say whether a way leads from every report to the first."""
        return all(path or report == first for report, path in self.paths.items())


def _find(
    cursor: psycopg.Cursor,
    reports: Sequence[int],
    shown: Collection[int],
    *,
    beside: Collection[int],
    towards: int | None = None,
) -> _Found:
    """Find the ways from the shown reports to one of them all, and who is outside of `beside`."""
    index = read_evidence(cursor, reports, beside)
    evidence = evidence_of(index, load_limits(cursor), reports)
    target = reports[0] if towards is None else towards
    asked = [report for report in beside if report in evidence.members]
    return _Found(
        paths={report: evidence.path(report, target) for report in shown},
        outside=tuple(outsiders(index, evidence, asked)),
        near=tuple(evidence.near(shown)),
        read=len(evidence.members),
    )


def _find_one(
    cursor: psycopg.Cursor, report: int, network: int, towards: int | None = None
) -> _Found:
    wanted = [report] if towards is None else [report, towards]
    reports = list(dict.fromkeys([*network_reports(cursor, network), *wanted]))
    return _find(cursor, reports, [report], beside=[report], towards=towards)


def _find_apart(cursor: psycopg.Cursor, one: int, other: int) -> _Found:
    index = read_evidence(cursor, [one, other])
    return _Found(
        paths={},
        outside=tuple(between(index, load_limits(cursor), one, other)),
        near=(),
        read=2,
    )


def _told(actor: Actor, found: _Found, named: Named) -> ToldNetwork:
    steps = {step for path in found.paths.values() for step in path}
    words = find_words(actor, (*steps, *found.outside, *found.near), named)
    sentences = {step: words.step(step) for step in steps}
    return ToldNetwork(
        paths={
            report: tuple(sentences[step] for step in path) for report, path in found.paths.items()
        },
        outside=tuple(words.outsider(each) for each in found.outside),
        near=tuple(sorted(map(words.pair, found.near), key=_persons_last)),
        read=found.read,
    )


def _persons_last(pair: ToldPair) -> tuple[bool, object]:
    return not pair.identifiers, pair.reports


def _told_why(
    actor: Actor, where: tuple[LinkingReach, int, int], found: _Found, named: Named
) -> ToldWhy:
    at, report, network = where
    told, names = _told(actor, found, named), names_of(actor, {report, network})
    return ToldWhy(
        at=at,
        report=reference_of(names, report),
        network=reference_of(names, network),
        steps=told.paths.get(report, ()),
        apart=told.outside,
    )


def masked(hub: Hub, kind_named: Callable[[str], str] = str) -> Named:
    """Name identifiers by their kind and masked form."""

    def named(row: IdentifierRow) -> str:
        return f"{kind_named(row.kind)} {open_shown(hub.token_key, row.token, row.shown)}"

    return named


def _placed(cursor: psycopg.Cursor, reference: str) -> tuple[int, int]:
    report = report_of(SYSTEM, reference)
    found = filed_of(cursor, [report]) if report is not None else {}
    if report is None or report not in found:
        raise NotFound(report=reference)
    return report, found[report].place.network
