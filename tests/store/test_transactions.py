"""Transactions on PostgreSQL: two at once, rolled back, erased; what no memory can show."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import close_old_connections, connection, transaction

from fielding.access.roles import SYSTEM
from fielding.app.decide_case import decide_case
from fielding.app.erase_case import erase_case
from fielding.app.errors import InFlight
from fielding.app.follow_case import add_to_case, follow_case
from fielding.app.open_case import open_case
from fielding.app.pen import Pen
from fielding.app.ports import Hub, Receipt, Written
from fielding.app.receive_case import receive_case
from fielding.app.sort_case import new_referral
from fielding.cases.errors import CaseErased, NotAllowedFromHere
from fielding.cases.receiving import receive
from fielding.kernel.errors import FieldingError
from fielding.ledger.proofs import verify_inclusion_file
from fielding.referral.answering import SentBack, send, send_back
from fielding.store.bulk import MANY
from fielding.store.transactions import PostgresStore
from fielding.testing.forms import ANSWERS, DISMISS, KEEP, REFER, a_report
from fielding.testing.hub import ASSESSOR, COLLEAGUE, DPO, IMPORTER, NORTH_OFFICER, REPORTER
from fielding.wiring.hub import keyring

#: What receiving writes.
TABLES = ("entry", "sealed", "case_key", "case_row", "referral_row", "promise_row", "case_grant")


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do things at the same time, each on a connection of its own; give results or refusals."""
    start = threading.Barrier(len(acts))
    results: list[object] = [None] * len(acts)

    def work(place: int, act: Callable[[], object]) -> None:
        start.wait()
        try:
            results[place] = act()
        except FieldingError as refusal:
            results[place] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def kinds(superuser: psycopg.Connection, case: str) -> list[str]:
    rows = superuser.execute("SELECT kind FROM entry WHERE case_id = %s ORDER BY queued", (case,))
    return [kind for (kind,) in rows]


def test_of_two_decisions_at_once_one_counts_and_the_other_is_told(
    noisy_hub: Hub, cases: Any, superuser: psycopg.Connection
) -> None:
    case = cases.waiting.case

    results = at_once(
        lambda: decide_case(noisy_hub, ASSESSOR, case, KEEP),
        lambda: decide_case(noisy_hub, COLLEAGUE, case, KEEP),
    )

    assert {type(result) for result in results} == {type(None), NotAllowedFromHere}
    assert kinds(superuser, case).count("case.kept") == 1


def test_a_decision_overtaken_by_something_harmless_is_tried_again(
    noisy_hub: Hub, cases: Any, superuser: psycopg.Connection
) -> None:
    sent = cases.waiting

    results = at_once(
        lambda: decide_case(noisy_hub, ASSESSOR, sent.case, DISMISS),
        *[lambda: add_to_case(noisy_hub, sent.reference, sent.code, "And again.")] * 3,
    )

    assert results == [None] * 4
    written = kinds(superuser, sent.case)
    assert (written.count("case.dismissed"), written.count("case.added")) == (1, 3)


def test_the_same_report_sent_twice_at_once_makes_one_case(
    noisy_hub: Hub, superuser: psycopg.Connection
) -> None:
    results = at_once(*[lambda: receive_case(noisy_hub, REPORTER, a_report(key="same"))] * 4)

    made = {result for result in results if not isinstance(result, InFlight)}
    (acknowledged,) = made
    assert receive_case(noisy_hub, REPORTER, a_report(key="same")) == acknowledged
    assert superuser.execute("SELECT count(*) FROM case_row").fetchone() == (1,)


def test_a_service_key_of_a_failed_transaction_wraps_nothing_afterwards(
    noisy_hub: Hub, superuser: psycopg.Connection
) -> None:
    def fail() -> None:
        with noisy_hub.store.transaction(REPORTER) as tx:
            Pen.begin(noisy_hub, noisy_hub.services.current("noise"), tx)
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    case = receive_case(noisy_hub, REPORTER, a_report())

    opened = open_case(noisy_hub, ASSESSOR, case.case, purpose="assess")
    assert opened.answers()["story"] == ANSWERS["story"]
    (stored,) = superuser.execute("SELECT count(*) FROM service_key").fetchall()
    assert stored == (1,)


