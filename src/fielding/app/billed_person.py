"""Who a case is billed for: a keyed code of the answer that the service's tariff names.

The code alone stands in the ledger, where it tells that two cases are about one person, not whom.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import replace

from fielding.cases.step import Step
from fielding.definitions.service import Service

_LENGTH = 32  # hex digits: 128 bits


def name_person(key: bytes, service: Service, answers: Mapping[str, object], step: Step) -> Step:
    """Add the fact `person` to what is recorded of a new case, if the answers say who it is."""
    code = _code(key, service, answers)
    return replace(step, facts={**step.facts, "person": code}) if code else step


def _code(key: bytes, service: Service, answers: Mapping[str, object]) -> str | None:
    """Derive the code; None: the tariff names no question, or it was not answered.

    Letters and digits count, small and capital ones alike. Codes of two services tell nothing of
    one another.
    """
    named = {unit.person for unit in service.tariff.values() if unit.person}
    told = "".join(str(answers.get(question, "")) for question in named)
    plain = "".join(letter for letter in told.casefold() if letter.isalnum())
    if not plain:
        return None
    drawn = hmac.new(key, f"person/v1\n{service.code}\n{plain}".encode(), hashlib.sha256)
    return drawn.hexdigest()[:_LENGTH]
