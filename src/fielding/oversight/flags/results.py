"""The results of red flags in the shape in which the peer publishes its own, and what ours add."""

from collections import Counter
from collections.abc import Sequence

from fielding.oversight.flags.differences import Difference
from fielding.oversight.flags.fences import Fence
from fielding.oversight.flags.indicators import Indicator
from fielding.oversight.flags.verdicts import Group

_LOW, _HIGH = ("R024", "R025"), ("R038", "R048", "R058")


def published(indicators: Sequence[Indicator]) -> dict[str, dict[str, dict[str, float]]]:
    """Give {group: {subject: {code: value}}}, groups without a flag left out."""
    found: dict[str, dict[str, dict[str, float]]] = {}
    for group in Group:
        for indicator in indicators:
            for flag in indicator.flags:
                if flag.group is group:
                    subjects = found.setdefault(group.value, {})
                    subjects.setdefault(flag.subject, {})[indicator.code] = float(flag.value)
    return found


def fences_told(indicators: Sequence[Indicator]) -> dict[str, dict[str, dict[str, float] | str]]:
    """Give {code: {group: quartiles and fence to 4 decimals, or why there is none}}."""
    return {
        indicator.code: {
            group.value: _fence(indicator.code, fence)
            if isinstance(fence, Fence)
            else fence.because
            for group, fence in indicator.fences.items()
        }
        for indicator in indicators
        if indicator.fences
    }


def unknown_told(indicators: Sequence[Indicator]) -> dict[str, dict[str, object]]:
    """Give for each code of how many processes it says something, and why not of the others."""
    return {
        indicator.code: {
            "computed": indicator.computed,
            "cannot_be_computed": dict(
                Counter(why.because for why in indicator.unknown.values()).most_common()
            ),
        }
        for indicator in indicators
    }


def differences_told(differences: Sequence[Difference]) -> list[dict[str, object]]:
    """List where the peer's program would answer otherwise."""
    return [
        {
            "code": one.code,
            "ocid": one.ocid,
            "ours": one.ours,
            "theirs": one.theirs,
            "because": one.because,
        }
        for one in differences
    ]


def _fence(code: str, fence: Fence) -> dict[str, float]:
    told = {"q1": round(float(fence.q1), 4), "q3": round(float(fence.q3), 4)}
    if code in _LOW:
        told["lower_fence"] = round(float(fence.lower), 4)
    elif code in _HIGH:
        told["upper_fence"] = round(float(fence.upper), 4)
    return told