def test_another_process_opens_what_this_one_sealed(noisy_hub: Hub) -> None:
    case = receive_case(noisy_hub, REPORTER, a_report())
    keys = keyring()
    fresh = type(noisy_hub.store)(  # type: ignore[call-arg]
        kek=keys.kek, token_key=keys.tokens, random=noisy_hub.random.bytes, clock=noisy_hub.clock
    )
    other_process = replace(noisy_hub, store=fresh)

    opened = open_case(other_process, ASSESSOR, case.case, purpose="assess")

    assert opened.answers() == ANSWERS


def test_the_first_two_cases_of_a_month_at_once_share_its_key(
    noisy_hub: Hub, superuser: psycopg.Connection
) -> None:
    results = at_once(
        *[lambda n=n: receive_case(noisy_hub, REPORTER, a_report(key=f"{n}")) for n in range(4)]
    )

    for result in results:
        open_case(noisy_hub, ASSESSOR, result.case, purpose="assess")  # type: ignore[attr-defined]
    assert superuser.execute("SELECT count(*) FROM service_key").fetchone() == (1,)


def test_an_erased_case_has_no_key_and_no_text_and_its_receipt_still_holds(
    noisy_hub: Hub, cases: Any, superuser: psycopg.Connection, sequencing: None
) -> None:
    before = noisy_hub.proofs.prove(cases.sent.entry)

    erase_case(noisy_hub, DPO, cases.sent.case, basis="court-order")

    for table in ("case_key", "sealed"):
        asked = f"SELECT count(*) FROM {table} WHERE case_id = %s"
        assert superuser.execute(asked.encode(), (cases.sent.case,)).fetchone() == (0,)
    keys = keyring()
    after = noisy_hub.proofs.prove(cases.sent.entry)
    for receipt in (before, after):
        assert isinstance(receipt, Receipt)
        verify_inclusion_file(
            receipt.proof,
            receipt.entry,
            [keys.log.verifier(), keys.cosigner.verifier()],
            settings.FIELDING_ORIGIN,
        )
    assert kinds(superuser, cases.sent.case)[-1] == "case.erased"


def test_an_erased_case_can_be_followed_and_tells_no_word(noisy_hub: Hub, cases: Any) -> None:
    sent = cases.sent
    erase_case(noisy_hub, DPO, sent.case, basis="court-order")

    progress = follow_case(noisy_hub, sent.reference, sent.code)

    assert progress.opened.standing.case.erased_at is not None
    assert progress.opened.disclosed == {}
    with pytest.raises(CaseErased):
        add_to_case(noisy_hub, sent.reference, sent.code, "Too late.")


def test_erasing_and_adding_at_once_leaves_no_text_behind(
    noisy_hub: Hub, cases: Any, superuser: psycopg.Connection
) -> None:
    sent = cases.waiting

    at_once(
        lambda: erase_case(noisy_hub, DPO, sent.case, basis="court-order"),
        *[lambda: add_to_case(noisy_hub, sent.reference, sent.code, "One more word.")] * 3,
    )

    left = superuser.execute("SELECT count(*) FROM sealed WHERE case_id = %s", (sent.case,))
    assert left.fetchone() == (0,)


def test_a_body_that_sent_a_case_back_sees_it_no_more(noisy_hub: Hub, cases: Any) -> None:
    with noisy_hub.store.transaction(NORTH_OFFICER) as tx:
        pen = Pen.take_up(noisy_hub, tx, tx.history(cases.sent.case))
        (referral,) = pen.current.referrals
        back = SentBack(reason="wrong-place")
        pen.write(NORTH_OFFICER, send_back(pen.service, pen.current, NORTH_OFFICER, referral, back))
        tx.keep([pen.written()])

    with noisy_hub.store.transaction(NORTH_OFFICER) as tx:
        assert tx.history(cases.sent.case) == ()


