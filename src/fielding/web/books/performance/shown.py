"""A contract's measures as pages and files show them."""

from collections.abc import Sequence
from dataclasses import dataclass

from fielding.definitions.service import Service
from fielding.oversight.performance.agreed import Agreed
from fielding.oversight.performance.closing import Restatement
from fielding.oversight.performance.funnels import Grouped
from fielding.oversight.performance.reading import MeasureReading, Part
from fielding.oversight.performance.reversing import Reversal
from fielding.oversight.performance.verdicts import is_small, percent_of
from fielding.oversight.shares import CannotCompute, Share
from fielding.web.books.performance.words import (
    CLAIMED_BY,
    LATE,
    VERDICTS,
    WHY_NOT,
    group_name,
    percent,
)
from fielding.web.charts_of_months import Monthly
from fielding.web.oversight.words import month_name
from fielding.web.speaker import Speaker

#: Entries named beside a sentence; more are counted.
NAMED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A sentence beside a figure, and the first of the entries that it rests on."""

    words: str
    entries: tuple[int, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMeasure:
    """One row of the table, and what a reader should know beside it."""

    measure: str
    title: str
    share: str
    met: int
    of: int
    interval: str
    target: str
    floor: str
    verdict: str
    tag: str
    claim: str
    claimed_by: str
    gap: str
    notes: tuple[Note, ...]
    firms: tuple[tuple[str, str, str, str], ...]  # name, share, of, does it reach the target
    forces: tuple[tuple[str, str, str, str], ...]


def show_measure(one: MeasureReading, service: Service | None, speaker: Speaker) -> ShownMeasure:
    """Put a reading into words; what cannot be computed says why."""
    share = one.value if isinstance(one.value, Share) else None
    target, floor = _agreed(one)
    word, tag = VERDICTS[one.verdict]
    return ShownMeasure(
        measure=one.measure,
        title=title_of(one.measure, service),
        share=f"{percent_of(share)}%" if share else told(one.value),
        met=share.met if share else 0,
        of=share.of if share else 0,
        interval=f"{percent(share.low)} to {percent(share.high)}" if share else "–",
        target=target,
        floor=floor,
        verdict=word,
        tag=tag,
        claim=f"{one.claim.value}%" if one.claim else "–",
        claimed_by=CLAIMED_BY[one.claim.by_supplier] if one.claim else "",
        gap=f"{one.gap:+}" if one.gap is not None else "–",
        notes=tuple(_notes(one)),
        firms=_parts(Grouped.FIRM, one.firms, speaker),
        forces=_parts(Grouped.FORCE, one.forces, speaker),
    )


def title_of(measure: str, service: Service | None) -> str:
    """Name a measure as its service does."""
    known = service.measures.get(measure) if service else None
    return known.title.en if known else measure.capitalize()


def told(value: Share | CannotCompute) -> str:
    """Write a share with its numbers, or why there is none."""
    if isinstance(value, CannotCompute):
        return WHY_NOT[value.because]
    return f"{percent_of(value)}% ({value.met:,} of {value.of:,})"


def show_restated(one: Restatement, service: Service | None) -> tuple[str, str, str]:
    """Tell both values of a figure: as it was closed, and now."""
    closed = Share(met=one.closed.met, of=one.closed.of, low=0, high=1)
    return title_of(one.measure, service), told(closed), told(one.now)


def show_reversal(measure: str, one: Reversal, service: Service | None) -> str:
    """Tell a reversal in a sentence."""
    way = "rose" if one.whole > 0 else "fell"
    other = "fell" if one.whole > 0 else "rose"
    return (
        f"{title_of(measure, service)}: the whole {way} by {abs(one.whole)} points on the month "
        f"before, while every one of its {len(one.parts)} parts by {one.by} {other}. The mix of "
        "cases moved the figure."
    )


def month_shown(one: MeasureReading) -> Monthly:
    """Give a month to a chart."""
    name, share = month_name(one.month), one.value if isinstance(one.value, Share) else None
    target = one.agreed.target.target if isinstance(one.agreed, Agreed) else None
    return Monthly(
        name=name,
        share=share.share if share else None,
        low=share.low if share else 0.0,
        high=share.high if share else 0.0,
        target=float(target) / 100 if target is not None else None,
        claim=float(one.claim.value) / 100 if one.claim else None,
    )


def _agreed(one: MeasureReading) -> tuple[str, str]:
    if isinstance(one.agreed, CannotCompute):
        return WHY_NOT[one.agreed.because], "–"
    target = one.agreed.target
    least = "at most" if target.at_most else "at least"
    return f"{least} {target.target}%", f"{target.floor}%"


def _notes(one: MeasureReading) -> list[Note]:
    found = [_moved(one, place) for place in range(len(one.moved))]
    if isinstance(one.value, Share) and is_small(one.value.met, one.value.of):
        words = "Numbers are small: the interval is the exact one of Clopper and Pearson."
        found.append(Note(words=words))
    if one.stopped.paused:
        words = "kept only because the clock was paused while the case was on hold."
        found.append(_counted(words, one.stopped.paused))
    if one.stopped.again:
        words = "stopped by a decision that was taken again, though nobody asked."
        found.append(_counted(words, one.stopped.again))
    if one.unbooked:
        words = "of the service that no entry books to a contract are not in it."
        found.append(Note(words=f"{one.unbooked:,} {words}"))
    if len(one.claims) > 1:
        earlier = ", ".join(f"{claim.value}%" for claim in one.claims[:-1])
        entries = tuple(claim.index for claim in one.claims[:-1])
        found.append(Note(words=f"Claimed before: {earlier}.", entries=entries[:NAMED]))
    return found


def _counted(words: str, entries: Sequence[int]) -> Note:
    named = tuple(entries[:NAMED])
    return Note(words=f"{len(entries):,} {words}", entries=named, more=len(entries) - len(named))


def _moved(one: MeasureReading, place: int) -> Note:
    moved = one.moved[place]
    target = f"a target of {moved.target.target}%" if moved.target else "no target"
    words = (
        f"Terms {moved.terms.digest[:12]} would have it {target} and do not count: "
        f"{LATE[moved.because]}."
    )
    return Note(words=words, entries=(moved.terms.index,))


def _parts(
    by: Grouped, parts: Sequence[Part], speaker: Speaker
) -> tuple[tuple[str, str, str, str], ...]:
    words = {True: "reaches it", False: "misses it", None: "–"}
    return tuple(
        (
            group_name(by, part.group, speaker),
            f"{percent_of(part.share)}%",
            f"{part.share.of:,}",
            words[part.meets],
        )
        for part in parts
    )
