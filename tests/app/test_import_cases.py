"""Importing in batches, on the hub in memory and with rows made up for the purpose."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from fielding.app.erase_case import erase_case
from fielding.app.errors import OtherContent, OutdatedOutcome
from fielding.app.import_cases import import_cases
from fielding.app.incoming import Incoming, Unusable
from fielding.app.read_mail import Message, read_message
from fielding.app.read_row import RowReader
from fielding.definitions.service import CsvIntake, MailIntake, Service
from fielding.engines.geography import ReferencePlaces
from fielding.engines.reference_tables import ReferenceTables
from fielding.testing.hub import DPO, IMPORTER, World, a_world
from fielding.testing.services import shipped

TABLES = ReferenceTables()
PLACES = ReferencePlaces(TABLES)
BRADFORD, UNKNOWN_AREA, OLDHAM = "E01010646", "E01999999", "E01005289"
ROW = {
    "Crime ID": "",
    "Month": "2016-07",
    "Falls within": "West Yorkshire Police",
    "Longitude": "-1.900548",
    "Latitude": "53.928583",
    "Location": "On or near Straight Lane",
    "LSOA code": BRADFORD,
    "Crime type": "Vehicle crime",
    "Last outcome category": "Offender sent to prison",
    "Context": "",
}


@pytest.fixture(scope="module")
def services() -> Mapping[str, Service]:
    return shipped()


@pytest.fixture
def crimes(services: Mapping[str, Service]) -> Service:
    return services["recorded-crime"]


def _read(service: Service, number: int = 1, cells: Mapping[str, str] = ROW) -> Incoming | Unusable:
    assert isinstance(service.csv, CsvIntake)
    reader = RowReader(service=service.code, intake=service.csv, places=PLACES)
    return reader.read("digest-of-file", number, {**ROW, **cells})


def _incoming(service: Service, number: int = 1, cells: Mapping[str, str] = ROW) -> Incoming:
    found = _read(service, number, cells)
    assert isinstance(found, Incoming)
    return found


def test_a_row_becomes_answers_by_the_columns_that_the_definition_names(crimes: Service) -> None:
    incoming = _incoming(crimes)

    assert incoming.answers == {
        "crime-type": "vehicle-crime",
        "area": BRADFORD,
        "place": "On or near Straight Lane",
        "longitude": "-1.900548",
        "latitude": "53.928583",
    }
    assert incoming.outcome == "prison"
    assert incoming.occurred_at == datetime(2016, 7, 1, tzinfo=UTC)
    assert incoming.marks == ()


def test_a_row_goes_by_its_own_key_and_else_by_its_place_in_the_file(crimes: Service) -> None:
    keyed, unkeyed = _incoming(crimes, cells={"Crime ID": "bac7"}), _incoming(crimes, number=17)

    assert keyed.key == "file/recorded-crime/Crime ID/bac7"
    assert unkeyed.key == "file/recorded-crime/digest-of-file/17"


@pytest.mark.parametrize(
    ("area", "marks"),
    [("", ("no-area",)), (UNKNOWN_AREA, ("no-body",)), (OLDHAM, ("other-body",))],
)
def test_a_row_whose_recipient_is_in_doubt_is_kept_and_marked(
    crimes: Service, area: str, marks: tuple[str, ...]
) -> None:
    incoming = _incoming(crimes, cells={"LSOA code": area})

    assert incoming.marks == marks


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"Month": "July"}, "`Month` must be a year and a month, like 2016-07"),
        (
            {"Last outcome category": "Beamed up"},
            "`Last outcome category` holds an outcome that the service does not know",
        ),
    ],
)
def test_a_row_that_says_what_nobody_knows_is_set_aside(
    crimes: Service, cells: dict[str, str], reason: str
) -> None:
    found = _read(crimes, 9, cells)

    assert found == Unusable(number=9, reason=reason)


def test_a_batch_makes_cases_with_their_outcomes_and_marks(crimes: Service) -> None:
    world = a_world(crimes)
    batch = [_incoming(crimes, 1), _incoming(crimes, 2, {"LSOA code": ""})]

    done = import_cases(world.hub, IMPORTER, crimes, batch)

    assert (done.made, done.known, done.unusable) == (2, 0, ())
    histories = list(world.store.contents.histories.values())
    kinds = [[kept.entry.kind for kept in history] for history in histories]
    assert kinds == [["case.received", "case.sorted", "outcome.recorded"]] * 2
    assert [history[0].entry.facts.get("marks") for history in histories] == [None, ["no-area"]]


def test_equal_rows_without_a_key_are_separate_incidents(crimes: Service) -> None:
    world = a_world(crimes)
    batch = [_incoming(crimes, number) for number in (1, 2, 3)]

    done = import_cases(world.hub, IMPORTER, crimes, batch)

    assert done.made == 3


def test_importing_again_makes_nothing(crimes: Service) -> None:
    world = a_world(crimes)
    batch = [_incoming(crimes, number) for number in (1, 2)]
    import_cases(world.hub, IMPORTER, crimes, batch)

    again = import_cases(world.hub, IMPORTER, crimes, [*batch, _incoming(crimes, 3)])

    assert (again.made, again.known) == (1, 2)


def test_a_key_that_comes_again_with_other_content_is_set_aside(crimes: Service) -> None:
    world = a_world(crimes)
    first = _incoming(crimes, 1, {"Crime ID": "bac7"})
    same = replace(first, number=2)
    other = _incoming(crimes, 3, {"Crime ID": "bac7", "Crime type": "Burglary"})

    done = import_cases(world.hub, IMPORTER, crimes, [first, same, other])

    assert (done.made, done.known) == (1, 1)
    assert done.unusable == (Unusable(number=3, reason=str(OtherContent())),)


def _months(service: Service, *told: tuple[str, str]) -> list[Incoming]:
    """One crime as it comes in one month after the other, each time with an outcome."""
    return [
        _incoming(
            service, number, {"Crime ID": "bac7", "Month": month, "Last outcome category": outcome}
        )
        for number, (month, outcome) in enumerate(told, 1)
    ]


def _outcomes(world: World) -> list[object]:
    (history,) = world.store.contents.histories.values()
    return [
        kept.entry.facts["outcome"] for kept in history if kept.entry.kind == "outcome.recorded"
    ]


@pytest.mark.parametrize("at_once", [True, False])
def test_a_crime_that_comes_again_with_another_outcome_has_both(
    crimes: Service, at_once: bool
) -> None:
    world = a_world(crimes)
    months = _months(
        crimes,
        ("2016-07", "Under investigation"),
        ("2016-08", "Offender given a caution"),
        ("2016-08", "Offender given penalty notice"),
    )

    files = [months] if at_once else [[month] for month in months]
    done = [import_cases(world.hub, IMPORTER, crimes, file) for file in files]

    assert sum(each.made for each in done) == 1
    assert sum(each.updated for each in done) == 2
    assert _outcomes(world) == ["under-investigation", "caution", "penalty-notice"]


def test_importing_an_update_or_what_it_updated_again_adds_nothing(crimes: Service) -> None:
    world = a_world(crimes)
    months = _months(
        crimes, ("2016-07", "Under investigation"), ("2016-08", "Offender given a caution")
    )
    for month in months:
        import_cases(world.hub, IMPORTER, crimes, [month])

    again = import_cases(world.hub, IMPORTER, crimes, [*months, *reversed(months)])

    assert (again.made, again.updated, again.known) == (0, 0, 4)
    assert _outcomes(world) == ["under-investigation", "caution"]


def test_the_same_outcome_in_a_later_month_is_nothing_new(crimes: Service) -> None:
    world = a_world(crimes)
    months = _months(crimes, ("2016-07", "Under investigation"), ("2016-08", "Under investigation"))

    done = import_cases(world.hub, IMPORTER, crimes, months)

    assert (done.made, done.updated, done.known) == (1, 0, 1)


def test_an_outcome_of_an_earlier_month_does_not_take_the_place_of_a_later_one(
    crimes: Service,
) -> None:
    world = a_world(crimes)
    months = _months(
        crimes, ("2016-09", "Offender given a caution"), ("2016-08", "Under investigation")
    )

    done = import_cases(world.hub, IMPORTER, crimes, months)

    assert done.unusable == (Unusable(number=2, reason=str(OutdatedOutcome())),)
    assert _outcomes(world) == ["caution"]


def test_a_case_whose_rules_allow_no_further_outcome_keeps_its_first(crimes: Service) -> None:
    once = replace(
        crimes,
        digest="f" * 64,
        referral=replace(
            crimes.referral,
            outcome_rules=tuple(
                replace(rule, when=("received",)) for rule in crimes.referral.outcome_rules
            ),
        ),
    )
    world = a_world(once)
    months = _months(
        once, ("2016-07", "Under investigation"), ("2016-08", "Offender given a caution")
    )

    done = import_cases(world.hub, IMPORTER, once, months)

    assert [each.number for each in done.unusable] == [2]
    assert _outcomes(world) == ["under-investigation"]


def test_an_erased_crime_is_not_updated(crimes: Service) -> None:
    world = a_world(crimes)
    before, after = _months(
        crimes, ("2016-07", "Under investigation"), ("2016-08", "Offender given a caution")
    )
    import_cases(world.hub, IMPORTER, crimes, [before])
    (case,) = world.store.contents.histories
    erase_case(world.hub, DPO, case, basis="court-order")

    done = import_cases(world.hub, IMPORTER, crimes, [after])

    assert [each.number for each in done.unusable] == [2]
    assert _outcomes(world) == ["under-investigation"]


def test_a_row_with_faulty_answers_keeps_no_other_from_coming_in(crimes: Service) -> None:
    world = a_world(crimes)
    faulty = _incoming(crimes, 2, {"Crime type": "Dragon riding"})

    done = import_cases(world.hub, IMPORTER, crimes, [_incoming(crimes, 1), faulty])

    assert done.made == 1
    assert [(each.number, each.reason) for each in done.unusable] == [
        (2, "crime-type: Select one of the answers listed")
    ]


def _message(**changes: object) -> Message:
    message = Message(
        number=1,
        parts={
            "subject": "Your parcel",
            "sender": "courier@example.com",
            "text": "Pay here.",
            "links": ("https://parcel.example/pay",),
            "emails": ("courier@example.com",),
            "phones": ("+447700900123",),
        },
        date=datetime(2026, 1, 5, 9, 30, tzinfo=UTC),
    )
    return replace(message, **changes)  # type: ignore[arg-type]


def test_a_message_becomes_answers_by_the_parts_that_the_definition_names(
    services: Mapping[str, Service],
) -> None:
    fraud = services["fraud"]

    incoming = read_message(fraud, _message(), "digest-of-file")

    assert isinstance(fraud.mail, MailIntake)
    assert dict(fraud.mail.fixed).items() <= incoming.answers.items()
    assert incoming.answers["message-subject"] == "Your parcel"
    assert incoming.answers["message-links"] == ["https://parcel.example/pay"]
    assert incoming.answers["started"] == "2026-01-05"
    assert incoming.key == "mail/fraud/digest-of-file/1"


def test_a_message_that_cannot_be_parsed_is_kept_and_marked(
    services: Mapping[str, Service],
) -> None:
    world = a_world(services["fraud"])
    nothing = _message(
        parts=dict.fromkeys(("subject", "sender"), "")
        | {"text": "\x00garbage", "links": (), "emails": (), "phones": ()},
        date=None,
        mark="unparsable",
    )
    incoming = read_message(services["fraud"], nothing, "digest-of-file")

    done = import_cases(world.hub, IMPORTER, services["fraud"], [incoming])

    assert done.made == 1
    (history,) = world.store.contents.histories.values()
    assert history[0].entry.facts["marks"] == ["unparsable", "incomplete"]


def test_a_message_longer_than_its_question_allows_is_shortened_and_marked(
    services: Mapping[str, Service],
) -> None:
    long = _message(parts={**_message().parts, "subject": "x" * 1_000})

    incoming = read_message(services["fraud"], long, "digest-of-file")

    assert incoming.answers["message-subject"] == "x" * 300
    assert incoming.marks == ("shortened",)