def test_a_case_sent_to_two_bodies_is_seen_by_both(noisy_hub: Hub, cases: Any) -> None:
    south = replace(NORTH_OFFICER, firm="south-council")
    decide_case(noisy_hub, ASSESSOR, cases.waiting.case, KEEP)

    decide_case(noisy_hub, ASSESSOR, cases.waiting.case, replace(REFER, recipient="south-council"))

    with noisy_hub.store.transaction(south) as tx:
        assert tx.history(cases.waiting.case)
        assert not tx.history(cases.sent.case)


def written_of_many(hub: Hub, count: int) -> Sequence[Written]:
    service = hub.services.current("noise")
    with hub.store.transaction(IMPORTER) as tx:
        pens = [Pen.begin(hub, service, tx) for _ in range(count)]
        for number, pen in zip(tx.next_numbers(count), pens, strict=True):
            pen.write(IMPORTER, receive(service, ANSWERS, reference=f"MANY{number}", door="file"))
            pen.write(SYSTEM, send(new_referral(hub), "north-council"))
    return [pen.written() for pen in pens]


def begin_many(hub: Hub, count: int) -> Sequence[str]:
    written = written_of_many(hub, count)
    with hub.store.transaction(IMPORTER) as tx:
        tx.keep(written)
    return [each.standing.case.id for each in written]


def rows_of(hub: Hub, parts: Sequence[Sequence[Written]]) -> dict[str, object]:
    """Keep each part on its own in one transaction, and give what each table then holds of it."""
    with transaction.atomic(), hub.store.transaction(IMPORTER) as tx:
        for part in parts:
            tx.keep(part)
        with connection.cursor() as cursor:
            found = {table: _rows(cursor, table) for table in TABLES}
        transaction.set_rollback(True)
    return found


def _rows(cursor: Any, table: str) -> object:
    cursor.execute(f"SELECT to_jsonb({table}) - 'queued' FROM {table} ORDER BY 1")
    return cursor.fetchall()


def test_many_cases_at_once_are_kept_like_few(
    noisy_hub: Hub, superuser: psycopg.Connection
) -> None:
    begun = begin_many(noisy_hub, MANY + 5)

    for case in begun:
        open_case(noisy_hub, ASSESSOR, case, purpose="assess")
    assert superuser.execute("SELECT count(*) FROM case_row").fetchone() == (len(begun),)
    assert superuser.execute("SELECT count(*) FROM pending").fetchone() == (3 * len(begun),)


def test_many_cases_are_kept_row_for_row_as_each_alone(noisy_hub: Hub) -> None:
    written = written_of_many(noisy_hub, MANY + 5)

    at_once = rows_of(noisy_hub, [written])
    alone = rows_of(noisy_hub, [[each] for each in written])

    assert at_once == alone
    assert all(at_once.values())


def test_many_cases_are_kept_twice_in_one_transaction(
    noisy_hub: Hub, superuser: psycopg.Connection
) -> None:
    with transaction.atomic():
        begun = [case for _ in range(2) for case in begin_many(noisy_hub, MANY + 5)]

    kept = superuser.execute("SELECT case_id::text FROM case_row ORDER BY 1").fetchall()
    assert kept == sorted((case,) for case in begun)


def test_a_pipeline_of_the_next_request_goes_through_where_the_server_cut_the_connection(
    noisy_hub: Hub, cases: Any, superuser: psycopg.Connection
) -> None:
    cut = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = %s"
    superuser.execute(cut, (connection.settings_dict["USER"],))
    close_old_connections()
    assert isinstance(noisy_hub.store, PostgresStore)

    with noisy_hub.store.pipeline(ASSESSOR) as tx:
        history = tx.history(cases.sent.case)

    assert history
