"""What the page on how linking does says: pure, from the figures of one look."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from fielding.linking.networks.standing import State
from fielding.oversight.shares import CannotCompute, Share, share_of
from fielding.store.queries.linking_health import KindCount, LinkingHealth
from fielding.web.charts import Chart, Part, bars
from fielding.web.networks.words import KINDS
from fielding.wiring.linking_health import LastCheck

#: Networks are shown by size in these steps: from so many reports, up to the next step.
STEPS = (1, 2, 3, 6, 11, 51, 201, 1001)
#: States in the order of the table's columns.
COLUMNS = {
    State.JOINS: "Join reports",
    State.OFFENDER: "Marked as an offender’s",
    State.HUB: "Hubs",
    State.SCATTERED: "Scattered",
    State.SLIP: "Slips of hubs",
    State.OWN: "A reporter’s own",
    State.SHARED: "Marked as shared",
    State.SEARCHED: "For search only",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRow:
    """How many identifiers of a kind there are, by what they do (in the order of COLUMNS)."""

    kind: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """Give how many there are in all."""
        return sum(self.counts)

    @property
    def idle(self) -> str:
        """Say what share of them joins nothing."""
        joining = sum(
            count for state, count in zip(COLUMNS, self.counts, strict=True) if state.joining
        )
        return share_told(self.total - joining, self.total)


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeRow:
    """How many networks have so many reports, and how many reports those are."""

    size: str
    networks: int
    reports: int


def share_told(met: int, of: int) -> str:
    """Tell a share in per cent, or that there is none."""
    share = share_of(met, of)
    return f"{share.share:.1%}" if isinstance(share, Share) else "none to count"


def hubs_told(counts: Sequence[KindCount]) -> str:
    """Tell how many identifiers are hubs, and what share that is of all."""
    hubs = sum(one.identifiers for one in counts if one.state == State.HUB)
    return f"{hubs:,} ({share_told(hubs, sum(one.identifiers for one in counts))} of identifiers)"


def checked_told(check: LastCheck | None) -> str:
    """Tell what came of working all networks out at once, and comparing with those kept."""
    if check is None:
        return "Not checked yet: run the command “fielding link health --check”"
    found = "Equal" if not check.differences else f"{check.differences:,} differences"
    return (
        f"{found}: {check.reports:,} reports and {check.identifiers:,} identifiers at entry"
        f" {check.upto:,}, under version {check.version} of the rules"
    )


def by_kind(counts: Sequence[KindCount]) -> list[KindRow]:
    """Put identifiers in rows by kind, in the order of the kinds' names."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for one in counts:
        found[KINDS.get(one.kind, one.kind)][one.state] = one.identifiers
    return [
        KindRow(kind=kind, counts=tuple(found[kind].get(state, 0) for state in COLUMNS))
        for kind in sorted(found)
    ]


def by_size(health: LinkingHealth) -> list[SizeRow]:
    """Put networks in rows by size, the smallest first; rows without any are left out."""
    rows = []
    for place, first in enumerate(STEPS):
        before = STEPS[place + 1] if place + 1 < len(STEPS) else health.largest + 1
        within = {size: count for size, count in health.sizes.items() if first <= size < before}
        if within:
            rows.append(
                SizeRow(
                    size=_size_told(first, before, last=place + 1 == len(STEPS)),
                    networks=sum(within.values()),
                    reports=sum(size * count for size, count in within.items()),
                )
            )
    return rows


def _size_told(first: int, before: int, *, last: bool) -> str:
    if first == 1:
        return "Alone"
    if last:
        return f"{first:,} reports or more"
    return f"{first:,} reports" if before == first + 1 else f"{first:,} to {before - 1:,} reports"


def size_chart(rows: Sequence[SizeRow]) -> Chart:
    """Draw how many reports are in networks of each size."""
    parts = [Part(name=row.size, number=row.reports, look="solid") for row in rows]
    return bars(
        "Reports by the size of their network", "One bar for each size; the table has all.", parts
    )


def cannot(figure: object) -> str:
    """Say why there is no figure; nothing where there is one."""
    if not isinstance(figure, CannotCompute):
        return ""
    return f"It cannot be computed, because {figure.because}"
