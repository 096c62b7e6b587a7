"""Read a YAML 1.2 file into plain values that know their line; the faults come all at once.

Only what a definition needs is read: mappings, lists and plain scalars. Tags that would build
objects, and aliases, which can blow a small file up to any size, are faults.
"""

from collections.abc import Iterator

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from fielding.definitions.errors import InvalidDefinition
from fielding.definitions.faults import Fault
from fielding.definitions.located import Located

#: A definition of ten times the longest we ship still is far below this.
LARGEST_FILE = 2_000_000


def read_yaml(content: bytes, *, file: str) -> Located:
    """Read a file's bytes; raise InvalidDefinition with all faults, each with file and line."""
    if len(content) > LARGEST_FILE:
        raise _broken(file, 1, "the file is too large", f"stay under {LARGEST_FILE:,} bytes")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise _broken(file, line, "the file is not UTF-8", "save it as UTF-8") from fault
    try:
        return _Reading(file).read(text)
    except RecursionError as fault:
        raise _broken(file, 1, "values are nested too deep", "nest fewer of them") from fault


class _Reading:
    """One file being read, and the faults found in it so far."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._yaml = YAML(typ="safe", pure=True)
        self._faults: list[Fault] = []
        self._seen: set[int] = set()

    def read(self, text: str) -> Located:
        try:
            root = self._yaml.compose(text)
        except MarkedYAMLError as fault:
            line = fault.problem_mark.line + 1 if fault.problem_mark else 1
            problem = ", ".join(filter(None, (fault.context, fault.problem)))
            raise _broken(self._file, line, f"this is not YAML: {problem}", _LOOK) from fault
        except YAMLError as fault:
            problem = str(fault).partition("\n")[0]
            raise _broken(self._file, 1, f"this is not YAML: {problem}", _LOOK) from fault
        found = self._locate(root, 1) if root is not None else Located(value=None, line=1)
        if self._faults:
            raise InvalidDefinition(self._faults)
        return found

    def _locate(self, node: Node, line: int) -> Located:
        if id(node) in self._seen:
            self._fault(line, "this is an alias (`*name`)", "write the value out again")
            return Located(value=None, line=line)
        self._seen.add(id(node))
        match node:
            case MappingNode():
                return Located(value=dict(self._entries(node)), line=line)
            case SequenceNode():
                items = [self._locate(item, item.start_mark.line + 1) for item in node.value]
                return Located(value=items, line=line)
            case _:
                return Located(value=self._scalar(node, line), line=line)

    def _entries(self, node: MappingNode) -> Iterator[tuple[str, Located]]:
        first: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, ScalarNode):
                self._fault(line, "a key must be one word or phrase", "write plain text before `:`")
                continue
            name = str(key.value)
            if name in first:
                message = f"`{name}` stands twice, first on line {first[name]}"
                self._fault(line, message, "keep one of the two")
            first.setdefault(name, line)
            yield name, self._locate(value, line)

    def _scalar(self, node: Node, line: int) -> object:
        try:
            return self._yaml.constructor.construct_object(node, deep=True)
        except MarkedYAMLError as fault:
            self._fault(line, f"this value cannot be read: {fault.problem}", "write plain text")
        except ValueError as fault:
            self._fault(
                line, f"this value cannot be read: {fault}", "put it in quotes if it is text"
            )
        return None

    def _fault(self, line: int, message: str, remedy: str) -> None:
        self._faults.append(Fault(file=self._file, line=line, message=message, remedy=remedy))


_LOOK = "look at this line and the one above: quotes, colons, indents"


def _broken(file: str, line: int, message: str, remedy: str) -> InvalidDefinition:
    return InvalidDefinition([Fault(file=file, line=line, message=message, remedy=remedy)])
