"""Which body serves a place: an answer with the step that settled it, or the doubt."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class SettledBy(StrEnum):
    """How the answer was found; the finer the step, the surer."""

    POSTCODE = "postcode"  # the unit postcode is in the table of exceptions
    SECTOR = "sector"
    OUTCODE = "outcode"  # the whole outcode lies in one body's area
    MAIN_SHARE = "main-share"  # the outcode spans bodies and nothing finer is known: a doubt
    AREA = "area"  # an official area code
    NAMED = "named"  # the answer names the body
    NOTHING = "nothing"


class Outside(StrEnum):
    """Why no body of the service covers a place."""

    NOT_COVERED = "not-covered"  # a nation the service does not cover: Scotland
    CROWN_DEPENDENCY = "crown-dependency"  # Jersey, Guernsey, the Isle of Man
    FORCES_POST = "forces-post"  # BFPO
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How much of a place one body serves, in thousandths of its postcodes."""

    body: str
    thousandths: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaAnswer:
    """Which bodies may serve a place, the likeliest first."""

    place: str  # what was looked up, coarse: an outcode or an area code, never a full postcode
    bodies: tuple[Share, ...] = ()
    settled_by: SettledBy = SettledBy.NOTHING
    nation: str | None = None
    outside: Outside | None = None

    @property
    def sure(self) -> bool:
        """Does nothing speak for another body?"""
        return bool(self.bodies) and self.settled_by not in {
            SettledBy.MAIN_SHARE,
            SettledBy.NOTHING,
        }


class Places(Protocol):
    """Finds the body that serves a place."""

    def by_postcode(self, postcode: str) -> AreaAnswer:
        """Look a postcode up in three steps; an outcode alone gives an answer with a doubt."""

    def by_area(self, code: str) -> AreaAnswer:
        """Look an official area code (LSOA) up."""

    def by_name(self, body: str) -> AreaAnswer:
        """Find a body by its slug or its published name."""
