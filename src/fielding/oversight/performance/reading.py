"""A measure's value in a month: counted by the hub, held against the target and the claim."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from fielding.definitions.service import Measure, Service
from fielding.oversight.countings import name_of
from fielding.oversight.performance.agreed import (
    Agreed,
    Moved,
    agreed_for,
    measures_named,
    moved_for,
)
from fielding.oversight.performance.clocks import NOTHING_ODD, Stopped, how_stopped
from fielding.oversight.performance.counted import Counted, Pointed, Which, by_month, counted_of
from fielding.oversight.performance.verdicts import (
    Verdict,
    careful_share,
    meets,
    percent_of,
    verdict_on,
)
from fielding.oversight.records import NOBODY
from fielding.oversight.register.contracts import Claim, Contract
from fielding.oversight.shares import CannotCompute, Share
from fielding.oversight.tallies import Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One firm's or force's share of the whole."""

    group: str
    share: Share
    meets: bool | None  # None: nothing was agreed to hold it against


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureReading:
    """A measure of a contract in a month. Where there is no share, `value` says why."""

    contract: str
    month: str
    measure: str
    value: Share | CannotCompute
    agreed: Agreed | CannotCompute
    verdict: Verdict | None = None
    #: What the supplier says, newest last.
    claims: tuple[Claim, ...] = ()
    firms: tuple[Part, ...] = ()
    forces: tuple[Part, ...] = ()
    stopped: Stopped = NOTHING_ODD
    #: Terms that say otherwise, and came too late for the month.
    moved: tuple[Moved, ...] = ()
    entries: tuple[int, ...] = ()
    #: Of the service and month, booked to no contract while there are several.
    unbooked: int = 0

    @property
    def claim(self) -> Claim | None:
        """What the supplier says now."""
        return self.claims[-1] if self.claims else None

    @property
    def gap(self) -> Decimal | None:
        """How many percentage points the claim lies over what was counted."""
        if self.claim is None or isinstance(self.value, CannotCompute):
            return None
        return self.claim.value - percent_of(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What readings are taken from: the books, by name of what is counted, and the agreements."""

    tally: Callable[[str], Tally]
    services: Mapping[str, Service]
    contracts: Sequence[Contract]
    unfit: frozenset[int] = frozenset()
    _months: dict[tuple[str, bool], Mapping[str, Sequence[Pointed]]] = field(
        default_factory=dict, compare=False
    )

    def counted(self, name: str, month: str, *, synthetic: bool) -> list[Counted]:
        """Give what counts for or against in a month; all months are sorted once."""
        key, tallied = (name, synthetic), self.tally(name)
        if key not in self._months:
            self._months[key] = by_month(tallied, Which(synthetic=synthetic))
        return list(counted_of(tallied, self._months[key].get(month, ())))


def read_month(contract: Contract, month: str, sources: Sources) -> tuple[MeasureReading, ...]:
    """Read every measure that the contract's terms name, in the order of their names."""
    names = measures_named(contract, month)
    return tuple(_read(contract, month, name, sources) for name in names)


def read_months(
    contract: Contract, measure: str, months: Iterable[str], sources: Sources
) -> tuple[MeasureReading, ...]:
    """Read one measure month by month."""
    return tuple(_read(contract, month, measure, sources) for month in months)


def _read(contract: Contract, month: str, name: str, sources: Sources) -> MeasureReading:
    agreed = agreed_for(contract, month, name, sources.unfit)
    service = sources.services.get(contract.service or "")
    measure = service.measures.get(name) if service else None
    if service is None or measure is None or not _is_share(measure):
        because = "measure-not-in-the-service" if measure is None else "measure-is-no-share"
        bare = _bare(contract, month, name, sources)
        return replace(bare, value=CannotCompute(because=because))
    counting = name_of("measure", service.code, name)
    found = sources.counted(counting, month, synthetic=contract.synthetic)
    alone = not any(_serves(one, contract, month) for one in sources.contracts)
    booked = [one for one in found if one.contract == contract.slug or (alone and not one.contract)]
    share = careful_share(sum(one.met for one in booked), len(booked))
    clock = service.clocks.get(measure.meeting or "")
    return replace(
        _bare(contract, month, name, sources),
        value=share,
        verdict=_verdict(share, agreed),
        firms=_parts(booked, lambda one: one.firm, agreed),
        forces=_parts(booked, lambda one: one.force, agreed),
        stopped=how_stopped(booked, sources.tally(counting).books.records, clock)
        if clock
        else NOTHING_ODD,
        entries=tuple(sorted(one.index for one in booked)),
        unbooked=0 if alone else sum(one.contract is None for one in found),
    )


def _is_share(measure: Measure) -> bool:
    return bool(measure.meeting or measure.where)


def _bare(contract: Contract, month: str, name: str, sources: Sources) -> MeasureReading:
    """Give what is known of a measure before anything is counted."""
    return MeasureReading(
        contract=contract.slug,
        month=month,
        measure=name,
        value=CannotCompute(because="nothing-to-count"),
        agreed=agreed_for(contract, month, name, sources.unfit),
        claims=tuple(c for c in contract.claims if (c.measure, c.month) == (name, month)),
        moved=tuple(moved_for(contract, month, name, sources.unfit)),
    )


def _serves(other: Contract, contract: Contract, month: str) -> bool:
    """Does another contract of the same service hold at some time in the month?"""
    ends = other.terminated or other.ends
    return (
        other.slug != contract.slug
        and other.service == contract.service
        and other.synthetic is contract.synthetic
        and other.begins.isoformat()[:7] <= month
        and (ends is None or month <= ends.isoformat()[:7])
    )


def _verdict(share: Share | CannotCompute, agreed: Agreed | CannotCompute) -> Verdict | None:
    if isinstance(share, CannotCompute) or isinstance(agreed, CannotCompute):
        return None
    return verdict_on(share, agreed.target)


def _parts(
    counted: Iterable[Counted], group: Callable[[Counted], str], agreed: Agreed | CannotCompute
) -> tuple[Part, ...]:
    groups: dict[str, list[Counted]] = {}
    for one in counted:
        groups.setdefault(group(one), []).append(one)
    found = list[Part]()
    for name in sorted(groups, key=lambda group: (group == NOBODY, group)):
        share = careful_share(sum(one.met for one in groups[name]), len(groups[name]))
        if isinstance(share, Share):
            right = None if isinstance(agreed, CannotCompute) else meets(share, agreed.target)
            found.append(Part(group=name, share=share, meets=right))
    return tuple(found)
