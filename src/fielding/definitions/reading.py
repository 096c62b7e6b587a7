"""What is known while one file is read: its faults so far, its names, and the tables it may use."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from fielding.definitions.faults import Fault
from fielding.definitions.located import Located
from fielding.definitions.service import CodeTable, Question


@dataclass(slots=True, kw_only=True)
class Reading:
    """One reading of one file. It collects faults, so that a person mends them all at once."""

    file: str
    #: The reference tables at hand, by file name without ending.
    reference: Mapping[str, CodeTable]
    faults: list[Fault] = field(default_factory=list)
    #: The nodes whose own shape is wrong: nobody looks into these again.
    broken: set[int] = field(default_factory=set)
    #: Filled part by part as the file is read, each before those that refer to it.
    tables: dict[str, CodeTable] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    #: All names of questions in the file, those still to be read too.
    question_names: tuple[str, ...] = ()
    #: Questions whose type or options are faulty: what is said about them is not judged.
    unclear: set[str] = field(default_factory=set)
    states: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    clocks: Mapping[str, str] = field(default_factory=dict)

    def fault(self, node: Located, message: str, remedy: str) -> None:
        """Note a fault at the node's line."""
        self.faults.append(Fault(file=self.file, line=node.line, message=message, remedy=remedy))

    def refuse(self, node: Located, message: str, remedy: str) -> None:
        """Note a fault, and that the node is of no use."""
        self.broken.add(id(node))
        self.fault(node, message, remedy)

    def is_sound(self, node: Located) -> bool:
        """Say whether the node itself has the shape it should have."""
        return id(node) not in self.broken
