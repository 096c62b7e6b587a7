"""How well networks agree with the true groups: on the open files, with traps planted, and drawn.

Beside each stands the bare limit: all reports that share an identifier, in any number of steps;
and of each file the most that identifiers can reach, with the truth at hand. What is planted is
drawn three times, and the median is given. The open files stand outside the repository
(`../shared/data/link`); without them nothing is measured.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import SupportsFloat

import duckdb
import numpy as np
from numpy.typing import NDArray

from bench.figures import Figure
from fielding.definitions.service import Kind
from fielding.engines.linking.batch import Said, network_all
from fielding.engines.linking.batch_arrays import Mentions, arrange
from fielding.engines.linking.batch_limits import limits_of
from fielding.engines.linking.batch_states import components
from fielding.linking.agreement import Agreement, compare
from fielding.linking.identifiers.identifier import Identifier
from fielding.linking.identifiers.reading import read_answer
from fielding.linking.networks.limits import WIDE
from fielding.testing.near_pairs import near_pairs

OPEN = Path(__file__).resolve().parents[2] / "shared/data/link"
ANSWERED = {
    "phone": Kind.PHONE,
    "account": Kind.ACCOUNT,
    "email": Kind.EMAIL,
    "domain": Kind.WEBSITE,
    "crypto": Kind.WALLET,
    "handle": Kind.HANDLE,
}
#: Of what is planted.
SEEDS = (1, 2, 3)
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Reports:
    """Reports with their true groups and days, mentions, and near identifiers."""

    group: Numbers
    day: Numbers
    mentions: Mentions
    near: Numbers

    def planted(self, report: Numbers, number: Numbers, *, own: bool = False) -> "Reports":
        """Let reports mention new identifiers, numbered from nought, of a kind that is not wide."""
        told = self.mentions
        first = int(told.identifier.max()) + 1
        flags = np.full(len(report), own)
        return replace(
            self,
            mentions=Mentions(
                report=np.concatenate([told.report, report]),
                identifier=np.concatenate([told.identifier, number + first]),
                own=np.concatenate([told.own, flags]),
                wide=np.concatenate([told.wide, np.zeros(len(report), np.bool_)]),
            ),
        )


def measure() -> list[Figure]:
    """Measure each file, and each variant of it."""
    return [
        figure
        for file in (1, 2)
        if (OPEN / f"reports_open_{file}.parquet").exists()
        for figure in _file(f"open file {file}", open_file(file))
    ]


def _file(what: str, reports: Reports) -> Iterator[Figure]:
    yield from _figures(what, [_measured(reports)])
    reached = compare(reachable(reports), reports.group.tolist())
    for name, value in (("pairs, F1", reached.f1), ("B-cubed F", reached.cubed_f)):
        most = f"{what}: {name}, the most that identifiers can reach"
        yield Figure(what=most, value=_told(value), unit="")
    variants: dict[str, list[Measured]] = {}
    for seed in SEEDS:
        for name, planted in _variants(reports, np.random.default_rng(seed)):
            variants.setdefault(name, []).append(_measured(planted))
    for name, measured in variants.items():
        yield from _figures(what + name, measured)


def open_file(file: int) -> Reports:
    """Read an open file as the hub would read what people wrote."""
    hub = duckdb.connect()
    reports = hub.execute(
        "SELECT \"group\", date_diff('day', DATE '2025-01-01', date::DATE) AS day"
        f" FROM '{OPEN}/reports_open_{file}.parquet' ORDER BY report_id"
    ).fetchnumpy()
    rows = hub.execute(
        f"SELECT report_id, kind, raw FROM '{OPEN}/identifiers_open_{file}.parquet'"
    ).fetchall()
    numbers: dict[Identifier | tuple[str, str], int] = {}
    known: dict[int, Identifier] = {}
    told: list[tuple[int, int, bool]] = []
    for report, kind, raw in rows:
        for identifier in read_answer(ANSWERED[kind], raw).identifiers:
            number = numbers.setdefault(identifier.key, len(numbers))
            known.setdefault(number, identifier)
            told.append((report, number, str(identifier.kind) in WIDE))
    columns = [np.array(column) for column in zip(*told, strict=True)]
    return Reports(
        group=reports["group"].astype(np.int64),
        day=reports["day"].astype(np.int64),
        mentions=Mentions(
            report=columns[0],
            identifier=columns[1],
            own=np.zeros(len(told), np.bool_),
            wide=columns[2],
        ),
        near=np.array(sorted(near_pairs(known)), np.int64).reshape(-1, 2),
    )


def _variants(reports: Reports, chance: np.random.Generator) -> Iterator[tuple[str, Reports]]:
    """Plant the traps that networks must stand."""
    count = len(reports.group)
    sizes = np.bincount(reports.group)[reports.group]
    for share in (0.1, 0.3, 0.6):
        groups = chance.choice(np.unique(reports.group[sizes > 3]), 60, replace=False)
        shared = np.flatnonzero(np.isin(reports.group, groups) & (chance.random(count) < share))
        planted = reports.planted(shared, np.zeros_like(shared))
        yield f", an account of 60 groups in {share:.0%} of their reports", planted
    victims = chance.permutation(count)[: count // 10]
    contact = np.arange(len(victims)) // 3
    given = reports.planted(victims, contact)
    first = np.unique(contact, return_index=True)[1]
    known = replace(given, mentions=_also_own(given.mentions, len(victims), first))
    yield ", victims' own contacts in 10 % of reports", known
    yield ", the same, and none is known to be a victim's", given
    week = np.flatnonzero((reports.day >= 140) & (reports.day < 147))
    week = week[chance.random(len(week)) < 0.05]
    yield ", a number in 5 % of a week's reports", reports.planted(week, np.zeros_like(week))
    for rate in (0.06, 0.2):
        weights = 1 / np.arange(1, 41) ** 1.2
        held = np.flatnonzero(chance.random(count * 6) < rate)
        drawn = chance.choice(40, len(held), p=weights / weights.sum()) + held // count * 40
        yield f", hubs in {rate:.0%} more of each kind", reports.planted(held % count, drawn)


def _also_own(told: Mentions, planted: int, first: Numbers) -> Mentions:
    """Let the first report of each planted contact also give it as the reporter's own."""
    rows = first + len(told.report) - planted
    return Mentions(
        report=np.concatenate([told.report, told.report[rows]]),
        identifier=np.concatenate([told.identifier, told.identifier[rows]]),
        own=np.concatenate([told.own, np.ones(len(rows), np.bool_)]),
        wide=np.concatenate([told.wide, told.wide[rows]]),
    )


