"""Find the body that serves a place, from open postcode and area tables. It decides nothing."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from fielding.engines.body_names import BodyNames
from fielding.engines.postcodes import Postcode, read_postcode
from fielding.engines.reference_tables import ReferenceTables, Row
from fielding.referral.area import AreaAnswer, Outside, SettledBy, Share

_CROWN_DEPENDENCIES = frozenset({"GY", "JE", "IM"})
_FORCES_POST = "BF"
#: What an official area code begins with, by nation (Office for National Statistics).
_AREA_CODE = re.compile(r"[A-Z][0-9]{8}")
_NATIONS_BY_AREA = {"E": "england", "W": "wales", "S": "scotland", "N": "northern-ireland"}
_Shares = Mapping[str, tuple[Share, ...]]


class ReferencePlaces:
    """Look places up in the reference tables, each read when first needed and then kept."""

    def __init__(self, tables: ReferenceTables) -> None:
        self._tables = tables

    def by_postcode(self, postcode: str) -> AreaAnswer:
        """Look a postcode up in three steps; an outcode or a sector alone may give a doubt."""
        read = read_postcode(postcode)
        if postcode.strip().upper().startswith("BFPO") or (read and read.area == _FORCES_POST):
            return AreaAnswer(place="BFPO", outside=Outside.FORCES_POST)
        if read is None:
            return AreaAnswer(place="", outside=Outside.UNKNOWN)
        if read.area in _CROWN_DEPENDENCIES:
            return AreaAnswer(place=read.outcode, outside=Outside.CROWN_DEPENDENCY)
        return self._three_steps(read)

    def by_area(self, code: str) -> AreaAnswer:
        """Look an official area code (LSOA) up; one without a body is told by its nation only."""
        place = code.strip().upper()
        nation = _NATIONS_BY_AREA.get(place[:1]) if _AREA_CODE.fullmatch(place) else None
        body = self._areas.get(place)
        if body is None:
            return AreaAnswer(place=place, nation=nation, outside=Outside.UNKNOWN)
        return self._answer(place, _whole(body), SettledBy.AREA)

    def by_name(self, body: str) -> AreaAnswer:
        """Find a body by its slug or its published name, English or Welsh."""
        slug = self._bodies.find(body)
        if slug is None:
            return AreaAnswer(place="", outside=Outside.UNKNOWN)
        return self._answer(slug, _whole(slug), SettledBy.NAMED)

    def _three_steps(self, postcode: Postcode) -> AreaAnswer:
        exception = self._exceptions.get(postcode.unit or "")
        sector = self._sectors.get(postcode.sector or "", ())
        outcode = self._outcodes.get(postcode.outcode, ())
        if exception:
            return self._answer(postcode.outcode, _whole(exception), SettledBy.POSTCODE)
        # With the unit known and not an exception, rank 1 of its sector is right by construction.
        if sector and (postcode.unit or len(sector) == 1):
            return self._answer(postcode.outcode, _whole(sector[0].body), SettledBy.SECTOR)
        bodies = sector or outcode
        if not bodies:
            return AreaAnswer(place=postcode.outcode, outside=Outside.UNKNOWN)
        step = SettledBy.OUTCODE if len(bodies) == 1 else SettledBy.MAIN_SHARE
        return self._answer(postcode.outcode, bodies, step)

    def _answer(self, place: str, bodies: tuple[Share, ...], step: SettledBy) -> AreaAnswer:
        """Put an answer together; where the bodies disagree about the nation, it names none."""
        nations = {self._bodies.nation(share.body) for share in bodies}
        nation = nations.pop() if len(nations) == 1 else None
        return AreaAnswer(place=place, bodies=bodies, settled_by=step, nation=nation)

    @cached_property
    def _bodies(self) -> BodyNames:
        return BodyNames(self._tables.read("police_forces").rows)

    @cached_property
    def _exceptions(self) -> Mapping[str, str]:
        rows = self._tables.read("geo/postcode_force_exceptions").rows
        return {row["postcode"]: row["force_slug"] for row in rows}

    @cached_property
    def _sectors(self) -> _Shares:
        return _shares(self._tables.read("geo/sector_force_spanning_outcodes").rows, "sector")

    @cached_property
    def _outcodes(self) -> _Shares:
        return _shares(self._tables.read("geo/outcode_force").rows, "outcode")

    @cached_property
    def _areas(self) -> Mapping[str, str]:
        rows = self._tables.read("geo/lsoa_to_police_force").rows
        names = {name: self._bodies.find(name) for name in {row["Police_force"] for row in rows}}
        found = ((row["LSOA Code"], names[row["Police_force"]]) for row in rows)
        return {code: slug for code, slug in found if slug}


def _whole(body: str) -> tuple[Share, ...]:
    return (Share(body=body, thousandths=1000),)


def _shares(rows: Iterable[Row], place: str) -> _Shares:
    shares = defaultdict(list)
    for row in sorted(rows, key=lambda row: int(row["rank"])):
        # A body with a handful of postcodes rounds to nothing, but it does serve the place.
        thousandths = max(1, round(float(row["share"]) * 1000))
        shares[row[place]].append(Share(body=row["force_slug"], thousandths=thousandths))
    return {name: tuple(listed) for name, listed in shares.items()}
