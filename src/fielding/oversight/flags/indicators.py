"""Computes the red flags of a file of contracting processes, by its settings and nothing else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from fielding.oversight.flags import alone
from fielding.oversight.flags.conditions import left_out
from fielding.oversight.flags.contracting import Contracting
from fielding.oversight.flags.fences import Fence, fence_of, quantile
from fielding.oversight.flags.gaps import Gap, gap_of
from fielding.oversight.flags.ratios import (
    Place,
    Ratio,
    Unknown,
    disqualifications,
    of_group,
    varieties,
    wins,
)
from fielding.oversight.flags.settings import Settings
from fielding.oversight.flags.verdicts import NOT_RAISED, Flag, Group, Raised, Verdict
from fielding.oversight.shares import CannotCompute


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One red flag over a whole file: what it was raised on, and what it could not look at."""

    code: str
    flags: tuple[Flag, ...]
    #: Of how many processes it says something, raised or not.
    computed: int
    #: Each process it says nothing of, and why.
    unknown: Mapping[Place, CannotCompute]
    #: For those that compare: the fence of each group, or why there is none.
    fences: Mapping[Group, Fence | CannotCompute] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """The processes of a file that are not left out of every flag, and its main currency."""

    processes: tuple[Contracting, ...]
    currency: str | None
    settings: Settings
    left_out: Unknown


def indicators_of(processes: Sequence[Contracting], settings: Settings) -> tuple[Indicator, ...]:
    """Compute every red flag that the settings enable, in the order of their codes."""
    out = {(p.place, p.ocid): why for p in processes if (why := left_out(p, settings))}
    file = File(
        processes=tuple(p for p in processes if (p.place, p.ocid) not in out),
        currency=settings.currency or _main_currency(processes),
        settings=settings,
        left_out=out,
    )
    return tuple(_COMPUTED[code](code, file) for code in settings.enabled)


def _main_currency(processes: Sequence[Contracting]) -> str | None:
    """Give the first currency that a bid's value is in."""
    prices = (bid.price for one in processes for bid in one.bids or ())
    return next((price.currency for price in prices if price and price.currency), None)


def _alone(code: str, file: File, judge: Callable[[Contracting], Verdict]) -> Indicator:
    flags: list[Flag] = []
    tenderers: dict[str, tuple[Fraction, list[Place]]] = {}
    unknown = dict(file.left_out)
    for one in file.processes:
        place, verdict = (one.place, one.ocid), judge(one)
        if isinstance(verdict, CannotCompute):
            unknown[place] = verdict
        elif isinstance(verdict, Raised):
            flags.append(_on_process(place, verdict.value))
            for tenderer in sorted(verdict.tenderers):
                known = tenderers.setdefault(tenderer, (verdict.of_tenderers, []))
                known[1].append(place)
    flags += (_on_tenderer(who, *tenderers[who]) for who in sorted(tenderers))
    return Indicator(
        code=code, flags=tuple(flags), computed=_computed(file, unknown), unknown=unknown
    )


def _gaps(code: str, file: File) -> Indicator:
    gaps, unknown = dict[Place, Gap](), Unknown()
    for one in file.processes:
        found = gap_of(one, file.settings, file.currency)
        if isinstance(found, Gap):
            gaps[one.place, one.ocid] = found
        else:
            unknown[one.place, one.ocid] = found
    low = code == "R024"
    fence = _fence(file.settings, code, [gap.share for gap in gaps.values()], low=low)
    bound = _bound(file.settings, code, fence, low=low)
    judged: dict[Place, Verdict] = {
        place: _raised(gap, low=low) for place, gap in gaps.items() if _crosses(gap, bound, low=low)
    }
    raised = _alone(code, file, lambda one: judged.get((one.place, one.ocid), NOT_RAISED))
    return _compared(code, file, raised.flags, unknown, {Group.OCID: fence})


def _crosses(gap: Gap, bound: Fraction | None, *, low: bool) -> bool:
    return bound is not None and (gap.share <= bound if low else gap.share >= bound)


def _raised(gap: Gap, *, low: bool) -> Raised:
    """R024 names both who bid so alike; R058 the winner alone. Of a tenderer both say 0."""
    tenderers = {gap.winner, gap.runner_up} if low else {gap.winner}
    return Raised(value=gap.share, tenderers=frozenset(tenderers), of_tenderers=Fraction(0))


def _wins(code: str, file: File) -> Indicator:
    found, unknown = wins(file.processes)
    ratios = of_group(found, Group.TENDERER)
    shares = [ratio.share for ratio in ratios.values()]
    fence = _fence(file.settings, code, shares, low=True)
    bound = _bound(file.settings, code, fence, low=True)
    percentile = Fraction(file.settings.number(code, "percentile", 75), 100)
    counts = sorted(Fraction(ratio.whole) for ratio in ratios.values())
    many = quantile(counts, percentile) if counts else Fraction(0)
    flags = [
        _on_subject(Group.TENDERER, who, ratio, ratio.share)
        for who, ratio in sorted(ratios.items())
        if bound is not None and ratio.whole >= many and ratio.share <= bound
    ]
    return _compared(code, file, flags, unknown, {Group.TENDERER: fence})


