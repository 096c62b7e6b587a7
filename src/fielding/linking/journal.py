"""What became of networks: told from who was together before, and who is together now."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Happened(StrEnum):
    """What can become of a network."""

    FORMED = "formed"  # two reports or more belong together for the first time
    MERGED = "merged"  # it took another network in
    SPLIT = "split"  # another network left it
    DISSOLVED = "dissolved"  # fewer than two reports are left


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One thing that became of a network."""

    happened: Happened
    network: int
    other: int | None = None
    reports: int  # of the network afterwards


def happenings(
    moved: Mapping[int, tuple[int | None, int | None]],
    before: Mapping[int, int],
    after: Mapping[int, int],
) -> tuple[Happening, ...]:
    """Tell what became of networks, in the order of their names.

    `moved`: for each report that moved, its network before and now (None: not there). `before` and
    `after`: how many reports each network touched by that had, and has.
    """
    flows: dict[tuple[int, int], int] = defaultdict(int)
    for was, now in moved.values():
        if was is not None and now is not None:
            flows[was, now] += 1
    told = [
        Happening(happened=Happened.MERGED, network=now, other=was, reports=after[now])
        for (was, now), _ in flows.items()
        if before.get(was, 0) > 1 and before.get(now, 0) > 0 and not after.get(was, 0)
    ]
    told += [
        Happening(happened=Happened.SPLIT, network=was, other=now, reports=after.get(was, 0))
        for (was, now), reports in flows.items()
        if reports > 1 and before.get(now, 0) == 0 and after.get(was, 0) > 0
    ]
    for network in sorted(before.keys() | after.keys()):
        was, now = before.get(network, 0), after.get(network, 0)
        if was < 2 <= now:
            told.append(Happening(happened=Happened.FORMED, network=network, reports=now))
        if now < 2 <= was and not any(t.other == network for t in told):
            told.append(Happening(happened=Happened.DISSOLVED, network=network, reports=now))
    return tuple(sorted(told, key=lambda one: (one.network, one.happened, one.other or 0)))
