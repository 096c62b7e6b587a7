"""Draws mentions: which report names which identifier, as numbers only.

Knows for each identifier what it truly is, which linking must find out for itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from fielding.simulation.linking.groups import Numbers, Reals, Reports
from fielding.simulation.linking.mixture import Kind, Mixture

Flags = NDArray[np.bool_]

#: Hubs are named as often as a power law with this exponent says.
HUB_EXPONENT = 1.6
#: A group goes from one identifier to the next, but not sharply: so many places are mixed.
BLUR = 1.0
WEEK = 7


class Truth(IntEnum):
    """What an identifier truly is."""

    GROUP = 0
    HUB = 1
    OWN = 2
    MULE = 3
    FLOOD = 4
    TYPO = 5


class Whose(IntEnum):
    """As whose an identifier is given."""

    SUSPECT = 0
    REPORTER = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """Who names what. The first three arrays have one place per mention, in order of report."""

    report: Numbers
    identifier: Numbers
    whose: NDArray[np.int8]
    #: One place per identifier: its kind, what it truly is, and what it was to be (itself, but
    #: for a typo).
    kind: NDArray[np.int8]
    truth: NDArray[np.int8]
    meant: Numbers

    def __len__(self) -> int:
        return len(self.report)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """Mentions of identifiers that are one thing, numbered from nought."""

    kind: Kind
    truth: Truth
    report: Numbers
    number: Numbers
    count: int
    whose: Whose = Whose.SUSPECT


def draw_mentions(rng: np.random.Generator, mixture: Mixture, reports: Reports) -> Mentions:
    """Draw what the reports name. The same state of `rng` gives the same mentions."""
    named = [each for kind in Kind for each in _of_kind(rng, mixture, reports, kind)]
    if mixture.flood:
        named.append(_flood(rng, mixture, reports))
    return _join(rng, mixture, named)


def _of_kind(
    rng: np.random.Generator, mixture: Mixture, reports: Reports, kind: Kind
) -> Iterator[_Named]:
    use = mixture.uses[kind]
    said = np.flatnonzero(rng.random(len(reports)) < use.given)
    twice = said[(reports.size[said] > 1) & (rng.random(len(said)) < mixture.second)]
    said = np.concatenate([said, twice])
    if kind is Kind.ACCOUNT and mixture.mules:
        mules = _mules(rng, mixture, reports, said)
        yield mules
        said = np.setdiff1d(said, mules.report)
    yield _of_groups(rng, mixture, reports, kind, said)
    yield _hubs(rng, mixture, len(reports), kind)
    yield from _owned(rng, mixture, reports, kind)


def _of_groups(
    rng: np.random.Generator, mixture: Mixture, reports: Reports, kind: Kind, said: Numbers
) -> _Named:
    """Name the identifier that the group is using at the time."""
    groups = np.zeros(int(reports.group.max(initial=-1)) + 1, dtype=np.int64)
    groups[reports.group] = reports.size
    wanted = mixture.pool * np.sqrt(groups) * np.exp(rng.normal(0, mixture.spread, len(groups)))
    pools = np.where(groups > 1, np.maximum(np.rint(wanted), 1), 1)
    begins = np.concatenate([[0], np.cumsum(pools)]).astype(np.int64)
    pool = pools[reports.group[said]]
    place: Reals = reports.position[said] * pool + rng.normal(0, BLUR, len(said))
    slot = np.clip(place, 0, pool - 1).astype(np.int64)
    return _Named(
        kind=kind,
        truth=Truth.GROUP,
        report=said,
        number=begins[reports.group[said]] + slot,
        count=int(begins[-1]),
    )


def _hubs(rng: np.random.Generator, mixture: Mixture, count: int, kind: Kind) -> _Named:
    hubs = mixture.uses[kind].hubs
    weights = np.arange(1, hubs + 1) ** -HUB_EXPONENT
    report = np.flatnonzero(rng.random(count) < mixture.hub_rate)
    number = rng.choice(hubs, size=len(report), p=weights / weights.sum())
    return _Named(kind=kind, truth=Truth.HUB, report=report, number=number, count=hubs)


def _owned(
    rng: np.random.Generator, mixture: Mixture, reports: Reports, kind: Kind
) -> Iterator[_Named]:
    """Name the reporter's own: as the suspect's, and, of phones, as what they are."""
    given = {Whose.SUSPECT: mixture.uses[kind].own}
    if kind is Kind.PHONE:
        given[Whose.REPORTER] = mixture.contact
    for whose, share in given.items():
        report = np.flatnonzero(rng.random(len(reports)) < share)
        yield _Named(
            kind=kind,
            truth=Truth.OWN,
            report=report,
            number=reports.reporter[report],
            count=len(reports),
            whose=whose,
        )


def _mules(
    rng: np.random.Generator, mixture: Mixture, reports: Reports, said: Numbers
) -> _Named:
    """Put a mule's account in place of a group's own; a group has one mule at most.

    The more often a group's accounts are named, the sooner it has a mule.
    """
    rows = rng.permutation(np.flatnonzero(reports.size[said] > 1))
    firsts = rows[np.sort(np.unique(reports.group[said[rows]], return_index=True)[1])]
    wanted = np.repeat(np.arange(len(mixture.mules)), mixture.mules)[: len(firsts)]
    firsts = firsts[: len(wanted)]
    mule_of = np.full(int(reports.group.max(initial=-1)) + 1, -1)
    mule_of[reports.group[said[firsts]]] = wanted
    mule = mule_of[reports.group[said]]
    chance = rng.random(len(said))
    chance[firsts] = 0.0  # each of these groups uses it once at least
    taken = (mule >= 0) & (chance < mixture.mule_share)
    return _Named(
        kind=Kind.ACCOUNT,
        truth=Truth.MULE,
        report=said[taken],
        number=mule[taken],
        count=len(mixture.mules),
    )


def _flood(rng: np.random.Generator, mixture: Mixture, reports: Reports) -> _Named:
    begin = rng.integers(max(mixture.days - WEEK, 1))
    within = (reports.day >= begin) & (reports.day < begin + WEEK)
    report = np.flatnonzero(within & (rng.random(len(reports)) < mixture.flood))
    return _Named(
        kind=Kind.PHONE, truth=Truth.FLOOD, report=report, number=np.zeros_like(report), count=1
    )


def _join(rng: np.random.Generator, mixture: Mixture, named: list[_Named]) -> Mentions:
    """Number all identifiers that are named, write some down wrongly, and order by report."""
    begins = _begins(named)
    report = np.concatenate([each.report for each in named])
    drawn = np.concatenate([each.number + begins[_range(each)] for each in named])
    whose = np.repeat([each.whose for each in named], [len(each.report) for each in named])
    total = sum({_range(each): each.count for each in named}.values())
    kinds, truths = np.zeros(total, dtype=np.int8), np.zeros(total, dtype=np.int8)
    for each in named:
        begin = begins[_range(each)]
        kinds[begin : begin + each.count] = each.kind
        truths[begin : begin + each.count] = each.truth
    slips = np.array([mixture.typos * mixture.uses[kind].slips for kind in Kind])
    wrong = (rng.random(len(drawn)) < slips[kinds[drawn]]) & (whose == Whose.SUSPECT)
    meant = drawn[wrong]
    identifier = drawn.copy()
    identifier[wrong] = total + np.arange(len(meant))
    kinds = np.concatenate([kinds, kinds[meant]])
    truths = np.concatenate([truths, np.full(len(meant), Truth.TYPO, dtype=np.int8)])
    meanings = np.concatenate([np.arange(total), meant])
    # A report that names the same twice names it once; one number for all three sorts fastest,
    # and numpy's unique, which hashes, takes seven times as long.
    every = np.sort((report * len(kinds) + identifier) * len(Whose) + whose)
    once = every[np.diff(every, prepend=-1) > 0]
    return _dense(Mentions(
        report=once // (len(Whose) * len(kinds)), identifier=once // len(Whose) % len(kinds),
        whose=(once % len(Whose)).astype(np.int8), kind=kinds, truth=truths, meant=meanings,
    ))  # fmt: skip


def _range(named: _Named) -> tuple[Kind, Truth]:
    """Say which range of numbers these share: a person's own is one, as whoever's it is given."""
    return named.kind, named.truth


def _begins(named: list[_Named]) -> dict[tuple[Kind, Truth], int]:
    begins, total = {}, 0
    for each in named:
        if _range(each) not in begins:
            begins[_range(each)] = total
            total += each.count
    return begins


def _dense(mentions: Mentions) -> Mentions:
    """Number anew, so that every number is one that is named or was meant."""
    used = np.zeros(len(mentions.kind), dtype=np.bool_)
    used[mentions.identifier] = True
    used[mentions.meant[mentions.identifier]] = True
    new = np.cumsum(used) - 1
    return Mentions(
        report=mentions.report,
        identifier=new[mentions.identifier],
        whose=mentions.whose,
        kind=mentions.kind[used],
        truth=mentions.truth[used],
        meant=new[mentions.meant[used]],
    )
