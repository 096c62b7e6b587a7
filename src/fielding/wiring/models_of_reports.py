"""Trains a model of persons on what the hub's own reports tell, and keeps it with the hub."""

import logging
import os
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pyarrow as pa

from fielding.engines.linking.splink_training import ID, Engine
from fielding.engines.linking.told_training import train_on_told
from fielding.linking.persons.fields import Field, Record
from fielding.store.linking.told_records import told_records
from fielding.store.transactions import PostgresStore
from fielding.wiring.model_folder import model_folder
from fielding.wiring.standing_by import hub_at_hand

#: What reports tell that helps to learn which names are of one person.
FIELDS = (Field.FIRST_NAME, Field.SURNAME, Field.POSTCODE, Field.PHONE, Field.EMAIL)
#: Pairs of strangers to learn from: a tenth of what Splink's guide calls adequate for every field,
#: which is enough for how often two names agree, and takes seconds.
RANDOM_PAIRS = 1e6

Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """What was learnt from the hub's reports."""

    version: str
    #: Reports that tell a name.
    records: int
    #: log2 of the odds that two of them, taken at random, are of one person.
    prior: float


def learn_from_reports(reading: Told, training: Told, *, memory: str) -> Learnt:
    """Train on all reports, opened in memory, and make the model the newest.

    `reading` hears how many entries were read, `training` which step is done. The networks stand
    under the model they stood under until everything is worked out anew. Raises TooFewFields,
    TooFewRecords or MemorySpent.
    """
    warnings.filterwarnings("ignore", module="splink")
    logging.getLogger("splink").setLevel(logging.ERROR)
    with hub_at_hand() as hub:
        store = hub.store
        if not isinstance(store, PostgresStore):
            raise TypeError(store)
        records = told_records(store, hub, reading)
    engine = Engine(threads=os.cpu_count() or 1, memory=memory, random_pairs=RANDOM_PAIRS)
    content = train_on_told(table_of(records), hub.token_key, engine, training)
    version = model_folder().put(content)
    return Learnt(
        version=version, records=len(records), prior=model_folder().read(version).prior
    )


def table_of(records: Mapping[int, Record]) -> pa.Table:
    """Write records as a table of text, one column for each field."""
    columns = {
        field.value: pa.array([one.get(field.value) for one in records.values()], pa.string())
        for field in FIELDS
    }
    return pa.table({ID: pa.array(list(records), pa.int64()), **columns})
