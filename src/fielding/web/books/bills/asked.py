"""Which lines of an invoice a page asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from fielding.app.books.billing.read_bill import Wanted
from fielding.oversight.bills.codes import Code, Result

#: Lines on one page.
PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLines:
    """A result, a code and a page, each as far as it was asked for and there is such a one."""

    result: Result | None = None
    code: Code | None = None
    page: int = 1

    @property
    def wanted(self) -> Wanted:
        """Give the lines of this page."""
        skip = (self.page - 1) * PAGE
        return Wanted(result=self.result, code=self.code, skip=skip, most=PAGE)

    @property
    def every(self) -> Wanted:
        """Give the lines of all pages."""
        return Wanted(result=self.result, code=self.code)

    def query(self, page: int = 1) -> str:
        """Write the same question for another page."""
        told = {"result": self.result, "code": self.code, "page": page if page > 1 else None}
        return urlencode({name: value for name, value in told.items() if value is not None})


def asked_lines(query: Mapping[str, str]) -> AskedLines:
    """Read what was asked; what there is not is as if nobody had asked."""
    result, code, page = (query.get(name, "") for name in ("result", "code", "page"))
    return AskedLines(
        result=Result(result) if result in {each.value for each in Result} else None,
        code=Code(code) if code in {each.value for each in Code} else None,
        page=int(page) if page.isdecimal() and 0 < len(page) < 6 and int(page) else 1,
    )
