"""Waiting times in words."""

from datetime import timedelta

from fielding.app.read_figures import Figures
from fielding.oversight.countings import waits_for
from fielding.oversight.scope import Scope
from fielding.oversight.shares import CannotCompute
from fielding.oversight.waits import Waits, waits_of
from fielding.web.oversight.rules_shown import Rule
from fielding.web.oversight.words import WHY_NOT

HOW = (
    "Estimated by Kaplan and Meier’s method, which counts what has not ended yet as having taken "
    "at least so long."
)
TOO_MANY = "Cannot be computed yet, because too many have not ended"


def waits_shown(figures: Figures, rule: Rule, scope: Scope) -> dict[str, str] | None:
    """Tell how long a promise's subject takes; None where no clock stands behind the rule."""
    if rule.service is None or rule.clock is None:
        return None
    waits = waits_of(waits_for(figures.books, scope, rule.service, rule.clock.name))
    if isinstance(waits, CannotCompute):
        return {"Half have ended within": WHY_NOT[waits.because]}
    return {
        "Half have ended within": told_length(waits.half),
        "Nine in ten have ended within": told_length(waits.nine_tenths),
        "Ended": f"{waits.ended:,}",
        "Not ended yet": f"{waits.running:,}",
    }


def told_half(waits: Waits | CannotCompute) -> str:
    """Tell by when half have ended, in one cell."""
    if isinstance(waits, CannotCompute):
        return WHY_NOT[waits.because]
    return f"half within {told_length(waits.half)}" if waits.half is not None else TOO_MANY


def told_length(length: timedelta | None) -> str:
    """Write a length of time in hours under two days, in days from there on."""
    if length is None:
        return TOO_MANY
    hours = length.total_seconds() / 3600
    return f"{hours:.1f} hours" if hours < 48 else f"{hours / 24:.1f} days"
