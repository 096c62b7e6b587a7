"""Which person of the other side a report tells of."""

from hypothesis import given
from hypothesis import strategies as st

from fielding.linking.persons.told import read_person, read_witnessed
from fielding.testing.services import shipped

FRAUD = shipped()["fraud"]


def test_name_and_postcode_of_the_other_side_are_the_record() -> None:
    told = {"suspect-name": "Mr Zoe A. Quill", "suspect-postcode": "ls13ex"}

    person = read_person(FRAUD, told)

    assert person == {"first_name": "zoe", "surname": "quill", "postcode": "LS1 3EX"}


def test_a_phone_is_a_witness_for_learning_and_no_part_of_the_record() -> None:
    told = {"suspect-name": "Zoe Quill", "suspect-phone": "07700 900123"}

    witnessed = read_witnessed(FRAUD, told)

    assert witnessed
    assert witnessed["phone"] == "+447700900123"
    assert read_person(FRAUD, told) == {"first_name": "zoe", "surname": "quill"}


def test_a_firm_is_no_person_and_nor_is_the_reporter() -> None:
    firm = {"investment-firm": "Sterling Meridian Markets"}
    named = {"suspect-name": "Marks & Spencer"}
    own = {"suspect-name": "Ann Lee", "reporter-name": "ANN LEE"}

    assert [read_person(FRAUD, told) for told in (firm, named, own, {})] == [None] * 4


@given(st.text(), st.text(), st.text())
def test_what_is_not_told_is_never_written_down_as_an_empty_text(
    name: str, postcode: str, phone: str
) -> None:
    told = {
        "suspect-name": f"Ann {name}",
        "suspect-postcode": postcode,
        "suspect-phone": phone,
    }

    assert "" not in (read_witnessed(FRAUD, told) or {}).values()
