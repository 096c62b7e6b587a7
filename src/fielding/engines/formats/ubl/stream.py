"""Streams an XML document's parts one by one, in bounded memory; refuses what is unsafe.

A document type declaration is refused before anything of it is used: without one, XML has no
entities but its own five, so nothing can be expanded and nothing be fetched. Encodings other than
those of invoices are refused too: an escape that one parser reads as letters, another may unfold.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, NoReturn
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser
from xml.parsers import expat

from fielding.engines.errors import InvoiceUnreadable, InvoiceUnsafe

_CHUNK = 1 << 18
#: Bytes of XML; a million lines are about 700 MB.
LARGEST = 4_000_000_000
#: Elements inside each other, and elements in one line or other part of the document.
DEEPEST, MOST = 24, 20_000
#: Bytes that may come before the first element.
LONGEST_PROLOG = 1_000_000
_ENCODING = re.compile(
    r"utf-?8|utf-?16([lb]e)?|(us-)?ascii|iso-8859-[0-9]{1,2}|windows-125[0-9]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One child of the document's root, whole; or, first of all, the empty root itself."""

    element: Element
    is_root: bool = False


def read_parts(content: BinaryIO) -> Iterator[Part]:
    """Give the root (for its name), then each of its children, each forgotten after its use.

    Raises InvoiceUnsafe for a document type declaration or absurd sizes, InvoiceUnreadable for
    what is no well-formed XML.
    """
    prolog, growing = _Prolog(), _Growing()
    try:
        while chunk := content.read(_CHUNK):
            prolog.look(chunk)
            growing.parser.feed(chunk)
            if prolog.over:
                yield from growing.take()
        growing.parser.close()
        yield from growing.take(whole=True)
    except (ParseError, LookupError) as fault:  # LookupError: an encoding that nobody knows
        raise InvoiceUnreadable(because=str(fault)) from fault


class _Prolog:
    """Looks at what comes before the first element, where alone a declaration can stand."""

    def __init__(self) -> None:
        self.over = False
        self._size = 0
        self._parser = expat.ParserCreate()
        self._parser.XmlDeclHandler = _require_encoding
        self._parser.StartDoctypeDeclHandler = _refuse
        self._parser.StartElementHandler = self._end

    def look(self, chunk: bytes) -> None:
        """Look at the next bytes; raise InvoiceUnsafe, InvoiceUnreadable."""
        self._size += len(chunk)
        if self._size > LARGEST:
            raise InvoiceUnsafe(because=f"it is larger than {LARGEST:,} bytes")
        if self.over:
            return
        try:
            self._parser.Parse(chunk)
        except expat.ExpatError as fault:
            # After the first element it is for the other parser to say what is wrong.
            if not self.over:
                raise InvoiceUnreadable(because=str(fault)) from fault
        if not self.over and self._size > LONGEST_PROLOG:
            raise InvoiceUnsafe(because="no element comes within its first million bytes")

    def _end(self, *_: object) -> None:
        self.over = True


def _require_encoding(_: str, encoding: str | None, __: int) -> None:
    if encoding is not None and not _ENCODING.fullmatch(encoding):
        raise InvoiceUnreadable(because="its encoding is none in which invoices are written")


def _refuse(*_: object) -> NoReturn:
    raise InvoiceUnsafe(because="it has a document type declaration, which no invoice needs")


class _Growing:
    """Grows the document's tree, and cuts off what has become whole.

    The parser builds under an element of ours, so that the root is at hand while it grows:
    asking for an event at each element instead takes more than twice the time.
    """

    def __init__(self) -> None:
        builder = TreeBuilder()
        self._soil: Element = builder.start("", {})
        self._named = False
        self.parser = XMLParser(target=builder)  # noqa: S314 declarations are refused before

    def take(self, *, whole: bool = False) -> Iterator[Part]:
        """Give what has become whole since the last time; the newest child may still grow."""
        for root in self._soil:
            if not self._named:
                self._named = True
                yield Part(element=root, is_root=True)
            for element in root:
                _require_small(element)
            ready = len(root) if whole else len(root) - 1
            for element in root[: max(ready, 0)]:
                yield Part(element=element)
            del root[: max(ready, 0)]


def _require_small(part: Element) -> None:
    """Refuse a part that is absurdly deep or large, level by level."""
    level, depth, size = [part], 1, 0
    while level:
        depth += 1
        size += len(level)
        if depth > DEEPEST:
            raise InvoiceUnsafe(because=f"more than {DEEPEST} elements stand inside each other")
        if size > MOST:
            raise InvoiceUnsafe(because=f"one part of it has more than {MOST:,} elements")
        level = [child for element in level for child in element]
