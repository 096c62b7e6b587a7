"""The queue: the most pressing first, taken by one person each."""

import threading
from collections.abc import Callable

from django.db import connections
from django.test import Client

from fielding.access.roles import Actor, Role
from fielding.app.handle_case import assign_case, hold_case
from fielding.app.ports import Hub
from fielding.app.receive_case import Acknowledged
from fielding.app.take_case import take_next
from fielding.store.queries.queues import next_to_take, standing_of


def _references(page: str, *made: Acknowledged) -> list[str]:
    """Give the references that a page shows, in their order."""
    shown = [(page.index(one.reference), one.reference) for one in made if one.reference in page]
    return [reference for _, reference in sorted(shown)]


def test_urgent_cases_come_first_then_points_then_age(
    signed_in: Callable[..., Client], report: Callable[..., Acknowledged]
) -> None:
    client = signed_in("ann-1", Role.ASSESSOR, "first-firm")
    plain = report()
    afraid = report(effects=["unsafe"])
    later = report()
    # Whose force is known is referred at once; in doubt, it waits here.
    urgent = report(**{"happening-now": "yes", "postcode": "TN8"})

    page = client.get("/desk/").content.decode()

    expected = [urgent.reference, afraid.reference, plain.reference, later.reference]
    assert _references(page, plain, afraid, later, urgent) == expected


def test_filters_narrow_the_queue(
    signed_in: Callable[..., Client],
    report: Callable[..., Acknowledged],
    hub: Hub,
    actor: Callable[..., Actor],
) -> None:
    client = signed_in("ann-1", Role.ASSESSOR, "first-firm")
    other = actor("bob-2", Role.ASSESSOR, "first-firm")
    mine, held, free = report(), report(), report()
    assign_case(hub, other, mine.case, to="ann-1")
    hold_case(hub, other, held.case, reason="waiting-for-evidence", note="")
    made = (mine, held, free)

    def shown(query: str) -> list[str]:
        return _references(client.get(f"/desk/?{query}").content.decode(), *made)

    assert shown("only=mine") == [mine.reference]
    assert shown("only=held") == [held.reference]
    assert shown("only=unassigned") == [held.reference, free.reference]
    assert shown("age=7") == []
    assert shown("force=west-yorkshire") == [one.reference for one in made]
    assert shown("force=kent") == []
    assert shown("state=returned") == []


def test_what_was_referred_no_longer_waits_but_can_be_found(
    signed_in: Callable[..., Client], referred: Callable[..., tuple[str, str]]
) -> None:
    client = signed_in("ann-1", Role.ASSESSOR, "first-firm")
    case, _ = referred("kent")

    assert case not in client.get("/desk/").content.decode()
    assert case in client.get("/desk/?state=referred").content.decode()


def test_taking_the_next_assigns_and_opens_it(
    signed_in: Callable[..., Client], report: Callable[..., Acknowledged]
) -> None:
    client = signed_in("ann-1", Role.ASSESSOR, "first-firm")
    made = report()

    taken = client.post("/desk/next")
    page = client.get(taken.headers["Location"]).content.decode()

    assert taken.headers["Location"] == f"/desk/case/{made.case}/"
    assert made.reference in page
    assert "ann-1" in page


def test_nothing_to_take_is_said(signed_in: Callable[..., Client]) -> None:
    client = signed_in("ann-1", Role.ASSESSOR, "first-firm")

    page = client.post("/desk/next").content.decode()

    assert "Nothing to take" in page


def test_two_who_take_at_once_get_different_cases(
    hub: Hub, report: Callable[..., Acknowledged], actor: Callable[..., Actor]
) -> None:
    takers = [actor(f"taker-{number}", Role.ASSESSOR, "first-firm") for number in range(4)]
    made = [report().case for _ in takers]
    line = threading.Barrier(len(takers))
    taken: dict[str, str | None] = {}

    def take(taker: Actor) -> None:
        waiting = next_to_take(taker, ())
        line.wait()
        taken[taker.name] = take_next(hub, taker, waiting)
        connections.close_all()

    threads = [threading.Thread(target=take, args=(taker,)) for taker in takers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(filter(None, taken.values())) == sorted(made)
    held_by = {standing_of(takers[0], case).assigned_to for case in made}
    assert held_by == {taker.name for taker in takers}


def test_the_queue_has_pages(
    signed_in: Callable[..., Client], report: Callable[..., Acknowledged]
) -> None:
    client = signed_in("ann-1", Role.ASSESSOR, "first-firm")
    made = [report() for _ in range(26)]

    first = client.get("/desk/").content.decode()
    second = client.get("/desk/?page=2").content.decode()
    past = client.get("/desk/?page=99").content.decode()
    before = client.get("/desk/?page=0").content.decode()

    assert "26 cases wait, page 1 of 2" in first
    assert _references(before, *made) == _references(first, *made) != []
    assert _references(second, *made) == [made[-1].reference]
    assert _references(past, *made) == [made[-1].reference]
