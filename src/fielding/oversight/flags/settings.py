"""Settings of the red flags: which are computed, with which thresholds, on which procedures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from types import MappingProxyType

from fielding.oversight.flags.errors import UnknownSetting, WrongSetting

CODES = (
    "R003",
    "R018",
    "R024",
    "R025",
    "R028",
    "R030",
    "R035",
    "R036",
    "R038",
    "R048",
    "R058",
)
Value = Fraction | int | frozenset[str]
_NOTHING: Mapping[str, Value] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the red flags are computed with; what is not set has the published default."""

    enabled: tuple[str, ...] = CODES
    currency: str | None = None
    #: Procedures (procurementMethodDetails) whose prices are not compared, or alone are.
    no_price_comparison: frozenset[str] = frozenset()
    price_comparison: frozenset[str] | None = None
    excluded_details: frozenset[str] = frozenset()
    #: (code, setting) -> value.
    values: Mapping[tuple[str, str], Value] = field(default_factory=dict)
    #: R003's threshold in days for some procedures.
    days_by_details: Mapping[str, int] = field(default_factory=dict)

    def number(self, code: str, name: str, default: int) -> int:
        """Give a whole number."""
        found = self.values.get((code, name), default)
        return found if isinstance(found, int) else default

    def fence(self, code: str) -> Fraction | None:
        """Give the threshold that stands in place of a computed fence, if one is set."""
        found = self.values.get((code, "threshold"))
        return Fraction(found) if isinstance(found, int | Fraction) else None

    def words(self, code: str, name: str, default: frozenset[str] | None) -> frozenset[str] | None:
        """Give a set of words; None: all."""
        found = self.values.get((code, name))
        return found if isinstance(found, frozenset) else default


def read_settings(sections: Mapping[str, Mapping[str, str]]) -> Settings:
    """Read sections of names and values; the section "" holds what stands before the first one.

    A section named for a red flag enables it, so that a file with none computes all of them.
    Raises UnknownSetting and WrongSetting.
    """
    values: dict[tuple[str, str], Value] = {}
    enabled = [code for code in CODES if code in sections]
    for code in enabled:
        for name, told in sections[code].items():
            if (code, name) not in _READ:
                raise UnknownSetting(section=code, name=name)
            values[code, name] = _value(code, name, told)
    whole = sections.get("", {})
    for name in whole.keys() - _GLOBAL:
        raise UnknownSetting(section="", name=name)
    compared = whole.get("price_comparison_procurement_methods")
    excluded = sections.get("exclusions", {}).get("procurement_method_details", "")
    by_details = sections.get("R003.procurement_method_details", {})
    return Settings(
        enabled=tuple(enabled) or CODES,
        currency=whole.get("currency"),
        no_price_comparison=_words(whole.get("no_price_comparison_procurement_methods", "")),
        price_comparison=_words(compared) if compared else None,
        excluded_details=_words(excluded),
        values=values,
        days_by_details={name: _natural("R003", name, told) for name, told in by_details.items()},
    )


def _value(code: str, name: str, told: str) -> Value:
    return _READ[code, name](code, name, told)


def _natural(code: str, name: str, told: str) -> int:
    if not told.isascii() or not told.isdecimal() or len(told) > 9:
        raise WrongSetting(section=code, name=name, value=told)
    return int(told)


def _decimal(code: str, name: str, told: str) -> Fraction:
    try:
        found = Decimal(told)
    except InvalidOperation as fault:
        raise WrongSetting(section=code, name=name, value=told) from fault
    if not found.is_finite() or abs(found.adjusted()) > 12:
        raise WrongSetting(section=code, name=name, value=told)
    return Fraction(found)


def _listed(_: str, __: str, told: str) -> frozenset[str]:
    return _words(told)


def _words(told: str) -> frozenset[str]:
    return frozenset(word.strip() for word in told.split("|") if word.strip())


_GLOBAL = frozenset(
    {
        "currency",
        "no_price_comparison_procurement_methods",
        "price_comparison_procurement_methods",
    }
)
_READ: Mapping[tuple[str, str], Callable[[str, str, str], Value]] = {
    ("R003", "threshold"): _natural,
    ("R003", "procurement_methods"): _listed,
    ("R018", "procurement_methods"): _listed,
    ("R024", "threshold"): _decimal,
    ("R025", "percentile"): _natural,
    ("R025", "threshold"): _decimal,
    ("R035", "threshold"): _natural,
    ("R038", "threshold"): _decimal,
    ("R038", "minimum_submitted_bids"): _natural,
    ("R038", "minimum_contracting_processes"): _natural,
    ("R048", "threshold"): _natural,
    ("R048", "digits"): _natural,
    ("R048", "minimum_contracting_processes"): _natural,
    ("R058", "threshold"): _decimal,
}
