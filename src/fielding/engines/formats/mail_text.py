"""Turn bytes and markup of a mail into plain text, whatever they claim to be. Never raises."""

import codecs
import re
from email.errors import MessageError
from email.header import decode_header
from html.parser import HTMLParser

#: Longer markup is cut: the standard library's parser takes quadratic time on hostile input.
LONGEST_MARKUP = 100_000
_LONGEST_HEADER = 2_000
#: Codecs that are no character sets, or that take quadratic time.
_REFUSED = frozenset({"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"})
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\ud800-\udfff\u2028\u2029\ufeff]")
_BLOCKS = frozenset({"p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "table", "ul", "hr"})
_UNSEEN = frozenset({"script", "style", "head", "title"})


def clean(text: str) -> str:
    """Take out what cannot be shown or stored: control characters, NUL, lone surrogates."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def decode(content: bytes, charset: str | None) -> str:
    """Decode by the charset claimed, else as UTF-8, else as Windows-1252."""
    for name in (charset, "utf-8"):
        if name and _is_charset(name):
            try:
                return clean(content.decode(name))
            except (UnicodeError, ValueError):
                continue
    return clean(content.decode("cp1252", errors="replace"))


def decode_words(value: object) -> str:
    """Decode a header's encoded words (RFC 2047), and unfold it into one line."""
    raw = str(value or "")[:_LONGEST_HEADER]
    try:
        pieces = decode_header(raw)
    except (MessageError, ValueError):
        pieces = [(raw, None)]
    words = [piece if isinstance(piece, str) else decode(piece, set_) for piece, set_ in pieces]
    return " ".join(clean("".join(words)).split())


def read_markup(markup: str) -> tuple[str, tuple[str, ...]]:
    """Give the text a reader of the page would see, and the addresses its links lead to."""
    page = _Page()
    try:
        page.feed(markup[:LONGEST_MARKUP] + "<br>")
    except (ValueError, AssertionError):
        page.pieces.append(re.sub(r"<[^<>]*>", " ", markup[:LONGEST_MARKUP]))
    lines = (" ".join(line.split()) for line in "".join(page.pieces).split("\n"))
    return clean("\n".join(line for line in lines if line)), tuple(map(clean, page.links))


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.links: list[str] = []
        self._unseen = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen = tag
        if tag == "body":
            self._unseen = ""
        if tag in _BLOCKS:
            self.pieces.append("\n")
        self.links += [value for name, value in attrs if name in {"href", "action"} and value]

    def handle_endtag(self, tag: str) -> None:
        if tag == self._unseen:
            self._unseen = ""
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.pieces.append(data.replace("\n", " "))


def _is_charset(name: str) -> bool:
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return False
    text: bool = getattr(found, "_is_text_encoding", True)
    return text and found.name not in _REFUSED
