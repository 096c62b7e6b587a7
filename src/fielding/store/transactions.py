"""Transactions: the ledger, the sealed store and the derived tables, moved together as somebody."""

import hashlib
import hmac
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import psycopg
from django.db import OperationalError, connection, transaction
from psycopg import errors as pg

from fielding.access.roles import Actor, Role
from fielding.app.errors import InFlight, Overtaken, StoreUnreachable
from fielding.app.ports import (
    CaseKey,
    Clock,
    FolioWritten,
    Remembered,
    SealedTexts,
    Written,
)
from fielding.cases.errors import CaseErased
from fielding.ledger.entry import Kept, read_entry
from fielding.store.bulk import MANY, insert_many
from fielding.store.case_keys import CaseKeys
from fielding.store.entry_rows import entry_row
from fielding.store.folios import keep_folios
from fielding.store.standing_tables import keep_begun, keep_moved
from fielding.store.statements import read_statements

SQL = read_statements("ledger_statements")
#: So many times a statement must have been sent before it is prepared without being told to.
NEVER_UNASKED = 1 << 31
#: The columns of what a transaction takes in, in the order of the rows it makes.
COLUMNS = {
    "entry": ("id", "case_id", "subject", "kind", "recorded_at", "leaf", "previous", "content"),
    "sealed": ("entry_id", "case_id", "blob"),
    "case_key": ("case_id", "month", "wrapped"),
}


@dataclass(slots=True, kw_only=True)
class PostgresStore:
    """Opens transactions on Django's connection, as the web role, under row-level security."""

    kek: bytes = field(repr=False)
    token_key: bytes = field(repr=False)
    random: Callable[[int], bytes]
    clock: Clock
    #: Service keys that are known to be committed, opened, in memory.
    _service_keys: dict[str, bytes] = field(default_factory=dict, repr=False)

    @contextmanager
    def transaction(self, actor: Actor) -> Iterator["PostgresTransaction"]:
        """Open a transaction as somebody; raise StoreUnreachable when there is no database."""
        try:
            with transaction.atomic():
                begun = self._begin(actor)
                yield begun
            self._service_keys.update(begun.keys.opened)
        except (OperationalError, psycopg.OperationalError) as fault:
            raise StoreUnreachable from fault

    @contextmanager
    def pipeline(self, actor: Actor) -> Iterator["PostgresTransaction"]:
        """Open a transaction that waits for the database only where an answer is fetched.

        What is wrong with a statement may show at any later one, or at the end; COPY is refused.
        """
        try:
            with pipelined_transaction():
                begun = self._begin(actor)
                yield begun
            self._service_keys.update(begun.keys.opened)
        except (OperationalError, psycopg.OperationalError) as fault:
            raise StoreUnreachable from fault

    def _begin(self, actor: Actor) -> "PostgresTransaction":
        return PostgresTransaction(
            actor=actor,
            cursor=act_as(actor),
            keys=CaseKeys(kek=self.kek, random=self.random, opened=dict(self._service_keys)),
            clock=self.clock,
            token_key=self.token_key,
        )

    def case_of(self, reference: str) -> str | None:
        """Find the case that a reference names."""
        if not reference.isprintable():  # PostgreSQL refuses a NUL as a fault
            return None
        try:
            with connection.cursor() as cursor:
                cursor.execute(SQL["case_of_reference"], {"reference": reference})
                found = cursor.fetchone()
        except (OperationalError, psycopg.OperationalError) as fault:
            raise StoreUnreachable from fault
        return str(found[0]) if found and found[0] else None


@contextmanager
def pipelined_transaction() -> Iterator[None]:
    """Send statements without waiting for the answer to each; the last wait is for the commit.

    Within another transaction it is part of that one. psycopg's own `transaction` waits at both
    ends; Django's does, and would not let a statement be prepared.
    """
    # As Django asks before its own statements, once for a request: does the server still answer?
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    raw: psycopg.Connection = connection.connection
    raw.prepare_threshold = raw.prepare_threshold or NEVER_UNASKED
    outermost = not connection.in_atomic_block
    try:
        with raw.pipeline():
            if outermost:
                raw.execute(SQL["begin"])
            yield
            if outermost:
                raw.execute(SQL["commit"])
    except BaseException:
        if outermost:
            raw.rollback()
        raise


def act_as(actor: Actor) -> psycopg.Cursor:
    """Say for the open transaction who acts; give its cursor. Gone with the transaction."""
    connection.ensure_connection()
    raw: psycopg.Connection = connection.connection
    cursor = psycopg.Cursor(raw)
    told = {"role": actor.role.value, "body": actor.firm or "", "case": actor.case or ""}
    cursor.execute(SQL["act_as"], told, prepare=True)
    return cursor


