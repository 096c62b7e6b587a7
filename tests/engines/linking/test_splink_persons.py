"""A model that Splink trained: what stands in its file, what it says here, whom it finds."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pytest
from tests.engines.linking.people import people

from fielding.engines.errors import MemorySpent
from fielding.engines.linking.splink_batch import MOST_HOLDERS, Pairs, find_persons, predict
from fielding.engines.linking.splink_levels import count_levels
from fielding.engines.linking.splink_training import Engine, train
from fielding.linking.agreement import compare
from fielding.linking.errors import TooFewFields, TooFewRecords
from fielding.linking.persons.blocking import tokens_of
from fielding.linking.persons.fields import Record
from fielding.linking.persons.model import PersonModel
from fielding.linking.persons.reading import read_model
from fielding.linking.persons.scoring import score

pytestmark = pytest.mark.slow

KEY = b"k" * 32
ENGINE = Engine(threads=2, memory="1GB", random_pairs=2e5)
#: Values that occur nowhere else, in every column that terms are counted in, and in one that none.
MARKERS = {"first_name": "zqmarkerone", "surname": "zqmarkertwo", "place": "zqmarkerthree",
           "postcode": "zq9 9zq", "phone": "zq0170", "email": "zq@marker.example",
           "date_of_birth": "1791-09-09"}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """One file of households, the model trained on it, and Splink's predictions."""

    records: pa.Table
    true: list[int]
    content: bytes
    model: PersonModel
    pairs: Pairs
    rows: list[Record]


@pytest.fixture(scope="module")
def trained() -> Trained:
    records, true = people(1500, "tests")
    marked = pa.table(
        {name: pa.concat_arrays([records[name].combine_chunks(), pa.array([MARKERS[name]])])
         if name in MARKERS else pa.array([*records[name].to_pylist(), "marked"])
         for name in records.column_names}
    )  # fmt: skip
    content = train(marked, KEY, ENGINE, lambda _done, _of: None)
    model = read_model(content, KEY)
    pairs = predict(model, marked, ENGINE, least=-10.0)
    rows = marked.drop_columns(["unique_id"]).to_pylist()
    return Trained(
        records=marked, true=[*true, -1], content=content, model=model, pairs=pairs, rows=rows
    )


def test_the_scorer_says_of_every_pair_what_splink_predicts(trained: Trained) -> None:
    rows, pairs = trained.rows, trained.pairs

    found = [
        score(trained.model, rows[one], rows[other])
        for one, other in zip(pairs.one.tolist(), pairs.other.tolist(), strict=True)
    ]

    assert len(found) > 3000
    assert [each.weight for each in found] == pytest.approx(pairs.weight.tolist(), abs=1e-6)
    assert [each.likely for each in found] == pytest.approx(pairs.likely.tolist(), abs=1e-6)


def test_records_share_a_token_wherever_splink_compares_them(trained: Trained) -> None:
    tokens = [tokens_of(trained.model.rules, KEY, row) for row in trained.rows]
    compared = list(zip(trained.pairs.one.tolist(), trained.pairs.other.tolist(), strict=True))

    apart = [pair for pair in compared if not tokens[pair[0]] & tokens[pair[1]]]

    assert apart == []


def test_records_share_no_token_where_splink_does_not_compare_them(trained: Trained) -> None:
    tokens = [tokens_of(trained.model.rules, KEY, row) for row in trained.rows]
    everything = predict(trained.model, trained.records, ENGINE, least=-1000.0)

    sharing = {
        (one, other)
        for one, held in enumerate(tokens[:300])
        for other in range(one + 1, 300)
        if held & tokens[other]
    }

    pairs = zip(everything.one.tolist(), everything.other.tolist(), strict=True)
    assert sharing == {tuple(sorted(pair)) for pair in pairs if max(pair) < 300}


def test_nobody_is_named_in_a_model(trained: Trained) -> None:
    text = trained.content.decode().lower()

    assert [value for value in MARKERS.values() if value in text] == []
    assert len(json.loads(text)["terms"]["surname"]) > 100


