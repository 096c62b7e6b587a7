"""Splits of networks as pages show them: what was judged in one step, and what became of it."""

from collections.abc import Collection
from dataclasses import dataclass

from psycopg.rows import class_row

from fielding.access.errors import NotFound
from fielding.access.roles import Actor
from fielding.store.queries.linking_health import sight
from fielding.store.statements import read_statements

SQL = read_statements("split_statements")


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitPair:
    """Two cases that a split judged different."""

    one: str
    other: str
    said: bool  # nobody withdrew it
    linked: bool  # the linker goes by such a judgement

    @property
    def stands(self) -> bool:
        """Whether the networks go by it."""
        return self.said and self.linked


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """In which network a case is now."""

    case: str
    reference: str
    network: str
    network_reference: str
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitNow:
    """A split, and where its reports are now."""

    pairs: tuple[SplitPair, ...]
    reports: tuple[Whereabouts, ...]

    @property
    def standing(self) -> int:
        """How many of its judgements the networks go by."""
        return sum(pair.stands for pair in self.pairs)

    @property
    def withdrawn(self) -> bool:
        """Whether all of it is withdrawn."""
        return not any(pair.said for pair in self.pairs)

    @property
    def pending(self) -> bool:
        """Whether the linker has yet to take it up."""
        return not self.withdrawn and not self.standing


def split_now(actor: Actor, split: str) -> SplitNow:
    """Tell of a split by the folio of its first judgement; raise NotFound where there is none."""
    with sight(actor) as cursor:
        asked = {"split": split}
        with cursor.connection.cursor(row_factory=class_row(SplitPair)) as reading:
            pairs = tuple(reading.execute(SQL["pairs"], asked).fetchall())
        if not pairs:
            raise NotFound(split=split)
        cases: Collection[str] = {case for pair in pairs for case in (pair.one, pair.other)}
        with cursor.connection.cursor(row_factory=class_row(Whereabouts)) as reading:
            reports = tuple(reading.execute(SQL["whereabouts"], {"cases": list(cases)}).fetchall())
    return SplitNow(pairs=pairs, reports=reports)
