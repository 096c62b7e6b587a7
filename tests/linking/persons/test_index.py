"""A record that comes finds whom it belongs with, at a bounded price."""

from tests.linking.persons.a_model import KEY, a_model
from tests.linking.persons.shelf import ShelfInMemory

from fielding.linking.persons.fields import Record
from fielding.linking.persons.index import BUSIEST, LARGEST, Arrived, arrive

ANN = {"first_name": "ann", "surname": "jones", "postcode": "ab1 2cd"}
MODEL = a_model()


def _come(shelf: ShelfInMemory, number: int, record: Record) -> Arrived:
    arrived = arrive(MODEL, KEY, shelf, number, record)
    shelf.keep(arrived, record)
    return arrived


def test_a_record_finds_the_person_it_is_of() -> None:
    shelf = ShelfInMemory()
    _come(shelf, 1, ANN)
    _come(shelf, 2, {**ANN, "first_name": "bob"})

    arrived = _come(shelf, 3, {**ANN, "surname": "jonas"})

    assert arrived.links == (1,)
    assert arrived.parted is not None
    assert arrived.parted.persons == (frozenset({1, 3}),)


def test_only_candidates_are_opened() -> None:
    shelf = ShelfInMemory()
    _come(shelf, 1, ANN)
    _come(shelf, 2, {"first_name": "zoe", "surname": "quill", "postcode": "zz1 1zz"})
    shelf.opened_so_far.clear()

    _come(shelf, 3, ANN)

    assert shelf.opened_so_far == [1]


def test_a_key_that_everybody_holds_brings_nobody_and_is_told() -> None:
    shelf = ShelfInMemory()
    for number in range(BUSIEST + 1):
        shelf.keep(
            Arrived(number=number, tokens=arrive(MODEL, KEY, ShelfInMemory(), 0, ANN).tokens,
                    links=(), busy=frozenset(), parted=None), ANN,
        )  # fmt: skip

    arrived = _come(shelf, 999, ANN)

    assert arrived.busy == arrived.tokens
    assert arrived.links == ()


def test_what_hangs_together_in_too_many_records_is_left_to_the_batch() -> None:
    shelf = ShelfInMemory()
    first = _come(shelf, 0, ANN)
    for number in range(1, LARGEST + 1):
        shelf.keep(
            Arrived(number=number, tokens=frozenset(), links=(number - 1,), busy=frozenset(),
                    parted=None), ANN,
        )  # fmt: skip

    arrived = _come(shelf, 999, ANN)

    assert arrived.links == (0,)
    assert arrived.parted is None
    assert first.parted is not None


def test_a_record_that_comes_again_is_not_its_own_candidate() -> None:
    shelf = ShelfInMemory()
    _come(shelf, 1, ANN)

    assert _come(shelf, 1, ANN).links == ()