def _disqualified(code: str, file: File) -> Indicator:
    found, unknown = disqualifications(file.processes)
    flags: list[Flag] = []
    fences: dict[Group, Fence | CannotCompute] = {}
    # The page says that the second is counted in processes; the published results count bids.
    least = {
        Group.TENDERER: file.settings.number(code, "minimum_submitted_bids", 2),
        Group.BUYER: file.settings.number(code, "minimum_contracting_processes", 2),
        Group.PROCURING_ENTITY: file.settings.number(code, "minimum_contracting_processes", 2),
    }
    for group, bids in least.items():
        ratios = {s: r for s, r in of_group(found, group).items() if r.whole >= bids}
        fence = _fence(file.settings, code, [r.share for r in ratios.values()], low=False)
        bound = _bound(file.settings, code, fence, low=False)
        fences[group] = fence
        flags += (
            _on_subject(group, subject, ratio, ratio.share)
            for subject, ratio in sorted(ratios.items())
            if bound is not None and ratio.share >= bound
        )
    return _compared(code, file, flags, unknown, fences)


def _varieties(code: str, file: File) -> Indicator:
    found, unknown = varieties(file.processes, file.settings)
    least = file.settings.number(code, "minimum_contracting_processes", 20)
    kinds = [Fraction(r.part) for r in found.values() if r.whole >= least]
    fence = _fence(file.settings, code, kinds, low=False)
    bound = _bound(file.settings, code, fence, low=False)
    flags = [
        _on_subject(Group.TENDERER, who, ratio, Fraction(ratio.part))
        for who, ratio in sorted(of_group(found, Group.TENDERER).items())
        if bound is not None and ratio.part >= bound
    ]
    return _compared(code, file, flags, unknown, {Group.TENDERER: fence})


def _compared(
    code: str,
    file: File,
    flags: Sequence[Flag],
    unknown: Unknown,
    fences: Mapping[Group, Fence | CannotCompute],
) -> Indicator:
    unknown = {**file.left_out, **unknown}
    reasons = [fence for fence in fences.values() if isinstance(fence, CannotCompute)]
    if len(reasons) == len(fences) and file.settings.fence(code) is None:
        # Without any fence nothing was compared, whatever is known of each process.
        unknown = {(one.place, one.ocid): reasons[0] for one in file.processes} | unknown
    return Indicator(
        code=code,
        flags=tuple(flags),
        computed=_computed(file, unknown),
        unknown=unknown,
        fences=fences,
    )


def _fence(
    settings: Settings, code: str, numbers: Sequence[Fraction], *, low: bool
) -> Fence | CannotCompute:
    """Give the fence, or say why it divides nothing.

    A lower fence at or under zero has nothing below it; an upper fence of zero has everything
    above it.
    """
    fence = fence_of(numbers)
    if fence is None:
        return CannotCompute(because="too-few-to-compare")
    if settings.fence(code) is None and (fence.lower if low else fence.upper) <= 0:
        return CannotCompute(because="fence-divides-nothing")
    return fence


def _bound(
    settings: Settings, code: str, fence: Fence | CannotCompute, *, low: bool
) -> Fraction | None:
    fixed = settings.fence(code)
    if fixed is not None:
        return fixed
    if isinstance(fence, CannotCompute):
        return None
    return fence.lower if low else fence.upper


def _computed(file: File, unknown: Mapping[Place, CannotCompute]) -> int:
    return sum((one.place, one.ocid) not in unknown for one in file.processes)


def _on_process(place: Place, value: Fraction) -> Flag:
    return Flag(group=Group.OCID, subject=place[1], value=value, rests_on=(place,))


def _on_tenderer(tenderer: str, value: Fraction, rests_on: Sequence[Place]) -> Flag:
    return Flag(group=Group.TENDERER, subject=tenderer, value=value, rests_on=tuple(rests_on))


def _on_subject(group: Group, subject: str, ratio: Ratio, value: Fraction) -> Flag:
    return Flag(group=group, subject=subject, value=value, rests_on=tuple(ratio.rests_on))


_COMPUTED: Mapping[str, Callable[[str, File], Indicator]] = {
    "R003": lambda c, f: _alone(c, f, lambda one: alone.short_period(one, f.settings)),
    "R018": lambda c, f: _alone(c, f, lambda one: alone.single_bid(one, f.settings)),
    "R024": _gaps,
    "R025": _wins,
    "R028": lambda c, f: _alone(c, f, lambda one: alone.same_price(one, f.settings, f.currency)),
    "R030": lambda c, f: _alone(c, f, lambda one: alone.late_bid(one, f.settings)),
    "R035": lambda c, f: _alone(c, f, lambda one: alone.others_disqualified(one, f.settings)),
    "R036": lambda c, f: _alone(
        c, f, lambda one: alone.lowest_disqualified(one, f.settings, f.currency)
    ),
    "R038": _disqualified,
    "R048": _varieties,
    "R058": _gaps,
}
