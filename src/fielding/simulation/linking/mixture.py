"""What reports are a mixture of: groups and one-offs, and how often which identifier is told.

The rates are those of the open files of fraud reports with a known truth, measured in
docs/linking/simulated.md; a world may set others.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from types import MappingProxyType


class Kind(IntEnum):
    """The kinds of identifier that offenders leave."""

    PHONE = 0
    ACCOUNT = 1
    EMAIL = 2
    DOMAIN = 3
    HANDLE = 4
    WALLET = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """How one kind is used: rates are shares of reports, hubs the number of them there are."""

    given: float
    hubs: int
    #: Reports that give the reporter's own as if it were the suspect's.
    own: float = 0.0
    #: How often it is written down wrongly, against the rate of the mixture.
    slips: float = 1.0


#: How often each kind is given, and of how many hubs it has: read off the open files.
USES: Mapping[Kind, Use] = MappingProxyType(
    {
        Kind.PHONE: Use(given=0.62, hubs=40, own=0.31),
        Kind.ACCOUNT: Use(given=0.375, hubs=40, slips=0.55),
        Kind.EMAIL: Use(given=0.42, hubs=4, slips=0.45),
        Kind.DOMAIN: Use(given=0.33, hubs=8, slips=0.45),
        Kind.HANDLE: Use(given=0.22, hubs=3, slips=0.0),
        Kind.WALLET: Use(given=0.10, hubs=6, slips=0.45),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixture:
    """The rates of a caseload, as shares unless they say otherwise; sizes and pools in reports."""

    uses: Mapping[Kind, Use] = field(default_factory=lambda: USES)
    #: Reports that nobody else's belong with.
    one_off: float = 0.45
    #: Sizes of groups follow a power law with this exponent, between two and the largest.
    exponent: float = 2.15
    largest: int = 800
    #: Groups whose reporters all live in one force's area.
    local: float = 0.28
    #: A group of n reports uses up about `pool * sqrt(n)` identifiers of each kind, one by one,
    #: with a log-normal spread.
    pool: float = 1.0
    spread: float = 0.3
    #: Of those who give an identifier of a group, the share that gives a second one.
    second: float = 0.25
    #: Reports, for each kind, that name a hub: a switchboard, a brand, a shortener, a shared host.
    hub_rate: float = 0.06
    #: Identifiers written down wrongly, of the kind where it happens most.
    typos: float = 0.07
    #: Each number is that of the groups that share one more account, of a mule.
    mules: tuple[int, ...] = ()
    #: Of the accounts named in reports of such a group, the share that is the mule's.
    mule_share: float = 0.3
    #: One number stands in this share of one week's reports.
    flood: float = 0.0
    #: Reporters who have reported before, so that their own contacts come again.
    returning: float = 0.0
    #: Reports that give the reporter's own phone as their own.
    contact: float = 0.0
    forces: int = 43
    #: How often each force is drawn; nothing for weights that are drawn as well.
    weights: tuple[float, ...] = ()
    days: int = 365
