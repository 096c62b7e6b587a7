"""From a place to the body that serves it."""

import pytest

from fielding.engines.geography import ReferencePlaces
from fielding.engines.reference_tables import ReferenceTables
from fielding.referral.area import AreaAnswer, Outside, Places, SettledBy


@pytest.fixture(scope="module")
def places() -> Places:
    return ReferencePlaces(ReferenceTables())


def bodies(answer: AreaAnswer) -> list[str]:
    return [share.body for share in answer.bodies]


@pytest.mark.parametrize(
    ("postcode", "body", "step"),
    [
        ("AL3 8QE", "bedfordshire", SettledBy.POSTCODE),
        ("LA6 1AA", "lancashire", SettledBy.SECTOR),
        ("LS1 4AP", "west-yorkshire", SettledBy.OUTCODE),
        ("LS1", "west-yorkshire", SettledBy.OUTCODE),
        ("AL3 4", "hertfordshire", SettledBy.SECTOR),
        ("BT1 1AA", "northern-ireland", SettledBy.OUTCODE),
    ],
)
def test_each_step_settles_what_it_can(
    places: Places, postcode: str, body: str, step: SettledBy
) -> None:
    answer = places.by_postcode(postcode)

    assert bodies(answer) == [body]
    assert answer.settled_by == step
    assert answer.sure


def test_every_exception_in_the_table_is_answered_by_it(places: Places) -> None:
    rows = ReferenceTables().read("geo/postcode_force_exceptions").rows

    wrong = [
        row for row in rows if bodies(places.by_postcode(row["postcode"])) != [row["force_slug"]]
    ]

    assert not wrong


@pytest.mark.parametrize("place", ["LA6", "LA6 2"])
def test_a_place_that_spans_bodies_stays_a_doubt_with_the_likeliest_first(
    places: Places, place: str
) -> None:
    answer = places.by_postcode(place)

    assert bodies(answer)[:2] == ["cumbria", "lancashire"]
    assert answer.bodies[0].thousandths > answer.bodies[1].thousandths > 0
    assert answer.settled_by == SettledBy.MAIN_SHARE
    assert not answer.sure


@pytest.mark.parametrize("typed", ["ls14ap", " LS1  4AP ", "LS1-4AP", "LS1 4AP.", "ls1 4ap"])
def test_a_postcode_is_understood_however_it_is_typed(places: Places, typed: str) -> None:
    assert bodies(places.by_postcode(typed)) == ["west-yorkshire"]


def test_the_letter_o_typed_for_a_nought_is_put_right(places: Places) -> None:
    assert bodies(places.by_postcode("SW1A OAA")) == ["metropolitan"]


def test_a_scottish_postcode_names_its_force_and_its_nation(places: Places) -> None:
    answer = places.by_postcode("EH1 1YZ")

    assert bodies(answer) == ["police-scotland"]
    assert answer.nation == "scotland"


def test_an_outcode_across_a_border_names_no_nation(places: Places) -> None:
    answer = places.by_postcode("TD15")

    assert bodies(answer) == ["northumbria", "police-scotland"]
    assert answer.nation is None


@pytest.mark.parametrize(
    ("postcode", "outside"),
    [
        ("GY1 1AA", Outside.CROWN_DEPENDENCY),
        ("JE2 3AB", Outside.CROWN_DEPENDENCY),
        ("IM1", Outside.CROWN_DEPENDENCY),
        ("BFPO 12", Outside.FORCES_POST),
        ("BF12AU", Outside.FORCES_POST),
        ("ZZ9 9ZZ", Outside.UNKNOWN),
        ("75008 Paris", Outside.UNKNOWN),
        ("", Outside.UNKNOWN),
        ("x" * 1_000_000, Outside.UNKNOWN),
    ],
)
def test_a_place_outside_says_why(places: Places, postcode: str, outside: Outside) -> None:
    answer = places.by_postcode(postcode)

    assert answer.outside == outside
    assert not answer.bodies
    assert not answer.sure


def test_the_answer_never_holds_the_whole_postcode(places: Places) -> None:
    assert "8QE" not in repr(places.by_postcode("AL3 8QE"))


def test_an_area_code_names_its_body(places: Places) -> None:
    answer = places.by_area("E01007359")

    assert bodies(answer) == ["south-yorkshire"]
    assert answer.settled_by == SettledBy.AREA
    assert answer.nation == "england"


@pytest.mark.parametrize(
    ("code", "nation"),
    [("E01099999", "england"), ("W01000001", "wales"), ("J01", None), ("", None)],
)
def test_an_area_without_a_body_is_unknown(places: Places, code: str, nation: str | None) -> None:
    answer = places.by_area(code)

    assert answer.outside == Outside.UNKNOWN
    assert answer.nation == nation
    assert not answer.bodies


def test_every_force_named_in_the_area_table_is_in_the_register(places: Places) -> None:
    rows = ReferenceTables().read("geo/lsoa_to_police_force").rows
    names = {row["Police_force"] for row in rows} - {""}

    unknown = [name for name in names if not places.by_name(name).bodies]

    assert not unknown


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("west-yorkshire", "west-yorkshire"),
        ("West Yorkshire Police", "west-yorkshire"),
        ("Devon & Cornwall Police", "devon-and-cornwall"),
        ("Metropolitan Police", "metropolitan"),
        ("Heddlu Gwent", "gwent"),
        ("Police Service of Northern Ireland", "northern-ireland"),
        ("British Transport Police", "btp"),
    ],
)
def test_a_body_is_found_by_any_of_its_names(places: Places, name: str, slug: str) -> None:
    answer = places.by_name(name)

    assert bodies(answer) == [slug]
    assert answer.settled_by == SettledBy.NAMED


def test_a_body_of_several_nations_stands_for_none(places: Places) -> None:
    assert places.by_name("btp").nation is None


def test_a_name_that_is_no_body_is_unknown(places: Places) -> None:
    assert places.by_name("Gotham City Police").outside == Outside.UNKNOWN
