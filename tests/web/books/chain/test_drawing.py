"""The drawing of a chain: heights are shares, and no label stands on another."""

from itertools import pairwise

from fielding.access.roles import Actor, Role
from fielding.oversight.chain.placing import Standing
from fielding.oversight.chain.summary import FirmRow
from fielding.web.books.chain.drawing import draw_chain
from fielding.web.books.reader import Reader
from fielding.web.speaker import Speaker

NAMES = {slug: slug.capitalize() for slug in ("prime", "near", "far", "stranger")}
READER = Reader(
    actor=Actor(name="overseer-1", role=Role.OVERSEER), speaker=Speaker("en"), names=NAMES
)


def row(count: int, *path: str, standing: Standing = Standing.APPROVED, firm: str = "") -> FirmRow:
    entries = tuple(range(count))
    return FirmRow(firm=firm or path[-1], path=path, standing=standing, entries=entries)


def test_each_tier_is_a_column_and_each_firm_as_high_as_its_share() -> None:
    rows = [
        row(50, "prime", standing=Standing.PRIME),
        row(20, "prime", "near"),
        row(10, "prime", "near", standing=Standing.NOT_APPROVED),
        row(10, "prime", "near", "far"),
        row(10, firm="stranger", standing=Standing.UNDISCLOSED),
    ]

    chart = draw_chain("Chain", rows, READER)

    columns: dict[float, float] = {}
    for shape in chart.shapes:
        columns[shape.x] = columns.get(shape.x, 0) + shape.height
    assert [round(high / 3) for _, high in sorted(columns.items())] == [90, 40, 10, 10]
    assert {shape.look for shape in chart.shapes} == {"solid", "hatched", "crossed", "dotted"}
    texts = [label.text for label in chart.labels]
    assert "Near 30.0%" in texts
    assert "1 firm 10.0%" in texts


def test_thirty_firms_are_drawn_with_their_labels_apart() -> None:
    names = [f"firm-{number:02}" for number in range(30)]
    rows = [row(1, "prime", standing=Standing.PRIME), *(row(1, "prime", name) for name in names)]
    reader = Reader(actor=READER.actor, speaker=READER.speaker, names={n: n for n in names})

    chart = draw_chain("Chain", rows, reader)

    second = sorted(label.y for label in chart.labels if label.x > 200)
    assert all(lower - upper >= 15 for upper, lower in pairwise(second[1:]))
    assert max(label.y for label in chart.labels) <= chart.height
