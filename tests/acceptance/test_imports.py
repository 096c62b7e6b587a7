"""Files through the doors of a service, on a real database; real ones where they are at hand."""

import csv
import gzip
import io
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from tests.conftest import shared

from fielding.app.ports import Hub
from fielding.engines.errors import FileUnreadable, WrongColumns
from fielding.wiring import importing
from fielding.wiring.errors import NoSuchDoor
from fielding.wiring.importing import Format, Imported, import_file

POLICE = "hub/police_uk/2016-07-west-yorkshire-street.csv.gz"
MAILS = "hub/spam_assassin/messages.jsonl.gz"
COLUMNS = (
    "Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location",
    "LSOA code", "LSOA name", "Crime type", "Last outcome category", "Context",
)  # fmt: skip
ROW = (
    "", "2016-07", "West Yorkshire Police", "West Yorkshire Police", "-1.900548", "53.928583",
    "On or near Café Lane", "E01010646", "Bradford 001A", "Vehicle crime",
    "Offender given a caution", "",
)  # fmt: skip


def _table(*rows: tuple[str, ...], columns: tuple[str, ...] = COLUMNS) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([columns, *rows])
    return text.getvalue()


def _import(
    hub: Hub,
    file: Path,
    service: str = "recorded-crime",
    door: Format = Format.CSV,
    told: Callable[[Imported], None] = lambda _: None,
) -> Imported:
    return import_file(hub, hub.services.current(service), file, door, told)


def _count(superuser: psycopg.Connection, query: str) -> int:
    row = superuser.execute(query.encode()).fetchone()
    return row[0] if row else 0


@pytest.fixture
def batch(monkeypatch: pytest.MonkeyPatch) -> int:
    """Let few rows be a batch."""
    monkeypatch.setattr(importing, "BATCH", 50)
    return 50


def _listed(done: Imported) -> list[list[str]]:
    assert done.listed is not None
    with done.listed.open(encoding="utf-8", newline="") as handle:
        return list(csv.reader(handle))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_usual_encoding_makes_the_same_cases(
    hub: Hub, tmp_path: Path, superuser: psycopg.Connection, encoding: str
) -> None:
    file = tmp_path / "street.csv"
    file.write_bytes(_table(ROW, ROW).encode(encoding))

    done = _import(hub, file)

    assert done == Imported(read=2, made=2)
    assert _count(superuser, "SELECT count(*) FROM case_row WHERE outcome = 'caution'") == 2


def test_a_wrong_header_is_refused_before_any_row_is_used(
    hub: Hub, tmp_path: Path, superuser: psycopg.Connection
) -> None:
    file = tmp_path / "street.csv"
    file.write_text(_table(ROW, columns=tuple(name.lower() for name in COLUMNS)))

    with pytest.raises(WrongColumns, match="Crime type"):
        _import(hub, file)

    assert _count(superuser, "SELECT count(*) FROM entry") == 0


def test_what_cannot_be_used_is_set_aside_with_its_number_and_reason(
    hub: Hub, tmp_path: Path
) -> None:
    file = tmp_path / "street.csv"
    unknown = (*ROW[:9], "Dragon riding", *ROW[10:])
    huge = (*ROW[:6], "x" * 10_000_000, *ROW[7:])
    file.write_text(_table(ROW, ROW[:5], huge, unknown, ROW))

    done = _import(hub, file)

    assert (done.read, done.made, done.known, done.set_aside) == (5, 2, 0, 3)
    assert _listed(done) == [
        ["row", "reason"],
        ["2", "it has 5 cells, the header has 12"],
        ["3", "it is longer than 1,000,000 characters"],
        ["4", "crime-type: Select one of the answers listed"],
    ]


def test_the_list_of_what_was_set_aside_holds_nothing_of_the_content(
    hub: Hub, tmp_path: Path
) -> None:
    file = tmp_path / "street.csv"
    file.write_text(_table((*ROW[:6], "PRIVATE-WORDS" * 400, *ROW[7:]), ROW[:5]))

    done = _import(hub, file)

    assert done.set_aside == 2
    assert "PRIVATE" not in (tmp_path / "street.csv.set-aside.csv").read_text()


def test_a_file_of_a_later_month_updates_the_cases_of_an_earlier_one(
    hub: Hub, tmp_path: Path, superuser: psycopg.Connection, batch: int
) -> None:
    crimes = [(f"crime-{number}", *ROW[1:]) for number in range(batch + 5)]
    later = [
        (crime, "2016-08", *rest[1:9], "Offender sent to prison", "") for crime, *rest in crimes
    ]
    july, august = tmp_path / "july.csv", tmp_path / "august.csv"
    july.write_text(_table(*crimes))
    august.write_text(_table(*later))
    _import(hub, july)

    updated, again = _import(hub, august), _import(hub, august)

    assert updated == Imported(read=batch + 5, updated=batch + 5)
    assert again == Imported(read=batch + 5, known=batch + 5)
    assert _import(hub, july) == Imported(read=batch + 5, known=batch + 5)
    outcomes = "SELECT count(*) FROM entry WHERE kind = 'outcome.recorded'"
    assert _count(superuser, outcomes) == 2 * (batch + 5)
    assert _count(superuser, "SELECT count(*) FROM case_row WHERE outcome = 'prison'") == batch + 5


