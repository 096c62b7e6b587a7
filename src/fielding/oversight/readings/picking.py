"""Picking: which decisions a seed draws, by a rule that anybody can carry out again.

Within each stratum the decisions stand in the order of HMAC-SHA256(seed, case and index), and the
first ones are drawn: nobody can choose among them who does not know the seed.
"""

import hashlib
import hmac
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from fielding.oversight.readings.plan import Plan
from fielding.oversight.readings.population import ACCEPTED, DISMISSED, Decided

Stratum = tuple[str, str, str]  # firm, handler, code


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """A decision that was drawn, and out of how many."""

    decided: Decided
    #: How many there were: in the stratum; for accepted cases in the whole period.
    out_of: int
    #: Does it go to the adjudicator whatever the reader says?
    checked: bool


def pick(plan: Plan, seed: bytes, decisions: Iterable[Decided]) -> tuple[Pick, ...]:
    """Draw from the decisions of a period; the order tells nothing of what was decided."""
    strata: dict[Stratum, list[Decided]] = {}
    accepted: list[Decided] = []
    for one in decisions:
        if one.kind == DISMISSED:
            strata.setdefault((one.firm, one.handler, one.code), []).append(one)
        elif one.kind == ACCEPTED:
            accepted.append(one)
    sizes = allot(plan, {stratum: len(found) for stratum, found in strata.items()})
    drawn = [
        (one, len(found))
        for stratum, found in strata.items()
        for one in _first(seed, found, sizes[stratum])
    ]
    mixed_in = _first(seed, accepted, percent_of(plan.accepted, len(drawn)))
    drawn += [(one, len(accepted)) for one in mixed_in]
    checked = _checked(seed, [one for one, _ in drawn], plan.checked)
    in_order = sorted(drawn, key=lambda pair: _place(seed, "order", pair[0]))
    return tuple(
        Pick(decided=one, out_of=out_of, checked=one.index in checked) for one, out_of in in_order
    )


def allot(plan: Plan, sizes: Mapping[Stratum, int]) -> Mapping[Stratum, int]:
    """Say how many are drawn of each stratum, given how many decisions it has.

    Every stratum gives its least number, so that none is without weight; then each handler's
    strata give more, the one drawn from most thinly first, until the handler has theirs.
    """
    shares = {stratum: min(plan.per_stratum, size) for stratum, size in sizes.items()}
    handlers: dict[tuple[str, str], list[Stratum]] = {}
    for stratum in sorted(sizes):
        handlers.setdefault(stratum[:2], []).append(stratum)
    for strata in handlers.values():
        wanted = min(plan.per_handler, sum(sizes[stratum] for stratum in strata))
        while sum(shares[stratum] for stratum in strata) < wanted:
            thinnest = min(strata, key=lambda stratum: Fraction(shares[stratum], sizes[stratum]))
            shares[thinnest] += 1
    return shares


def percent_of(percent: int, count: int) -> int:
    """Take so many percent of a count, rounded up."""
    return -(-percent * count // 100)


def assign(picks: Sequence[Pick], readers: Sequence[str]) -> Iterator[str | None]:
    """Give each pick, in turn, to an organisation that took no decision on it; None: no such."""
    for place, one in enumerate(picks):
        turn = place % len(readers)
        others = (*readers[turn:], *readers[:turn])
        yield next((body for body in others if body not in one.decided.firms), None)


def _first(seed: bytes, decisions: Iterable[Decided], count: int) -> list[Decided]:
    return sorted(decisions, key=lambda one: _place(seed, "draw", one))[:count]


def _checked(seed: bytes, drawn: Sequence[Decided], percent: int) -> frozenset[int]:
    ordered = sorted(drawn, key=lambda one: _place(seed, "check", one))
    return frozenset(one.index for one in ordered[: percent_of(percent, len(drawn))])


def _place(seed: bytes, what_for: str, one: Decided) -> bytes:
    """Give a decision's place in an order that only the seed knows."""
    named = f"fielding-draw/v1\n{what_for}\ncase/{one.case}\n{one.index}"
    return hmac.new(seed, named.encode(), hashlib.sha256).digest()
