"""What a stretch keeps: gathered in memory, then written in as few statements as there can be."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

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
    #: Identifiers that come wait to meet those near them.
    waiting: bool = False
    _reports: dict[int, Report] = field(default_factory=dict)
    _identifiers: dict[int, Token] = field(default_factory=dict)
    _mentions: list[tuple[int, int, Whose]] = field(default_factory=list)
    #: How identifiers stand that were written since, until the rules say more of them.
    _first: dict[int, State] = field(default_factory=dict)
    _rows: dict[str, list[tuple[object, ...]]] = field(default_factory=dict)

    def report(self, number: int, report: Report) -> None:
        """Keep a report, where the rules will have placed it by then."""
        self._reports[number] = report

    def identifier(self, number: int, new: New) -> None:
        """Keep an identifier with its forms, and with what is near it."""
        self._identifiers[number] = new.token
        for other in new.near:
            self.row("insert_near", min(number, other), max(number, other))

    def mention(self, report: int, identifier: int, whose: Whose) -> None:
        """Keep that a report mentions an identifier."""
        self._mentions.append((report, identifier, whose))

    def row(self, statement: str, *row: object) -> None:
        """Keep a row of what a statement takes, column by column."""
        self._rows.setdefault(statement, []).append(row)

    def write(self) -> None:
        """Write all of it."""
        self.write_told()
        unkept = self.workings.index.take_unkept()
        came, self._reports = self._reports, {}
        reported = [
            (number, one.case, *_columns(unkept.places.get(number) or alone(number)), *_told(one))
            for number, one in came.items()
        ]
        moved = [(one, *_columns(at)) for one, at in unkept.places.items() if one not in came]
        first, self._first = self._first, {}
        seen = [(one, now) for one, now in unkept.states.items() if first.get(one) is not now]
        self._write("insert_reports", reported)
        self._write("place_reports", moved)
        self._write("set_states", seen)
        for statement, rows in self._rows.items():
            self._write(statement, rows)
        self._rows.clear()
        if unkept.owed:
            self._write_owed()

    def write_told(self) -> None:
        """Write what reports tell: the server can keep it while the rules are worked out."""
        if not self._mentions:
            return
        identifiers, self._identifiers = self._identifiers, {}
        mentions, self._mentions = self._mentions, []
        gained = Counter((identifier, whose) for _, identifier, whose in mentions)
        known = {identifier for identifier, _ in gained if identifier not in identifiers}
        self._first |= {number: _at_first(token) for number, token in identifiers.items()}
        sizes = (len(token.near) // NEAR_BYTES for token in identifiers.values())
        forms = pairwise(accumulate(sizes, initial=0))  # where those of each begin and end
        identified = [
            (number, token.kind, token.token, token.shown, *_counts(gained, number),
             self._first[number], *next(forms))
            for number, token in identifiers.items()
        ]  # fmt: skip
        told = {
            "waiting": self.waiting,
            "identifiers": as_json(identified),
            "forms": Bigints(b"".join(token.near for token in identifiers.values())),
            "mentions": as_json(mentions),
            "gained": as_json([(number, *_counts(gained, number)) for number in sorted(known)]),
        }
        ask(self.connection, "keep_told", told)
        if self.waiting and identifiers:
            self._write_waiting(identifiers)

    def meet_together(self) -> list[tuple[int, int]]:
        """Let all that wait meet those near them; give the pairs."""
        self.write()
        ask(self.connection, "make_room")
        ask(self.connection, "lay_out")
        near = ask(self.connection, "meet_together").fetchall()
        ask(self.connection, "all_met")
        return near

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

    def _write_waiting(self, identifiers: Mapping[int, Token]) -> None:
        also = [token.sought[len(token.near) :] for token in identifiers.values()]
        begins = pairwise(accumulate((len(forms) // NEAR_BYTES for forms in also), initial=0))
        rows = [(number, *next(begins)) for number in identifiers]
        ask(self.connection, "wait", {"sought": Bigints(b"".join(also)), "rows": as_json(rows)})

    def _write_owed(self) -> None:
        identifiers, families = self.workings.index.owed()
        rows = [("identifier", one) for one in sorted(identifiers)]
        rows += [("family", one) for one in sorted(families)]
        ask(self.connection, "forget_owed")
        self._write("insert_owed", rows)

    def _write(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        for at in range(0, len(rows), AT_ONCE):
            ask(self.connection, statement, {"rows": as_json(rows[at : at + AT_ONCE])})


def _columns(place: Place) -> tuple[int, int, bool, int, bool]:
    return place.network, place.core, place.body, place.family, place.torn


def _told(one: Report) -> tuple[object, ...]:
    taken = one.taken
    return one.body, taken.received_at, taken.loss, dict(taken.set_aside), taken.wording


def _counts(gained: Counter[tuple[int, Whose]], number: int) -> tuple[int, int]:
    return gained[number, Whose.SUSPECT], gained[number, Whose.REPORTER]


def _at_first(token: Token) -> State:
    """Say how an identifier stands at first: some are only looked for."""
    return State.SEARCHED if token.kind in SEARCHED else State.JOINS
