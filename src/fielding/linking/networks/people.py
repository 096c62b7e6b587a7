"""Persons among identifiers: each report that tells of one has a number of its own for it.

Two persons are near each other where a trained model says that they are likely one. That is never
enough for a link: see `evidence`.
"""

PERSON = "person"


def person_of(report: int) -> int:
    """Give the number of the person that a report tells of; below zero, as no identifier is."""
    return -1 - report


def is_person(identifier: int) -> bool:
    """Say whether a number is a person's."""
    return identifier < 0


def report_of(person: int) -> int:
    """Give the report that tells of a person."""
    return -1 - person