@dataclass(slots=True, kw_only=True)
class PostgresTransaction:
    """One open transaction; see `app.ports.Transaction` for what each method guarantees."""

    actor: Actor
    cursor: psycopg.Cursor
    keys: CaseKeys
    clock: Clock
    token_key: bytes = field(repr=False)
    _known_referrals: dict[str, frozenset[str]] = field(default_factory=dict)

    def history(self, case: str) -> tuple[Kept, ...]:
        rows = self.cursor.execute(SQL["history"], {"case": case}).fetchall()
        history = tuple(read_entry(bytes(content), index=index) for content, index in rows)
        sent = (k.entry.facts["referral"] for k in history if k.entry.kind == "referral.sent")
        self._known_referrals[case] = frozenset(str(referral) for referral in sent)
        return history

    def new_case_key(self, case: str) -> CaseKey:
        if self.actor.role is Role.REPORTER:
            self.cursor.execute(SQL["act_on"], {"case": case})
        return self.keys.draw(self.cursor, f"case/{case}", self.clock.now())

    def case_key(self, case: str) -> bytes:
        found = self.cursor.execute(SQL["case_key"], {"case": case}).fetchone()
        if found is None:
            raise CaseErased(case=case)
        return self.keys.open(self.cursor, f"case/{case}", found[0], bytes(found[1]))

    def blobs(self, case: str) -> Mapping[str, bytes]:
        rows = self.cursor.execute(SQL["blobs"], {"case": case}).fetchall()
        return {entry: bytes(blob) for entry, blob in rows}

    def folio(self, subject: str) -> tuple[Kept, ...]:
        rows = self.cursor.execute(SQL["folio"], {"subject": subject}).fetchall()
        return tuple(read_entry(bytes(content), index=index) for content, index in rows)

    def new_folio_key(self, subject: str) -> CaseKey:
        return self.keys.draw(self.cursor, subject, self.clock.now())

    def folio_keys(self, subjects: Collection[str]) -> Mapping[str, bytes]:
        rows = self.cursor.execute(SQL["folio_keys"], {"subjects": list(subjects)}).fetchall()
        return {
            subject: self.keys.open(self.cursor, subject, month, bytes(wrapped))
            for subject, month, wrapped in rows
        }

    def folio_blobs(self, subjects: Collection[str]) -> Sequence[SealedTexts]:
        rows = self.cursor.execute(SQL["folio_blobs"], {"subjects": list(subjects)}).fetchall()
        return [
            SealedTexts(subject=subject, entry=entry, blob=bytes(blob))
            for subject, entry, blob in rows
        ]

    def keep_folios(self, written: Sequence[FolioWritten]) -> None:
        keep_folios(self.cursor, written)

    def next_numbers(self, count: int) -> Sequence[int]:
        rows = self.cursor.execute(SQL["numbers"], {"count": count}).fetchall()
        return [number for (number,) in rows]

    def keep(self, written: Sequence[Written]) -> None:
        begun = [each for each in written if each.key is not None]
        # Keys first: the derived tables of a reporter's case are reached through it.
        self._take_in("case_key", [_key_row(each) for each in begun])
        try:
            self._take_in("entry", [entry_row(k) for each in written for k in each.new])
        except pg.UniqueViolation as fault:
            raise Overtaken(constraint=fault.diag.constraint_name) from fault
        self._take_in("sealed", [row for each in written for row in _sealed_rows(each)])
        if begun:
            keep_begun(self.cursor, [each.standing for each in begun])
        for each in written:
            if each.key is None:
                known = self._known_referrals.get(each.standing.case.id, frozenset())
                keep_moved(self.cursor, each.standing, known)

    def forget(self, case: str) -> None:
        self.cursor.execute(SQL["forget_key"], {"case": case})
        self.cursor.execute(SQL["forget_blobs"], {"case": case})
        self.cursor.execute(SQL["forget_reading_texts"], {"case": case})
        self.cursor.execute(SQL["forget_reading_keys"], {"case": case})

    def remember(self, key: str, remembered: Remembered) -> None:
        row = {"key": self._token(key), "digest": remembered.digest, "answer": remembered.answer}
        try:
            self.cursor.execute(SQL["remember"], row)
        except pg.UniqueViolation as fault:
            raise InFlight from fault

    def recall(self, key: str) -> Remembered | None:
        found = self.cursor.execute(SQL["recall"], {"key": self._token(key)}).fetchone()
        return Remembered(digest=bytes(found[0]), answer=found[1]) if found else None

    def remember_all(self, remembered: Mapping[str, Remembered]) -> None:
        rows = [(self._token(key), each.digest, each.answer) for key, each in remembered.items()]
        try:
            # In one order everywhere: two that note the same keys wait, but never for each other.
            insert_many(self.cursor, "remembered", ("key", "digest", "answer"), sorted(rows))
        except pg.UniqueViolation as fault:
            raise InFlight from fault

    def recall_all(self, keys: Collection[str]) -> Mapping[str, Remembered]:
        asked = {self._token(key): key for key in keys}
        rows = self.cursor.execute(SQL["recall_all"], {"keys": list(asked)}).fetchall()
        return {
            asked[bytes(token)]: Remembered(digest=bytes(digest), answer=answer)
            for token, digest, answer in rows
        }

    def _token(self, key: str) -> bytes:
        return hmac.new(self.token_key, f"remembered/v1\n{key}".encode(), hashlib.sha256).digest()

    def _take_in(self, table: str, rows: Sequence[Sequence[object]]) -> None:
        if len(rows) > MANY:
            insert_many(self.cursor, table, COLUMNS[table], rows)
        elif rows:
            self.cursor.executemany(SQL[f"insert_{table}"], rows)


def _key_row(written: Written) -> tuple[object, ...]:
    if written.key is None:
        raise CaseErased
    return (written.standing.case.id, written.key.month, written.key.wrapped)


def _sealed_rows(written: Written) -> list[tuple[object, ...]]:
    return [(entry, written.standing.case.id, blob) for entry, blob in written.blobs.items()]
