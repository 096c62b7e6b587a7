"""The work on one stretch of the ledger: what its entries say of links, kept in one transaction."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import psycopg

from fielding.app.linking.taking_up import TakenUp, Token
from fielding.app.ports import Hub
from fielding.ledger.entry import Entry, read_entry
from fielding.ledger.errors import SealBroken
from fielding.linking.identifiers.identifier import SEARCHED
from fielding.linking.joining import Told
from fielding.linking.judgements.judging import Verdict
from fielding.linking.judgements.marking import Mark
from fielding.linking.mentions import MOST, Whose
from fielding.linking.networks.joiner import Joiner
from fielding.linking.networks.people import PERSON, person_of
from fielding.linking.persons.pairing import Paired
from fielding.store.linking.asking import ask
from fielding.store.linking.keeping import Keeping, Report
from fielding.store.linking.meeting import Meeting, New
from fielding.store.linking.opening import Closed, OpenAll
from fielding.store.linking.people import People, PersonShelf
from fielding.store.linking.workings import Workings
from fielding.store.transactions import PostgresTransaction

log = logging.getLogger("fielding.linker")

#: The entries that linking takes up.
KINDS = (
    "case.received", "case.added", "case.erased", "judgement.made", "judgement.withdrawn",
    "identifier.marked", "identifier.unmarked", "network.referred",
)  # fmt: skip
#: So many entries are met at once.
HANDFUL = 250
#: Those of them in which people tell something.
_TELLING = {"case.received", "case.added"}


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


class Stretch:
    """Takes entries up in their order; the scratch pad of one transaction."""

    def __init__(
        self, tx: PostgresTransaction, hub: Hub, workings: Workings, people: People | None = None
    ) -> None:
        self.tx = tx
        self.hub = hub
        self.workings = workings
        self.connection: psycopg.Connection = tx.cursor.connection
        self.meeting = Meeting(connection=self.connection)
        self.keeping = Keeping(connection=self.connection, workings=workings)
        self.persons = PersonShelf(tx, hub, people) if people else None
        self.reports: dict[str, int] = {}

    def take_up(
        self, rows: Sequence[Sequence[Any]], open_all: OpenAll, *, cause: int, more: bool
    ) -> None:
        """Take up rows of the statement `next_entries`.

        `more`: so many entries wait that networks are worked out once, when all are read. What is
        worked out then is put down to `cause`, the last index of the stretch.
        """
        self.workings.unplaced |= more
        self.keeping.waiting = waiting = self.workings.unplaced
        for some in self._handfuls(rows, open_all):
            # What came before it stands in the tables, so that all of it is met there.
            self.keeping.write()
            self._find_reports(some)
            self.meeting = Meeting(connection=self.connection, waiting=waiting)
            self.meeting.meet(token for one in some if one.taken for token in one.taken.tokens)
            for one, following in zip(some, [*some[1:], None], strict=True):
                _TAKEN_BY[one.entry.kind](self, one)
                if one is some[-1]:
                    self.keeping.write_told()
                if not (self.workings.unplaced or _in_one_split(one, following)):
                    self._move(self.workings.settle(), one.index)
        if self.workings.unplaced and not more:
            if waiting:
                self._meet_together()
            self._move(self.workings.settle(), cause)
        self.keeping.write()

    def _meet_together(self) -> None:
        for one, other in self.keeping.meet_together():
            self.joiner.near(one, other)

    def catch_up(self, cause: int) -> int:
        """Work out what was too much for one moment; give how many reports it was about."""
        owed, families = self.workings.index.owed()
        if self.workings.unplaced or not (owed or families):
            return 0
        changes = self.workings.joiner.catch_up()
        self._move(changes.networks, cause)
        self.keeping.write()
        return max(len(changes.networks), 1)

    @property
    def joiner(self) -> Joiner:
        """What joins reports."""
        return self.workings.joiner

    def _handfuls(
        self, rows: Sequence[Sequence[Any]], open_all: OpenAll
    ) -> Iterator[list[Coming]]:
        """Give what comes, opened, as soon as so much of it is: others go on opening meanwhile."""
        coming, closed = self._read(rows)
        telling, taken = {one.index for one in closed}, iter(open_all(self.hub, closed))
        for at in range(0, len(coming), HANDFUL):
            some = coming[at : at + HANDFUL]
            yield [
                replace(one, taken=next(taken) if one.index in telling else None) for one in some
            ]

    def _read(self, rows: Sequence[Sequence[Any]]) -> tuple[list[Coming], list[Closed]]:
        """Read entries; those that tell something are to be opened, where their key is there."""
        coming, closed = list[Coming](), list[Closed]()
        for index, content, month, wrapped, blob, body in rows:
            entry = read_entry(content, index=index).entry
            coming.append(Coming(index=index, entry=entry, body=body))
            if entry.kind in _TELLING and wrapped is not None:
                try:
                    key = self.tx.keys.open(self.tx.cursor, entry.subject, month, wrapped)
                except SealBroken:
                    log.warning("entry %s is not linked: its key is not what was kept", index)
                else:
                    closed.append(Closed(index=index, content=content, key=key, blob=blob))
        return coming, closed

    def _find_reports(self, coming: Iterable[Coming]) -> None:
        cases = {case for one in coming for case in _cases_of(one)}
        if cases:
            self.reports = dict(ask(self.connection, "reports", {"cases": list(cases)}).fetchall())

    def received(self, one: Coming) -> None:
        """A report came; without a key it was erased since, and is as if it had never come."""
        if one.taken is None:
            return
        self.reports[one.case] = one.index
        self.keeping.report(one.index, Report(case=one.case, body=one.body, taken=one.taken))
        if one.taken.wording is not None:
            self.joiner.word(one.index, one.taken.wording)
        self._mention(one.index, one.taken.tokens)
        if self.persons and one.taken.person:
            self._pair(self.persons.come(one.index, one.taken.person))
        if self.workings.measure_when_due():
            self.keeping.write_limits()

    def added(self, one: Coming) -> None:
        """The reporter told more; of a report, too, the first MOST identifiers count."""
        report = self.reports.get(one.case)
        if report is None or one.taken is None:
            return
        self.keeping.write()
        rows = ask(self.connection, "mentions_of", {"report": report}).fetchall()
        known = {identifier for (identifier,) in rows}
        new = [each for each in one.taken.tokens if self.meeting.number(each) not in known]
        self._mention(report, new[: max(MOST - len(known), 0)])

    def erased(self, one: Coming) -> None:
        """A case was erased: what is kept of it goes."""
        report = self.reports.pop(one.case, None)
        if report is None:
            return
        self.keeping.write()
        if self.persons:
            self._pair(self.persons.go(report))
        self.joiner.erase(report)
        gone = ask(self.connection, "forget_mentions", {"report": report}).fetchall()
        touched = {"identifiers": [identifier for (identifier,) in gone]}
        for statement in ("count", "forget_forms", "forget_near"):
            ask(self.connection, statement, touched)
        forgotten = ask(self.connection, "forget_identifiers", touched).fetchall()
        self.meeting.forget(identifier for (identifier,) in forgotten)
        ask(self.connection, "forget_report", {"report": report})
        self._move({report: None}, one.index)

    def judged(self, one: Coming) -> None:
        """Two reports were judged, or a judgement withdrawn."""
        first, second = (str(case) for case in _listed(one.entry.facts["cases"]))
        verdict = one.entry.facts.get("verdict")
        pair = {"one": first, "other": second}
        if verdict:
            ask(self.connection, "insert_judgement", {**pair, "verdict": verdict})
        else:
            ask(self.connection, "forget_judgement", pair)
        if first in self.reports and second in self.reports:
            stands = Verdict(str(verdict)) if verdict else None
            self.joiner.judge(self.reports[first], self.reports[second], stands)

    def marked(self, one: Coming) -> None:
        """An identifier was marked, or its mark taken away."""
        token = bytes.fromhex(str(one.entry.facts["identifier"]))
        told = one.entry.facts.get("mark")
        mark = Mark(str(told)) if told else None
        if mark:
            ask(self.connection, "insert_mark", {"token": token, "mark": mark.value})
        else:
            ask(self.connection, "forget_mark", {"token": token})
        self.keeping.write()
        found = ask(self.connection, "known", {"token": token}).fetchone()
        if found:
            self.joiner.mark(found[0], mark)
        else:
            self.meeting.mark(token, mark)

    def referred(self, one: Coming) -> None:
        """A network was handed to a body."""
        network = one.entry.subject.removeprefix("network/")
        recipient, at = one.entry.facts["recipient"], one.entry.at
        for subject in one.entry.also:
            case = subject.removeprefix("case/")
            self.keeping.row("insert_referrals", network, recipient, case, at)

    def _mention(self, report: int, tokens: Iterable[Token]) -> None:
        told = []
        for token in tokens:
            identifier = self.meeting.number(token)
            self.keeping.mention(report, identifier, token.whose)
            new = self.meeting.first_mention(identifier)
            if new:
                self.keeping.identifier(identifier, new)
            if token.kind in SEARCHED:
                continue
            told.append(Told(identifier=identifier, kind=token.kind, whose=token.whose))
            if new:
                self._tell_of(identifier, new)
        self.joiner.add(report, told)

    def _pair(self, paired: Paired) -> None:
        for couple in paired.alike:
            one, other = (person_of(report) for report in couple)
            for report, person in zip(couple, (one, other), strict=True):
                told = Told(identifier=person, kind=PERSON, whose=Whose.SUSPECT)
                self.joiner.add(report, [told])
            self.joiner.near(one, other)
        for couple in paired.apart:
            self.joiner.apart(*map(person_of, couple))

    def _tell_of(self, identifier: int, new: New) -> None:
        for other in sorted(new.near):
            self.joiner.near(identifier, other)
        if new.mark:
            self.joiner.mark(identifier, new.mark)

    def _move(self, found: Mapping[int, int | None], cause: int) -> None:
        for one in self.workings.move(found):
            row = (cause, one.happened.value, one.network, one.other, one.reports, one.moved)
            self.keeping.row("insert_happenings", *row)


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


def _in_one_split(one: Coming, following: Coming | None) -> bool:
    """Say whether two judgements are of one split, or of its withdrawal: one step of a network."""
    split = one.entry.facts.get("split")
    return split is not None and following is not None and (
        (split, one.entry.kind) == (following.entry.facts.get("split"), following.entry.kind)
    )


def _cases_of(one: Coming) -> list[str]:
    """List the cases whose reports have to be there already."""
    if one.entry.kind == "case.received":
        return []
    if one.entry.subject.startswith("case/"):
        return [one.case]
    return [str(case) for case in _listed(one.entry.facts.get("cases", []))]


def _listed(told: object) -> list[object]:
    return list(told) if isinstance(told, list | tuple) else []
