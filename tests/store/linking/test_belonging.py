"""What is told of a report that just came: its network, and all that ties it there."""


from fielding.app.linking.judging import judge_reports
from fielding.linking.judgements.judging import Verdict
from fielding.store.queries.belonging import belongs
from fielding.testing.linked_hub import ANALYST, OTHER_PHONE, PHONE, LinkedHub

#: One digit off PHONE.
NEARLY = "07700 900124"
MAIL = "write@reaching-for-you.example"


def test_a_report_belongs_by_what_it_shares_with_the_earliest_report_that_mentions_it(
    linked: LinkedHub,
) -> None:
    first, second, third = (linked.report(suspect_phone=PHONE) for _ in range(3))
    linked.link()

    found, of_first = belongs(ANALYST, third), belongs(ANALYST, first)

    assert found
    assert (found.network, found.reports) == (first, 3)
    assert [(one.kind, one.reports, one.other) for one in found.ties] == [("phone", 3, first)]
    assert of_first
    assert of_first.ties[0].other == second


def test_an_identifier_that_is_nearly_the_same_is_a_reason_as_well(linked: LinkedHub) -> None:
    first = linked.report(suspect_phone=PHONE, what_happened=f"They said to write to {MAIL}.")
    second = linked.report(suspect_phone=NEARLY, what_happened=f"I wrote to {MAIL}.")
    linked.link()

    found = belongs(ANALYST, second)

    assert found
    told = {(one.kind, one.identifier == one.theirs, one.other) for one in found.ties}
    assert told == {("email", True, first), ("phone", False, first)}


def test_a_judgement_is_a_reason_and_a_report_alone_has_none(linked: LinkedHub) -> None:
    one, other = linked.report(suspect_phone=PHONE), linked.report(suspect_phone=OTHER_PHONE)
    linked.link()
    alone = belongs(ANALYST, one)
    judge_reports(linked.hub, ANALYST, Verdict.SAME, (one, other), "One voice, one script.")
    linked.link()

    found = belongs(ANALYST, other)

    assert found
    assert alone
    assert (alone.network, alone.reports, alone.ties, alone.judged) == (one, 1, (), ())
    assert (found.network, found.ties, found.judged) == (one, (), (one,))
    assert belongs(ANALYST, "00000000-0000-4000-8000-000000000000") is None
