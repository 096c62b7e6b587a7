"""What became of networks: told from who was together before, and who is together now."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Happened(StrEnum):
    """What can become of a network."""

    FORMED = "formed"  # two reports or more belong together for the first time
    MERGED = "merged"  # it took another network in
    SPLIT = "split"  # reports of it are a network by themselves now
    LEFT = "left"  # reports of it stand alone now, `other` where there is one
    MOVED = "moved"  # reports of it are in another network now, which was there already
    RENAMED = "renamed"  # its first report was erased: it is called by its next one
    DISSOLVED = "dissolved"  # fewer than two reports are left


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One thing that became of a network."""

    happened: Happened
    network: int
    other: int | None = None
    reports: int  # of the network afterwards
    moved: int = 0  # reports that came with it, or went


#: Where each report that moved was, and is now; None: nowhere.
Moves = Mapping[int, tuple[int | None, int | None]]


def happenings(
    moved: Moves, before: Mapping[int, int], after: Mapping[int, int]
) -> tuple[Happening, ...]:
    """Tell what became of networks, in the order of their names.

    `moved`: for each report that moved, its network before and now (None: not there). `before` and
    `after`: how many reports each network touched by that had, and has.
    """
    told = [*_flows(moved, before, after)]
    begun = {_begun_by(one) for one in told}
    gone = {one.other for one in told if one.happened in (Happened.MERGED, Happened.RENAMED)}
    for network in before.keys() | after.keys():
        was, now = before.get(network, 0), after.get(network, 0)
        if was < 2 <= now and network not in begun:
            told.append(Happening(happened=Happened.FORMED, network=network, reports=now))
        if now < 2 <= was and network not in gone:
            told.append(Happening(happened=Happened.DISSOLVED, network=network, reports=now))
    return tuple(sorted(told, key=lambda one: (one.network, one.happened, one.other or 0)))


def _begun_by(one: Happening) -> int | None:
    """Name the network that needs no word of its own that it formed: this tells where from."""
    if one.happened in (Happened.MERGED, Happened.RENAMED):
        return one.network
    return one.other if one.happened is Happened.SPLIT and one.moved > 1 else None


def _flows(
    moved: Moves, before: Mapping[int, int], after: Mapping[int, int]
) -> Iterator[Happening]:
    """Tell where the reports of each network went that was one before."""
    # What is not a network is left out at once: of a backlog that is nearly all.
    flows = Counter(
        (was, now) for was, now in moved.values() if was is not None and before[was] > 1
    )
    stays = {was: before[was] for was, _ in flows}
    for (was, _), reports in flows.items():
        stays[was] -= reports
    ways = Counter(was for was, now in flows if now is not None)
    alone = dict[int, list[int]]()
    for (was, now), reports in flows.items():
        if now is None:
            continue
        whole = not stays[was] and ways[was] == 1
        fresh = not before.get(now) and moved.get(now, (None, now))[0] == was
        if fresh and not whole and after[now] == 1:
            alone.setdefault(was, []).append(now)
        elif whole:
            became = Happened.RENAMED if fresh else Happened.MERGED
            yield Happening(
                happened=became, network=now, other=was, reports=after[now], moved=reports
            )
        else:
            became = Happened.SPLIT if fresh else Happened.MOVED
            yield Happening(
                happened=became, network=was, other=now, reports=after[was], moved=reports
            )
    for was, left in alone.items():
        if after[was] > 1:
            yield _left(was, left, after[was])


def _left(was: int, left: list[int], reports: int) -> Happening:
    """Tell of reports that stand alone now: a hub may leave thousands, in one word."""
    only = left[0] if len(left) == 1 else None
    return Happening(
        happened=Happened.LEFT, network=was, other=only, reports=reports, moved=len(left)
    )
