"""Trains a model of persons on what reports tell of the other side: names, with few other fields.

A reporter seldom knows more than a name. Splink learns from the pairs that share a telephone or an
email what names of one person look like, and from strangers how often names agree by chance. How
many pairs are of one person at all cannot be read off rules that are nearly certain, since hardly
any pair meets one; it is read off the names themselves: pairs of one name beyond what chance makes.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from math import comb
from typing import Any

import pyarrow as pa

from fielding.engines.linking.splink_training import Backend, Told, train
from fielding.linking.errors import TooFewRecords
from fielding.linking.persons.fields import Field
from fielding.linking.persons.reading import write_model

_NAMES = (Field.FIRST_NAME.value, Field.SURNAME.value)


def train_on_told(records: pa.Table, key: bytes, engine: Backend, told: Told) -> bytes:
    """Train a model on records as reports tell them; see `splink_training.train`.

    Raises TooFewFields, TooFewRecords: also where names agree no more often than by chance.
    """
    document = json.loads(train(records, key, engine, told))
    settings = document["splink"]
    chance = chance_of_one_person(records, _exactly(settings))
    settings["probability_two_random_records_match"] = float(f"{chance:.9g}")
    del document["format"]
    return write_model(document)


def chance_of_one_person(records: pa.Table, exactly: float) -> float:
    """Give the chance that two records are of one person; `exactly`: that one's names agree then.

    Of n records o pairs agree on the whole name, where chance makes e of them: first names and
    surnames of strangers are independent. So (o - e) / exactly pairs are of one person.
    """
    columns = [records[name].to_pylist() for name in _NAMES]
    whole = [names for names in zip(*columns, strict=True) if None not in names]
    pairs = comb(len(whole), 2)
    alike = _agreeing(whole)
    expected = float(pairs)
    for place in range(len(_NAMES)):
        expected *= _agreeing(names[place] for names in whole) / max(pairs, 1)
    beyond = alike - expected
    if beyond < 1:
        raise TooFewRecords(records=len(whole))
    return min(beyond / exactly / pairs, 0.5)


def _agreeing(values: Iterable[object]) -> int:
    """Count the pairs of equal values."""
    return sum(comb(count, 2) for count in Counter(values).values())


def _exactly(settings: Mapping[str, Any]) -> float:
    """Give the chance that both names of one person are spelt alike, as was learnt."""
    chances = 1.0
    for comparison in settings["comparisons"]:
        if comparison["output_column_name"] in _NAMES:
            compared = [
                each for each in comparison["comparison_levels"] if not each.get("is_null_level")
            ]
            chances *= float(compared[0]["m_probability"])
    return max(chances, 0.01)
