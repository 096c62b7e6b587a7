"""Who leads: the service's ordered rule, applied to the places that the answers name."""

from collections.abc import Mapping
from dataclasses import dataclass

from fielding.definitions.service import Kind, LeadRule, Service
from fielding.referral.area import AreaAnswer, Outside, Places, SettledBy


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadSuggestion:
    """The recipient that the first applicable rule names, with the reason or the doubt."""

    rule: LeadRule | None
    area: AreaAnswer

    @property
    def recipient(self) -> str | None:
        """The likeliest recipient; `area.sure` tells whether there is a doubt."""
        return self.area.bodies[0].body if self.area.bodies else None


def suggest_lead(service: Service, answers: Mapping[str, object], places: Places) -> LeadSuggestion:
    """Try the rules in their order; the first whose place has a body wins.

    The first place that is known to lie outside (another nation, BFPO) is remembered, so that the
    reporter can be told where to go, but a later rule that finds a body still wins.
    """
    outside = LeadSuggestion(rule=None, area=AreaAnswer(place="", outside=Outside.UNKNOWN))
    for rule in sorted(service.referral.lead, key=lambda rule: rule.rank):
        answer = answers.get(rule.question)
        if not isinstance(answer, str):
            continue
        area = _look_up(service, rule, answer, places)
        if area.bodies and area.outside is None:
            return LeadSuggestion(rule=rule, area=area)
        if outside.area.outside is Outside.UNKNOWN:
            outside = LeadSuggestion(rule=rule, area=area)
    return outside


def lead_facts(suggestion: LeadSuggestion) -> dict[str, object]:
    """Write the suggestion as open facts. The place itself is not among them: it may be sealed."""
    area = suggestion.area
    facts: dict[str, object] = {
        "bodies": [[share.body, share.thousandths] for share in area.bodies],
        "settled_by": area.settled_by.value,
        "sure": area.sure,
    }
    if suggestion.rule:
        facts["rank"] = suggestion.rule.rank
    if area.nation:
        facts["nation"] = area.nation
    if area.outside:
        facts["outside"] = area.outside.value
    return facts


def _look_up(service: Service, rule: LeadRule, answer: str, places: Places) -> AreaAnswer:
    match service.questions[rule.question].kind:
        case Kind.POSTCODE:
            area = places.by_postcode(answer)
        case Kind.AREA:
            area = places.by_area(answer)
        case _:
            area = places.by_name(answer)
    if area.nation and area.nation not in service.covers:
        return AreaAnswer(
            place=area.place,
            nation=area.nation,
            settled_by=SettledBy.NOTHING,
            outside=Outside.NOT_COVERED,
        )
    return area
