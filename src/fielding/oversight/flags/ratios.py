"""R025, R038 and R048: what each tenderer, buyer and procuring entity comes to over all processes.

They are listing orders only: a fence around the middle knows nothing of chance.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from fielding.oversight.flags.conditions import no_bids, no_single_tenderers, winner_of
from fielding.oversight.flags.contracting import Contracting
from fielding.oversight.flags.settings import Settings
from fielding.oversight.flags.verdicts import Group
from fielding.oversight.shares import CannotCompute

Place = tuple[str, str]  # in the file, and the ocid


@dataclass(slots=True, kw_only=True)
class Ratio:
    """So many of so many, and the processes they come from; filled while processes pass by."""

    part: int = 0
    whole: int = 0
    classes: set[str] = field(default_factory=set)
    rests_on: list[Place] = field(default_factory=list)

    @property
    def share(self) -> Fraction:
        return Fraction(self.part, self.whole)


Ratios = dict[tuple[Group, str], Ratio]
Unknown = dict[Place, CannotCompute]


def wins(processes: Iterable[Contracting]) -> tuple[Ratios, Unknown]:
    """R025: of the processes in which a tenderer had a valid bid, in how many did it win?"""
    found, unknown = Ratios(), Unknown()
    for one in processes:
        lacks = no_bids(one) or no_single_tenderers(one.valid)
        winner = lacks or winner_of(one)
        if isinstance(winner, CannotCompute):
            unknown[one.place, one.ocid] = winner
            continue
        for tenderer in {t for bid in one.valid for t in bid.tenderers or ()}:
            ratio = _ratio(found, Group.TENDERER, tenderer, one)
            ratio.part += tenderer == winner
            ratio.whole += 1
    return found, unknown


def disqualifications(processes: Iterable[Contracting]) -> tuple[Ratios, Unknown]:
    """R038: of the bids submitted to a buyer, or by a tenderer, how many were disqualified?"""
    found, unknown = Ratios(), Unknown()
    for one in processes:
        if lacks := no_bids(one):
            unknown[one.place, one.ocid] = lacks
            continue
        _count_bodies(one, found)
        for bid in one.submitted:
            for tenderer in bid.tenderers or ():
                ratio = _ratio(found, Group.TENDERER, tenderer, one)
                ratio.part += bid.status == "disqualified"
                ratio.whole += 1
        if one.buyer is None and one.procuring_entity is None:
            unknown[one.place, one.ocid] = CannotCompute(because="no-buyer")
        elif any(bid.tenderers is None for bid in one.submitted):
            unknown[one.place, one.ocid] = CannotCompute(because="bid-without-tenderer")
    return found, unknown


def _count_bodies(one: Contracting, found: Ratios) -> None:
    disqualified = sum(bid.status == "disqualified" for bid in one.submitted)
    bodies = ((Group.BUYER, one.buyer), (Group.PROCURING_ENTITY, one.procuring_entity))
    for group, body in bodies:
        if body is not None and one.submitted:
            ratio = _ratio(found, group, body, one)
            ratio.part += disqualified
            ratio.whole += len(one.submitted)


def varieties(processes: Iterable[Contracting], settings: Settings) -> tuple[Ratios, Unknown]:
    """R048: how many kinds of items, by the first digits of their class, was a tenderer awarded?

    `part` counts the kinds, `whole` the processes.
    """
    digits = settings.number("R048", "digits", 2)
    found, unknown = Ratios(), Unknown()
    for one in processes:
        if lacks := _no_classes(one):
            unknown[one.place, one.ocid] = lacks
        for award in one.active:
            classes = {told[:digits] for told in award.classifications if told}
            if award.suppliers is not None and len(award.suppliers) == 1 and classes:
                ratio = _ratio(found, Group.TENDERER, next(iter(award.suppliers)), one)
                ratio.classes |= classes
                ratio.part, ratio.whole = len(ratio.classes), len(ratio.rests_on)
    return found, unknown


def _no_classes(one: Contracting) -> CannotCompute | None:
    if not one.active:
        return CannotCompute(because="no-active-award" if one.awards else "no-award")
    if any(award.suppliers is None for award in one.active):
        return CannotCompute(because="award-without-supplier")
    if any(len(award.suppliers or ()) > 1 for award in one.active):
        return CannotCompute(because="several-suppliers")
    if any(not award.classifications or None in award.classifications for award in one.active):
        return CannotCompute(because="item-without-class")
    return None


def _ratio(found: Ratios, group: Group, subject: str, one: Contracting) -> Ratio:
    ratio = found.setdefault((group, subject), Ratio())
    place = (one.place, one.ocid)
    if not ratio.rests_on or ratio.rests_on[-1] != place:
        ratio.rests_on.append(place)
    return ratio


def of_group(found: Mapping[tuple[Group, str], Ratio], group: Group) -> dict[str, Ratio]:
    """Give the ratios of one group, by subject."""
    return {subject: ratio for (each, subject), ratio in found.items() if each is group}
