from fielding.oversight.awards.names import similar_names

KNOWN = {"heron": "Heron Response Limited", "egret": "Egret Contact plc", "crane": "Crane Group"}


def test_a_name_written_differently_is_suggested() -> None:
    assert list(similar_names("RESPONSE HERON LTD.", KNOWN)) == ["heron"]


def test_a_different_name_is_not() -> None:
    assert list(similar_names("Osprey Assessing Ltd", KNOWN)) == []


def test_a_name_of_nothing_but_a_legal_form_resembles_nobody() -> None:
    assert list(similar_names("The Company Ltd", KNOWN)) == []
