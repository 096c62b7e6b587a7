"""Invented households as the table that a model is trained on, with the truth beside it."""

import pyarrow as pa

from fielding.simulation.households import Told, households

FIELDS = ("first_name", "surname", "date_of_birth", "place", "postcode", "phone", "email")


def people(records: int, seed: str) -> tuple[pa.Table, list[int]]:
    """Give so many records, and for each the person it is of."""
    told = households(records, seed)
    return table_of(told), [each.person for each in told]


def table_of(told: list[Told]) -> pa.Table:
    """Write records as a table of text."""
    columns = {name: pa.array([each.fields[name] for each in told], pa.string()) for name in FIELDS}
    names = pa.array([f"r{number}" for number in range(len(told))])
    return pa.table({"unique_id": names, **columns})
