"""What joins reports is told in words, also of what was erased since it was linked."""

from fielding.linking.networks.evidence import Reason
from fielding.linking.networks.people import person_of
from fielding.linking.networks.why import Holding, Outsider, Step, WhyNot
from fielding.store.queries.across_forces import Named
from fielding.wiring.linking_told import Words

WORDS = Words(reports={1: Named(case="one", reference="NFRC1")}, rows={}, shown={7: "phone 07…"})


def test_an_identifier_or_report_that_is_erased_is_said_to_be_so() -> None:
    step = Step(
        report=1, other=2, identifiers=(8,), reason=Reason.SHARED, reports=2, holds=Holding.SINGLE
    )

    line = WORDS.step(step)

    assert (line.one, line.other) == ("NFRC1", "a report that is erased")
    assert line.says == "both mention an identifier that is erased"


def test_what_is_nearly_an_erased_identifier_still_names_itself() -> None:
    assert WORDS.what((7, 8)) == "phone 07… and an identifier that is erased"


def test_persons_alone_are_called_persons() -> None:
    outsider = Outsider(
        report=1, other=2, identifiers=(person_of(1), person_of(2)), reason=WhyNot.NEAR_ALONE
    )

    assert WORDS.outsider(outsider).says.startswith("the persons that they tell of are nearly")
