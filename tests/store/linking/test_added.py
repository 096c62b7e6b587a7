"""What reporters add to their reports."""

from tests.store.linking.conftest import Tables

from fielding.linking.mentions import MOST
from fielding.testing.linked_hub import PHONE, LinkedHub


def test_what_is_added_to_a_report_makes_it_no_larger_than_a_report_can_be(
    linked: LinkedHub, tables: Tables
) -> None:
    case = linked.report(suspect_phone=PHONE)
    for first in (0, MOST):
        named = (f"no{number}@firm{number}.example" for number in range(first, first + MOST))
        linked.add(case, " ".join(named))

    linked.link()

    assert tables.count("link_mention") == MOST
