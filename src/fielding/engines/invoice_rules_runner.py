"""The program that runs the rules of EN 16931: an invoice comes in, its faults go out as JSON."""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import fromstring

from saxonche import PySaxonProcessor

_SVRL = "{http://purl.oclc.org/dsdl/svrl}"
#: Notes of every rule that was looked at: nobody reads them, and they take a third of the time.
_NOTES = re.compile(r"<svrl:fired-rule\b[^>]*/>")
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["'][^>]*\?>""")
_DECLARATION = re.compile(r"^\ufeff?\s*<\?xml[^>]*\?>")
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
#: Rules that are told; a document cannot break many more.
_MOST = 200


class Rules:
    """The compiled rules, ready for documents; the processor has to stay open."""

    def __init__(self, saxon: PySaxonProcessor, stylesheet: Path) -> None:
        text = _NOTES.sub("", stylesheet.read_text(encoding="utf-8"))
        self._saxon = saxon
        self._compiled = saxon.new_xslt30_processor().compile_stylesheet(stylesheet_text=text)

    def faults(self, content: bytes) -> Iterator[dict[str, object]]:
        """Gather what failed by rule, in the order in which rules first failed."""
        document = self._saxon.parse_xml(xml_text=as_text(content))
        said = fromstring(self._compiled.transform_to_string(xdm_node=document).encode())  # noqa: S314 our own
        failed = list(said.iter(_SVRL + "failed-assert"))
        times = Counter(each.get("id", "") for each in failed)
        first = {each.get("id", ""): each for each in reversed(failed)}
        for code in list(times)[:_MOST]:
            words = " ".join("".join(first[code].itertext()).split())
            fatal = first[code].get("flag") != "warning"
            yield {"code": code, "fatal": fatal, "text": words[:500], "times": times[code]}


def as_text(content: bytes) -> str:
    """Decode a document as its mark or its declaration says, and leave the declaration out."""
    declared = _DECLARED.match(content[:400])
    named = declared[1].decode() if declared else "utf-8"
    encoding = next((name for mark, name in _MARKS.items() if content.startswith(mark)), named)
    return _DECLARATION.sub("", content.decode(encoding), count=1)


def main() -> None:
    """Read the invoice from the standard input and write down what it does not keep."""
    with PySaxonProcessor(license=False) as saxon:
        found = list(Rules(saxon, Path(sys.argv[1])).faults(sys.stdin.buffer.read()))
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