@dataclass(frozen=True)
class Measured:
    """How well the networks of some reports agree with the truth, and the bare limit."""

    found: Agreement
    bare: Agreement


def _measured(reports: Reports) -> Measured:
    names = np.arange(len(reports.group), dtype=np.int64)
    limits = limits_of(arrange(reports.mentions, names, reports.near))
    networks = network_all(names, reports.mentions, reports.near, Said(), limits)
    true = reports.group.tolist()
    return Measured(
        found=compare(networks.network.tolist(), true), bare=compare(_bare(reports), true)
    )


def _figures(what: str, drawn: list[Measured]) -> Iterator[Figure]:
    for name, value, unit in (
        ("pairs, F1", lambda agreement: float(agreement.f1), ""),
        ("B-cubed F", lambda agreement: float(agreement.cubed_f), ""),
        ("most strangers in one network", _strangers, "%"),
    ):
        yield Figure(
            what=f"{what}: {name}",
            value=_told(median(value(each.found) for each in drawn)),
            unit=unit,
            limit=_told(median(value(each.bare) for each in drawn)),
            limit_is="all that share an identifier, in any number of steps",
        )


def _told(value: SupportsFloat) -> float:
    return round(float(value), 3)


def _strangers(agreement: Agreement) -> float:
    return 100 * agreement.most_strangers / agreement.reports


def reachable(reports: Reports) -> list[int]:
    """Join by every identifier of one true group, and every near pair within one: the most."""
    told = reports.mentions
    count, identifiers = len(reports.group), int(told.identifier.max()) + 1
    lowest, highest = np.full(identifiers, count), np.full(identifiers, -1)
    np.minimum.at(lowest, told.identifier, reports.group[told.report])
    np.maximum.at(highest, told.identifier, reports.group[told.report])
    single = lowest == highest
    kept = single[told.identifier] & ~told.own
    near = reports.near[single[reports.near].all(axis=1)]
    near = near[lowest[near[:, 0]] == lowest[near[:, 1]]]
    one = np.concatenate([told.report[kept], near[:, 0] + count])
    other = np.concatenate([told.identifier[kept], near[:, 1]]) + count
    labels: list[int] = components(count + identifiers, one, other)[:count].tolist()
    return labels


def _bare(reports: Reports) -> list[int]:
    """Join all reports that share an identifier: DuckDB finds the pairs, scipy the components."""
    report, identifier = reports.mentions.report, reports.mentions.identifier
    hub = duckdb.connect()
    hub.register("told", {"report": report, "identifier": identifier})
    pairs = hub.execute(
        "SELECT report, min(report) OVER (PARTITION BY identifier) AS first FROM told"
    ).fetchnumpy()
    labels: list[int] = components(len(reports.group), pairs["report"], pairs["first"]).tolist()
    return labels


if __name__ == "__main__":
    for each in measure():
        print(each.what, each.value, each.unit, "| bare:", each.limit)
