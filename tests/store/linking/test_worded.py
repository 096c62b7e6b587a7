"""Sketches of what reports tell in their own words: kept, loaded and forgotten; no word is kept."""

import psycopg

from fielding.app.erase_case import erase_case
from fielding.store.linking.loading import load
from fielding.testing.hub import DPO
from fielding.testing.linked_hub import PHONE, LinkedHub

STORY = (
    "Grelbin rang me and said that my savings had been seen by somebody at the counter, so I was to"
    " carry them to the depot in a biscuit tin and to leave it by the third lamp post."
)


def test_a_linker_that_comes_anew_has_the_sketches_of_all_reports_that_are_not_erased(
    linked: LinkedHub, superuser: psycopg.Connection
) -> None:
    linked.report(suspect_phone=PHONE, what_happened=STORY)
    gone = linked.report(suspect_phone=PHONE, what_happened=STORY)
    linked.link()
    with superuser.cursor() as cursor:
        before = load(cursor).everything().wording

    erase_case(linked.hub, DPO, gone, basis="court-order")
    linked.link()

    with superuser.cursor() as cursor:
        after = load(cursor).everything().wording
    assert [len(before), len(after)] == [2, 1]
    assert set(before.values()) == set(after.values())


def test_no_word_of_a_story_is_kept_for_linking(
    linked: LinkedHub, superuser: psycopg.Connection
) -> None:
    linked.report(suspect_name="Zebulon Quartermain", what_happened=STORY)
    linked.link()

    kept = ""
    for (table,) in superuser.execute(
        "SELECT tablename FROM pg_tables WHERE tablename LIKE 'link%'"
    ).fetchall():
        for (row,) in superuser.execute(f"SELECT {table}::text FROM {table}"):
            kept += row.lower()

    said = [word for word in ("zebulon", "quartermain", "grelbin", "biscuit") if word in kept]
    assert said == []
