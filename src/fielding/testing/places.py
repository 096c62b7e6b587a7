"""Places in memory: a few bodies, and the postcodes and areas they serve."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from fielding.referral.area import AreaAnswer, Outside, SettledBy, Share

NORTH = AreaAnswer(
    place="N1",
    bodies=(Share(body="north-council", thousandths=1000),),
    settled_by=SettledBy.OUTCODE,
    nation="england",
)
SOUTH = AreaAnswer(
    place="S1",
    bodies=(Share(body="south-council", thousandths=1000),),
    settled_by=SettledBy.OUTCODE,
    nation="wales",
)
#: Both serve part of it, and nothing settles which.
BORDER = AreaAnswer(
    place="B1",
    bodies=(
        Share(body="south-council", thousandths=600),
        Share(body="north-council", thousandths=400),
    ),
    settled_by=SettledBy.MAIN_SHARE,
)
SCOTTISH = AreaAnswer(
    place="EH1",
    bodies=(Share(body="scottish-council", thousandths=1000),),
    settled_by=SettledBy.OUTCODE,
    nation="scotland",
)
FORCES_POST = AreaAnswer(place="BFPO", outside=Outside.FORCES_POST)
NOWHERE = AreaAnswer(place="", outside=Outside.UNKNOWN)


@dataclass(frozen=True, slots=True)
class MemoryPlaces:
    """Knows places by the first word of what is asked."""

    known: Mapping[str, AreaAnswer] = field(
        default_factory=lambda: {
            answer.place: answer for answer in (NORTH, SOUTH, BORDER, SCOTTISH, FORCES_POST)
        }
    )

    def by_postcode(self, postcode: str) -> AreaAnswer:
        """Look the outcode up."""
        return self.known.get(postcode.split(" ", maxsplit=1)[0], NOWHERE)

    def by_area(self, code: str) -> AreaAnswer:
        """Look an area up."""
        return self.known.get(code, NOWHERE)

    def by_name(self, body: str) -> AreaAnswer:
        """Find a body that serves any of the places."""
        for answer in self.known.values():
            if answer.bodies and answer.bodies[0].body == body and len(answer.bodies) == 1:
                return AreaAnswer(
                    place=body,
                    bodies=answer.bodies,
                    settled_by=SettledBy.NAMED,
                    nation=answer.nation,
                )
        return NOWHERE
