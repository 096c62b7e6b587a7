"""The same words in two stories speak for a number that is nearly the same; no word is kept."""

import psycopg
import pytest
from tests.store.linking.conftest import Tables

from fielding.app.erase_case import erase_case
from fielding.store.linking.loading import load
from fielding.testing.hub import DPO
from fielding.testing.linked_hub import PHONE, LinkedHub

NEARLY = "07700 900128"
STORY = (
    "Grelbin rang me and said that my savings had been seen by somebody at the counter, so I was to"
    " carry them to the depot in a biscuit tin and to leave it by the third lamp post."
)
OTHER = (
    "I wanted to buy a caravan that I had seen on a page, and when I came to fetch it there was"
    " nothing there but a field with two sheep and a man who knew of no caravan."
)


@pytest.mark.parametrize(("stories", "networks"), [((STORY, STORY), 1), ((STORY, OTHER), 2)])
def test_near_numbers_join_where_both_reports_tell_it_in_the_same_words(
    linked: LinkedHub, tables: Tables, stories: tuple[str, str], networks: int
) -> None:
    linked.report(suspect_phone=PHONE, what_happened=stories[0])
    linked.report(suspect_phone=NEARLY, what_happened=stories[1])

    linked.link()

    assert len(tables.networks()) == networks


def test_another_linker_finds_the_same_words_and_an_erasure_takes_them_away(
    linked: LinkedHub, tables: Tables, superuser: psycopg.Connection
) -> None:
    one = linked.report(suspect_phone=PHONE, what_happened=STORY)
    linked.link()
    linked.linker = linked.another_linker()
    other = linked.report(suspect_phone=NEARLY, what_happened=STORY)
    linked.link()
    joined = tables.networks()

    erase_case(linked.hub, DPO, other, basis="court-order")
    linked.link()

    assert joined == {frozenset({one, other})}
    assert tables.networks() == {frozenset({one})}
    with superuser.cursor() as cursor:
        assert len(load(cursor).everything().wording) == 1


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
