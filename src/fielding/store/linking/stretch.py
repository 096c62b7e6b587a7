"""The work on one stretch of the ledger: what its entries say of links, kept in one transaction."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from psycopg import Cursor
from psycopg.types.json import Jsonb

from fielding.app.linking.taking_up import TakenUp, Token, take_up
from fielding.app.ports import Hub
from fielding.ledger.entry import Entry, read_entry
from fielding.ledger.errors import SealBroken
from fielding.linking.identifiers.identifier import SEARCHED
from fielding.linking.joining import Told
from fielding.linking.judgements.judging import Verdict
from fielding.linking.judgements.marking import Mark
from fielding.linking.mentions import Whose
from fielding.linking.networks.joiner import Joiner
from fielding.linking.networks.standing import Place, State
from fielding.store.bulk import MANY, insert_many
from fielding.store.linking.workings import Workings
from fielding.store.statements import read_statements
from fielding.store.transactions import PostgresTransaction

log = logging.getLogger("fielding.linker")

SQL = read_statements("linking_statements")
#: The entries that linking takes up.
KINDS = (
    "case.received", "case.added", "case.erased", "judgement.made", "judgement.withdrawn",
    "identifier.marked", "identifier.unmarked", "network.referred",
)  # fmt: skip
#: How identifiers stand at first, by whether they are only searched for.
_STATE = {False: State.JOINS, True: State.SEARCHED}
COLUMNS = {
    "link_report": (
        "report", "case_id", "network", "core", "in_body", "family", "body", "received_at", "loss",
        "set_aside",
    ),
    "link_owed": ("what", "number"),
    "link_common": ("identifier", "reports", "among"),
    "link_mention": ("report", "identifier", "whose"),
    "link_journal": ("cause", "happened", "network", "other", "reports"),
    "link_referral": ("network", "recipient", "case_id", "referred_at"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """One entry of the stretch, and what linking takes from it."""

    index: int
    entry: Entry
    body: str | None
    taken: TakenUp | None = None

    @property
    def case(self) -> str:
        """The id of the case that the entry is about."""
        return self.entry.subject.removeprefix("case/")


@dataclass(slots=True, kw_only=True)
class Stretch:
    """Takes entries up in their order; the scratch pad of one transaction."""

    tx: PostgresTransaction
    hub: Hub
    workings: Workings
    identifiers: dict[bytes, int] = field(default_factory=dict)
    reports: dict[str, int] = field(default_factory=dict)
    gained: Counter[tuple[int, Whose]] = field(default_factory=Counter)
    rows: dict[str, list[tuple[object, ...]]] = field(default_factory=dict)

    def take_up(self, rows: Sequence[Sequence[Any]], *, more: bool) -> None:
        """Take up rows of the statement `next_entries`.

        `more`: so many entries wait that networks are worked out once, when all are read.
        """
        coming = [self._read(row) for row in rows]
        self._meet([token for one in coming if one.taken for token in one.taken.tokens])
        self._find_reports(coming)
        for one in coming:
            _TAKEN_BY[one.entry.kind](self, one)
            if more:
                self.workings.unplaced = True
            else:
                self._move(self.workings.settle(), one.index)
        self._keep()

    def catch_up(self, cause: int) -> int:
        """Work out what was too much for one moment; give how many reports it was about."""
        owed, families = self.workings.index.owed()
        if self.workings.unplaced or not (owed or families):
            return 0
        changes = self.workings.joiner.catch_up()
        self._move(changes.networks, cause)
        self._keep()
        return max(len(changes.networks), 1)

    @property
    def joiner(self) -> Joiner:
        """What joins reports."""
        return self.workings.joiner

    @property
    def cursor(self) -> Cursor:
        """Where all of it is kept."""
        return self.tx.cursor

    def _read(self, row: Sequence[Any]) -> Coming:
        index, content, month, wrapped, blob, body = row
        entry = read_entry(bytes(content), index=index).entry
        taken = None
        if entry.kind in ("case.received", "case.added") and wrapped is not None:
            try:
                key = self.tx.keys.open(self.cursor, entry.subject, month, bytes(wrapped))
                taken = take_up(self.hub, entry, key, bytes(blob) if blob is not None else None)
            except SealBroken:
                # One that was tampered with must not hold up all that come after it.
                log.warning("entry %s is not linked: its sealed part is not what was sealed", index)
        return Coming(index=index, entry=entry, body=body, taken=taken)

    def _meet(self, tokens: Iterable[Token]) -> None:
        """Give every identifier its number; of new ones, find what is near them and marked."""
        wanted = {token.token: token for token in tokens}
        if not wanted:
            return
        in_order = [wanted[token] for token in sorted(wanted)]
        asked = {
            "kinds": [token.kind for token in in_order],
            "tokens": [token.token for token in in_order],
            "shown": [token.shown for token in in_order],
            "states": [_STATE[token.kind in SEARCHED] for token in in_order],
        }
        new: dict[bytes, int] = {}
        rows = self.cursor.execute(SQL["meet"], asked).fetchall()
        for token, identifier, is_new, mark in rows:
            self.identifiers[bytes(token)] = identifier
            if is_new:
                new[bytes(token)] = identifier
            if mark:
                self.joiner.mark(identifier, Mark(mark))
        self._meet_near(new, wanted)

    def _meet_near(self, new: Mapping[bytes, int], wanted: Mapping[bytes, Token]) -> None:
        forms = sorted((form, new[token]) for token in new for form in wanted[token].near)
        weighed = [new[token] for token in new if wanted[token].kind not in SEARCHED]
        if not forms:
            return
        kept = {"forms": [form for form, _ in forms], "identifiers": [one for _, one in forms]}
        self.cursor.execute(SQL["insert_forms"], kept)
        pairs = self.cursor.execute(SQL["meet_near"], {"new": weighed}).fetchall()
        for one, other in pairs:
            self.joiner.near(one, other)

    def _find_reports(self, coming: Iterable[Coming]) -> None:
        cases = {case for one in coming for case in _cases_of(one)}
        if not cases:
            return
        found = self.cursor.execute(SQL["reports"], {"cases": list(cases)}).fetchall()
        self.reports = dict(found)

    def received(self, one: Coming) -> None:
        """A report came; without a key it was erased since, and is as if it had never come."""
        if one.taken is None:
            return
        self.reports[one.case] = one.index
        taken, alone = one.taken, one.index
        place = (alone, one.case, alone, alone, False, alone)
        row = (one.body, taken.received_at, taken.loss, Jsonb(dict(taken.set_aside)))
        self._row("link_report", (*place, *row))
        self._mention(one.index, taken.tokens)
        if self.workings.measure_when_due():
            self._keep_common()

    def added(self, one: Coming) -> None:
        """The reporter told more."""
        report = self.reports.get(one.case)
        if report is None or one.taken is None:
            return
        self._keep()
        rows = self.cursor.execute(SQL["mentions_of"], {"report": report}).fetchall()
        known = {identifier for (identifier,) in rows}
        new = [each for each in one.taken.tokens if self.identifiers[each.token] not in known]
        self._mention(report, new)

    def erased(self, one: Coming) -> None:
        """A case was erased: what is kept of it goes."""
        report = self.reports.pop(one.case, None)
        if report is None:
            return
        self._keep()
        self.joiner.erase(report)
        gone = self.cursor.execute(SQL["forget_mentions"], {"report": report}).fetchall()
        touched = {"identifiers": [identifier for (identifier,) in gone]}
        self.cursor.execute(SQL["count"], touched)
        for statement in ("forget_forms", "forget_near", "forget_identifiers"):
            self.cursor.execute(SQL[statement], touched)
        self.cursor.execute(SQL["forget_report"], {"report": report})
        self._move({report: None}, one.index)

    def judged(self, one: Coming) -> None:
        """Two reports were judged, or a judgement withdrawn."""
        first, second = (str(case) for case in _listed(one.entry.facts["cases"]))
        verdict = one.entry.facts.get("verdict")
        pair = {"one": first, "other": second}
        if verdict:
            self.cursor.execute(SQL["insert_judgement"], {**pair, "verdict": verdict})
        else:
            self.cursor.execute(SQL["forget_judgement"], pair)
        if first in self.reports and second in self.reports:
            stands = Verdict(str(verdict)) if verdict else None
            self.joiner.judge(self.reports[first], self.reports[second], stands)

    def marked(self, one: Coming) -> None:
        """An identifier was marked, or its mark taken away."""
        token = bytes.fromhex(str(one.entry.facts["identifier"]))
        mark = one.entry.facts.get("mark")
        if mark:
            self.cursor.execute(SQL["insert_mark"], {"token": token, "mark": mark})
        else:
            self.cursor.execute(SQL["forget_mark"], {"token": token})
        found = self.cursor.execute(SQL["known"], {"token": token}).fetchone()
        if found:
            self.joiner.mark(found[0], Mark(str(mark)) if mark else None)

    def referred(self, one: Coming) -> None:
        """A network was handed to a body."""
        network = one.entry.subject.removeprefix("network/")
        recipient, at = one.entry.facts["recipient"], one.entry.at
        for subject in one.entry.also:
            self._row("link_referral", (network, recipient, subject.removeprefix("case/"), at))

    def _mention(self, report: int, tokens: Iterable[Token]) -> None:
        told = []
        for token in tokens:
            identifier = self.identifiers[token.token]
            if token.kind not in SEARCHED:
                told.append(Told(identifier=identifier, kind=token.kind, whose=token.whose))
            self._row("link_mention", (report, identifier, token.whose.value))
            self.gained[identifier, token.whose] += 1
        self.joiner.add(report, told)

    def _move(self, found: Mapping[int, int | None], cause: int) -> None:
        for one in self.workings.move(found):
            row = (cause, one.happened.value, one.network, one.other, one.reports)
            self._row("link_journal", row)

    def _keep(self) -> None:
        """Write down what is not kept yet: a few rows in one round trip, many by COPY."""
        if any(len(rows) > MANY for rows in self.rows.values()):
            self._write()
        else:
            with self.cursor.connection.pipeline():
                self._write()

    def _write(self) -> None:
        for table, statement in _STATEMENTS.items():
            self._insert(table, statement, self.rows.pop(table, []))
        self._keep_counts()
        unkept = self.workings.index.take_unkept()
        self._keep_places(unkept.places)
        if unkept.states:
            seen = {"identifiers": list(unkept.states), "states": list(unkept.states.values())}
            self.cursor.execute(SQL["set_states"], seen)
        if unkept.owed:
            self._keep_owed()

    def _keep_counts(self) -> None:
        if self.gained:
            touched = sorted({identifier for identifier, _ in self.gained})
            asked = {
                "identifiers": touched,
                "reports": [self.gained[one, Whose.SUSPECT] for one in touched],
                "owners": [self.gained[one, Whose.REPORTER] for one in touched],
            }
            self.cursor.execute(SQL["gain"], asked)
            self.gained.clear()

    def _keep_places(self, places: Mapping[int, Place]) -> None:
        if places:
            placed = {
                "reports": list(places),
                "cores": [place.core for place in places.values()],
                "in_bodies": [place.body for place in places.values()],
                "families": [place.family for place in places.values()],
                "networks": [place.network for place in places.values()],
                "torn": [place.torn for place in places.values()],
            }
            self.cursor.execute(SQL["place_reports"], placed)

    def _keep_common(self) -> None:
        among = len(self.workings.index)
        self.cursor.execute(SQL["forget_common"])
        rows = [
            (identifier, round(share * among), among)
            for identifier, share in self.workings.limits.common.items()
        ]
        self._insert("link_common", "insert_common", rows)

    def _keep_owed(self) -> None:
        identifiers, families = self.workings.index.owed()
        self.cursor.execute(SQL["forget_owed"])
        rows = [("identifier", one) for one in sorted(identifiers)]
        rows += [("family", one) for one in sorted(families)]
        self._insert("link_owed", "insert_owed", rows)

    def _row(self, table: str, row: tuple[object, ...]) -> None:
        self.rows.setdefault(table, []).append(row)

    def _insert(self, table: str, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        if len(rows) > MANY:
            insert_many(self.cursor, table, COLUMNS[table], rows)
        elif rows:
            self.cursor.executemany(SQL[statement], rows)


#: In an order in which each finds what it refers to.
_STATEMENTS = {
    "link_report": "insert_report",
    "link_mention": "insert_mention",
    "link_journal": "insert_happening",
    "link_referral": "insert_referral",
}
_TAKEN_BY: Mapping[str, Callable[[Stretch, Coming], None]] = {
    "case.received": Stretch.received,
    "case.added": Stretch.added,
    "case.erased": Stretch.erased,
    "judgement.made": Stretch.judged,
    "judgement.withdrawn": Stretch.judged,
    "identifier.marked": Stretch.marked,
    "identifier.unmarked": Stretch.marked,
    "network.referred": Stretch.referred,
}


def _cases_of(one: Coming) -> list[str]:
    """List the cases whose reports have to be there already."""
    if one.entry.kind == "case.received":
        return []
    if one.entry.subject.startswith("case/"):
        return [one.case]
    return [str(case) for case in _listed(one.entry.facts.get("cases", []))]


def _listed(told: object) -> list[object]:
    return list(told) if isinstance(told, list | tuple) else []
