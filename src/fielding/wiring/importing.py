"""Imports a file through the doors of a service: rows of a table, or forwarded messages."""

import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread

from django.db import connection

from fielding.access.roles import Actor, Role
from fielding.app.import_cases import BatchImported, import_cases
from fielding.app.incoming import Incoming, Unusable
from fielding.app.ports import Hub
from fielding.app.read_mail import DAMAGED, UNPARSABLE, Message, read_message
from fielding.app.read_row import RowReader
from fielding.definitions.service import Service
from fielding.engines.formats.csv_rows import CsvRow, look_through, read_rows
from fielding.engines.formats.mail import MailReport, parse_mail
from fielding.engines.formats.mail_file import RawMail, look_through_mails, read_mails
from fielding.engines.formats.set_aside import SetAside
from fielding.engines.formats.set_aside_list import SetAsideList
from fielding.wiring.errors import NoSuchDoor

IMPORTER = Actor(name="importer", role=Role.IMPORTER)
#: Cases that one transaction makes: what an interruption loses at most.
BATCH = 1_000
#: Processes that import one file: writing entries down and sealing them is what takes the time.
AT_ONCE = min(4, os.cpu_count() or 1)
#: Values that a process makes before it looks for garbage: a batch holds many, and leaves few.
GARBAGE = 100_000
Row = Incoming | Unusable


class Format(StrEnum):
    """What a file holds."""

    CSV = "csv"
    MAIL = "mail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of the rows read so far: `read` is the sum of the other four."""

    read: int = 0
    made: int = 0
    updated: int = 0
    known: int = 0
    set_aside: int = 0
    #: Where the numbers of those set aside stand, with the reasons; None: there are none.
    listed: Path | None = None


def import_file(
    hub: Hub,
    service: Service,
    file: Path,
    door: Format,
    told: Callable[[Imported], None],
) -> Imported:
    """Import a file from its first row to its last; `told` hears how far it is.

    Interrupted and begun again, it makes only what was not yet made. Rows that cannot be used are
    listed beside the file, or in the working directory when that is not allowed.
    Raises NoSuchDoor, FileUnreadable, WrongColumns: then nothing was read.
    """
    return import_rows(hub, service, _rows_of(hub, service, file, door), file, told)


def import_rows(
    hub: Hub,
    service: Service,
    rows: Iterator[Row],
    file: Path,
    told: Callable[[Imported], None],
) -> Imported:
    """Import rows that were read already; those that cannot be used are listed beside `file`."""
    so_far = Imported()
    with SetAsideList(file) as listing:
        for batch, done in _keep_all(hub, service, rows):
            unreadable = [each for each in batch if isinstance(each, Unusable)]
            aside = sorted([*unreadable, *done.unusable], key=lambda each: each.number)
            listing.add((each.number, each.reason) for each in aside)
            so_far = Imported(
                read=so_far.read + len(batch),
                made=so_far.made + done.made,
                updated=so_far.updated + done.updated,
                known=so_far.known + done.known,
                set_aside=so_far.set_aside + len(aside),
                listed=listing.path,
            )
            told(so_far)
    return so_far


def _keep_all(
    hub: Hub, service: Service, rows: Iterator[Row]
) -> Iterator[tuple[Sequence[Row], BatchImported]]:
    """Import in batches, in the order of the file; a long file by several processes at once."""
    first = list(islice(rows, BATCH))
    if len(first) < BATCH:
        if first:
            yield first, _import(hub, service, first)
        return
    connection.close()  # no process shares one with another
    fork = get_context("fork")
    with ProcessPoolExecutor(AT_ONCE, fork, _begin, (hub, service)) as pool:
        yield from _in_order(pool, chain([first], iter(lambda: list(islice(rows, BATCH)), [])))


def _in_order(
    pool: Executor, batches: Iterable[list[Row]]
) -> Iterator[tuple[Sequence[Row], BatchImported]]:
    running: deque[tuple[list[Row], Future[BatchImported]]] = deque()
    for batch in batches:
        running.append((batch, pool.submit(_import_here, batch)))
        if len(running) > AT_ONCE:
            begun, future = running.popleft()
            yield begun, future.result()
    for begun, future in running:
        yield begun, future.result()


#: What a process that was forked imports for.
_here: list[tuple[Hub, Service]] = []


def _begin(hub: Hub, service: Service) -> None:
    gc.freeze()  # what was inherited stays shared: looking for garbage in it would copy it
    gc.set_threshold(GARBAGE)
    Thread(target=_end_with_parent, name="end with parent", daemon=True).start()
    _here.append((hub, service))


def _end_with_parent() -> None:
    """End when the import was killed: nobody would ever hear what this process made."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _import_here(batch: Sequence[Row]) -> BatchImported:
    return _import(*_here[-1], batch)


def _import(hub: Hub, service: Service, batch: Sequence[Row]) -> BatchImported:
    usable = [each for each in batch if isinstance(each, Incoming)]
    return import_cases(hub, IMPORTER, service, usable)


def _rows_of(hub: Hub, service: Service, file: Path, door: Format) -> Iterator[Row]:
    if door is Format.CSV and service.csv:
        reader = RowReader(service=service.code, intake=service.csv, places=hub.places)
        found = look_through(file, reader.needed())
        return _csv_rows(reader, found.digest, read_rows(found))
    if door is Format.MAIL and service.mail:
        mails = look_through_mails(file)
        return _mail_rows(service, mails.digest, read_mails(mails))
    raise NoSuchDoor(service=service.code, format=door.value)


def _csv_rows(reader: RowReader, digest: str, rows: Iterable[CsvRow | SetAside]) -> Iterator[Row]:
    for row in rows:
        if isinstance(row, SetAside):
            yield Unusable(number=row.number, reason=row.reason)
        else:
            yield reader.read(digest, row.number, row.cells)


def _mail_rows(service: Service, digest: str, mails: Iterable[RawMail | SetAside]) -> Iterator[Row]:
    for mail in mails:
        if isinstance(mail, SetAside):
            yield Unusable(number=mail.number, reason=mail.reason)
        else:
            message = _message(mail.number, parse_mail(mail.content))
            yield read_message(service, message, digest)


def _message(number: int, report: MailReport) -> Message:
    parts: dict[str, str | tuple[str, ...]] = {
        "subject": report.subject,
        "sender": report.sender,
        "text": report.text,
        "links": report.links,
        "emails": report.emails,
        "phones": report.phones,
    }
    return Message(number=number, parts=parts, date=report.date, mark=_mark(report))


def _mark(report: MailReport) -> str | None:
    if report.fault is None:
        return None
    return DAMAGED if report.subject or report.sender or report.date else UNPARSABLE