def test_equal_records_give_an_equal_model_and_nothing_else_is_written(
    trained: Trained, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    again = train(trained.records, KEY, ENGINE, lambda _done, _of: None)

    assert again == trained.content
    assert list(tmp_path.rglob("*")) == []


def test_people_of_one_household_are_told_apart(trained: Trained) -> None:
    found = compare(find_persons(trained.model, trained.records, ENGINE), trained.true)

    assert found.f1 > 0.9
    assert found.precision > 0.95


def test_a_key_that_too_many_records_hold_joins_none_of_them(trained: Trained) -> None:
    full = next(place for place, row in enumerate(trained.rows) if None not in row.values())
    alike = pa.concat_tables([trained.records.slice(full, 1)] * (MOST_HOLDERS + 1))

    crowd = find_persons(trained.model, alike, ENGINE)
    group = find_persons(trained.model, alike.slice(0, MOST_HOLDERS), ENGINE)

    assert crowd == list(range(MOST_HOLDERS + 1))
    assert group == [0] * MOST_HOLDERS


def test_a_field_that_no_pair_tells_of_is_left_out_of_the_model() -> None:
    records, _ = people(300, "sparse")
    once = pa.array(["zz1 1zz", *[None] * 299], pa.string())
    place = records.column_names.index("phone")

    model = read_model(
        train(records.set_column(place, "phone", once), KEY, ENGINE, lambda _d, _o: None), KEY
    )

    assert "phone" not in {each.name for each in model.comparisons}
    assert len(model.seen) == len(model.comparisons) > 4


def test_too_little_to_learn_from_is_said() -> None:
    records, _ = people(30, "few")

    with pytest.raises(TooFewFields):
        train(records.select(["unique_id", "place", "phone"]), KEY, ENGINE, lambda _d, _o: None)
    with pytest.raises(TooFewRecords):
        train(records.slice(0, 3), KEY, ENGINE, lambda _d, _o: None)


@pytest.mark.parametrize(
    "told",
    [
        {"first_name": "ann ben", "surname": "lee lee", "phone": "1 2"},
        {"first_name": "ann bob cid", "surname": "lee lee po", "phone": "1 1 2"},
        {"surname": "lee lee", "phone": "1 1"},
        {"first_name": "ann", "surname": "lee"},
        {"first_name": "ann", "surname": "lee", "postcode": "ls1"},
        {"first_name": "", "surname": ""},
    ],
)
def test_a_handful_of_records_is_too_little_whatever_they_agree_in(told: dict[str, str]) -> None:
    columns = {name: pa.array(values.split()) for name, values in told.items()}
    numbered = {"unique_id": pa.array(range(len(columns["surname"]))), **columns}

    with pytest.raises(TooFewRecords):
        train(pa.table(numbered), KEY, ENGINE, lambda _d, _o: None)


def test_names_are_learnt_where_no_two_records_agree_on_the_whole_name() -> None:
    records, _ = people(300, "mistyped")
    place = records.column_names.index("surname")
    mistyped = [f"{name}{row}" for row, name in enumerate(records["surname"].to_pylist())]

    content = train(
        records.set_column(place, "surname", pa.array(mistyped)), KEY, ENGINE, lambda _d, _o: None
    )

    compared = {each.name for each in read_model(content, KEY).comparisons}
    assert {"first_name", "surname"} <= compared


def _levels(model: PersonModel, records: pa.Table, engine: Engine) -> dict[str, list[int]]:
    with engine.opened() as database:
        return count_levels(database, records, dict(model.settings))


@pytest.mark.parametrize(
    "work",
    [
        lambda model, records, engine: train(records, KEY, engine, lambda _d, _o: None),
        lambda model, records, engine: predict(model, records, engine, least=0.0),
        find_persons,
        _levels,
    ],
    ids=["train", "predict", "find_persons", "count_levels"],
)
def test_records_that_do_not_fit_into_memory_are_refused_in_a_sentence(
    trained: Trained, work: Callable[[PersonModel, pa.Table, Engine], object]
) -> None:
    little = Engine(threads=2, memory="5MB", random_pairs=2e5)

    with pytest.raises(MemorySpent, match=r"--memory.*\(memory: 5MB\)"):
        work(trained.model, trained.records, little)
