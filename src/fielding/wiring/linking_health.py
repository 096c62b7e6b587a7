"""Looks at how linking does; the last check of the networks is kept, for the page to show."""

from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from fielding.access.roles import SYSTEM
from fielding.engines.errors import FiguresSpoilt
from fielding.engines.linking.figures_file import read_figures, write_figures
from fielding.store.queries.linking_health import LinkingHealth, linking_health
from fielding.wiring.linking_drift import ModelDrift, drift_of_model
from fielding.wiring.standing_by import hub_at_hand


@dataclass(frozen=True, slots=True, kw_only=True)
class LastCheck:
    """What came of working all networks out at once, and comparing."""

    #: How many entries of the ledger were linked.
    upto: int
    #: Of the rules.
    version: int
    reports: int
    identifiers: int
    differences: int


def look_at_linking() -> LinkingHealth:
    """Look, with or without a hub that runs."""
    with hub_at_hand():
        return linking_health(SYSTEM)


def look_at_drift() -> ModelDrift:
    """Look at the drift of the model of persons, as it was counted last."""
    with hub_at_hand():
        return drift_of_model(SYSTEM)


def keep_check(check: LastCheck) -> None:
    """Keep what came of a check in place of the one before."""
    write_figures(_check_file(), asdict(check))


def last_check() -> LastCheck | None:
    """Give what came of the last check; None when there was none, or its file is spoilt."""
    try:
        document = read_figures(_check_file())
        return LastCheck(**document) if document else None
    except (FiguresSpoilt, TypeError):
        return None


def _check_file() -> Path:
    return Path(settings.FIELDING_VAR) / "linking" / "checked.json"
