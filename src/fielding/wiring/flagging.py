"""Computes red flags over a file of contracting data; it needs no hub and writes nothing."""

from collections.abc import Iterable, Iterator, Mapping
from configparser import ConfigParser
from configparser import Error as SettingsFault
from dataclasses import asdict, dataclass
from pathlib import Path

from fielding.app.books.registering.contracting import Fault
from fielding.engines.errors import FileUnreadable
from fielding.engines.formats.ocds.json_values import Placed, read_values, values_of
from fielding.engines.formats.ocds.merging import Compiled, compile_releases
from fielding.engines.formats.ocds.processes import group
from fielding.engines.formats.ocds.releases import Found, find_releases
from fielding.oversight.flags.examining import Examined, examine
from fielding.oversight.flags.results import (
    differences_told,
    fences_told,
    published,
    unknown_told,
)
from fielding.oversight.flags.settings import Settings, read_settings

Json = Mapping[str, object]
_TOP = "before the first section"


class _AsWritten(ConfigParser):
    """Names in capitals are other names than those without."""

    def optionxform(self, optionstr: str) -> str:
        return optionstr


@dataclass(frozen=True, slots=True, kw_only=True)
class FlaggedFile:
    """What the red flags say of a file, and what of the file could not be read."""

    examined: Examined
    faults: tuple[Fault, ...]


def flag_file(path: Path, settings: Settings) -> FlaggedFile:
    """Compute the red flags of a file: compiled releases one to a line, packages or records.

    The releases of a package are compiled first, by ocid and buyer. Raises FileUnreadable.
    """
    return _flagged(read_values(path), settings)


def flag_content(content: bytes, settings: Settings) -> FlaggedFile:
    """Compute the red flags of a file's content, not compressed."""
    return _flagged(values_of(content), settings)


def document_of(found: FlaggedFile) -> dict[str, object]:
    """Give everything found as JSON; the first groups are those of the published results."""
    examined = found.examined
    return {
        **published(examined.indicators),
        "Meta": fences_told(examined.indicators),
        "Processes": examined.processes,
        "Computed": unknown_told(examined.indicators),
        "Differences": differences_told(examined.differences),
        "Repeated": list(examined.repeated),
        "Faults": [asdict(fault) for fault in found.faults]
        + [{"code": "nameless", "place": place} for place in examined.nameless],
    }


def read_settings_file(path: Path) -> Settings:
    """Read settings as the peer's command has them. Raises UnknownSetting, WrongSetting, FileUnreadable."""  # noqa: E501 one sentence
    parser = _AsWritten(
        delimiters=("=",),
        inline_comment_prefixes=(";", "#"),
        interpolation=None,
        default_section="",
    )
    try:
        parser.read_string(f"[{_TOP}]\n{path.read_text(encoding='utf-8')}")
    except (SettingsFault, UnicodeDecodeError) as fault:
        raise FileUnreadable(file=str(path), fault=str(fault)) from fault
    sections = {name: dict(parser[name]) for name in parser.sections()}
    return read_settings({"": sections.pop(_TOP), **sections})


def _flagged(values: Iterable[Placed | Fault], settings: Settings) -> FlaggedFile:
    faults: list[Fault] = []
    examined = examine(_releases(values, faults), settings)
    return FlaggedFile(examined=examined, faults=tuple(faults))


def _releases(values: Iterable[Placed | Fault], faults: list[Fault]) -> Iterator[tuple[str, Json]]:
    """Give compiled releases; what stands bare on a line is one already."""
    for value in values:
        if isinstance(value, Fault):
            faults.append(value)
        elif isinstance(value.value, dict) and not {"releases", "records"} & value.value.keys():
            yield value.place, value.value
        else:
            yield from _compiled(value, faults)


def _compiled(value: Placed, faults: list[Fault]) -> Iterator[tuple[str, Json]]:
    found = list(find_releases([value]))
    faults += (one for one in found if isinstance(one, Fault))
    groups, unclear = group(one for one in found if isinstance(one, Found))
    faults += unclear
    for each in groups:
        last: Compiled | None = None
        for compiled in compile_releases(each):
            if isinstance(compiled, Fault):
                faults.append(compiled)
            else:
                last = compiled
        if last:
            yield each.found[0].place, last.whole
