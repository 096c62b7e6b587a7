"""The public edition: it counts what the hub counted, and nothing in it leads to one case."""

from collections import Counter
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from random import Random

import pyarrow.parquet as pq
import pytest
from tests.engines.segments.logs import NOW, cut_in_public

from fielding.engines.errors import RowsDiffer
from fielding.engines.segments.checking import check_public
from fielding.engines.segments.comparing import compare_figures
from fielding.engines.segments.duckdb_engine import engine
from fielding.engines.segments.public_plans import public_cubes
from fielding.ledger.checkpoints import Checkpoint
from fielding.ledger.entry import Kept
from fielding.testing.histories import SERVICES, Teller, random_log, sequenced, standing_at

pytestmark = pytest.mark.slow

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def log() -> list[Kept]:
    """Hundreds of cases at random, and a crowd of one day: of them much is said."""
    cases: dict[str, list[Kept]] = {}
    for kept in random_log(Random(11), SERVICES["fraud"], 400):
        cases.setdefault(kept.entry.subject, []).append(kept)
    crowd = [
        Teller(name=f"crowd-{n}", service=SERVICES["fraud"], firm="north-desk")
        .receive().tell("case.opened", purpose="assessing").dismiss(DAY).refer("kent").told
        for n in range(37)
    ]  # fmt: skip
    return sequenced(*crowd, *cases.values(), random=Random(12))


def checkpoint_of(log: list[Kept]) -> Checkpoint:
    at = standing_at(log, NOW)
    return Checkpoint(origin="hub", size=at.size, root=at.root)


def test_every_public_figure_is_recomputed_from_the_public_edition_alone(
    log: list[Kept], tmp_path: Path
) -> None:
    cut_in_public(tmp_path / "p", log)

    with engine() as started:
        cubes = public_cubes(started.read(tmp_path / "p" / "rows"), SERVICES.values())
        found = list(compare_figures(tmp_path / "p", cubes))

    assert [one.name for one in found if not one.equal] == []
    assert sum(one.cells for one in found) > 30


def test_it_holds_the_leaf_hashes_of_all_entries_under_the_checkpoint(
    log: list[Kept], tmp_path: Path
) -> None:
    cut_in_public(tmp_path / "p", log)

    check_public(tmp_path / "p", checkpoint_of(log), lambda *_: None)

    with pytest.raises(RowsDiffer):
        check_public(tmp_path / "p", checkpoint_of(log[1:]), lambda *_: None)


def test_a_row_that_says_what_fewer_than_ten_say_is_found(log: list[Kept], tmp_path: Path) -> None:
    cut_in_public(tmp_path / "p", log)
    path = tmp_path / "p" / "rows" / "000000.parquet"
    table = pq.read_table(path)
    rows = table.to_pylist()
    next(row for row in rows if row["said"] == 3)["firm"] = "one of a kind"
    pq.write_table(type(table).from_pylist(rows, schema=table.schema), path)

    with pytest.raises(RowsDiffer):
        check_public(tmp_path / "p", checkpoint_of(log), lambda *_: None)


def test_a_review_is_said_to_be_the_firms_that_decided_whoever_answered_it(tmp_path: Path) -> None:
    cases = []
    for n in range(10):
        reviewed = Teller(name=f"reviewed-{n}", service=SERVICES["fraud"], firm="north-desk")
        reviewed.receive().dismiss(DAY).tell("review.requested", DAY, of="dismiss")
        reviewed.firm = "south-desk"
        cases.append(reviewed.tell("review.decided", DAY, result="upheld", of="dismiss").told)

    rows = cut_in_public(tmp_path / "p", sequenced(*cases))

    firms = Counter((row["kind"], row["firm"]) for row in rows if "review" in str(row["kind"]))
    assert firms == {("review.requested", "north-desk"): 10, ("review.decided", "north-desk"): 10}


def test_whatever_tables_are_made_and_subtracted_no_count_under_ten_is_left(
    log: list[Kept], tmp_path: Path
) -> None:
    """Across tables and across releases: the differences of counts are multiples of ten too."""
    cuts = (len(log) // 2, len(log) - 40, len(log) - 1, len(log))

    releases = [_tables(cut_in_public(tmp_path / str(cut), log[:cut])) for cut in cuts]

    assert any(releases[0]), "there is something to attack"
    for tables in releases:
        assert all(count % 10 == 0 for count in tables.values())
    for earlier, later in combinations(releases, 2):
        assert all((later[cell] - earlier[cell]) % 10 == 0 for cell in later | earlier)


def _tables(rows: list[dict[str, object]]) -> Counter[tuple[object, ...]]:
    """Count by every choice of up to three columns."""
    spoken = [row for row in rows if row["said"]]
    columns = [name for name in rows[0] if name != "case"]
    used = [name for name in columns if any(row[name] is not None for row in spoken)]
    alike = Counter(tuple(row[name] for name in used) for row in spoken)
    found: Counter[tuple[object, ...]] = Counter()
    for size in (1, 2, 3):
        for chosen in combinations(range(len(used)), size):
            names = tuple(used[place] for place in chosen)
            for row, times in alike.items():
                found[names, tuple(row[place] for place in chosen)] += times
    return found


def test_nothing_finer_than_a_day_and_no_name_of_the_ledger_is_in_it(
    log: list[Kept], tmp_path: Path
) -> None:
    rows = cut_in_public(tmp_path / "p", log)
    known = {
        word
        for kept in log
        for word in (kept.entry.id, kept.entry.subject, kept.entry.actor, kept.leaf.hex())
    }

    told = {value for row in rows for value in row.values()}

    assert not told & (known | {word.removeprefix("case/") for word in known})
    assert {type(value) for value in told} <= {bool, int, str, date, type(None)}


def test_pseudonyms_of_two_releases_have_nothing_in_common(log: list[Kept], tmp_path: Path) -> None:
    first = cut_in_public(tmp_path / "1", log, b"1" * 32)
    second = cut_in_public(tmp_path / "2", log, b"2" * 32)

    for name in ("case", "actor"):
        one, other = ({row[name] for row in rows} - {None} for rows in (first, second))
        assert one
        assert not one & other


def test_a_pseudonym_never_joins_what_happened_to_a_case_at_two_times(
    log: list[Kept], tmp_path: Path
) -> None:
    rows = cut_in_public(tmp_path / "p", log)

    said: dict[object, set[tuple[object, ...]]] = {}
    for row in rows:
        words = tuple(value for name, value in row.items() if name != "case")
        said.setdefault(row["case"], set()).add(words)

    del said[None]
    assert all(len(words) == 1 for words in said.values())
