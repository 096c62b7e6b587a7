"""Whatever is counted of what is said, once or over several releases, is a multiple of ten."""

from collections import Counter
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from fielding.oversight.editions.tens import Tens

#: Few words and cases, so that many entries share them.
entries = st.lists(
    st.tuples(
        st.integers(0, 30), st.sampled_from("ab"), st.sampled_from("cd"), st.sampled_from("ef")
    ),
    max_size=150,
)
Told = list[tuple[int, str, str, str]]


def release(told: Told) -> list[tuple[str | None, ...]]:
    tens = Tens()
    for case, *levels in told:
        tens.tell(str(case), levels)
    return [
        tuple(word if place < said else None for place, word in enumerate(levels))
        for said, (_, *levels) in zip(tens.said, told, strict=True)
    ]


def every_table(rows: list[tuple[str | None, ...]]) -> dict[tuple[object, ...], int]:
    """Count by every choice of columns, as an attacker would who takes tables from one another."""
    found: Counter[tuple[object, ...]] = Counter()
    for size in range(1, 4):
        for columns in combinations(range(3), size):
            for row in rows:
                cell = tuple(row[column] for column in columns)
                if None not in cell:
                    found[(columns, cell)] += 1
    return found


@given(entries)
def test_every_count_of_one_release_is_a_multiple_of_ten(told: Told) -> None:
    tables = every_table(release(told))

    assert all(count % 10 == 0 for count in tables.values())


@given(entries, st.lists(st.integers(0, 150), max_size=3))
def test_what_a_later_release_adds_to_any_table_is_a_multiple_of_ten(
    told: Told, cuts: list[int]
) -> None:
    releases = [release(told[:cut]) for cut in sorted(cuts)] + [release(told)]

    for earlier, later in combinations(releases, 2):
        before, after = every_table(earlier), every_table(later)
        assert all((after[cell] - before[cell]) % 10 == 0 for cell in before.keys() | after.keys())


@given(entries, st.integers(0, 150))
def test_what_is_once_said_of_an_entry_is_never_said_otherwise(told: Told, cut: int) -> None:
    earlier, later = release(told[:cut]), release(told)

    for before, after in zip(earlier, later[: len(earlier)], strict=True):
        said = [word for word in before if word is not None]
        assert list(after[: len(said)]) == said


@given(entries)
def test_each_ten_is_of_ten_different_cases(told: Told) -> None:
    cases: dict[tuple[object, ...], set[int]] = {}
    for (case, *_), row in zip(told, release(told), strict=True):
        if row[0] is not None:
            cases.setdefault(row, set()).add(case)

    assert all(len(who) >= 10 for who in cases.values())


def test_nine_cases_that_say_the_same_say_nothing_and_the_tenth_lets_all_speak() -> None:
    nine = [(case, "a", "c", "e") for case in range(9)]

    assert set(release(nine)) == {(None, None, None)}
    assert set(release([*nine, (9, "a", "c", "e")])) == {("a", "c", "e")}
