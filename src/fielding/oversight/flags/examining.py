"""Examines a file's contracting processes: every red flag, every reason, every difference."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fielding.oversight.flags.contracting import Json, read_contracting
from fielding.oversight.flags.differences import Difference, differences_of
from fielding.oversight.flags.indicators import Indicator, indicators_of
from fielding.oversight.flags.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What the red flags say of a file."""

    processes: int
    indicators: tuple[Indicator, ...]
    differences: tuple[Difference, ...]
    #: Places whose release has no ocid that is a text: nobody can say what they are about.
    nameless: tuple[str, ...]
    #: Ocids that several processes carry: the flags of each stand by their place.
    repeated: tuple[str, ...]


def examine(releases: Iterable[tuple[str, Json]], settings: Settings) -> Examined:
    """Examine compiled releases, each with its place in the file in words."""
    read = [(place, read_contracting(release, place)) for place, release in releases]
    processes = [one for _, one in read if one is not None]
    return Examined(
        processes=len(processes),
        indicators=indicators_of(processes, settings),
        differences=tuple(differences_of(processes, settings)),
        nameless=tuple(place for place, one in read if one is None),
        repeated=_repeated([one.ocid for one in processes]),
    )


def _repeated(ocids: Sequence[str]) -> tuple[str, ...]:
    return tuple(ocid for ocid, times in Counter(ocids).items() if times > 1)
