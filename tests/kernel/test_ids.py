"""UUIDs of versions 7 and 8, as RFC 9562 lays them out."""

from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_DNS

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fielding.kernel.ids import named_id, new_id

MOMENTS = st.datetimes(min_value=datetime(1970, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def test_the_example_of_rfc_9562_comes_out() -> None:
    moment = datetime(2022, 2, 22, 19, 22, 22, tzinfo=UTC)  # appendix A.6, 14:22:22 at UTC-5
    random = bytes.fromhex("0CC318C4DC0C0C07398F")

    made = new_id(moment, random)

    assert str(made) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


@given(MOMENTS, st.binary(min_size=10, max_size=10))
def test_every_id_is_of_version_7_and_of_the_rfcs_variant(moment: datetime, random: bytes) -> None:
    made = new_id(moment, random)

    assert made.version == 7
    assert made.variant == "specified in RFC 4122"


@given(MOMENTS, st.binary(min_size=10, max_size=10))
def test_the_moment_is_told_to_the_millisecond_exactly(moment: datetime, random: bytes) -> None:
    told = new_id(moment, random).int >> 80

    whole = moment.replace(microsecond=moment.microsecond // 1000 * 1000)
    assert datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=told) == whole


@given(MOMENTS, st.binary(min_size=10, max_size=10), st.binary(min_size=10, max_size=10))
def test_a_later_millisecond_sorts_behind(moment: datetime, one: bytes, other: bytes) -> None:
    assume(moment.year < 9999)
    earlier, later = new_id(moment, one), new_id(moment + timedelta(milliseconds=1), other)

    assert str(earlier) < str(later)


def test_a_naive_moment_makes_no_id() -> None:
    with pytest.raises(TypeError):
        new_id(datetime(2026, 1, 1), bytes(10))  # noqa: DTZ001


def test_the_rfcs_example_of_an_id_made_of_a_name_comes_out() -> None:
    made = named_id(NAMESPACE_DNS.bytes + b"www.example.com")  # appendix B.2

    assert str(made) == "5c146b14-3c52-8afd-938a-375d0df1fbf6"
