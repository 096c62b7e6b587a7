"""What the page across forces says of each effect: found, likely, and how far that may be off."""

from dataclasses import dataclass

from fielding.oversight.linking.correcting import Corrected, CorrectedEffects
from fielding.oversight.linking.cross_force import EFFECTS, Effects
from fielding.wiring.linking_twins import Correction


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectRow:
    """One row of the table; nothing is likely where nothing can be corrected."""

    words: str
    found: str
    likely: str = ""
    between: str = ""


def effects_told(found: Effects, correction: Correction) -> list[EffectRow]:
    """Put the effects in rows, in the order in which they add up."""
    figures = correction.figures
    rows = []
    for name, words in EFFECTS.items():
        sign = "−" if name == "counted_again" else ""
        if isinstance(figures, CorrectedEffects):
            rows.append(_corrected(words, sign, getattr(figures, name)))
        else:
            rows.append(EffectRow(words=words, found=_signed(sign, getattr(found, name))))
    return rows


def _corrected(words: str, sign: str, figure: Corrected) -> EffectRow:
    return EffectRow(
        words=words,
        found=_signed(sign, figure.found),
        likely=_signed(sign, figure.likely),
        between=" to ".join(
            _signed(sign, round(end)) for end in (figure.between.low, figure.between.high)
        ),
    )


def _signed(sign: str, number: int) -> str:
    return f"{sign}{number:,}" if number else "0"
