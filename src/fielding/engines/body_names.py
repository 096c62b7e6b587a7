"""Find a body of the register by any of the names that published tables use for it."""

import re
from collections.abc import Iterable

from fielding.engines.reference_tables import Row

_STYLE = re.compile(r"-(police-service|police|constabulary)$")
_NATIONS = frozenset({"england", "wales", "scotland", "northern-ireland"})


class BodyNames:
    """The register's names: `West Yorkshire`, `West Yorkshire Police` and the slug are one body."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._slugs: dict[str, str] = {}
        self._nations: dict[str, str | None] = {}
        for row in rows:
            slug, nation = row["slug"], _slug(row["nation"])
            # A body of several nations (British Transport Police) stands for none of them.
            self._nations[slug] = nation if nation in _NATIONS else None
            for name in (slug, row["name"], row["name_cy"]):
                if name:
                    self._slugs[_slug(name)] = slug
                    self._slugs.setdefault(_short(name), slug)

    def find(self, name: str) -> str | None:
        """Give the slug of a body, or nothing if the register has no such name."""
        return self._slugs.get(_slug(name)) or self._slugs.get(_short(name))

    def nation(self, slug: str) -> str | None:
        """Give the one nation that a body serves."""
        return self._nations.get(slug)


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower().replace("&", " and ")).strip("-")


def _short(name: str) -> str:
    return _STYLE.sub("", _slug(name))
