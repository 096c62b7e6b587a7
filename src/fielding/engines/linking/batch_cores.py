"""Cores of all reports at once: the rings of `linking.networks.rings` over arrays.

Two identifiers in one report are an edge between them. Reports of one edge share two identifiers;
three edges that make a triangle are a ring of three reports, or of fewer that share two anyway. So
cores are the components of reports, edges and triangles.
"""

from dataclasses import dataclass

import numpy as np

from fielding.engines.linking.batch_arrays import Arrays, Flags, Numbers, Rows, counted
from fielding.engines.linking.batch_states import components
from fielding.linking.networks.limits import Limits

#: So many pairs of edges are tried for a third at once.
_CHUNK = 4_000_000


@dataclass(frozen=True, kw_only=True)
class Edges:
    """Pairs of identifiers in one report, each with the lower place first, in order."""

    keys: Numbers
    of_report: Numbers
    report: Numbers


def cores_of(arrays: Arrays, ringing: Flags) -> Numbers:
    """Give each report's place the place of the earliest report of its core."""
    edges = _edges(arrays, ringing)
    reports = len(arrays.reports)
    corners = _triangles(edges, len(arrays.identifiers))
    labels = components(
        reports + len(edges.keys),
        np.concatenate([edges.report, corners[0] + reports, corners[0] + reports]),
        np.concatenate([edges.of_report + reports, corners[1] + reports, corners[2] + reports]),
    )
    return earliest(labels[:reports])


def earliest(labels: Numbers) -> Numbers:
    """Name each set by its first member."""
    first = np.zeros(int(labels.max()) + 1 if len(labels) else 0, np.int64)
    places = np.arange(len(labels))[::-1]
    first[labels[::-1]] = places
    return first[labels]


def vouched(arrays: Arrays, scattered: Numbers, cores: Numbers, limits: Limits) -> Numbers:
    """Give those of some identifiers of which one core holds so many reports as vouch for them."""
    report, place = arrays.holders.spread(scattered)
    below = max(len(cores), 1)
    keys, _, together = counted(place * below + cores[report])
    held = np.zeros(len(scattered), np.int64)
    np.maximum.at(held, keys // below, together)
    kept: Numbers = scattered[(held > 1) & (held * limits.part > arrays.holders.sizes[scattered])]
    return kept


def _edges(arrays: Arrays, ringing: Flags) -> Edges:
    report = np.repeat(np.arange(len(arrays.reports)), arrays.holds.sizes)
    rings = ringing[arrays.holds.held]
    held = Rows.grouped(report[rings], arrays.holds.held[rings], len(arrays.reports))
    rows = np.arange(len(held.held))
    owner = np.repeat(np.arange(len(arrays.reports)), held.sizes)
    later = held.starts[owner + 1] - rows - 1
    one = np.repeat(rows, later)
    ends = np.cumsum(later)
    step = np.arange(len(one)) - np.repeat(ends - later, later)
    other = one + 1 + step
    keys = held.held[one] * len(arrays.identifiers) + held.held[other]
    names, of, _ = counted(keys)
    return Edges(keys=names, of_report=of, report=owner[one])


def _triangles(edges: Edges, identifiers: int) -> tuple[Numbers, Numbers, Numbers]:
    """Give the three edges of each triangle.

    Each edge points from the identifier with fewer edges to the one with more, so that few pairs of
    edges leave any one (Chiba and Nishizeki 1985, Arboricity and subgraph listing algorithms).
    """
    low, high = np.divmod(edges.keys, max(identifiers, 1))
    busy = np.bincount(low, minlength=identifiers) + np.bincount(high, minlength=identifiers)
    turned = (busy[low] > busy[high]) | ((busy[low] == busy[high]) & (low > high))
    source, target = np.where(turned, high, low), np.where(turned, low, high)
    order = np.argsort(source, kind="stable")
    leaving = Rows.grouped(source[order], order, identifiers)
    found: list[tuple[Numbers, Numbers, Numbers]] = []
    pairs = np.cumsum(leaving.sizes[source])
    for start, end in _chunks(pairs):
        some = np.arange(start, end)
        other, spot = leaving.spread(source[some])
        edge = some[spot]
        kept = edge < other
        edge, other = edge[kept], other[kept]
        ends = np.sort(np.stack([target[edge], target[other]]), axis=0)
        third, there = _look_up(edges.keys, ends[0] * identifiers + ends[1])
        found.append((edge[there], other[there], third[there]))
    if not found:
        empty = np.zeros(0, np.int64)
        return empty, empty, empty
    one, two, three = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return one, two, three


def _chunks(pairs: Numbers) -> list[tuple[int, int]]:
    """Cut a list of edges where the pairs they make have grown to a chunk."""
    bounds, start = [], 0
    while start < len(pairs):
        done = int(pairs[start - 1]) if start else 0
        end = max(int(np.searchsorted(pairs, done + _CHUNK)), start + 1)
        bounds.append((start, end))
        start = end
    return bounds


def _look_up(keys: Numbers, wanted: Numbers) -> tuple[Numbers, Flags]:
    if not len(keys):
        return wanted, np.zeros(len(wanted), np.bool_)
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return at, keys[at] == wanted
