"""Typed access to one part of a tree whose shape was checked; what was broken reads as absent."""

from collections.abc import Iterator
from datetime import date

from fielding.definitions.located import Located
from fielding.definitions.reading import Reading
from fielding.definitions.service import Option, Text
from fielding.definitions.soundness import read_day


class Part:
    """A record of the file. Getters never raise: faults were noted when the shape was checked."""

    def __init__(self, reading: Reading, node: Located, *, short: str = "en") -> None:
        self.reading = reading
        self.node = node
        match node.value:
            case dict():
                self._keys: dict[str, Located] = node.value
            case str() if reading.is_sound(node):
                self._keys = {short: node}
            case _:
                self._keys = {}

    def at(self, key: str) -> Located | None:
        """Give the node under a key, if it is there and sound."""
        node = self._keys.get(key)
        return node if node is not None and self.reading.is_sound(node) else None

    def line_of(self, key: str) -> Located:
        """Give the node under a key to point a fault at; the part itself when it has none."""
        return self._keys.get(key, self.node)

    def word(self, key: str, default: str = "") -> str:
        node = self.at(key)
        return default if node is None else str(node.value)

    def maybe(self, key: str) -> str | None:
        node = self.at(key)
        return None if node is None else str(node.value)

    def flag(self, key: str) -> bool:
        node = self.at(key)
        return node is not None and node.value is True

    def number(self, key: str, default: int = 0) -> int:
        node = self.at(key)
        return node.value if node is not None and isinstance(node.value, int) else default

    def leading_number(self, key: str) -> int:
        """Read the number a time begins with: 28 of `28 days`; 0 when there is none."""
        return int(self.word(key, "0").partition(" ")[0])

    def day(self, key: str) -> date | None:
        node = self.at(key)
        return None if node is None else read_day(node.value)

    def items(self, key: str) -> tuple[Located, ...]:
        """Give the sound items of a list; a single item stands for a list of one."""
        node = self.at(key)
        if node is None:
            return ()
        found = node.value if isinstance(node.value, list) else [node]
        return tuple(item for item in found if self.reading.is_sound(item))

    def words(self, key: str) -> tuple[str, ...]:
        return tuple(str(item.value) for item in self.items(key))

    def parts(self, key: str) -> tuple["Part", ...]:
        """Give the items of a list as parts."""
        return tuple(Part(self.reading, item) for item in self.items(key))

    def entries(self, key: str) -> Iterator[tuple[str, Located]]:
        """Walk a mapping of the author's own names, leaving out what is broken."""
        inner = self.part(key)
        if inner is not None:
            yield from inner.own_entries()

    def own_entries(self) -> Iterator[tuple[str, Located]]:
        """Walk the part itself as a mapping of the author's own names."""
        for name, item in self._keys.items():
            if self.reading.is_sound(item):
                yield name, item

    def named(self, key: str, *, short: str = "en") -> Iterator[tuple[str, "Part"]]:
        """Walk a mapping of the author's own names to records."""
        for name, item in self.entries(key):
            yield name, Part(self.reading, item, short=short)

    def part(self, key: str) -> "Part | None":
        node = self.at(key)
        return None if node is None else Part(self.reading, node)

    def text(self, key: str) -> Text:
        return self.maybe_text(key) or Text(en="")

    def maybe_text(self, key: str) -> Text | None:
        inner = self.part(key)
        return None if inner is None else inner.as_text()

    def as_text(self) -> Text:
        """Read the part itself as a wording."""
        return Text(en=self.word("en"), cy=self.maybe("cy"))

    def options(self, key: str) -> tuple[Option, ...]:
        return tuple(
            Option(code=code, label=part.as_text(), hint=part.maybe_text("hint"))
            for code, part in self.named(key)
        )
