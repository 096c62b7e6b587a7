"""A model learnt from what reports tell of the other side: names, and few other fields."""

from random import Random

import pyarrow as pa
import pytest

from fielding.engines.linking.splink_training import Engine
from fielding.engines.linking.told_training import chance_of_one_person, train_on_told
from fielding.linking.errors import TooFewRecords
from fielding.linking.persons.fields import Field
from fielding.linking.persons.reading import read_model
from fielding.linking.persons.scoring import score

KEY = b"k" * 32
ENGINE = Engine(threads=2, memory="1GB", random_pairs=2e5)


def _told(groups: int, reports: int) -> pa.Table:
    """Tell of as many groups, each by one name, by some reports that share a phone now and then."""
    random = Random(5)
    rows: list[tuple[int, str, str, str | None, None, None]] = []
    for group in range(groups):
        first = random.choice("bdgklmnprst") + random.choice("aeiou") + random.choice("nmrl")
        last = "".join(random.choices("bcdfglmnprst", k=6)) if group % 4 else "jones"
        for _ in range(reports):
            phone = f"+4477009{group:03}{random.randrange(3)}0" if random.random() < 0.5 else None
            rows.append((len(rows), first, last, phone, None, None))
    names = ("unique_id", "first_name", "surname", "phone", "postcode", "email")
    columns = dict(zip(names, zip(*rows, strict=True), strict=True))
    return pa.table(
        {
            name: pa.array(list(column), pa.int64() if name == "unique_id" else pa.string())
            for name, column in columns.items()
        }
    )


@pytest.mark.slow
def test_rare_names_are_likely_one_person_and_common_ones_are_not() -> None:
    records = _told(150, 4)
    model = read_model(train_on_told(records, KEY, ENGINE, lambda _done, _of: None), KEY)
    rare = records.slice(4, 1).to_pylist()[0]
    common = {**rare, "surname": "jones"}

    scores = [
        score(model, {**one, "phone": None}, {**one, "phone": None}).probability
        for one in (rare, common)
    ]

    assert scores[0] > 0.95 > scores[1]


@pytest.mark.slow
def test_a_field_that_hardly_any_report_tells_of_is_left_out() -> None:
    records = _told(150, 4)
    random = Random(1)
    telling = set(random.sample(range(records.num_rows), 20))
    postcodes = [
        f"LS{random.randrange(20)} 3EX" if row in telling else None
        for row in range(records.num_rows)
    ]
    place = records.column_names.index("postcode")
    rarely = records.set_column(place, "postcode", pa.array(postcodes, pa.string()))

    model = read_model(train_on_told(rarely, KEY, ENGINE, lambda _done, _of: None), KEY)

    assert Field.POSTCODE not in model.fields
    assert {Field.FIRST_NAME, Field.SURNAME} <= set(model.fields)


def test_pairs_beyond_chance_are_those_of_one_person() -> None:
    chance = chance_of_one_person(_told(150, 4), exactly=1.0)

    pairs = 150 * 6 / (600 * 599 / 2)  # six pairs of four reports
    assert pairs * 0.9 < chance < pairs * 1.1


def test_names_that_agree_no_more_often_than_by_chance_teach_nothing() -> None:
    with pytest.raises(TooFewRecords):
        chance_of_one_person(_told(100, 1), exactly=1.0)