def test_the_same_file_again_makes_nothing_compressed_or_not(hub: Hub, tmp_path: Path) -> None:
    plain, packed = tmp_path / "street.csv", tmp_path / "street.csv.gz"
    plain.write_text(_table(ROW, ROW, ("bac7", *ROW[1:])))
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    _import(hub, plain)

    again = _import(hub, packed)

    assert again == Imported(read=3, known=3)


class _PowerCut(Exception):
    """What stops an import half-way."""


def test_an_import_that_was_interrupted_goes_on_where_it_stopped(
    hub: Hub, tmp_path: Path, superuser: psycopg.Connection, batch: int
) -> None:
    file = tmp_path / "street.csv"
    rows = 4 * batch + 17
    file.write_text(_table(*[ROW] * rows))

    def stop(so_far: Imported) -> None:
        raise _PowerCut(so_far.made)

    with pytest.raises(_PowerCut):
        _import(hub, file, told=stop)
    before = _count(superuser, "SELECT count(*) FROM case_row")

    done = _import(hub, file)

    assert 0 < before < rows
    assert (done.read, done.made, done.known) == (rows, rows - before, before)
    assert _count(superuser, "SELECT count(*) FROM case_row") == rows


def test_a_file_that_ends_in_the_middle_is_refused_whole(hub: Hub, tmp_path: Path) -> None:
    file = tmp_path / "street.csv.gz"
    file.write_bytes(gzip.compress(_table(*[ROW] * 500).encode())[:-200])

    with pytest.raises(FileUnreadable):
        _import(hub, file)


def test_a_service_takes_only_the_formats_that_its_definition_names(
    hub: Hub, tmp_path: Path
) -> None:
    file = tmp_path / "street.csv"
    file.write_text(_table(ROW))

    with pytest.raises(NoSuchDoor):
        _import(hub, file, service="fraud")


def test_imported_entries_are_sequenced_in_the_order_of_their_chains(
    hub: Hub, tmp_path: Path, superuser: psycopg.Connection, sequence: Callable[[], int]
) -> None:
    file = tmp_path / "street.csv"
    file.write_text(_table(*[ROW] * 50))
    _import(hub, file)

    sequenced = sequence()

    before_its_previous = """
        SELECT count(*) FROM entry JOIN leaf USING (queued)
        JOIN entry AS earlier ON earlier.leaf = entry.previous
        JOIN leaf AS place ON place.queued = earlier.queued
        WHERE place.index > leaf.index
    """
    assert sequenced == 150
    assert _count(superuser, before_its_previous) == 0


@pytest.mark.slow
def test_every_row_of_a_month_of_police_data_makes_a_case(
    hub: Hub, superuser: psycopg.Connection, tmp_path: Path
) -> None:
    header, *rows = _every(4, shared(POLICE))
    file = tmp_path / "street.csv.gz"
    file.write_bytes(gzip.compress("".join([header, *rows]).encode()))

    done = _import(hub, file)

    marks = superuser.execute(
        "SELECT convert_from(content, 'UTF8')::jsonb->'facts'->'marks'->>0 FROM entry"
        " WHERE kind = 'case.received'"
    ).fetchall()
    assert done == Imported(read=len(rows), made=len(rows)) == Imported(read=6_794, made=6_794)
    without_outcome = [row for row in csv.DictReader([header, *rows]) if not row[COLUMNS[-2]]]
    no_outcome = _count(superuser, "SELECT count(*) FROM case_row WHERE outcome IS NULL")
    assert no_outcome == len(without_outcome) == 1_848
    assert _count(superuser, "SELECT count(*) FROM case_row WHERE suggested IS NULL") == 342
    assert Counter(mark for (mark,) in marks) == {
        None: 6_441, "no-area": 337, "other-body": 11, "no-body": 5,
    }  # fmt: skip


@pytest.mark.slow
def test_every_real_mail_becomes_a_case(
    hub: Hub, superuser: psycopg.Connection, tmp_path: Path
) -> None:
    mails = _every(6, shared(MAILS))
    file = tmp_path / "messages.jsonl.gz"
    file.write_bytes(gzip.compress("".join(mails).encode()))

    done = _import(hub, file, service="fraud", door=Format.MAIL)

    assert done == Imported(read=1_008, made=1_008)
    assert _count(superuser, "SELECT count(*) FROM case_row WHERE door = 'mail'") == 1_008


def _every(nth: int, file: Path) -> list[str]:
    """Give the first line and then every nth: a whole file would show nothing more."""
    with gzip.open(file, "rt", encoding="utf-8", newline="") as handle:
        return list(handle)[::nth]
