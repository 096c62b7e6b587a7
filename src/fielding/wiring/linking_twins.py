"""Corrects the estimate across forces by the twins that were drawn last, if they are of use."""

from dataclasses import dataclass

from fielding.engines.errors import FiguresSpoilt
from fielding.engines.linking.twins_file import KeptTwins, read_twins
from fielding.linking.rule import VERSION
from fielding.oversight.linking.correcting import CorrectedEffects, correct
from fielding.oversight.linking.cross_force import Effects
from fielding.oversight.shares import CannotCompute
from fielding.wiring.twins_place import twins_file

ANEW = "draw twins with the command “fielding link twins”"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """The estimate as it is thought to be in truth, and the twins that say so."""

    figures: CorrectedEffects | CannotCompute
    twins: KeptTwins | None


def correction_of(found: Effects) -> Correction:
    """Correct what was found by the twins that are kept; never raises for want of any."""
    try:
        kept = read_twins(twins_file())
    except FiguresSpoilt:
        because = f"the file of twins cannot be read; {ANEW}"
        return Correction(figures=CannotCompute(because=because), twins=None)
    if kept is None:
        return Correction(figures=CannotCompute(because=f"none are drawn; {ANEW}"), twins=None)
    if kept.version != VERSION:
        because = f"they were linked under version {kept.version} of the rules; {ANEW}"
        return Correction(figures=CannotCompute(because=because), twins=kept)
    return Correction(figures=correct(found, kept.known_at(found.known_at)), twins=kept)
