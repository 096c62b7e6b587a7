"""Code tables as reference files hold them."""

from datetime import date

from fielding.definitions.code_tables import code_table


def test_code_takes_group_dates_and_source_from_its_row() -> None:
    row = {
        "code": "20",
        "title": "Passed on",
        "outcome_group": "other",
        "introduced": "2015-04",
        "source": "unverified (high)",
    }

    code = code_table("outcomes", [row]).codes["20"]

    assert code.group == "other"
    assert code.to_be_confirmed
    assert not code.in_force(date(2015, 3, 31))
    assert code.in_force(date(2015, 4, 1))


def test_code_withdrawn_is_in_force_to_its_last_day() -> None:
    row = {"code": "7", "title": "Warning", "withdrawn": "2020-05-31", "source": "gazette"}

    code = code_table("outcomes", [row]).codes["7"]

    assert code.in_force(date(2020, 5, 31))
    assert not code.in_force(date(2020, 6, 1))
