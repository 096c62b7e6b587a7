"""Say of every field of a file what becomes of it, and notice what was damaged on its way."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from fielding.app.books.registering.contracting import Covered, Fate, Fault
from fielding.engines.formats.ocds.days import Written, read_time
from fielding.engines.formats.ocds.schemas import is_known

Path = tuple[str, ...]

_VALUE = ("value/amount", "value/currency")
_PERIOD = ("startDate", "endDate", "maxExtentDate")
#: What the register takes into its facts or sealed names. All else is kept with the release.
_REGISTERED = frozenset(
    tuple(path.split("/"))
    for path in (
        *("ocid", "id", "date", "tag/[]", "buyer/id", "buyer/name"),
        *(f"parties/[]/{name}" for name in ("id", "name", "roles/[]")),
        *(f"parties/[]/identifier/{name}" for name in ("scheme", "id", "legalName")),
        *(f"parties/[]/additionalIdentifiers/[]/{name}" for name in ("scheme", "id")),
        *(f"tender/{name}" for name in ("id", "title", "description", "status", *_VALUE)),
        *(f"tender/contractPeriod/{name}" for name in _PERIOD),
        *("tender/procurementMethodDetails", "tender/techniques/hasFrameworkAgreement"),
        *(f"awards/[]/{name}" for name in ("id", "title", "description", "status", *_VALUE)),
        *(f"awards/[]/contractPeriod/{name}" for name in _PERIOD),
        *("awards/[]/suppliers/[]/id", "awards/[]/suppliers/[]/name", "awards/[]/date"),
        *(f"contracts/[]/{name}" for name in ("id", "awardID", "title", "description", "status")),
        *(f"contracts/[]/{name}" for name in (*_VALUE, "dateSigned")),
        *(f"contracts/[]/period/{name}" for name in _PERIOD),
        *(f"contracts/[]/amendments/[]/{name}" for name in ("id", "date", "rationale")),
        "contracts/[]/amendments/[]/description",
        "contracts/[]/terminationRationaleClassifications/[]/description",
        "relatedProcesses/[]/relationship/[]",
        "contracts/[]/relatedProcesses/[]/relationship/[]",
    )
)
_VALUES = frozenset({("awards", "[]", "value", "amount"), ("contracts", "[]", "value", "amount")})
#: Fields whose name says that they hold a date.
_DATED = re.compile(r"(?:date|Date|datePublished|dateModified|dateSigned|dateMet)$")
_DAMAGE = (
    ("damaged-line-breaks", re.compile(r"rnrn|[.:;!?)]rn(?=[A-Z0-9 •\-])|[.:;!?)]rn$")),
    ("escaped-twice", re.compile(r"&(?:amp|lt|gt|quot|nbsp|#\d{2,5});")),
    ("wrong-encoding", re.compile("â€|Ã[\u0080-\u00bf]|\ufffd")),
)
_WORDS = {
    "damaged-line-breaks": "Line breaks were damaged to the letters rn before publication",
    "escaped-twice": "Characters stand as HTML escapes, such as &amp;",
    "wrong-encoding": "Characters were read in the wrong encoding before publication",
}


@dataclass(slots=True, kw_only=True)
class Coverage:
    """Counts fields while releases pass by; a pad of the reader, never shared."""

    counts: Counter[Path] = field(default_factory=Counter)
    dates: Counter[Written] = field(default_factory=Counter)
    damaged: Counter[tuple[str, Path]] = field(default_factory=Counter)
    unreadable: Counter[Path] = field(default_factory=Counter)
    nought: Counter[Path] = field(default_factory=Counter)

    def add(self, release: Mapping[str, object]) -> None:
        """Count one release."""
        for path, value in _leaves(release, ()):
            self.counts[path] += 1
            if isinstance(value, str):
                self._look_at(path, value)
            elif path in _VALUES and value == 0:
                self.nought[path] += 1

    def _look_at(self, path: Path, text: str) -> None:
        if _DATED.search(path[-1]) and text:
            written = read_time(text).written
            self.dates[written] += 1
            if written is Written.UNREADABLE:
                self.unreadable[path] += 1
        for code, pattern in _DAMAGE:
            if pattern.search(text):
                self.damaged[code, path] += 1

    def fields(self) -> tuple[Covered, ...]:
        """List every field met, in the order of its name."""
        return tuple(
            Covered(path="/".join(path), count=count, fate=_fate(path))
            for path, count in sorted(self.counts.items())
        )

    def faults(self) -> Iterator[Fault]:
        """List what was odd, each with how often: nothing of it is lost."""
        for (code, path), count in sorted(self.damaged.items()):
            words = f"{_WORDS[code]}: {count} texts. They are kept as they stand."
            yield Fault(code=code, place="/".join(path), words=words)
        for path, count in sorted(self.unreadable.items()):
            words = f"{count} values are no dates. They are kept as they stand."
            yield Fault(code="no-date", place="/".join(path), words=words)
        for path, count in sorted(self.nought.items()):
            words = f"{count} values are 0. They are kept; a 0 may mean that no value was told."
            yield Fault(code="value-of-nought", place="/".join(path), words=words)
        for written in (Written.NO_ZONE, Written.DAY_ONLY):
            if count := self.dates[written]:
                words = f"{count} dates stand {written}."
                yield Fault(code="date-form", place="file", words=words)
        for path in sorted(path for path in self.counts if _fate(path) is Fate.UNKNOWN):
            words = f"No schema here knows this field ({self.counts[path]} times). It is kept."
            yield Fault(code="unknown-field", place="/".join(path), words=words)


def _fate(path: Path) -> Fate:
    if path in _REGISTERED:
        return Fate.REGISTERED
    return Fate.KNOWN if is_known(path) else Fate.UNKNOWN


def _leaves(value: object, path: Path) -> Iterator[tuple[Path, object]]:
    if isinstance(value, dict) and value:
        for name, inner in value.items():
            yield from _leaves(inner, (*path, name))
    elif isinstance(value, list) and value:
        for inner in value:
            yield from _leaves(inner, (*path, "[]"))
    else:
        yield path, value
