"""What a stretch keeps: gathered in memory, then written in one go, each table by one statement."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import psycopg

from fielding.app.linking.taking_up import TakenUp, Token
from fielding.linking.identifiers.identifier import SEARCHED
from fielding.linking.mentions import Whose
from fielding.linking.networks.standing import Place, State, alone
from fielding.linking.tokens import NEAR_BYTES
from fielding.store.bigints import Bigints
from fielding.store.linking.asking import as_json, ask
from fielding.store.linking.meeting import New
from fielding.store.linking.workings import Workings

#: Rows that are sent as one value: PostgreSQL takes none over 1 GB, and a backlog moves millions.
AT_ONCE = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report that came, but for where the rules place it."""

    case: str
    body: str | None
    taken: TakenUp


@dataclass(slots=True, kw_only=True)
class Keeping:
    """Rows on their way to the tables of linking."""

    connection: psycopg.Connection
    workings: Workings
    _reports: dict[int, Report] = field(default_factory=dict)
    _identifiers: dict[int, Token] = field(default_factory=dict)
    _gained: Counter[tuple[int, Whose]] = field(default_factory=Counter)
    _forms: list[tuple[int, bytes]] = field(default_factory=list)
    _rows: dict[str, list[tuple[object, ...]]] = field(default_factory=dict)

    def report(self, number: int, report: Report) -> None:
        """Keep a report, where the rules will have placed it by then."""
        self._reports[number] = report

    def identifier(self, number: int, new: New) -> None:
        """Keep an identifier with its forms, and with what is near it."""
        self._identifiers[number] = new.token
        self._forms.append((number, new.token.near))
        for other in new.near:
            self.row("insert_near", min(number, other), max(number, other))

    def mention(self, report: int, identifier: int, whose: Whose) -> None:
        """Keep that a report mentions an identifier."""
        self.row("insert_mentions", report, identifier, whose.value)
        self._gained[identifier, whose] += 1

    def row(self, statement: str, *row: object) -> None:
        """Keep a row of what a statement takes, column by column."""
        self._rows.setdefault(statement, []).append(row)

    def write(self) -> None:
        """Write all of it, in an order in which each finds what it refers to."""
        unkept = self.workings.index.take_unkept()
        self._write_reports(unkept.places)
        self._write_identifiers(unkept.states)
        self._write_forms()
        for statement in _IN_ORDER:
            self._write(statement, self._rows.pop(statement, []))
        if unkept.owed:
            self._write_owed()

    def write_limits(self) -> None:
        """Write down the limits that were measured."""
        ask(self.connection, "set_few", {"few": sorted(self.workings.limits.few)})
        among = len(self.workings.index)
        ask(self.connection, "forget_common")
        rows = [
            (identifier, round(share * among), among)
            for identifier, share in self.workings.limits.common.items()
        ]
        self._write("insert_common", rows)

    def _write_reports(self, places: Mapping[int, Place]) -> None:
        came, self._reports = self._reports, {}
        self._write(
            "insert_reports",
            [
                (number, one.case, *_columns(places.get(number) or alone(number)), *_told(one))
                for number, one in came.items()
            ],
        )
        moved = [(one, *_columns(place)) for one, place in places.items() if one not in came]
        self._write("place_reports", moved)

    def _write_identifiers(self, states: Mapping[int, State]) -> None:
        came, self._identifiers = self._identifiers, {}
        gained, self._gained = self._gained, Counter()
        self._write(
            "insert_identifiers",
            [
                (number, token.kind, token.token, token.shown, *_counts(gained, number),
                 states.get(number) or _AT_FIRST[token.kind in SEARCHED])
                for number, token in came.items()
            ],
        )  # fmt: skip
        known = {number for number, _ in gained if number not in came}
        self._write("gain", [(number, *_counts(gained, number)) for number in sorted(known)])
        seen = [(number, state) for number, state in states.items() if number not in came]
        self._write("set_states", seen)

    def _write_forms(self) -> None:
        came, self._forms = self._forms, []
        forms = b"".join(near for _, near in came)
        if forms:
            of = (number.to_bytes(8, "big") * (len(near) // NEAR_BYTES) for number, near in came)
            asked = {"forms": Bigints(forms), "identifiers": Bigints(b"".join(of))}
            ask(self.connection, "insert_forms", asked)

    def _write_owed(self) -> None:
        identifiers, families = self.workings.index.owed()
        rows = [("identifier", one) for one in sorted(identifiers)]
        rows += [("family", one) for one in sorted(families)]
        ask(self.connection, "forget_owed")
        self._write("insert_owed", rows)

    def _write(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        for at in range(0, len(rows), AT_ONCE):
            ask(self.connection, statement, {"rows": as_json(rows[at : at + AT_ONCE])})


#: How an identifier stands at first, by whether reports are only looked for by it.
_AT_FIRST = {False: State.JOINS, True: State.SEARCHED}
_IN_ORDER = (
    "insert_near", "insert_mentions", "insert_happenings", "insert_referrals",
)  # fmt: skip


def _columns(place: Place) -> tuple[int, int, bool, int, bool]:
    return place.network, place.core, place.body, place.family, place.torn


def _told(one: Report) -> tuple[object, ...]:
    taken = one.taken
    return one.body, taken.received_at, taken.loss, dict(taken.set_aside), taken.wording


def _counts(gained: Counter[tuple[int, Whose]], number: int) -> tuple[int, int]:
    return gained[number, Whose.SUSPECT], gained[number, Whose.REPORTER]
