"""Where our red flags differ from the peer that first published them, and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fielding.oversight.flags.alone import late_bid, won_by
from fielding.oversight.flags.contracting import Contracting
from fielding.oversight.flags.settings import Settings
from fielding.oversight.flags.verdicts import Raised


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One process on which the peer's published program would answer otherwise."""

    code: str
    place: str
    ocid: str
    ours: bool
    theirs: bool
    because: str


def differences_of(processes: Iterable[Contracting], settings: Settings) -> Iterator[Difference]:
    """List the processes on which R030 differs: the peer compares dates as texts, we as moments.

    A bid at 22:30Z for a deadline of 23:00+01:00 is late for us; as text it is not.
    """
    if "R030" not in settings.enabled:
        return
    for one in processes:
        won = [bid.told_date for bid, _ in won_by(one)]
        as_text = one.told_end is not None and any(d is not None and d > one.told_end for d in won)
        ours = isinstance(late_bid(one, settings), Raised)
        if ours is not as_text and not one.cancelled:
            yield Difference(
                code="R030",
                place=one.place,
                ocid=one.ocid,
                ours=ours,
                theirs=as_text,
                because="dates-compared-as-text",
            )
