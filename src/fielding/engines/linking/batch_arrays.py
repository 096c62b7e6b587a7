"""Mentions as arrays: reports and identifiers numbered without gaps, found from either side."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class Mentions:
    """Rows of who mentions what, in any order; a row told twice counts once.

    `own`: the reporter gave it as theirs. `wide`: its kind is one of `limits.WIDE`.
    """

    report: Numbers
    identifier: Numbers
    own: Flags
    wide: Flags
    #: Reports that tell something in their own words, and the sketch of it.
    worded: Numbers = field(default_factory=lambda: np.zeros(0, np.int64))
    wording: Numbers = field(default_factory=lambda: np.zeros(0, np.int64))


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Which of n numbered things goes with which of m others, grouped by the first."""

    starts: Numbers
    held: Numbers

    @classmethod
    def grouped(cls, by: Numbers, held: Numbers, groups: int) -> "Rows":
        """Group rows that are sorted by group."""
        starts = np.zeros(groups + 1, np.int64)
        np.cumsum(np.bincount(by, minlength=groups), out=starts[1:])
        return cls(starts=starts, held=held)

    @cached_property
    def sizes(self) -> Numbers:
        """How many each group holds."""
        return np.diff(self.starts)

    def of(self, group: int) -> Numbers:
        """Give what one group holds."""
        return self.held[self.starts[group] : self.starts[group + 1]]

    def turned(self, others: int) -> "Rows":
        """Give the same from the other side, in order."""
        shape = (len(self.starts) - 1, others)
        ones = np.ones(len(self.held), np.bool_)
        other = csr_array((ones, self.held, self.starts), shape=shape).tocsc()
        return Rows(starts=other.indptr.astype(np.int64), held=other.indices.astype(np.int64))

    def spread(self, groups: Numbers) -> tuple[Numbers, Numbers]:
        """Give, for each place in a list of groups, all that its group holds, and that place."""
        sizes = self.sizes[groups]
        ends = np.cumsum(sizes)
        total = int(ends[-1]) if len(ends) else 0
        within = np.arange(total) - np.repeat(ends - sizes, sizes)
        return self.held[np.repeat(self.starts[groups], sizes) + within], np.repeat(
            np.arange(len(groups)), sizes
        )


@dataclass(frozen=True, kw_only=True)
class Arrays:
    """Reports and identifiers by their places in two sorted lists, and both ways between them."""

    reports: Numbers
    identifiers: Numbers
    #: Only what is the other side's.
    holders: Rows
    holds: Rows
    own: Flags
    wide: Flags
    #: Which reports have a sketch of what they tell in their own words, and that sketch.
    worded: Flags
    wording: Numbers

    def places(self, identifiers: Numbers) -> Numbers:
        """Give the places of identifiers; -1 for those that nobody mentions."""
        if not len(self.identifiers):
            return np.full(len(identifiers), -1, np.int64)
        at = np.searchsorted(self.identifiers, identifiers)
        at = np.minimum(at, len(self.identifiers) - 1)
        return np.where(self.identifiers[at] == identifiers, at, -1)


def arrange(mentions: Mentions, reports: Numbers, near: Numbers) -> Arrays:
    """Arrange mentions; `reports` are all there are, also those that mention nothing.

    `near`: rows of two identifiers, which are known even where no report mentions them now.
    """
    names, report = _numbered(np.concatenate([reports, mentions.report]))
    report = report[len(reports) :]
    identifiers, identifier = _numbered(np.concatenate([near.reshape(-1), mentions.identifier]))
    identifier = identifier[near.size :]
    own = np.zeros(len(identifiers), np.bool_)
    own[identifier[mentions.own]] = True
    wide = np.zeros(len(identifiers), np.bool_)
    wide[identifier[mentions.wide]] = True
    theirs = identifier * len(names) + report
    keys = distinct(theirs[~mentions.own])
    if mentions.own.any():
        keys = np.setdiff1d(keys, theirs[mentions.own])
    del identifier, report, theirs
    worded, wording = np.zeros(len(names), np.bool_), np.zeros(len(names), np.int64)
    told = np.searchsorted(names, mentions.worded)
    worded[told], wording[told] = True, mentions.wording
    holders = Rows.grouped(*np.divmod(keys, max(len(names), 1)), len(identifiers))
    return Arrays(
        reports=names,
        identifiers=identifiers,
        holders=holders,
        holds=holders.turned(len(names)),
        own=own,
        wide=wide,
        worded=worded,
        wording=wording,
    )


def distinct(keys: Numbers) -> Numbers:
    """Give the different numbers in order; by sorting, which is quicker than what numpy hashes."""
    ordered = np.sort(keys)
    found: Numbers = ordered[np.diff(ordered, prepend=ordered[:1] - 1) != 0]
    return found


def counted(keys: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Give the different numbers in order, the place of each given one, and how many of each."""
    order = np.argsort(keys)
    ordered = keys[order]
    new = np.diff(ordered, prepend=ordered[:1] - 1) != 0
    places = np.empty(len(keys), np.int64)
    places[order] = np.cumsum(new) - 1
    starts = np.flatnonzero(new)
    return ordered[starts], places, np.diff(starts, append=len(keys))


def _numbered(names: Numbers) -> tuple[Numbers, Numbers]:
    """Give the different names in order, and the place of each; quick where names have few gaps."""
    if not len(names):
        return names, names
    most = int(names.max())
    if int(names.min()) < 0 or most > 8 * len(names) + 1_000:
        found, places, _ = counted(names)
        return found, places
    seen = np.zeros(most + 1, np.bool_)
    seen[names] = True
    places = np.cumsum(seen) - 1
    return np.flatnonzero(seen), places[names]
