"""Tell a framework, a call-off from one, and a plain contract apart by what is published."""

from collections.abc import Mapping
from typing import Any

from fielding.app.books.registering.contracting import Form
from fielding.engines.formats.ocds.identity import plain_name, text_of
from fielding.engines.formats.ocds.processes import list_of

Json = Mapping[str, Any]


def form_of(whole: Json, told: Json) -> Form:
    """Say what an award, contract or tender is; plain unless the release says otherwise."""
    relations = {*_relations(whole), *_relations(told)}
    if "framework" in relations or _is_call_off(whole):
        return Form.CALL_OFF
    return Form.FRAMEWORK if _is_framework(whole) else Form.CONTRACT


def _relations(holder: object) -> set[str]:
    return {
        text_of(word)
        for related in list_of(holder, "relatedProcesses")
        for word in list_of(related, "relationship")
    }


def _is_call_off(whole: Json) -> bool:
    """Contracts Finder says it only in words (35 of the 300 releases of our tests)."""
    words = plain_name(text_of(_tender(whole).get("procurementMethodDetails")))
    from_one = ("from a framework", "from a dynamic purchasing system", "further competition")
    return any(phrase in words for phrase in from_one)


def _is_framework(whole: Json) -> bool:
    techniques = _tender(whole).get("techniques")
    return isinstance(techniques, dict) and techniques.get("hasFrameworkAgreement") is True


def _tender(whole: Json) -> Json:
    tender = whole.get("tender")
    return tender if isinstance(tender, dict) else {}
