"""Reads a row of a table as a case of a service, by what the service's definition says of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from fielding.app.incoming import Incoming, Unusable
from fielding.definitions.service import CsvIntake
from fielding.referral.area import Places

#: The row names no area.
NO_AREA = "no-area"
#: The row names an area that no body is known to serve.
NO_BODY = "no-body"
#: The row names a body other than the one that serves its area.
OTHER_BODY = "other-body"
DOOR = "file"


@dataclass(slots=True, kw_only=True)
class RowReader:
    """Reads rows, each on its own."""

    service: str
    intake: CsvIntake
    places: Places
    _named: dict[str, frozenset[str]] = field(default_factory=dict)

    def needed(self) -> tuple[str, ...]:
        """List the columns that a file must have."""
        named = (self.intake.key, self.intake.area, self.intake.body, self.intake.month)
        columns = (*self.intake.columns, *named, self.intake.outcome_column)
        return tuple(dict.fromkeys(column for column in columns if column))

    def read(self, file: str, number: int, cells: Mapping[str, str]) -> Incoming | Unusable:
        """Read a row; one without a key of its own goes by its place in the file of this digest."""
        intake = self.intake
        told = cells[intake.outcome_column].strip() if intake.outcome_column else ""
        if told and told not in intake.outcomes:
            reason = f"`{intake.outcome_column}` holds an outcome that the service does not know"
            return Unusable(number=number, reason=reason)
        month = cells[intake.month].strip() if intake.month else ""
        try:
            occurred_at = datetime.fromisoformat(f"{month}-01T00:00:00Z") if month else None
        except ValueError:
            reason = f"`{intake.month}` must be a year and a month, like 2016-07"
            return Unusable(number=number, reason=reason)
        return Incoming(
            number=number,
            key=self._key(file, number, cells),
            door=DOOR,
            answers=self._answers(cells),
            marks=self._marks(cells),
            occurred_at=occurred_at,
            outcome=intake.outcomes.get(told),
        )

    def _key(self, file: str, number: int, cells: Mapping[str, str]) -> str:
        own = cells[self.intake.key].strip()
        place = f"{self.intake.key}/{own}" if own else f"{file}/{number}"
        return f"file/{self.service}/{place}"

    def _answers(self, cells: Mapping[str, str]) -> dict[str, object]:
        answers: dict[str, object] = {}
        for column, question in self.intake.columns.items():
            if cell := cells[column].strip():
                answers[question] = self.intake.values.get(question, {}).get(cell, cell)
        return answers

    def _marks(self, cells: Mapping[str, str]) -> tuple[str, ...]:
        if self.intake.area is None:
            return ()
        area = cells[self.intake.area].strip()
        if not area:
            return (NO_AREA,)
        bodies = frozenset(share.body for share in self.places.by_area(area).bodies)
        if not bodies:
            return (NO_BODY,)
        named = self._body(cells[self.intake.body]) if self.intake.body else bodies
        return () if not named or named & bodies else (OTHER_BODY,)

    def _body(self, name: str) -> frozenset[str]:
        if name not in self._named:
            found = self.places.by_name(name).bodies if name.strip() else ()
            self._named[name] = frozenset(share.body for share in found)
        return self._named[name]
