"""A contract that ends: the list of its open cases, and a package that is not all of them."""

from dataclasses import dataclass, replace
from random import Random

from fielding.oversight.handovers.held_cases import HeldCase, Listed
from fielding.simulation.drawing import seeded

_STATES = ("received", "referred", "accepted", "returned")


@dataclass(frozen=True, slots=True, kw_only=True)
class HandBack:
    """So many open cases, and how many of them the package leaves out or spoils.

    181,000 open cases were taken back from one contractor (reference table
    `concentrix_figures`); that 37 of them are missing is made up.
    """

    cases: int = 181_000
    missing: int = 37
    stale: int = 0
    altered: int = 0
    cut: int = 0  # a document is absent
    twice: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """The list, what was posted in whatever order, and which cases differ, by kind."""

    listed: Listed
    posted: tuple[HeldCase, ...]
    truth: dict[str, frozenset[str]]


def simulate_hand_back(seed: int, plan: HandBack) -> Package:
    """Draw a list and a package. The same seed gives the same."""
    rng = seeded(f"hand-back/{seed}")
    cases = [_held(rng, number) for number in range(plan.cases)]
    counts = (plan.missing, plan.stale, plan.altered, plan.cut, plan.twice)
    drawn = rng.sample(cases, sum(counts))
    parts: list[list[HeldCase]] = []
    for count in counts:
        parts.append(drawn[:count])
        drawn = drawn[count:]
    missing, stale, altered, cut, twice = parts
    earlier = {one.case: frozenset({_digest(rng)}) for one in cases}
    changed = {one.case: replace(one, last=next(iter(earlier[one.case]))) for one in stale}
    changed |= {one.case: replace(one, state="closed") for one in altered}
    changed |= {one.case: replace(one, documents=one.documents[1:]) for one in cut}
    gone = {one.case for one in missing}
    posted = [changed.get(one.case, one) for one in cases if one.case not in gone]
    posted += twice
    rng.shuffle(posted)
    return Package(
        listed=Listed(cases=tuple(cases), earlier=earlier),
        posted=tuple(posted),
        truth={
            "missing": frozenset(gone),
            "stale": frozenset(one.case for one in stale),
            "altered": frozenset(one.case for one in (*altered, *cut)),
            "duplicate": frozenset(one.case for one in twice),
            "extra": frozenset(),
        },
    )


def _held(rng: Random, number: int) -> HeldCase:
    return HeldCase(
        case=f"019cadc6-0000-7000-8000-{number:012x}",
        state=rng.choice(_STATES),
        last=_digest(rng),
        documents=tuple(sorted(_digest(rng) for _ in range(rng.randint(1, 3)))),
    )


def _digest(rng: Random) -> str:
    return f"{rng.getrandbits(256):064x}"
