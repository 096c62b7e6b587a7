"""Following: with the reference and the code, and never with anything less."""

import pytest

from fielding.app.decide_case import decide_case
from fielding.app.erase_case import erase_case
from fielding.app.errors import WrongCode
from fielding.app.follow_case import add_to_case, ask_for_review, follow_case, own_answers
from fielding.app.handle_case import hold_case, release_case
from fielding.app.receive_case import Acknowledged, receive_case
from fielding.cases.errors import CaseErased, Incomplete
from fielding.ledger.errors import SealBroken
from fielding.testing.forms import ANSWERS, DISMISS, WORDS, a_report
from fielding.testing.hub import ASSESSOR, DPO, REPORTER, World, a_world
from fielding.testing.proofs import commitment_of


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def made(world: World) -> Acknowledged:
    return receive_case(world.hub, REPORTER, a_report())


@pytest.mark.parametrize(
    ("letters", "typed"), [("-", " "), ("-", ""), ("0", "O"), ("0", "o"), ("1", "l"), ("1", "I")]
)
def test_a_code_is_read_as_people_write_it(
    world: World, made: Acknowledged, letters: str, typed: str
) -> None:
    told = made.code.lower().replace(letters, typed)

    progress = follow_case(world.hub, f" {made.reference.lower()} ", told)

    assert progress.opened.standing.case.id == made.case


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        ("", ""), ("NOISE2600001", ""), ("NOISE2600001", "0000-0000-0000-0000"),
        ("NOISE2699999", "0000-0000-0000-0000"), ("NOISE\x0026", "x"), ("\ud800", "\ud800"),
        ("NOISE2600001", "\ud800\x00"), ("ＮＯＩＳＥ", "٠"), ("x" * 100_000, "y" * 100_000),
    ],
)  # fmt: skip
def test_whatever_else_is_sent_gets_the_same_refusal(
    world: World, made: Acknowledged, reference: str, code: str
) -> None:
    with pytest.raises(WrongCode):
        follow_case(world.hub, reference, code)


def test_another_cases_code_opens_nothing(world: World, made: Acknowledged) -> None:
    other = receive_case(world.hub, REPORTER, a_report(key="other"))

    with pytest.raises(WrongCode):
        follow_case(world.hub, made.reference, other.code)


def test_the_reporter_gets_their_own_sealed_answers_with_salts_that_prove_them(
    world: World, made: Acknowledged
) -> None:
    entry, answers = own_answers(world.hub, made.reference, made.code)

    first = world.store.contents.histories[made.case][0].entry
    assert entry == first.id
    assert commitment_of(answers) == first.commitment
    assert {a.name: a.value for a in answers} == {n: ANSWERS[n] for n in ("postcode", "story")}


def test_staffs_notes_are_not_shown_to_the_reporter(world: World, made: Acknowledged) -> None:
    hold_case(world.hub, ASSESSOR, made.case, reason="waiting-for-advice", note="I doubt it.")
    release_case(world.hub, ASSESSOR, made.case)
    add_to_case(world.hub, made.reference, made.code, "It is louder now.")
    decide_case(world.hub, ASSESSOR, made.case, DISMISS)

    progress = follow_case(world.hub, made.reference, made.code)

    shown = [field.value for fields in progress.opened.disclosed.values() for field in fields]
    assert "I doubt it." not in shown
    assert "It is louder now." in shown
    assert progress.explanation == WORDS
    assert progress.review is not None


@pytest.mark.parametrize("text", ["", "  ", "\x00\x01", "x" * 20_001])
def test_nothing_or_far_too_much_is_not_added(world: World, made: Acknowledged, text: str) -> None:
    with pytest.raises(Incomplete):
        add_to_case(world.hub, made.reference, made.code, text)


def test_what_is_added_can_hold_any_letter(world: World, made: Acknowledged) -> None:
    add_to_case(world.hub, made.reference, made.code, "Mae'n uwch nawr \ud800 🙂")

    progress = follow_case(world.hub, made.reference, made.code)

    assert "Mae'n uwch nawr  🙂" in str(progress.opened.disclosed)


def test_an_erased_case_is_followed_without_a_word_and_takes_none(
    world: World, made: Acknowledged
) -> None:
    decide_case(world.hub, ASSESSOR, made.case, DISMISS)
    erase_case(world.hub, DPO, made.case, basis="uk-gdpr-article-17")

    progress = follow_case(world.hub, made.reference, made.code)

    assert progress.opened.disclosed == {}
    assert own_answers(world.hub, made.reference, made.code)[1] == ()
    with pytest.raises(CaseErased):
        add_to_case(world.hub, made.reference, made.code, "Wait!")


def test_text_that_vanished_from_the_store_is_noticed(world: World, made: Acknowledged) -> None:
    ask = (world.hub, made.reference, made.code)
    follow_case(*ask)

    world.store.contents.blobs[made.case].clear()

    with pytest.raises(SealBroken):
        follow_case(*ask)


def test_a_field_cut_off_the_ciphertext_is_noticed(world: World, made: Acknowledged) -> None:
    blobs = world.store.contents.blobs[made.case]
    ((entry, blob),) = blobs.items()
    first_field = 2 + len("postcode") + 4 + int.from_bytes(blob[10:14], "big")

    blobs[entry] = blob[:first_field]

    with pytest.raises(SealBroken):
        follow_case(world.hub, made.reference, made.code)


def test_a_review_is_asked_for_with_the_code(world: World, made: Acknowledged) -> None:
    decide_case(world.hub, ASSESSOR, made.case, DISMISS)

    ask_for_review(world.hub, made.reference, made.code, "You never came.")

    standing = follow_case(world.hub, made.reference, made.code).opened.standing
    assert standing.case.in_review
