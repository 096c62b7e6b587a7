"""A draw carried out again from the entries: equal, or every difference is listed."""

from dataclasses import replace
from datetime import timedelta

from tests.oversight.readings.worlds import PLAN, SEED, drawn

from fielding.oversight.books import Books
from fielding.oversight.readings.auditing import audit
from fielding.oversight.readings.folding import Draw
from fielding.oversight.readings.population import decisions_for
from fielding.testing.histories import BEGINNING, RULES, SERVICES, Teller, books_of, sequenced

FRAUD = SERVICES["fraud"]
DAY = timedelta(days=1)
PLANNED = replace(PLAN, first=BEGINNING, before=BEGINNING + 30 * DAY, per_handler=3)


def case(number: int, handler: str, *, firm: str = "prime") -> Teller:
    return Teller(name=f"case-{number:04}", service=FRAUD, firm=firm, actor=handler).receive()


def a_month(handlers: int = 4, each: int = 8) -> Books:
    told = [
        case(100 * handler + number, f"handler-{handler}").dismiss(DAY)
        if number
        else case(100 * handler, f"handler-{handler}").tell("case.kept", DAY, decision="keep")
        for handler in range(handlers)
        for number in range(each)
    ]
    return books_of(sequenced(*(one.told for one in told)), BEGINNING + 31 * DAY)


def a_draw(books: Books, seed: bytes = SEED) -> Draw:
    size = books.standpoint.size
    found = decisions_for(PLANNED, books.records.values(), RULES.definition, size)
    draw = drawn(found, PLANNED, seed)
    assert draw.made
    made = replace(draw.made, size=size, at=BEGINNING + 31 * DAY)
    return replace(draw, made=made, committed_at=BEGINNING)


def codes(draw: Draw, books: Books) -> list[str]:
    return [one.code for one in audit(draw, books.records.values(), RULES.definition)]


def test_an_honest_draw_shows_no_difference() -> None:
    books = a_month()

    assert codes(a_draw(books), books) == []


def test_entries_that_came_after_the_draw_do_not_change_it() -> None:
    books = a_month()
    draw = a_draw(books)
    told = [case(9000, "handler-0").dismiss(DAY).told]
    later = a_month()
    more = books_of(sequenced(*told), BEGINNING + 40 * DAY)
    moved = {
        subject: replace(
            record,
            marks=tuple(replace(m, index=m.index + later.standpoint.size) for m in record.marks),
        )
        for subject, record in more.records.items()
    }

    found = audit(draw, [*later.records.values(), *moved.values()], RULES.definition)

    assert found == ()


def test_a_draw_that_skips_a_handler_shows() -> None:
    books = a_month()
    draw = a_draw(books)
    kept = tuple(p for p in draw.picked if p.pick.decided.handler != "handler-2")

    found = audit(replace(draw, picked=kept), books.records.values(), RULES.definition)

    assert [one.handler for one in found if one.code == "handler-skipped"] == ["handler-2"]
    assert "missing" in {one.code for one in found}


def test_a_seed_that_was_rolled_again_shows() -> None:
    books = a_month()
    rolled = a_draw(books, seed=b"t" * 32)
    draw = replace(rolled, seed_hash=a_draw(books).seed_hash)

    assert codes(draw, books) == ["seed-differs"]


def test_a_case_put_into_the_draw_by_hand_shows() -> None:
    books = a_month()
    draw = a_draw(books)
    outside = next(
        one
        for one in decisions_for(PLANNED, books.records.values(), RULES.definition, 10**6)
        if one.kind == "dismissed" and one not in [p.pick.decided for p in draw.picked]
    )
    first = draw.picked[0]
    swapped = replace(first, pick=replace(first.pick, decided=outside))

    found = codes(replace(draw, picked=(swapped, *draw.picked[1:])), books)

    assert sorted(found) == ["extra", "missing"]


def test_a_draw_whose_order_was_changed_shows() -> None:
    books = a_month()
    draw = a_draw(books)

    assert codes(replace(draw, picked=draw.picked[::-1]), books) == ["order"]


def test_a_commitment_after_the_end_of_the_period_shows() -> None:
    books = a_month()
    draw = replace(a_draw(books), committed_at=PLANNED.before)

    assert codes(draw, books) == ["committed-late"]


def test_two_draws_over_the_same_days_show() -> None:
    books = a_month()
    draw = a_draw(books)
    other = replace(draw, id="other", committed=7)

    found = audit(draw, books.records.values(), RULES.definition, [draw, other])

    assert [(one.code, one.index) for one in found] == [("overlaps", 7)]


def test_a_case_erased_before_the_draw_is_not_drawn() -> None:
    told = case(1, "handler-1").dismiss(DAY).tell("case.erased", DAY)
    books = books_of(sequenced(told.told), BEGINNING + 31 * DAY)

    assert list(decisions_for(PLANNED, books.records.values(), RULES.definition, 99)) == []


def test_the_code_of_a_decision_is_that_of_the_case_at_the_time() -> None:
    told = case(1, "handler-1").tell("case.sorted", code="first").dismiss(DAY)
    told.tell("case.kept", DAY, decision="keep", code="second")
    books = books_of(sequenced(told.told), BEGINNING + 31 * DAY)

    found = list(decisions_for(PLANNED, books.records.values(), RULES.definition, 99))

    told_of = [(one.kind, one.code) for one in found]
    assert told_of == [("dismissed", "first"), ("accepted", "second")]
