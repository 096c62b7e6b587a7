"""What is left out of public figures, and that nobody can work it out from the rest."""

from hypothesis import given
from hypothesis import strategies as st

from fielding.oversight.published import LEAST, publish

counts = st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 40), max_size=8)


def test_large_counts_are_published_as_they_are() -> None:
    published = publish({"a": 10, "b": 400, "c": 0})

    assert published.counts == {"a": 10, "b": 400, "c": 0}
    assert published.total == 410


def test_a_single_small_count_takes_the_next_larger_one_with_it() -> None:
    published = publish({"a": 3, "b": 400, "c": 12})

    assert published.counts == {"a": None, "b": 400, "c": None}
    assert published.total == 415


def test_two_tiny_counts_take_a_third_with_them_for_their_sum_would_tell() -> None:
    published = publish({"a": 1, "b": 1, "c": 50})

    assert published.counts == {"a": None, "b": None, "c": None}
    assert published.total == 52


def test_a_total_that_would_tell_goes_too() -> None:
    published = publish({"a": 4, "b": 0})

    assert published.counts == {"a": None, "b": 0}
    assert published.total is None


@given(counts)
def test_what_is_left_out_is_never_the_total_less_the_rest(counted: dict[str, int]) -> None:
    published = publish(counted)

    hidden = [counted[name] for name, shown in published.counts.items() if shown is None]
    assert all(shown is None or shown == 0 or shown >= LEAST for shown in published.counts.values())
    if hidden and published.total is not None:
        assert len(hidden) >= 2
        assert sum(hidden) >= LEAST
