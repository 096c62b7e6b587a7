"""Loads into memory what joins reports: numbers only, nothing that says anything of a person."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from sys import intern

from psycopg import Cursor

from fielding.linking.joining import Told
from fielding.linking.judgements.judging import Verdict
from fielding.linking.judgements.marking import Mark
from fielding.linking.mentions import Whose
from fielding.linking.networks.limits import Limits
from fielding.linking.networks.people import PERSON, person_of
from fielding.linking.networks.standing import Place, State
from fielding.store.linking.held_index import HeldIndex
from fielding.store.statements import read_statements

SQL = read_statements("linking_statements")
PERSONS = read_statements("person_statements")


#: Rows that are fetched at once: all of them would take as much room as what is made of them.
AT_ONCE = 10_000


def load(cursor: Cursor) -> HeldIndex:
    """Give an index that stands where the tables stand; nothing is worked out anew."""
    with _no_collecting():
        return _load(cursor)


def _load(cursor: Cursor) -> HeldIndex:
    index = HeldIndex()
    places = {}
    for report, *place, wording in cursor.stream(SQL["all_reports"], size=AT_ONCE):
        core, in_body, family, network, torn = place
        if in_body or torn or not core == family == network == report:
            places[report] = Place(
                core=core, body=in_body, family=family, network=network, torn=torn
            )
        index.tell(report, ())
        if wording is not None:
            index.word(report, wording)
    mentions = cursor.stream(SQL["all_mentions"], size=AT_ONCE)
    for report, rows in groupby(mentions, key=itemgetter(0)):
        told = [
            Told(identifier=identifier, kind=intern(kind), whose=Whose(whose))
            for _, identifier, kind, whose in rows
        ]
        index.tell(report, told)
    states = {identifier: State(state) for identifier, state in cursor.execute(SQL["all_states"])}
    index.put(places, states)
    for one, other in cursor.execute(SQL["all_near"]):
        index.near(one, other)
    _load_persons(cursor, index)
    for identifier, mark in cursor.execute(SQL["all_marks"]):
        index.mark(identifier, Mark(mark))
    for one, other, verdict in cursor.execute(SQL["all_judgements"]):
        index.judge(one, other, Verdict(verdict))
    _load_owed(cursor, index.owe)
    index.take_unkept()
    return index


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Keep the garbage collector from millions of numbers, now and later: none of them is garbage.

    Looking through them took a quarter of a start with 50,000 reports, and goes with their number.
    """
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()


def load_limits(cursor: Cursor) -> Limits:
    """Give the limits that the networks stand under."""
    rows = cursor.execute(SQL["all_common"]).fetchall()
    few = cursor.execute(SQL["few"]).fetchall()[0][0]
    common = {identifier: reports / among for identifier, reports, among in rows}
    return Limits(common=common, few=frozenset(few))


def _load_persons(cursor: Cursor, index: HeldIndex) -> None:
    for couple in cursor.execute(PERSONS["all_pairs"]):
        for report in couple:
            person = Told(identifier=person_of(report), kind=PERSON, whose=Whose.SUSPECT)
            index.tell(report, [person])
        index.near(*map(person_of, couple))


def _load_owed(cursor: Cursor, owe: Callable[[set[int], set[int]], None]) -> None:
    rows = cursor.execute(SQL["all_owed"]).fetchall()
    identifiers = {number for what, number in rows if what == "identifier"}
    owe(identifiers, {number for what, number in rows if what == "family"})
