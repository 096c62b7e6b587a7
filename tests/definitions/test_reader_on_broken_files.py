"""However a file is broken, the reader names faults and never falls over."""

import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest

import fielding.services
from fielding.definitions.errors import InvalidDefinition
from fielding.definitions.faults import Fault
from fielding.definitions.located import Located
from fielding.definitions.reader import read_service
from fielding.definitions.service import CodeTable

pytestmark = pytest.mark.slow

JUNK: tuple[object, ...] = (
    None,
    "",
    "junk",
    "a is b",
    "5 working days",
    -1,
    2.5,
    True,
    date(2020, 1, 1),
    [],
    {},
)
FILES = sorted(Path(fielding.services.__path__[0]).glob("*.yaml"))


def _places(node: Located) -> Iterator[tuple[Located, str | int]]:
    match node.value:
        case dict():
            for key, inner in node.value.items():
                yield node, key
                yield from _places(inner)
        case list():
            for index, inner in enumerate(node.value):
                yield node, index
                yield from _places(inner)


def _break(tree: Located, dice: random.Random) -> None:
    holder, key = dice.choice(list(_places(tree)))
    holding = holder.value
    assert isinstance(holding, dict | list)
    match dice.randrange(3):
        case 0:
            del holding[key]  # type: ignore[arg-type]
        case 1 if isinstance(holding, dict):
            holding["unheard-of"] = holding.pop(str(key))
        case _:
            holding[key] = Located(value=dice.choice(JUNK), line=7)  # type: ignore[index]


@contextmanager
def _noting(faults: list[Fault]) -> Iterator[None]:
    try:
        yield
    except InvalidDefinition as found:
        faults.extend(found.faults)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_broken_file_gives_a_service_or_faults(
    file: Path, tree: Callable[[str], Located], tables: Mapping[str, CodeTable]
) -> None:
    sound = tree(file.read_text())
    dice = random.Random(20261122)
    faults: list[Fault] = []

    for _ in range(200):
        whole = deepcopy(sound)
        for _ in range(dice.randint(1, 3)):
            _break(whole, dice)
        with _noting(faults):
            read_service(whole, file=file.name, tables=tables)

    assert faults
    assert all(fault.message and fault.remedy for fault in faults)
