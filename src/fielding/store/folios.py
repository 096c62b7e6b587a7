"""Keeps folios: entries of the books, their keys and texts, and who is granted a sight of them."""

from collections.abc import Iterator, Sequence

from psycopg import Cursor
from psycopg import errors as pg

from fielding.app.errors import Overtaken
from fielding.app.ports import FolioWritten
from fielding.ledger.entry import Entry
from fielding.store.entry_rows import entry_row
from fielding.store.statements import read_statements

SQL = read_statements("ledger_statements")


def keep_folios(cursor: Cursor, written: Sequence[FolioWritten]) -> None:
    """Insert what folios gained; raise Overtaken when somebody else added to one meanwhile."""
    keys = [(w.subject, w.key.month, w.key.wrapped) for w in written if w.key]
    entries = [kept for each in written for kept in each.new]
    texts = [(e, each.subject, blob) for each in written for e, blob in each.blobs.items()]
    try:
        _insert(cursor, "insert_folio_key", keys)
        _insert(cursor, "insert_entry", [entry_row(kept) for kept in entries])
    except pg.UniqueViolation as fault:
        raise Overtaken(constraint=fault.diag.constraint_name) from fault
    _insert(cursor, "insert_folio_sealed", texts)
    grant(cursor, [kept.entry for kept in entries])


def grant(cursor: Cursor, entries: Sequence[Entry]) -> None:
    """Note who may see the folios of these entries, and which cases are read again by them."""
    _insert(cursor, "insert_folio_grant", [row for entry in entries for row in _bodies(entry)])
    _insert(cursor, "insert_folio_case", [row for entry in entries for row in _cases(entry)])


def _bodies(entry: Entry) -> Iterator[tuple[str, str]]:
    """Give the organisations that the fact `for` names."""
    told = entry.facts.get("for")
    if isinstance(told, list | tuple):
        yield from ((entry.subject, str(body)) for body in told)


def _cases(entry: Entry) -> Iterator[tuple[str, str]]:
    if entry.subject.startswith("reading/"):
        for subject in entry.also:
            if subject.startswith("case/"):
                yield entry.subject, subject.removeprefix("case/")


def _insert(cursor: Cursor, statement: str, rows: Sequence[Sequence[object]]) -> None:
    if rows:
        cursor.executemany(SQL[statement], rows)
